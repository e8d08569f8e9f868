//! One picture: judged by its header, rewritten, decoded, made smaller.

use std::io::Cursor;

use hootis_policy::limits;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader};

use crate::kinds::Refusal;
use crate::strip;

/// What comes of a picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// The way it is looked at.
    pub width: u32,
    pub height: u32,
    /// When it was taken, as cameras write it: `2026:11:23 10:42:00`, without a zone.
    pub taken: Option<String>,
    /// The picture itself, rewritten.
    pub content: Vec<u8>,
    /// For lists, in WebP.
    pub small: Vec<u8>,
    /// For the screen, in WebP.
    pub large: Vec<u8>,
}

/// The longer side of what lists show: two pixels for each that a list has room for.
const SMALL: u32 = 480;

/// The longer side of what the screen shows.
const LARGE: u32 = 1_600;

/// Of a hundred: what is lost is not seen at these sizes.
const QUALITY: f32 = 78.0;

/// Reads a picture. To be done where it may fail badly: see [`crate::Hands`].
pub(crate) fn read(bytes: &[u8], keeps_place: bool) -> Result<Picture, Refusal> {
    let format = image::guess_format(bytes).map_err(|_| Refusal::Format)?;
    // By the header, before anything is decoded or even copied.
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|_| Refusal::Broken)?;
    if width == 0 || height == 0 {
        return Err(Refusal::Broken);
    }
    if width.max(height) > limits::PHOTO_SIDE || u64::from(width) * u64::from(height) > limits::PHOTO_PIXELS {
        return Err(Refusal::Pixels);
    }
    let rewritten = strip::rewrite(format, bytes, keeps_place).ok_or(Refusal::Broken)?;
    let whole = decode(&rewritten.content, format)?;
    let mut large = fitted(&whole, LARGE);
    drop(whole);
    let way = Orientation::from_exif(rewritten.exif.orientation).unwrap_or(Orientation::NoTransforms);
    large.apply_orientation(way);
    let small = fitted(&large, SMALL);
    let lies = matches!(rewritten.exif.orientation, 5..=8);
    let (width, height) = if lies { (height, width) } else { (width, height) };
    Ok(Picture { width, height, taken: rewritten.exif.taken, content: rewritten.content, small: webp(&small)?, large: webp(&large)? })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Refusal> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut most = image::Limits::default();
    (most.max_image_width, most.max_image_height) = (Some(limits::PHOTO_SIDE), Some(limits::PHOTO_SIDE));
    most.max_alloc = Some(limits::PHOTO_MEMORY);
    reader.limits(most);
    reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => Refusal::Hard,
        _ => Refusal::Broken,
    })
}

/// The picture in a square of so many pixels; as it is where it has room.
fn fitted(image: &DynamicImage, side: u32) -> DynamicImage {
    let fits = image.width().max(image.height()) <= side;
    let image = if fits { image.clone() } else { image.thumbnail(side, side) };
    // Whatever it was in, eight bits a colour are what is shown.
    if image.color().has_alpha() { image.into_rgba8().into() } else { image.into_rgb8().into() }
}

fn webp(image: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgb8(image) => webp::Encoder::from_rgb(image.as_raw(), width, height),
        DynamicImage::ImageRgba8(image) => webp::Encoder::from_rgba(image.as_raw(), width, height),
        _ => return Err(Refusal::Broken),
    };
    Ok(encoder.encode_simple(false, QUALITY).map_err(|_| Refusal::Broken)?.to_vec())
}
