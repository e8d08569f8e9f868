//! Who asked for news gets them, once each, and stops them from anywhere.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use hootis_policy::limits::CAMPAIGN_OPEN;
use hootis_policy::retention::{CAMPAIGN_SEND, MARKETING_CONTACT};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::campaign::{Campaign, Report, send};
use super::{Consent, Source, State, find, grant, link, seen, withdraw};
use crate::error::Result;
use crate::testing::{Answer, Client, PASSWORD, TestApp, TestSpace, form, link_in};
use crate::web::i18n::Lang;

const FILE: &str = "---\nid: printemps-2027\nsubject-fr: Vos clients vous écrivent\nsubject-en: Your customers write to you\n---\n\
                    # fr\nLes photos arrivent.\n\nEt les messages.\n# en\nPhotos are coming.\n\nAnd messages.\n";

fn campaign() -> Campaign {
    Campaign::parse(FILE).expect("a campaign")
}

async fn sent(app: &TestApp, campaign: &Campaign) -> Result<Report> {
    send(&app.app, campaign, false, |_, _| {}).await
}

async fn consent(app: &TestApp, account: Uuid) -> Option<Consent> {
    find(app.app.platform(), app.app.now(), account).await.expect("an answer")
}

/// A space whose owner asked for news in the console.
async fn fan<'a>(app: &'a TestApp, company: &str) -> TestSpace<'a> {
    let space = app.space(company).await;
    let console = space.account().await;
    console.get("/console/courrier").await.is(200).says("Pas demandées");
    console.post("/console/courrier", form! { news: "1" }).await.is(303);
    space
}

/// A mail program: no cookies, no origin, nothing but the address and the body that RFC 8058 demands.
async fn one_click(app: &TestApp, url: &str, content_type: &str, body: &str) -> Answer {
    let (host, path) = Client::split(url);
    let request = Request::builder().method("POST").uri(path).header(header::HOST, host).header(header::CONTENT_TYPE, content_type);
    app.anyone().send(request.body(Body::from(body.to_owned())).expect("a request")).await
}

const FORM: &str = "application/x-www-form-urlencoded";
const CLICK: &str = "List-Unsubscribe=One-Click";

#[tokio::test]
async fn p_u1_the_box_of_the_sign_up_is_unticked_and_only_a_tick_is_a_consent() {
    let app = TestApp::new().await;
    let page = app.anyone().get("/inscription").await.is(200).text();
    let from = page.find("id=\"news\"").expect("a box");
    assert!(!page[from..page[from..].find('>').expect("its end") + from].contains("checked"), "the box is ticked");
    for (company, news) in [("Lunel", ""), ("Peyrot", "1")] {
        let (client, email) = (app.anyone(), format!("maelle@{}.example", company.to_lowercase()));
        client.get("/inscription").await.is(200);
        client.post("/inscription", form! { company: company, name: "Maëlle", email: &email, password: PASSWORD, news: news }).await.is(303);
        let (_, path) = Client::split(&link_in(&app.mail_to(&email).await, "http://"));
        app.advance(Duration::from_secs(60));
        client.post("/inscription/confirmation", form! { lien: path.split("lien=").nth(1).expect("a token") }).await.is(200);
        let account: Uuid = app.app.platform().get("SELECT id FROM account WHERE email = $1", args![&email]).await.expect("an account");
        let said = consent(&app, account).await;
        if news.is_empty() {
            assert_eq!(said, None);
        } else {
            // The date is that of the tick, not of the confirmation.
            let granted_at = app.app.now().0 - 60_000;
            assert_eq!(said, Some(Consent { state: State::Granted, source: Source::SignUp, granted_at, withdrawn_at: None }));
        }
    }
}

