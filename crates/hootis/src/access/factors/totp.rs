//! The authenticator application: its secret, how it gets there, and which code it shows when.

use hootis_vault::{Sealer, base32, one_time_code, one_time_secret, same};
use qrcodegen::{QrCode, QrCodeEcc};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::clock::Now;
use crate::error::{Error, Result};

/// Seconds that a code is shown for. Applications know no other with certainty.
const STEP: i64 = 30;
/// Digits of a code, for the same reason.
const DIGITS: u32 = 6;
/// Steps before and after the present one whose code is taken: clocks of telephones are never quite right.
const DRIFT: i64 = 1;

/// The secret that an application and we have in common.
pub(super) struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Another one.
    pub(super) fn new() -> Self {
        Self(Zeroizing::new(one_time_secret().to_vec()))
    }

    /// As people type it, in groups of four.
    pub(super) fn text(&self) -> String {
        let text = base32(&self.0);
        text.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join(" ")
    }

    /// The address that an application reads: whose code it is, and of what.
    pub(super) fn uri(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP}", base32(&self.0))
    }

    /// The step of time that a code is of, if it is one of those around now.
    pub(super) fn step_of(&self, now: Now, code: &str) -> Option<i64> {
        let present = now.0.div_euclid(STEP * 1_000);
        // All are looked at, whichever is right.
        let right = (present - DRIFT..=present + DRIFT).filter(|step| same(self.code(*step).as_bytes(), code.as_bytes()));
        right.fold(None, |_, step| Some(step))
    }

    /// The code of a step.
    fn code(&self, step: i64) -> String {
        one_time_code(&self.0, step.unsigned_abs(), DIGITS)
    }

    /// The code of an instant.
    #[cfg(test)]
    pub(super) fn code_at(&self, now: Now) -> String {
        self.code(now.0.div_euclid(STEP * 1_000))
    }

    /// The secret behind the text that people type.
    #[cfg(test)]
    pub(super) fn of_text(text: &str) -> Self {
        let bits: Vec<u8> = text
            .chars()
            .filter_map(|c| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c))
            .flat_map(|value| (0..5).rev().map(move |bit| (value >> bit & 1) as u8))
            .collect();
        Self(Zeroizing::new(bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit)).collect()))
    }

    /// Whether it stands somewhere as it is, or as people type it.
    #[cfg(test)]
    pub(super) fn is_in(&self, bytes: &[u8]) -> bool {
        let text = base32(&self.0);
        bytes.windows(self.0.len()).any(|part| part == self.0.as_slice()) || bytes.windows(text.len()).any(|part| part == text.as_bytes())
    }

    /// Sealed for the row of its holder.
    pub(super) fn seal(&self, sealer: &Sealer, holder: Uuid) -> Vec<u8> {
        sealer.seal(&context(holder), &self.0)
    }

    /// Out of the row of its holder.
    pub(super) fn open(sealer: &Sealer, holder: Uuid, sealed: &[u8]) -> Result<Self> {
        Ok(Self(sealer.open(&context(holder), sealed)?))
    }

    /// Sealed to travel through the page that shows it, until the first code proves that it has arrived.
    pub(super) fn wrap(&self, sealer: &Sealer, holder: Uuid, now: Now) -> Vec<u8> {
        sealer.seal(&pending(holder), &[&now.0.to_be_bytes(), self.0.as_slice()].concat())
    }

    /// Back from there, with when it was made. None: it is not what was given to this holder.
    pub(super) fn unwrap(sealer: &Sealer, holder: Uuid, wrapped: &[u8]) -> Option<(Self, Now)> {
        let plain = sealer.open(&pending(holder), wrapped).ok()?;
        let (at, secret) = plain.split_first_chunk::<8>()?;
        Some((Self(Zeroizing::new(secret.to_vec())), Now(i64::from_be_bytes(*at))))
    }
}

fn context(holder: Uuid) -> String {
    hootis_policy::data::place("factor", "sealed_secret", &holder.to_string())
}

fn pending(holder: Uuid) -> String {
    format!("factor.pending:{holder}")
}

/// A text for a part of an address.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}

/// A code of squares that a camera reads, as the outline of its dark ones, and how many there are on a side.
pub(super) fn squares(text: &str) -> Result<(String, i32)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(Error::internal)?;
    let (size, mut path) = (code.size(), String::new());
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    Ok((path, size))
}
