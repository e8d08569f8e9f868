//! What operators see of spaces: how many, how large, in which state; nothing of what is inside.

use hootis_space::{Conn as _, args};

use crate::platform::lifecycle::{self, Action, DisabledBy};
use crate::testing::{TestApp, form};

#[tokio::test]
async fn the_overview_counts_spaces_and_what_waits() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    let rival = app.space("Rival").await;
    app.app.platform().execute("UPDATE space SET state = 'disabled' WHERE id = $1", args![rival.row.id]).await.expect("a state");
    let operator = app.operator("ada").await;
    operator
        .get("/operateur")
        .await
        .is(200)
        .says("0 en service, 1 essai")
        .says("Désactivé")
        .says("Acme")
        .says("Rival")
        // Its size: some hundred Ko in a file, more in a schema.
        .says("o</td>")
        .says("Comptes</dt><dd class=\"h-num\">2</dd>");
}

#[tokio::test]
async fn how_fast_spaces_open_and_which_go_next_are_seen() {
    let app = TestApp::new().await;
    let operator = app.operator("ada").await;
    operator.get("/operateur").await.is(200).says("aucune ouverture depuis le 23 nov. 2026").says("Aucun espace n'est désactivé");
    let (first, second) = (app.space("Acme").await, app.space("Rival").await);
    let owner = first.account().await;
    owner.post("/console/espaces", form! { company: "Roc", slug: "", own: "" }).await.is(303);
    assert_eq!(app.app.openings().total(), 1, "the harness makes its own without a sign-up");
    operator.get("/operateur").await.is(200).says("une ouverture depuis").says("objectif 1");
    let close = async |id| lifecycle::take(&app.app, id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    close(second.row.id).await;
    app.advance(hootis_policy::Span::days(3).as_duration());
    close(first.row.id).await;
    let page = app.operator("eve").await.get("/operateur").await.is(200).says("27 jours").says("30 jours").text();
    let place = |name: &str| page.find(&format!("<strong>{name}</strong>")).expect("a space");
    assert!(place("Rival") < place("Acme"), "the first to go stands first");
    app.advance(hootis_policy::Span::days(26).as_duration());
    app.operator("olive").await.get("/operateur").await.is(200).says("demain");
}

#[tokio::test]
async fn a_mail_that_the_relay_refused_and_a_job_given_up_are_seen() {
    let app = TestApp::new().await;
    let operator = app.operator("ada").await;
    operator.get("/operateur").await.is(200).says("le relais les prend").says("Contrôles des promesses").says("/confidentialite#preuves");
    let db = app.app.platform();
    let mail = "INSERT INTO mail (id, recipient, subject, body_text, body_html, attempts, next_try_at, last_error, created_at)
                VALUES ($1, 'canary@acme.example', 'canary', 'canary', 'canary', 2, $2, 'refused', $2)";
    db.execute(mail, args![uuid::Uuid::now_v7(), app.app.now()]).await.expect("a mail");
    let job = "INSERT INTO job (id, kind, payload, attempts, run_at, created_at) VALUES ($1, 'x', '{}', $2, $3, $3)";
    db.execute(job, args![uuid::Uuid::now_v7(), crate::jobs::MAX_ATTEMPTS, app.app.now()]).await.expect("a job");
    operator.get("/operateur").await.is(200).says("un envoi refusé").says("une tâche abandonnée").says_not("canary");
}

#[tokio::test]
async fn what_is_inside_a_space_is_not_seen_from_outside() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.post("/admin/contacts/nouveau", form! { first_name: "Canari", last_name: "Secret", email: "canari@secret.example" }).await;
    let operator = app.operator("ada").await;
    for page in ["/operateur", "/operateur/espaces"] {
        operator.get(page).await.is(200).says("Acme").says_not("Canari").says_not("canari@secret.example").says_not(&space.owner_email());
    }
}

#[tokio::test]
async fn spaces_are_found_by_their_address_and_listed_by_pages() {
    let app = TestApp::new().await;
    app.space("Menuiserie Étienne").await;
    let acme = app.space("Acme").await;
    let operator = app.operator("ada").await;
    operator.get("/operateur/espaces?q=Menuiserie%20%C3%89ti").await.is(200).says("Menuiserie Étienne").says_not("Acme");
    operator.get("/operateur/espaces?q=%25").await.is(200).says("Acme");
    operator.get("/operateur/espaces?q=rien").await.is(200).says("Aucun espace");
    let page = operator.get(&format!("/operateur/espaces?avant={}", acme.row.id)).await.is(200).says("Menuiserie Étienne").says_not(">Acme<");
    page.says("rel=\"prev\"");
    // Somebody types into the address.
    operator.get("/operateur/espaces?avant=rien").await.is(400);
}
