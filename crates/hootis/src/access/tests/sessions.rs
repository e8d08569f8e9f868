//! Whoever has somebody's session, or makes them take one.

use std::time::Duration;

use axum::body::Body;
use hootis_policy::permissions::Role;
use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use super::{mailed, sessions};
use crate::testing::{Client, PASSWORD, TestApp, form};

const NEW: &str = "nouvelle lune orange 77";
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_new_password_chosen_in_the_console_ends_what_a_thief_opened_in_the_spaces() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, thief) = (space.account().await, space.owner().await);
    thief.get("/admin").await.is(200);
    owner.post("/console/mot-de-passe", form! { current: PASSWORD, password: NEW }).await.is(303);
    app.drain().await;
    thief.get("/admin").await.is(303);
    owner.get("/console").await.is(200);
}

#[tokio::test]
async fn ending_all_other_sessions_ends_those_in_the_spaces() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, thief) = (space.account().await, space.owner().await);
    owner.post("/console/sessions/suppression", form! {}).await.is(303);
    app.drain().await;
    thief.get("/admin").await.is(303);
}

#[tokio::test]
async fn a_session_of_the_back_office_ends_when_it_idles_and_at_its_absolute_end() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let idle = retention::OFFICE_SESSION_IDLE.keep.as_duration();
    let member = space.member(Role::Editor).await;
    app.advance(idle - MINUTE);
    member.get("/admin").await.is(200);
    app.advance(idle - MINUTE);
    member.get("/admin").await.is(200);
    app.advance(idle + MINUTE);
    assert!(member.get("/admin").await.is(303).location().starts_with("/admin/connexion"), "it idled");
    // Used all the time, it ends all the same.
    let (member, end) = (space.owner().await, app.app.now().after(retention::OFFICE_SESSION).0);
    let left = || Duration::from_millis(u64::try_from(end - app.app.now().0).unwrap_or(0));
    while left() > idle {
        app.advance(idle - MINUTE);
        member.get("/admin").await.is(200);
    }
    app.advance(left() - MINUTE.min(left()));
    member.get("/admin").await.is(200);
    app.advance(MINUTE * 2);
    assert!(member.get("/admin").await.is(303).location().starts_with("/admin/connexion"), "it is thirty days old");
}

#[tokio::test]
async fn a_change_of_address_that_a_thief_asked_for_ends_with_the_password() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, thief) = (space.account().await, space.account().await);
    thief.post("/console/profil/adresse", form! { email: "voleur@ailleurs.example", password: PASSWORD }).await.is(303);
    let (_, mine) = mailed(&app, "voleur@ailleurs.example").await;
    owner.post("/console/mot-de-passe", form! { current: PASSWORD, password: NEW }).await.is(303);
    app.anyone().post("/adresse", form! { lien: mine, reponse: "oui" }).await.is(422);
}

#[tokio::test]
async fn a_session_that_a_sibling_space_planted_is_not_believed() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (victim, thief) = (space.account().await, rival.account().await);
    let (own, planted) = (victim.cookie("hootis_session").expect("one"), thief.cookie("hootis_session").expect("one"));
    let ask = async |cookies: String| {
        let request = app.anyone().request("GET", "/console").header("cookie", cookies);
        app.anyone().send(request.body(Body::empty()).expect("a request")).await
    };
    ask(format!("hootis_session={own}")).await.is(200).says("Olive Acme");
    ask(format!("hootis_session={own}; hootis_session={own}")).await.is(200);
    // A cookie for the whole domain and a longer path stands in front of the host's own.
    for cookies in [format!("hootis_session={planted}; hootis_session={own}"), format!("hootis_session={own}; hootis_session={planted}")] {
        assert!(ask(cookies.clone()).await.is(303).location().starts_with("/connexion"));
        let request = app.anyone().request("GET", "/connexion").header("cookie", cookies);
        app.anyone().send(request.body(Body::empty()).expect("a request")).await.is(200).says("nous n'en croyons aucune");
    }
}

#[tokio::test]
async fn a_session_that_was_there_before_is_not_the_one_after_signing_in() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let planted = rival.account().await.cookie("hootis_session").expect("one");
    let victim = app.anyone();
    victim.put_cookie("hootis_session", &planted);
    victim.get("/console").await.is(200).says("Olive Rival");
    victim.post("/deconnexion", form! {}).await.is(303);
    victim.put_cookie("hootis_session", &planted);
    victim.get("/connexion").await.is(200);
    victim.post("/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(303);
    assert_ne!(victim.cookie("hootis_session").expect("one"), planted);
    let thief = app.anyone();
    thief.put_cookie("hootis_session", &planted);
    thief.get("/console").await.is(303);
    assert_eq!(sessions(&app).await, 1);
}

#[tokio::test]
async fn an_operator_answers_no_request_of_their_own_and_has_no_door_to_a_space() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let operator = app.operator("nadia").await;
    operator.post("/operateur/support", form! { slug: "acme", access: "write", reason: "Import bloqué" }).await.is(303);
    let id: uuid::Uuid = app.app.platform().get("SELECT id FROM support_grant", args![]).await.expect("a request");
    assert!(operator.post(&format!("/console/support/{id}"), form! { lasts: "4" }).await.is(303).location().contains("connexion"));
    assert!(operator.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(303).location().contains("connexion"));
    // Nor does their session open anything on the space's own host.
    let inside = space.anyone();
    inside.put_cookie("hootis-backend", &operator.cookie("hootis_session").expect("one"));
    inside.get("/admin").await.is(303);
    let granted: Option<i64> = app.app.platform().get("SELECT granted_at FROM support_grant", args![]).await.expect("a row");
    assert_eq!(granted, None);
}

#[tokio::test]
async fn an_operator_whose_mailbox_was_stolen_before_there_was_a_second_factor_is_all_that_a_thief_gets() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    let thief = app.new_operator("nadia").await;
    for page in ["/operateur", "/operateur/espaces", "/operateur/conservation", "/operateur/audience", "/operateur/support", "/operateur/registre"] {
        assert_eq!(thief.get(page).await.is(303).location(), "/operateur/securite/double-authentification", "{page}");
    }
    assert_eq!(
        thief.post("/operateur/support", form! { slug: "acme", reason: "x" }).await.is(303).location(),
        "/operateur/securite/double-authentification"
    );
    let asked: i64 = app.app.platform().get("SELECT COUNT(*) FROM support_grant", args![]).await.expect("a count");
    assert_eq!(asked, 0);
    thief.get("/operateur/securite/double-authentification").await.is(200);
}

#[tokio::test]
async fn a_way_in_from_the_console_that_was_read_over_a_shoulder_is_used_already() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let console = space.account().await;
    let page = console.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200);
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    let (_, path) = Client::split(&page.attribute("href", "http://"));
    let both = [space.anyone(), space.anyone()];
    let (one, other) = tokio::join!(both[0].get(&path), both[1].get(&path));
    let inside = [one, other].iter().filter(|answer| answer.location() == "/admin").count();
    assert_eq!(inside, 1, "one code, one session");
}
