//! A mail goes into the relay of development, and is read on its page.

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt as _;

use super::kept::Kept;
use super::{pages, smtp};
use crate::mail::{Attachment, Letter, Transport};
use crate::testing::TestApp;

/// So long that mails write it in pieces.
const NAME: &str = "hootis-attestation-01890a5d-ac96-774b-bcce-b302099a8057-de-la-menuiserie.json";

#[tokio::test]
async fn a_mail_that_was_handed_over_is_shown_with_its_dots_and_accents() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let kept = Kept::default();
    let serving = tokio::spawn(smtp::serve(listener, kept.clone()));
    let relay = Transport::smtp(&format!("smtp://{address}"), None, "Hootis <bonjour@hootis.example>").expect("a relay");
    let text = "Été comme hiver\n.\n..deux points\n<b>gras</b>";
    let json = format!("{{\n  \"company\": \"Été\",\n  \"long\": \"{}\"\n}}", "=3D ".repeat(60));
    let file = Attachment { name: NAME.into(), content: json.clone() };
    let letter =
        Letter { to: "ada@atelier.example".into(), subject: "Votre été".into(), text: text.into(), attachment: Some(file), ..Letter::default() };
    let test = TestApp::with(|options| options.transport = relay).await;
    test.app.transport().hand_over(letter, std::time::Duration::from_secs(60)).await.expect("taken");
    let page = async |path: &str| {
        let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
        let response = pages::service(kept.clone()).oneshot(request).await.expect("an answer");
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&body).into_owned())
    };
    let (status, list) = page("/").await;
    assert!(status == 200 && list.contains("Votre été") && list.contains("ada@atelier.example"), "{list}");
    let id = kept.list()[0].0;
    assert!(list.contains(&format!("href=\"/mails/{id}\"")), "{list}");
    let (_, shown) = page(&format!("/mails/{id}")).await;
    for line in ["Été comme hiver", ">.<", "..deux", "&#60;b&#62;gras"] {
        assert!(shown.contains(line), "{line} is missing in {shown}");
    }
    let piece = format!("/mails/{id}/piece");
    assert!(shown.contains(&piece) && shown.contains(NAME), "{shown}");
    assert_eq!(page(&piece).await, (200, json), "the file as it was");
    assert_eq!(page(&format!("/mails/{}", uuid::Uuid::now_v7())).await.0, 404);
    serving.abort();
}
