//! Whoever has lost it, and whoever must have it.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::{STEP, Someone};
use crate::testing::{Client, PASSWORD, TestApp, form, link_in};

#[tokio::test]
async fn whoever_has_lost_everything_waits_three_days_and_any_session_can_say_no() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    app.drain().await;
    let page = someone.client.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200);
    let (host, path) = Client::split(&page.attribute("href", "http://"));
    let office = someone.client.at(&host);
    office.get(&path).await.is(303);
    let browser = someone.half(app.anyone()).await;
    assert_eq!(app.anyone().get("/connexion/recuperation").await.is(303).location(), "/connexion");
    browser.get("/connexion/recuperation").await.is(200).says("à partir du");
    browser.post("/connexion/recuperation", form! {}).await.is(303);
    browser.get("/connexion/recuperation").await.is(200).says("Demande enregistrée");
    let letter = app.mail_to(&someone.email).await;
    assert_eq!(letter.subject, "Votre double authentification va être retirée");
    // Every session says so, those in the back office of their space too, and can say no.
    let page = office.get("/admin").await.is(200).says("sera retirée à partir du");
    page.says("href=\"http://hootis.localhost/console/securite/double-authentification\"");
    space.member(Role::Administrator).await.get("/admin").await.is(200).says_not("sera retirée à partir du");
    someone.client.get("/console").await.is(200).says("sera retirée à partir du").says("Ce n'était pas moi");
    someone.client.get(&someone.own("/double-authentification")).await.is(200).says("Annuler la demande");
    someone.client.post(&someone.own("/recuperation/suppression"), form! {}).await.is(303);
    someone.client.get("/console").await.is(200).says_not("Ce n'était pas moi");
    office.get("/admin").await.is(200).says_not("sera retirée à partir du");
    // Asked again; this time whoever has the mail says no.
    browser.post("/connexion/recuperation", form! {}).await.is(303);
    let (_, path) = Client::split(&link_in(&app.mail_to(&someone.email).await, "http://"));
    let reader = app.anyone();
    reader.get(&path).await.is(200).says("Annuler la demande");
    let token = path.split("lien=").nth(1).expect("a token");
    reader.post("/connexion/recuperation/annulation", form! { lien: token }).await.is(200).says("Demande annulée");
    reader.post("/connexion/recuperation/annulation", form! { lien: token }).await.is(422).says("n'existe plus");
    // Asked a third time; a sign-in with the second factor ends it.
    browser.post("/connexion/recuperation", form! {}).await.is(303);
    app.advance(STEP);
    someone.code(&someone.half(app.anyone()).await, &secret.code_at(app.app.now())).await.is(303);
    app.advance(hootis_policy::limits::FACTOR_RECOVERY_WAIT.as_duration());
    someone.half(app.anyone()).await;
}

#[tokio::test]
async fn after_three_days_the_password_opens_and_after_ten_the_request_is_void() {
    let app = TestApp::new().await;
    let wait = hootis_policy::limits::FACTOR_RECOVERY_WAIT.as_duration();
    for late in [false, true] {
        let space = app.space(if late { "Late" } else { "Acme" }).await;
        let someone = Someone::member(&space).await;
        someone.enrol(app.app.now()).await;
        let browser = someone.half(space.anyone()).await;
        browser.post("/admin/connexion/recuperation", form! {}).await.is(303);
        app.advance(wait - Duration::from_secs(1));
        let browser = someone.half(space.anyone()).await;
        browser.get("/admin/connexion/recuperation").await.is(200).says("Demande enregistrée");
        // Asking again changes no date.
        browser.post("/admin/connexion/recuperation", form! {}).await.is(303);
        if late {
            app.advance(Duration::from_secs(8 * 86_400));
            someone.half(space.anyone()).await;
            continue;
        }
        app.advance(Duration::from_secs(1));
        let browser = space.anyone();
        browser.get("/admin/connexion").await.is(200);
        let answer = browser.post("/admin/connexion", form! { email: someone.email, password: PASSWORD }).await.is(303);
        assert_eq!(answer.location(), "/admin");
        browser.get("/admin/securite/double-authentification").await.is(200).says("Inactive");
        assert!(app.mail_to(&someone.email).await.text.contains("Le délai est passé"));
    }
    app.sweep().await;
    assert_eq!(app.sweep().await.iter().map(|ran| ran.rows).sum::<u64>(), 0);
}

