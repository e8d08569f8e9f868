//! What goes over the pipes between the program and the step: bytes with their lengths in front.

use std::io::{self, Read, Write};

use crate::kinds::Refusal;
use crate::picture::Picture;

/// Writes what came of a picture.
pub(crate) fn write(to: &mut impl Write, result: &Result<Picture, Refusal>) -> io::Result<()> {
    match result {
        Err(refusal) => to.write_all(&[refusal_code(*refusal)])?,
        Ok(picture) => {
            to.write_all(&[0])?;
            to.write_all(&picture.width.to_le_bytes())?;
            to.write_all(&picture.height.to_le_bytes())?;
            for part in [picture.taken.as_deref().unwrap_or_default().as_bytes(), &picture.content, &picture.small, &picture.large] {
                to.write_all(&u32::try_from(part.len()).map_err(io::Error::other)?.to_le_bytes())?;
                to.write_all(part)?;
            }
        }
    }
    to.flush()
}

/// Reads it. What a step that was overpowered may write is nothing but bytes: lengths are held against what there is.
pub(crate) fn read(mut from: &[u8]) -> Option<Result<Picture, Refusal>> {
    let code = number::<1>(&mut from)?[0];
    if code != 0 {
        return Refusal::ALL.into_iter().find(|refusal| refusal_code(*refusal) == code).map(Err);
    }
    let (width, height) = (u32::from_le_bytes(number(&mut from)?), u32::from_le_bytes(number(&mut from)?));
    let mut part = || {
        let length = usize::try_from(u32::from_le_bytes(number(&mut from)?)).ok()?;
        let (part, rest) = from.split_at_checked(length)?;
        from = rest;
        Some(part.to_vec())
    };
    let (taken, content, small, large) = (part()?, part()?, part()?, part()?);
    let taken = String::from_utf8(taken).ok().filter(|text| text.len() == 19);
    Some(Ok(Picture { width, height, taken, content, small, large }))
}

fn number<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn refusal_code(refusal: Refusal) -> u8 {
    let at = Refusal::ALL.iter().position(|one| *one == refusal).unwrap_or(Refusal::ALL.len() - 1);
    u8::try_from(at + 1).unwrap_or(u8::MAX)
}
