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

/// A Hootis whose messages go to the stand-in, and what that was given.
async fn with_phones(change: impl Fn(&mut crate::sms::Options)) -> (TestApp, super::sms::Messages) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("an address");
    let messages = super::sms::Messages::default();
    let service = super::sms::service(messages.clone());
    tokio::spawn(async move { axum::serve(listener, service).await });
    let mut options = crate::sms::Options {
        sms: Some("twilio".into()),
        sms_account: "ACdevelopment".into(),
        sms_key: super::sms::KEY.into(),
        sms_secret: Some(super::sms::SECRET.to_owned().into()),
        sms_from: "Hootis".into(),
        sms_url: Some(format!("http://{at}")),
    };
    change(&mut options);
    let sms = options.read().expect("whole");
    (TestApp::with(|app| app.outreach.sms = sms).await, messages)
}

async fn numbers_held(app: &TestApp) -> i64 {
    use hootis_space::Conn as _;
    app.app.platform().get("SELECT COUNT(*) FROM factor_phone", hootis_space::args![]).await.expect("a count")
}

#[tokio::test]
async fn p_c3_a_number_gets_one_message_and_is_forgotten_and_t2_nothing_else_leaves() {
    for service in ["twilio", "authy"] {
        let (app, messages) = with_phones(|options| options.sms = Some(service.into())).await;
        let client = app.space("Acme").await.account().await;
        client.get("/console/securite/double-authentification").await.is(200).says("Téléphone mobile").says("(facultatif)");
        client.post("/console/securite/telephone", crate::testing::form! { phone: "05 36 49 00 10" }).await.is(422).says("05 36 49 00 10");
        assert_eq!(numbers_held(&app).await, 0);
        client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(303);
        use hootis_space::Conn as _;
        let sealed: Vec<u8> = app.app.platform().get("SELECT sealed_number FROM factor_phone", hootis_space::args![]).await.expect("a number");
        assert!(!sealed.windows(9).any(|part| part == b"639980010"), "the number rests sealed");
        app.drain().await;
        let taken = messages.list();
        assert_eq!((taken.len(), taken[0].0.as_str()), (1, "+33639980010"));
        assert!(!taken[0].1.contains("Olive") && !taken[0].1.contains("owner@"), "{}", taken[0].1);
        assert_eq!(numbers_held(&app).await, 0);
        // One a minute, three a day.
        client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(429);
        for _ in 0..2 {
            app.advance(std::time::Duration::from_secs(61));
            client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(303);
        }
        app.advance(std::time::Duration::from_secs(61));
        client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(429);
        client.get("/2fa").await.is(200).says("FreeOTP").says("Authy");
    }
}

#[tokio::test]
async fn p_c3_a_number_that_is_refused_goes_at_once_and_one_that_waits_within_a_day() {
    // A number that the service itself refuses.
    let (app, messages) = with_phones(|options| options.sms_from = "a name that is too long".into()).await;
    let client = app.space("Acme").await.account().await;
    client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(303);
    app.drain().await;
    assert_eq!((messages.list().len(), numbers_held(&app).await), (0, 0));
    // A key that it does not know: tried again, and given up with the number.
    let (app, messages) = with_phones(|options| options.sms_secret = Some("wrong".to_owned().into())).await;
    let client = app.space("Acme").await.account().await;
    client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(303);
    app.drain().await;
    assert_eq!((messages.list().len(), numbers_held(&app).await), (0, 1));
    app.advance(hootis_policy::retention::TWO_FACTOR_PHONE.keep.as_duration());
    app.sweep().await;
    assert_eq!(numbers_held(&app).await, 0);
    app.drain().await;
    assert!(messages.list().is_empty());
}

#[tokio::test]
async fn twilio_s_own_numbers_for_trying_out_are_refused_as_it_refuses_them() {
    use super::sms::{KEY, SECRET, service};
    use tower::ServiceExt as _;
    let auth = format!("Basic {}", base64::Engine::encode(&base64::prelude::BASE64_STANDARD, format!("{KEY}:{SECRET}")));
    let send = async |to: &str, from: &str| {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs([("To", to), ("From", from), ("Body", "x")]).finish();
        let request = axum::http::Request::post("/2010-04-01/Accounts/AC1/Messages.json").header("authorization", &auth);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(axum::body::Body::from(body)).expect("a request");
        let answer = service(super::sms::Messages::default()).oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.expect("a body");
        let code = serde_json::from_slice::<serde_json::Value>(&body).expect("JSON")["code"].as_u64();
        (status, code)
    };
    assert_eq!(send("+33639980010", "Hootis").await, (201, None));
    for (to, from, status, code) in [
        ("+15005550001", "Hootis", 400, 21211),
        ("+15005550002", "Hootis", 400, 21612),
        ("+15005550003", "Hootis", 400, 21408),
        ("+15005550004", "Hootis", 400, 21610),
        ("+15005550009", "Hootis", 400, 21614),
        ("+15005550029", "Hootis", 429, 20429),
        ("+33639980010", "1234567", 400, 21212),
        ("+33639980010", "a name that is too long", 400, 21212),
    ] {
        assert_eq!(send(to, from).await, (status, Some(code)), "{to} from {from}");
        // What the service refuses is given up, what it puts off is tried again.
        let read = crate::sms::read_twilio(status, b"{}");
        assert_eq!(matches!(read, Err(crate::sms::Unsent::Later(_))), status == 429, "{to}");
    }
}

#[tokio::test]
async fn where_nobody_carries_messages_no_number_is_asked_for() {
    let app = TestApp::new().await;
    let client = app.space("Acme").await.account().await;
    client.get("/console/securite/double-authentification").await.is(200).says_not("Téléphone mobile");
    client.post("/console/securite/telephone", crate::testing::form! { phone: "06 39 98 00 10" }).await.is(404);
}
