//! What the company chooses of its Station Clients.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use image::{DynamicImage, ImageFormat, RgbaImage};

use crate::testing::{Answer, Client, TestApp, form};

/// Sends a logo as a browser does.
async fn send(client: &Client, bytes: &[u8]) -> Answer {
    let token = client.cookie("_csrf-backend").expect("a token");
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n").into_bytes();
    body.extend_from_slice(b"--x\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\nContent-Type: image/png\r\n\r\n");
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    client.post_body("/admin/reglages/station-clients/logo", "multipart/form-data; boundary=x", body).await
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgba8(RgbaImage::from_pixel(width, height, image::Rgba([122, 46, 29, 255])));
    let picture = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(picture.to_rgb8()) } else { picture };
    picture.write_to(&mut out, format).expect("a picture");
    out.into_inner()
}

#[tokio::test]
async fn station_clients_is_closed_and_opened() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    owner.get("/admin/reglages/station-clients").await.is(200);
    owner.post("/admin/reglages/station-clients", form! { color: "#4040a8" }).await.is(303);
    contact.client.get("/mes-donnees").await.is(404);
    space.anyone().get("/connexion").await.is(404);
    assert_eq!(contact.client.get("/").await.is(303).location(), "/admin");
    let stranger = space.stranger("Marc Peyrot", None).await;
    owner.post(&format!("/admin/contacts/{stranger}/acces"), form! { email: "marc@peyrot.example" }).await.is(409);
    owner.post("/admin/reglages/station-clients", form! { open: "1", color: "#4040a8", welcome: "Bienvenue au fournil" }).await.is(303);
    contact.client.get("/").await.is(200).says("Bienvenue au fournil");
    space.anyone().get("/connexion").await.is(200).says("Bienvenue au fournil");
    space.member(Role::Editor).await.get("/admin/reglages/station-clients").await.is(403);
}

#[tokio::test]
async fn a_colour_is_served_in_shades_that_can_be_read() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    owner.get("/admin/reglages/station-clients").await.is(200);
    let wrong = form! { open: "1", own_color: "1", color: "red;}body{" };
    owner.post("/admin/reglages/station-clients", wrong).await.is(422).says("Ce n'est pas une couleur");
    space.anyone().get("/marque.css").await.is(404);
    owner.post("/admin/reglages/station-clients", form! { open: "1", own_color: "1", color: "#FFE000" }).await.is(303);
    let page = space.anyone().get("/connexion").await.is(200);
    assert!(page.text().contains("href=\"/marque.css?c=ffe000\""));
    let sheet = space.anyone().get("/marque.css?c=ffe000").await.is(200);
    assert_eq!(sheet.headers["content-type"], "text/css; charset=utf-8");
    assert!(sheet.headers["cache-control"].to_str().expect("text").contains("immutable"));
    assert!(!sheet.text().contains("--h-brand:#ffe000;--h-brand-fg:#ffffff"), "yellow on white cannot be read");
    assert!(!space.anyone().get("/marque.css?c=000000").await.headers["cache-control"].to_str().expect("text").contains("immutable"));
}

#[tokio::test]
async fn a_logo_is_drawn_anew_and_nothing_else_of_the_file_is_kept() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    owner.get("/admin/reglages/station-clients").await.is(200);
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let mut sent = picture(900, 300, format);
        // A polyglot: a page behind the picture.
        sent.extend_from_slice(b"<script>alert(1)</script>");
        send(&owner, &sent).await.is(303);
        let page = space.anyone().get("/connexion").await.is(200);
        let path = page.attribute("src", "/marque/");
        let logo = space.anyone().get(&path).await.is(200);
        assert_eq!(logo.headers["content-type"], "image/png");
        assert_eq!(logo.headers["x-content-type-options"], "nosniff");
        assert!(!logo.body.windows(7).any(|part| part == b"<script"));
        let drawn = image::load_from_memory(&logo.body).expect("a picture");
        assert!(drawn.width() <= 320 && drawn.height() <= 320);
    }
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM portal_logo", args![]).await.expect("a count"), 1);
    let rival = app.space("Rival").await;
    let path = space.anyone().get("/connexion").await.attribute("src", "/marque/");
    rival.anyone().get(&path).await.is(404);
    owner.post("/admin/reglages/station-clients/logo/suppression", form! {}).await.is(303);
    space.anyone().get(&path).await.is(404);
}

#[tokio::test]
async fn what_is_no_small_picture_is_refused_with_a_reason() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    owner.get("/admin/reglages/station-clients").await.is(200);
    send(&owner, b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>").await.is(422).says("n'est pas une image");
    send(&owner, b"").await.is(422).says("Choisissez une image");
    let mut broken = picture(200, 200, ImageFormat::Png);
    broken.truncate(60);
    send(&owner, &broken).await.is(422).says("ne peut pas être lue");
    // A bomb: small on the wire, four hundred million pixels.
    let mut bomb = picture(8, 8, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let sum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    send(&owner, &bomb).await.is(422).says("ne peut pas être lue");
    send(&owner, &vec![0; 1024 * 1024 + 1]).await.is(422).says("trop lourde");
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM portal_logo", args![]).await.expect("a count"), 0);
    let stranger = space.anyone();
    stranger.get("/admin/connexion").await.is(200);
    send(&stranger, &picture(8, 8, ImageFormat::Png)).await.is(303);
}

/// The checksum of a chunk of a PNG file: without the right one a decoder says no before it looks at the size.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }))
}
