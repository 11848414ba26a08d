use image::{GenericImageView, ImageBuffer, Rgb, Rgba, RgbaImage};

use super::*;

const RED: Rgba<u8> = Rgba([200, 10, 10, 255]);

fn file(picture: &DynamicImage, kind: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, kind).unwrap();
    bytes.into_inner()
}

fn of(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_pixel(width, height, RED).into()
}

fn seen(drawn: &Drawn) -> DynamicImage {
    image::load_from_memory(&drawn.bytes).unwrap()
}

#[test]
fn a_logo_is_drawn_anew_whatever_it_came_as() {
    for kind in [ImageFormat::Png, ImageFormat::WebP] {
        let given = file(&of(600, 300), kind);
        let drawn = draw(&given, Shape::Logo).unwrap();
        assert_eq!(drawn.media_type, "image/png");
        assert_eq!(seen(&drawn).dimensions(), (256, 128), "it keeps its shape");
        assert_eq!(seen(&drawn).get_pixel(5, 5), RED);
    }
    let opaque: DynamicImage = ImageBuffer::from_pixel(20, 30, Rgb([9_u8, 90, 200])).into();
    let drawn = draw(&file(&opaque, ImageFormat::Jpeg), Shape::Logo).unwrap();
    assert_eq!(seen(&drawn).dimensions(), (20, 30), "a small one is not blown up");
}

#[test]
fn what_shows_through_a_logo_still_does_and_a_photo_has_none() {
    let glass: DynamicImage = RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 0])).into();
    let given = file(&glass, ImageFormat::Png);
    assert_eq!(seen(&draw(&given, Shape::Logo).unwrap()).get_pixel(1, 1).0[3], 0);
    let photo = draw(&given, Shape::Photo).unwrap();
    assert_eq!(photo.media_type, "image/jpeg");
    assert!(seen(&photo).get_pixel(1, 1).0[0] > 250, "it lies on white");
}

#[test]
fn a_photo_is_the_middle_square() {
    let mut wide = RgbaImage::from_pixel(900, 300, RED);
    for x in 0..200 {
        for y in 0..300 {
            wide.put_pixel(x, y, Rgba([0, 0, 255, 255]));
        }
    }
    let photo = seen(&draw(&file(&wide.into(), ImageFormat::Png), Shape::Photo).unwrap());
    assert_eq!(photo.dimensions(), (320, 320));
    assert!(photo.get_pixel(3, 3).0[2] < 60, "the blue edge is outside");
}

#[test]
fn nothing_else_of_the_file_survives() {
    // A text chunk is what cameras and programs leave in a PNG.
    let mut given = file(&of(4, 4), ImageFormat::Png);
    let text = b"tEXtComment\0where I live";
    let end = given.len() - 12;
    let mut chunk = (text.len() as u32 - 4).to_be_bytes().to_vec();
    chunk.extend_from_slice(text);
    let mut checksum = flate2::Crc::new();
    checksum.update(text);
    chunk.extend_from_slice(&checksum.sum().to_be_bytes());
    given.splice(end..end, chunk);
    given.extend_from_slice(b"<script>alert(1)</script>");
    let drawn = draw(&given, Shape::Logo).unwrap();
    for secret in [&b"where I live"[..], b"<script>"] {
        assert!(given.windows(secret.len()).any(|window| window == secret));
        assert!(!drawn.bytes.windows(secret.len()).any(|window| window == secret));
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    let png = file(&of(64, 64), ImageFormat::Png);
    for (given, why) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], Unusable::Kind),
        (b"GIF89a\x01\x00\x01\x00", Unusable::Kind),
        (b"", Unusable::Kind),
        (&png[..png.len() / 2], Unusable::Damaged),
        (&png[..20], Unusable::Damaged),
        (&[0; MOST_BYTES + 1], Unusable::TooLarge),
    ] {
        assert_eq!(draw(given, Shape::Logo), Err(why));
    }
}

#[test]
fn a_small_file_of_a_huge_picture_is_not_decoded() {
    // Its header says that it is sixty thousand pixels wide and high; nothing of that size is ever made.
    let mut given = file(&of(8, 8), ImageFormat::Png);
    given[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    given[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let mut checksum = flate2::Crc::new();
    checksum.update(&given[12..29]);
    given[29..33].copy_from_slice(&checksum.sum().to_be_bytes());
    assert_eq!(draw(&given, Shape::Logo), Err(Unusable::TooManyPixels));
    let wide = file(&of(LONGEST_SIDE + 1, 1), ImageFormat::Png);
    assert_eq!(draw(&wide, Shape::Photo), Err(Unusable::TooManyPixels));
}

#[test]
fn bent_files_never_end_the_program() {
    for kind in [ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&of(32, 32), kind);
        for at in 0..whole.len() {
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            // Either is right: what matters is that there is an answer.
            let _ = draw(&bent, Shape::Logo);
        }
    }
}
