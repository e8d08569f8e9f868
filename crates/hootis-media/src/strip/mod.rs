//! Pictures rewritten part by part: what is on a list stays, and nothing else. What stands behind the end is cut off.

mod gif;
mod jpeg;
mod png;
mod webp;

use image::ImageFormat;

use crate::exif::Exif;

/// A picture rewritten.
pub(crate) struct Rewritten {
    pub(crate) content: Vec<u8>,
    pub(crate) exif: Exif,
}

/// Rewrites a picture; none when its parts do not fit together.
pub(crate) fn rewrite(format: ImageFormat, bytes: &[u8], keeps_place: bool) -> Option<Rewritten> {
    match format {
        ImageFormat::Jpeg => jpeg::rewrite(bytes, keeps_place),
        ImageFormat::Png => png::rewrite(bytes, keeps_place),
        ImageFormat::WebP => webp::rewrite(bytes, keeps_place),
        ImageFormat::Gif => gif::rewrite(bytes),
        _ => None,
    }
}

/// A reader over the parts of a file.
struct Parts<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parts<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let part = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(part)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|one| one[0])
    }

    fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }
}
