//! A holder reads what happened to their account, and to no other.

use crate::testing::{PASSWORD, TestApp, form};

#[tokio::test]
async fn p_k5_a_holder_reads_what_happened_to_their_account_and_to_no_other() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let stranger = app.anyone();
    stranger.get("/connexion").await.is(200);
    stranger.post("/connexion", form! { email: space.owner_email(), password: "not the password" }).await.is(422);
    let owner = space.account().await;
    owner.post("/console/mot-de-passe", form! { current: PASSWORD, password: "hibou grand-duc 1907" }).await.is(303);
    let page = owner.get("/console/journal").await.is(200).says("Connexion refusée").says("Mot de passe changé").says("Acme");
    assert!(!page.text().contains("127.0.0.1"), "no address is told");
    rival.account().await.get("/console/journal").await.is(200).says_not("Connexion refusée").says_not("Acme");
}

#[tokio::test]
async fn long_journals_are_read_page_by_page() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for _ in 0..60 {
        let entry = crate::platform::journal::Entry::new(hootis_policy::journal::Act::DataExported).account(space.row.account_id);
        crate::platform::journal::note(&app.app, entry).await;
    }
    let owner = space.account().await;
    let first = owner.get("/console/journal").await.is(200);
    assert_eq!(first.text().matches("<time").count(), 50);
    let next = first.attribute("href", "/console/journal?avant=");
    let second = owner.get(&next).await.is(200).says("Espace ouvert");
    assert_eq!(second.text().matches("<time").count(), 12, "sixty, one sign-in and one space");
    owner.get("/console/journal?avant=x").await.is(400);
}
