//! An account holder's spaces, and one more.

use std::time::Duration;

use crate::testing::{TestApp, form};

#[tokio::test]
async fn the_console_says_which_day_of_the_trial_it_is() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    space.account().await.get("/console").await.is(200).says("Jour 1").says("sur 30");
    app.advance(Duration::from_secs(11 * 86_400 + 3_600));
    space.account().await.get("/console").await.is(200).says("Jour 12");
}

#[tokio::test]
async fn an_account_opens_a_second_space_and_walks_into_it() {
    let app = TestApp::new().await;
    let account = app.space("Acme").await.account().await;
    let made = account.post("/console/espaces", form! { company: "Menuiserie Roc SARL" }).await.is(303).location();
    let page = account.get(&made).await.is(200).says("L'espace de Menuiserie Roc SARL est ouvert").says("menuiserie-roc.hootis.localhost");
    assert_eq!(page.text().matches("/entree\"").count(), 2);
    let id = made.split("nouveau=").nth(1).expect("an id");
    let enter = account.post(&format!("/console/espaces/{id}/entree"), form! {}).await.is(200);
    let (host, path) = crate::testing::Client::split(&enter.attribute("href", "http://"));
    let office = account.at(&host);
    office.get(&path).await.is(303);
    office.get("/admin").await.is(200).says("Menuiserie Roc SARL");
}

#[tokio::test]
async fn an_address_that_is_taken_or_wrong_brings_the_form_back() {
    let app = TestApp::new().await;
    app.space("Rival").await;
    let account = app.space("Acme").await.account().await;
    account.post("/console/espaces", form! { company: "Roc", slug: "rival" }).await.is(422).says("déjà prise").says("value=\"Roc\"");
    account.post("/console/espaces", form! { company: "", slug: "a b" }).await.is(422).says("Indiquez le nom");
    account.get("/console/espaces/nouveau").await.is(200).says("une base, une clé");
    account.get("/console").await.is(200).says_not("Roc");
}

#[tokio::test]
async fn spaces_in_series_are_slowed() {
    let app = TestApp::new().await;
    let account = app.space("Acme").await.account().await;
    let most = hootis_policy::limits::TRIALS_BROWSER_HOUR.most;
    for n in 0..most {
        account.post("/console/espaces", form! { company: format!("Roc {n}") }).await.is(303);
    }
    account
        .post("/console/espaces", form! { company: "Roc" })
        .await
        .is(429)
        .says("Trop d'espaces d'essai ouverts depuis ce navigateur.")
        .says("Écrire à une personne");
}

#[tokio::test]
async fn a_space_whose_making_was_cut_off_is_finished_when_its_owner_comes_back() {
    use hootis_space::{Conn as _, args};
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let account = space.account().await;
    let made = account.post("/console/espaces", form! { company: "Coupure" }).await.is(303).location();
    let id: uuid::Uuid = made.split("nouveau=").nth(1).and_then(|id| id.parse().ok()).expect("an id");
    app.app.platform().execute("UPDATE space SET state = 'pending' WHERE id = $1", args![id]).await.expect("a crash");
    account.get("/console").await.is(200).says("En attente");
    app.advance(Duration::from_secs(61));
    account.get("/console").await.is(200).says_not("En attente");
}

#[tokio::test]
async fn the_theme_menu_comes_back_to_its_page_and_nowhere_else() {
    let app = TestApp::new().await;
    let account = app.space("Acme").await.account().await;
    assert_eq!(account.post("/console/theme", form! { theme: "dark", back: "/console?x=1" }).await.is(303).location(), "/console?x=1");
    account.get("/console").await.is(200).says("data-bs-theme=\"dark\"");
    assert_eq!(account.post("/console/theme", form! { theme: "light", back: "//evil.example" }).await.is(303).location(), "/console");
}

#[tokio::test]
async fn p_r1_company_and_activity_are_changed_from_the_console() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let account = space.account().await;
    let path = format!("/console/espaces/{}/entreprise", space.row.id);
    account.get(&path).await.is(200).says("Acme");
    account.post(&path, form! { company: " ", activity: "Menuiserie" }).await.is(422).says("Menuiserie");
    account.post(&path, form! { company: "Atelier Lunel", activity: "Menuiserie" }).await.is(303);
    account.get(&path).await.says("Atelier Lunel").says("Menuiserie");
    let owner = space.owner().await;
    owner.get("/admin").await.is(200).says("Atelier Lunel");
    owner.get("/admin/journal").await.is(200).says("Atelier Lunel").says("Olive Acme");
    account.post(&path, form! { company: "Atelier Lunel" }).await.is(303);
    account.get(&path).await.says_not("Menuiserie");
    rival.account().await.post(&path, form! { company: "Vol" }).await.is(404);
}

/// « Résilier » is three clicks from anywhere: the menu, the space, the button; each of them a link or a form of the page before.
#[tokio::test]
async fn a_contract_is_cancelled_in_three_clicks() {
    use crate::platform::lifecycle::{Action, take};
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let subscribe = Action::Subscribe { until: None, is_yearly: false };
    take(&app.app, space.row.id, subscribe).await.expect("subscribed");
    let account = space.account().await;
    account.post("/console/espaces", form! { company: "Roc" }).await.is(303);
    account.get("/console").await.is(200).says("href=\"/console/resiliation\"");
    let choice = account.get("/console/resiliation").await.is(200).says("Acme").says("Roc");
    let asks = format!("/console/espaces/{}/resiliation", space.row.id);
    assert_eq!(choice.attribute("href", &asks), asks);
    account.get(&asks).await.is(200).says("Résilier l'abonnement").says(&format!("action=\"{asks}\""));
    account.post(&asks, form! {}).await.is(303);
    account.get("/console").await.is(200).says("Résilié");
}

#[tokio::test]
async fn whoever_has_one_space_has_nothing_to_choose() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let account = space.account().await;
    let asks = format!("/console/espaces/{}/fermeture", space.row.id);
    assert_eq!(account.get("/console/resiliation").await.is(303).location(), asks);
    account.post(&asks, form! { password: crate::testing::PASSWORD }).await.is(303);
    account.get("/console/resiliation").await.is(200).says("rien à résilier");
    app.anyone().get("/").await.is(200).says("href=\"/resiliation\"");
    app.anyone().get("/resiliation").await.is(200).says("href=\"/console/resiliation\"").says("href=\"/contact\"");
}

#[tokio::test]
async fn the_console_says_what_is_used_of_the_space_in_front() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.post("/admin/clients", form! { kind: "company", name: "Roc SARL", status: "customer" }).await;
    space.account().await.get("/console").await.is(200).says("1 sur 8").says("Fiches clients").says("acme.hootis.localhost");
}