#[tokio::test]
async fn p_u1_a_campaign_reaches_those_who_asked_and_nobody_twice() {
    let app = TestApp::new().await;
    let _silent = app.space("Silent").await;
    fan(&app, "Acme").await;
    let gone = fan(&app, "Gone").await;
    gone.account().await.post("/console/courrier", form! { news: "" }).await.is(303);
    let english = fan(&app, "Brit").await;
    english.account().await.post("/console/profil", form! { name: "Olive Brit", lang: "en", theme: "auto" }).await.is(303);

    let dry = send(&app.app, &campaign(), true, |_, _| {}).await.expect("a dry run");
    assert_eq!((dry.consented, dry.already, dry.queued, dry.dry_run), (2, 0, 2, true));
    assert!(app.mails().await.is_empty(), "a dry run sends nothing");
    let begun: i64 = app.app.platform().get("SELECT COUNT(*) FROM campaign", args![]).await.expect("a count");
    assert_eq!(begun, 0, "a dry run writes nothing");

    assert_eq!(sent(&app, &campaign()).await.expect("sent").queued, 2);
    let mails = app.mails().await;
    let mut to: Vec<(&str, &str)> = mails.iter().map(|mail| (mail.to.as_str(), mail.subject.as_str())).collect();
    to.sort_unstable();
    assert_eq!(to, [("owner@acme.example", "Vos clients vous écrivent"), ("owner@brit.example", "Your customers write to you")]);
    let again = sent(&app, &campaign()).await.expect("nothing to do");
    assert_eq!((again.queued, again.already), (0, 2));
    // Who asks later gets it when it is taken up again.
    fan(&app, "Late").await;
    assert_eq!(sent(&app, &campaign()).await.expect("sent").queued, 1);
    assert_eq!(app.mails().await.len(), 3);
}

#[tokio::test]
async fn p_u1_two_processes_that_send_the_same_campaign_send_it_once_each() {
    let app = TestApp::new().await;
    for n in 0..5 {
        fan(&app, &format!("Acme {n}")).await;
    }
    let (other, words) = (app.app.clone(), campaign());
    let (one, two) = tokio::join!(send(&app.app, &words, false, |_, _| {}), send(&other, &words, false, |_, _| {}));
    assert_eq!(one.expect("sent").queued + two.expect("sent").queued, 5);
    let mut to: Vec<String> = app.mails().await.into_iter().map(|mail| mail.to).collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!((to.len(), app.mails().await.len()), (5, 5));
}

#[tokio::test]
async fn p_u1_every_such_mail_carries_the_way_out_and_no_other_mail_does() {
    let app = TestApp::new().await;
    fan(&app, "Acme").await;
    sent(&app, &campaign()).await.expect("sent");
    let mail = app.mail_to("owner@acme.example").await;
    let url = mail.unsubscribe_url.clone().expect("a way out");
    assert!(url.starts_with("http://hootis.localhost/courrier/") && url.ends_with("/desabonnement"), "{url}");
    for part in [&mail.text, &mail.html] {
        assert!(part.contains("/courrier/"), "the mail leads nowhere");
        assert!(!part.contains("Message de service"), "it is no service message");
    }
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: "owner@acme.example" }).await;
    assert_eq!(app.mail_to("owner@acme.example").await.unsubscribe_url, None);
}

#[tokio::test]
async fn p_u1_the_one_click_of_a_mail_program_works_alone_and_as_often_as_it_likes() {
    let app = TestApp::new().await;
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    for (company, content_type, body) in [("Acme", FORM, CLICK), ("Brit", "multipart/form-data; boundary=x", multipart)] {
        let space = fan(&app, company).await;
        let id = format!("le-{}", company.to_lowercase());
        sent(&app, &Campaign::parse(&FILE.replace("printemps-2027", &id)).expect("a campaign")).await.expect("sent");
        let url = app.mail_to(&space.owner_email()).await.unsubscribe_url.expect("a way out");
        one_click(&app, &url, content_type, "something=else").await.is(400);
        assert_eq!(consent(&app, space.row.account_id).await.map(|said| said.state), Some(State::Granted));
        for _ in 0..2 {
            let answer = one_click(&app, &url, content_type, body).await.is(200);
            assert!(!answer.headers.contains_key(header::SET_COOKIE) && !answer.headers.contains_key(header::LOCATION));
        }
        let said = consent(&app, space.row.account_id).await.expect("a row");
        assert_eq!((said.state, said.source, said.withdrawn_at), (State::Withdrawn, Source::OneClick, Some(app.app.now().0)));
    }
    let last = Campaign::parse(&FILE.replace("printemps-2027", "l-autre")).expect("a campaign");
    assert_eq!(sent(&app, &last).await.expect("sent").queued, 0, "nobody is left");
}

