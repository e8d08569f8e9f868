//! The space that the desktop application opens.

use crate::platform::lifecycle::{Action, DisabledBy, take};
use crate::testing::{TestApp, form};

const COOKIE: &str = "portal-domain";

#[tokio::test]
async fn p_d2_a_space_is_kept_for_the_desktop_application_when_its_owner_asks_and_never_before() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let owner = space.account().await;
    assert_eq!(owner.get("/mon-espace").await.is(303).location(), "/console");
    owner.get(&format!("/console/espaces/{}", space.row.id)).await.is(200).says("application de bureau");
    assert!(owner.cookie(COOKIE).is_none());
    owner.post(&format!("/console/espaces/{}/bureau", rival.row.id), form! {}).await.is(404);
    owner.post(&format!("/console/espaces/{}/bureau", space.row.id), form! {}).await.is(303);
    assert_eq!(owner.get("/mon-espace").await.is(303).location(), "http://acme.hootis.localhost");
    // Also when the session is over: the way is remembered, not the person.
    owner.post("/deconnexion", form! {}).await.is(303);
    assert_eq!(owner.get("/mon-espace").await.is(303).location(), "http://acme.hootis.localhost");
    let owner = space.account().await;
    owner.put_cookie(COOKIE, "acme");
    owner.get(&format!("/console/espaces/{}", space.row.id)).await.is(200).says("Oublier");
    owner.post(&format!("/console/espaces/{}/bureau/suppression", space.row.id), form! {}).await.is(303);
    assert!(owner.cookie(COOKIE).is_none());
}

#[tokio::test]
async fn whatever_is_planted_leads_nowhere_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let client = app.anyone();
    for planted in ["evil.example", "//evil.example", "acme.evil.example", "evil.example/acme", "nobody", "admin", "acme@evil.example", "é", ""] {
        client.put_cookie(COOKIE, planted);
        assert_eq!(client.get("/mon-espace").await.is(303).location(), "/console", "{planted}");
    }
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    client.put_cookie(COOKIE, "acme");
    assert_eq!(client.get("/mon-espace").await.is(303).location(), "/console");
    assert!(client.cookie(COOKIE).is_none(), "a space that is closed is forgotten");
}
