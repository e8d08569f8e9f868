//! Forms are filled in where somebody asked for it, and nowhere else.

use hootis_policy::retention::FORM_DEFAULT;
use hootis_space::{Conn as _, args};

use crate::testing::{Client, TestApp, TestSpace, form};

const COOKIE: &str = "default-values";

async fn fills_in(client: &Client, space: &TestSpace<'_>) -> bool {
    client.get("/contact").await.is(200).text().contains(&format!("value=\"{}\"", space.owner_email()))
}

#[tokio::test]
async fn p_d2_a_browser_fills_forms_in_when_its_holder_chose_so_and_never_before() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    owner.get("/console/profil").await.is(200).says("Remplir les formulaires");
    assert!(owner.cookie(COOKIE).is_none());
    owner.post("/console/profil/formulaires", form! {}).await.is(303);
    let reference = owner.cookie(COOKIE).expect("a reference");
    for told in ["Olive", "acme", "owner"] {
        assert!(!reference.contains(told), "the cookie tells of somebody: {reference}");
    }
    owner.post("/deconnexion", form! {}).await.is(303);
    owner.get("/console").await.is(303);
    let page = owner.get("/contact").await.is(200).text();
    for value in ["Olive Acme", "owner@acme.example", "Acme"] {
        assert!(page.contains(&format!("value=\"{value}\"")), "{value} is not filled in");
    }
    let owner = space.account().await;
    owner.put_cookie(COOKIE, &reference);
    owner.post("/console/profil/formulaires/suppression", form! {}).await.is(303);
    assert!(owner.cookie(COOKIE).is_none());
    let thief = app.anyone();
    thief.put_cookie(COOKIE, &reference);
    assert!(!fills_in(&thief, &space).await, "a reference that was taken back is worth nothing");
}

#[tokio::test]
async fn nobody_is_filled_in_as_somebody_else_and_a_reference_ends() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let owner = space.account().await;
    owner.post("/console/profil/formulaires", form! {}).await.is(303);
    let reference = owner.cookie(COOKIE).expect("a reference");
    let other = rival.account().await;
    other.put_cookie(COOKIE, &reference);
    assert!(!fills_in(&other, &space).await && fills_in(&other, &rival).await);
    let later = app.anyone();
    later.put_cookie(COOKIE, &reference);
    assert!(fills_in(&later, &space).await);
    for planted in ["", "x", "..", &"a".repeat(43)] {
        later.put_cookie(COOKIE, planted);
        assert!(!fills_in(&later, &space).await);
    }
    later.put_cookie(COOKIE, &reference);
    app.app.platform().execute("UPDATE space SET trial_ends_at = NULL, next_at = NULL", args![]).await.expect("a space that stays");
    app.advance(FORM_DEFAULT.keep.as_duration());
    assert!(!fills_in(&later, &space).await);
    app.sweep().await;
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM form_default", args![]).await.expect("a count");
    assert_eq!(left, 0);
}