#[tokio::test]
async fn p_u1_looking_at_the_link_changes_nothing_its_button_does_and_neither_needs_a_session() {
    let app = TestApp::new().await;
    let space = fan(&app, "Acme").await;
    sent(&app, &campaign()).await.expect("sent");
    let mail = app.mail_to("owner@acme.example").await;
    let (_, page) = Client::split(&link_in(&mail, "http://"));
    let (_, out) = Client::split(&mail.unsubscribe_url.expect("a way out"));
    let state = async || consent(&app, space.row.account_id).await.map(|said| said.state);
    for path in [&page, &out] {
        for _ in 0..3 {
            let shown = app.anyone().get(path).await.is(200).says("Ne plus rien recevoir").says("o…@acme.example").says_not("owner@");
            assert_eq!(shown.headers["referrer-policy"], "no-referrer");
            assert!(!shown.headers.contains_key(header::SET_COOKIE));
        }
    }
    assert_eq!(state().await, Some(State::Granted));
    let anyone = app.anyone();
    let to = anyone.post(&page, form! { news: "no" }).await.is(303).location();
    anyone.get(&to).await.is(200).says("Vous ne recevez pas les nouvelles");
    assert_eq!(state().await, Some(State::Withdrawn));
    anyone.post(&page, form! { news: "yes" }).await.is(303);
    assert_eq!(consent(&app, space.row.account_id).await.map(|said| (said.state, said.source)), Some((State::Granted, Source::Link)));
    // Another site cannot press the button.
    let request = anyone.request("POST", &page).header("sec-fetch-site", "cross-site").header(header::CONTENT_TYPE, FORM);
    anyone.send(request.body(Body::from("news=no")).expect("a request")).await.is(403);
    assert_eq!(state().await, Some(State::Granted));
}

#[tokio::test]
async fn p_u1_a_link_is_one_persons_and_cannot_be_guessed_or_bent() {
    let app = TestApp::new().await;
    let space = fan(&app, "Acme").await;
    let key = app.app.platform_key();
    let token = link::token(key, space.row.account_id);
    assert_eq!(link::account_of(key, &token), Some(space.row.account_id));
    let mut bent = token.clone().into_bytes();
    bent[5] = if bent[5] == b'A' { b'B' } else { b'A' };
    let bent = String::from_utf8(bent).expect("text");
    let stranger = hootis_vault::token_text(&{
        let mut bytes = [7; 32];
        bytes[..16].copy_from_slice(space.row.account_id.as_bytes());
        bytes
    });
    for wrong in [bent.as_str(), &stranger, "", "x", &token[..42]] {
        assert_eq!(link::account_of(key, wrong), None, "{wrong}");
        app.anyone().get(&format!("/courrier/{wrong}")).await.is(404);
        app.anyone().get(&format!("/courrier/{wrong}/desabonnement")).await.is(404);
    }
    one_click(&app, &format!("http://hootis.localhost/courrier/{bent}/desabonnement"), FORM, CLICK).await.is(404);
    assert_eq!(consent(&app, space.row.account_id).await.map(|said| said.state), Some(State::Granted));
}

#[tokio::test]
async fn p_u1_what_still_waits_for_the_relay_does_not_leave_once_news_are_no_longer_wanted() {
    let app = TestApp::new().await;
    let space = fan(&app, "Acme").await;
    fan(&app, "Brit").await;
    sent(&app, &campaign()).await.expect("sent");
    withdraw(app.app.platform(), app.app.now(), space.row.account_id, Source::Link).await.expect("withdrawn");
    let mails = app.mails().await;
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["owner@brit.example"]);
}

