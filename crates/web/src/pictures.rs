//! Pictures of others: what an app or a member gives is decoded and drawn anew, and only what we drew is kept and
//! shown. Nothing of the file itself survives: no notes of a camera, no colours that a browser might stumble over,
//! no second file behind the first.

use std::io::Cursor;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Resampling;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use oauth::PictureId;
use store::{Picture, Result, Writer};
use thiserror::Error;
use tokio::sync::Semaphore;

use crate::App;
use crate::acts::Context;
use crate::error::{Internal, TokenError};

#[cfg(test)]
mod tests;

/// The largest file that is taken.
pub const MOST_BYTES: usize = 256 * 1_024;
/// The longest side of a picture that is decoded, in pixels.
const LONGEST_SIDE: u32 = 4_096;
/// What one picture may take in memory while it is decoded: four bytes for each pixel of the largest.
const MOST_MEMORY: u64 = 4 * (LONGEST_SIDE as u64) * (LONGEST_SIDE as u64);
/// The sides of what is kept, in pixels.
const LOGO_SIDE: u32 = 256;
const PHOTO_SIDE: u32 = 320;
/// How finely a photo is kept, of 100.
const PHOTO_QUALITY: u8 = 85;
/// Pictures that are drawn at once; others wait.
const AT_ONCE: usize = 2;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Of an app: whole, with what shows through, within a square. Kept as PNG.
    Logo,
    /// Of a member: the middle square, opaque. Kept as JPEG.
    Photo,
}

/// A picture that was drawn here and may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// Why a file gives no picture.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unusable {
    /// It is larger than is taken.
    #[error("the file is larger than 256 KB")]
    TooLarge,
    /// It is of no kind that is taken; SVG among them, which can hold programs.
    #[error("the file is not a PNG, WebP or JPEG picture")]
    Kind,
    /// It has more pixels than are taken.
    #[error("the picture is more than 4096 pixels wide or high")]
    TooManyPixels,
    /// It says what kind it is, and does not hold to it.
    #[error("the file is damaged")]
    Damaged,
}

/// Where pictures are drawn: a few at a time, beside the threads that answer requests.
pub struct Studio {
    seats: Semaphore,
}

impl Studio {
    pub(crate) fn new() -> Self {
        Self { seats: Semaphore::new(AT_ONCE) }
    }

    /// Draws what a file shows. No transaction may be open.
    ///
    /// # Errors
    /// Why the file gives no picture; the outer one if we could not draw at all.
    pub(crate) async fn draw(
        &self,
        file: Bytes,
        shape: Shape,
    ) -> std::result::Result<std::result::Result<Drawn, Unusable>, Internal> {
        let _seat =
            self.seats.acquire().await.map_err(|_| Internal::new("no pictures are drawn any more"))?;
        let drawing = tokio::task::spawn_blocking(move || draw(&file, shape));
        drawing.await.map_err(|error| Internal::new(&format!("a picture could not be drawn: {error}")))
    }
}

fn draw(file: &[u8], shape: Shape) -> std::result::Result<Drawn, Unusable> {
    if file.len() > MOST_BYTES {
        return Err(Unusable::TooLarge);
    }
    let picture = decode(file)?;
    let mut bytes = Vec::new();
    let media_type = match shape {
        Shape::Logo => {
            let small = picture.width() <= LOGO_SIDE && picture.height() <= LOGO_SIDE;
            let fitted =
                if small { picture } else { picture.resize(LOGO_SIDE, LOGO_SIDE, Resampling::Lanczos3) };
            let encoder =
                PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
            // Eight bits for each colour, whatever came, so that the same picture is always the same kind of file.
            DynamicImage::from(fitted.into_rgba8())
                .write_with_encoder(encoder)
                .map_err(|_| Unusable::Damaged)?;
            "image/png"
        }
        Shape::Photo => {
            let square = picture.resize_to_fill(PHOTO_SIDE, PHOTO_SIDE, Resampling::Lanczos3);
            let encoder = JpegEncoder::new_with_quality(&mut bytes, PHOTO_QUALITY);
            DynamicImage::from(on_white(&square))
                .write_with_encoder(encoder)
                .map_err(|_| Unusable::Damaged)?;
            "image/jpeg"
        }
    };
    Ok(Drawn { media_type, bytes })
}

/// Decodes the first picture of a file, the right way up. Its kind is read off its first bytes: names and headers are
/// what a stranger says.
fn decode(file: &[u8]) -> std::result::Result<DynamicImage, Unusable> {
    let kind = image::guess_format(file).map_err(|_| Unusable::Kind)?;
    if ![ImageFormat::Png, ImageFormat::WebP, ImageFormat::Jpeg].contains(&kind) {
        return Err(Unusable::Kind);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), kind);
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(2 * MOST_MEMORY);
    reader.limits(limits);
    let why = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Unusable::TooManyPixels,
        _ => Unusable::Damaged,
    };
    let mut decoder = reader.into_decoder().map_err(why)?;
    let (width, height) = decoder.dimensions();
    if width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(Unusable::TooManyPixels);
    }
    if width == 0 || height == 0 || decoder.total_bytes() > 2 * MOST_MEMORY {
        return Err(Unusable::Damaged);
    }
    let turned = decoder.orientation().map_err(why)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(why)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

/// The picture without what shows through.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    let source = picture.to_rgba8();
    let mut flat = image::RgbImage::new(source.width(), source.height());
    for (to, from) in flat.pixels_mut().zip(source.pixels()) {
        let [red, green, blue, opacity] = from.0.map(u32::from);
        let mixed = |colour: u32| ((colour * opacity + 255 * (255 - opacity)) / 255) as u8;
        to.0 = [mixed(red), mixed(green), mixed(blue)];
    }
    flat
}

/// Keeps a picture.
pub async fn keep(tx: &mut Writer, context: &Context<'_>, drawn: Drawn) -> Result<PictureId> {
    let id = PictureId::new(context.now, context.entropy);
    let Drawn { media_type, bytes } = drawn;
    let picture = Picture { id, media_type: media_type.to_owned(), bytes, created_at: context.now };
    tx.insert_picture(&picture).await?;
    Ok(id)
}

/// Where a picture is shown from.
pub fn address(id: &PictureId) -> String {
    format!("/pictures/{id}")
}

/// `GET /pictures/{id}`. Whoever knows the address sees it, on any site: a member's photo is what `picture` says.
pub(crate) async fn serve(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> std::result::Result<Response, TokenError> {
    let Some(id) = PictureId::parse(&id) else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let Some(picture) = app.store.read().await?.find_picture(&id).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, picture.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
    ];
    Ok((headers, picture.bytes).into_response())
}