#[tokio::test]
async fn an_owner_makes_it_compulsory_and_members_are_led_to_it_at_their_next_sign_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let someone = Someone::member(&space).await;
    let required = form! { exigee: "oui" };
    space.member(Role::Administrator).await.post("/admin/reglages/double-authentification", required.clone()).await.is(403);
    owner.post("/admin/reglages/double-authentification", required).await.is(303);
    owner.get("/admin/reglages").await.is(200).says("Exigée").says("Olive Acme");
    owner.get("/admin/journal?sujet=setting").await.is(200).says("Double authentification de l'équipe");
    // What was open goes on.
    someone.client.get("/admin").await.is(200);
    app.advance(STEP);
    let browser = space.anyone();
    browser.get("/admin/connexion").await.is(200);
    browser.post("/admin/connexion", form! { email: someone.email, password: PASSWORD }).await.is(303);
    let page = "/admin/securite/double-authentification";
    assert_eq!(browser.get("/admin/clients").await.is(303).location(), page);
    assert_eq!(browser.post("/admin/clients", form! { name: "Acme" }).await.is(303).location(), page);
    // Nor do pages of it ask for the stream, which would lead there too.
    browser.get(page).await.is(200).says("Activez-la pour continuer").says_not("data-flux");
    let someone = Someone { client: browser, ..someone };
    let (secret, _) = someone.enrol(app.app.now()).await;
    someone.client.get("/admin/clients").await.is(200).says("data-flux");
    app.advance(STEP);
    let form = form! { password: PASSWORD, code: secret.code_at(app.app.now()) };
    someone.client.post("/admin/securite/application/suppression", form).await.is(409).says("elle ne se désactive pas ici");
    let fresh = someone.half(space.anyone()).await;
    someone.code(&fresh, &secret.code_at(app.app.now())).await.is(303);
    fresh.get("/admin/clients").await.is(200);
    // The owner comes from the console, whose second factor counts.
    let led = space.owner().await;
    led.get("/admin/clients").await.is(303);
    led.get(page).await.is(200).says("Ouvrir le panneau de contrôle");
    let account = Someone::account(&space).await;
    account.enrol(app.app.now()).await;
    let page = account.client.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200);
    let (host, path) = Client::split(&page.attribute("href", "http://"));
    let office = account.client.at(&host);
    office.get(&path).await.is(303);
    office.get("/admin/clients").await.is(200);
}

#[tokio::test]
async fn an_owner_who_makes_it_compulsory_may_end_what_is_open_without_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (weak, strong) = (space.member(Role::Reader).await, Someone::member(&space).await);
    strong.enrol(app.app.now()).await;
    owner.get("/admin/equipe").await.is(200).says("Par son compte").says("Active");
    let page = "/admin/reglages/double-authentification";
    owner.post(page, form! { exigee: "oui", fermer: "oui" }).await.is(303);
    weak.get("/admin").await.is(303);
    strong.client.get("/admin").await.is(200);
    owner.get("/admin/reglages").await.is(200).says("Exigée");
}

#[tokio::test]
async fn an_administrator_takes_a_member_s_away_with_notice() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::member(&space).await;
    let id: uuid::Uuid = space.db.get("SELECT id FROM member WHERE role = 'editor'", args![]).await.expect("an id");
    let (card, reset) = (format!("/admin/equipe/{id}"), format!("/admin/equipe/{id}/second-facteur/suppression"));
    let (administrator, reader) = (space.member(Role::Administrator).await, space.member(Role::Reader).await);
    administrator.get(&card).await.is(200).says_not("Retirer la double authentification");
    administrator.post(&reset, form! {}).await.is(409);
    someone.enrol(app.app.now()).await;
    administrator.get(&card).await.is(200).says("Retirer la double authentification");
    reader.post(&reset, form! {}).await.is(403);
    administrator.post(&reset, form! {}).await.is(303);
    administrator.get(&card).await.is(200).says("Double authentification retirée");
    assert_eq!(app.mail_to(&someone.email).await.subject, "Votre double authentification a été retirée");
    someone.client.get("/admin").await.is(303);
    someone.client.get("/admin/connexion").await.is(200);
    assert_eq!(someone.client.post("/admin/connexion", form! { email: someone.email, password: PASSWORD }).await.is(303).location(), "/admin");
    // One's own is not taken away so.
    let own: uuid::Uuid = space.db.get("SELECT id FROM member WHERE role = 'administrator'", args![]).await.expect("an id");
    administrator.post(&format!("/admin/equipe/{own}/second-facteur/suppression"), form! {}).await.is(409);
}