#[tokio::test]
async fn p_k1_a_consent_lasts_three_years_from_the_persons_last_visit() {
    let app = TestApp::new().await;
    let (away, back) = (fan(&app, "Away").await, fan(&app, "Back").await);
    let nearly = MARKETING_CONTACT.keep.as_duration() - Duration::from_secs(1);
    app.advance(nearly);
    back.account().await;
    app.advance(Duration::from_secs(1));
    // The rule holds when it is read, before anything is swept.
    assert_eq!(consent(&app, away.row.account_id).await, None);
    assert_eq!(sent(&app, &campaign()).await.expect("sent").consented, 1);
    app.advance(Duration::from_secs(1));
    app.sweep().await;
    let left: Vec<Uuid> = app.app.platform().list("SELECT account_id FROM marketing_consent", args![]).await.expect("a list");
    assert_eq!(left, [back.row.account_id]);
    // A consent that is over does not come back by a visit.
    seen(app.app.platform(), app.app.now(), away.row.account_id).await.expect("nothing");
    assert_eq!(consent(&app, away.row.account_id).await, None);
}

#[tokio::test]
async fn p_u1_sends_are_forgotten_after_a_year_and_a_campaign_cannot_be_taken_up_by_then() {
    let app = TestApp::new().await;
    fan(&app, "Acme").await;
    sent(&app, &campaign()).await.expect("sent");
    assert!(CAMPAIGN_OPEN.as_seconds() < CAMPAIGN_SEND.keep.as_seconds());
    app.advance(CAMPAIGN_OPEN.as_duration() + Duration::from_secs(1));
    assert!(sent(&app, &campaign()).await.is_err_and(|why| why.to_string().contains("too long ago")));
    app.advance(CAMPAIGN_SEND.keep.as_duration());
    app.sweep().await;
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM campaign_send", args![]).await.expect("a count");
    assert_eq!(left, 0);
    assert!(sent(&app, &campaign()).await.is_err(), "it must not go out again");
}

#[tokio::test]
async fn a_name_stands_for_one_text() {
    let app = TestApp::new().await;
    fan(&app, "Acme").await;
    sent(&app, &campaign()).await.expect("sent");
    let changed = Campaign::parse(&FILE.replace("Les photos", "Des photos")).expect("a campaign");
    assert!(sent(&app, &changed).await.is_err_and(|why| why.to_string().contains("other words")));
    assert_eq!(app.mails().await.len(), 1);
}

#[tokio::test]
async fn asking_twice_keeps_the_first_date() {
    let app = TestApp::new().await;
    let space = fan(&app, "Acme").await;
    let first = consent(&app, space.row.account_id).await.expect("a row");
    app.advance(Duration::from_secs(60));
    grant(app.app.platform(), app.app.now(), space.row.account_id, Source::Link).await.expect("granted");
    assert_eq!(consent(&app, space.row.account_id).await, Some(first));
}

#[test]
fn a_campaign_is_read_from_json_and_from_markdown_and_must_be_whole() {
    let json = r#"{"id":"printemps-2027","subject":{"fr":"Vos clients vous écrivent","en":"Your customers write to you"},
        "text":{"fr":"Les photos arrivent.\n\nEt les messages.","en":"Photos are coming.\n\nAnd messages."}}"#;
    assert_eq!(Campaign::parse(json), Ok(campaign()));
    assert_eq!(campaign().words(Lang::En), ("Your customers write to you", "Photos are coming.\n\nAnd messages."));
    for (what, broken) in [
        ("an empty file", String::new()),
        ("no id", FILE.replace("id: printemps-2027\n", "")),
        ("an id that is none", FILE.replace("printemps-2027", "Printemps 2027")),
        ("one language", FILE.replace("# en", "")),
        ("no English subject", FILE.replace("subject-en: Your customers write to you\n", "")),
        ("a head without end", FILE.replacen("\n---\n", "\n", 1)),
        ("something else in the head", FILE.replace("subject-fr", "sujet")),
        ("text above the languages", FILE.replace("# fr", "Bonjour\n# fr")),
        ("something else in JSON", json.replace("\"id\"", "\"name\"")),
    ] {
        assert!(Campaign::parse(&broken).is_err(), "{what}");
    }
    let two_lines = json.replace("Vos clients vous écrivent", "Vos clients\\r\\nBcc: evil@evil.example");
    assert!(!Campaign::parse(&two_lines).expect("one line").words(Lang::Fr).0.contains('\n'));
}
