//! Stories of settings.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use crate::testing::{PASSWORD, TestApp, form};

#[tokio::test]
async fn language_and_theme_are_one_s_own_and_the_menu_brings_back() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, reader) = (space.owner().await, space.member(Role::Reader).await);
    assert_eq!(owner.post("/admin/theme", form! { theme: "dark", back: "/admin/equipe" }).await.is(303).location(), "/admin/equipe");
    assert!(owner.get("/admin/equipe").await.is(200).text().contains("data-bs-theme=\"dark\""));
    owner.post("/admin/reglages/apparence", form! { lang: "en", theme: "light" }).await.is(303);
    let page = owner.get("/admin/equipe").await.is(200).says("Team");
    assert!(page.text().contains("data-bs-theme=\"light\"") && page.text().contains("lang=\"en\""));
    // The menu of themes leaves the language alone, and leads nowhere else.
    for back in ["https://evil.example/", "//evil.example", "/connexion"] {
        assert_eq!(owner.post("/admin/theme", form! { theme: "auto", back: back }).await.is(303).location(), "/admin/reglages?fait=apparence");
    }
    owner.get("/admin/reglages").await.is(200).says("Settings");
    reader.get("/admin/reglages").await.is(200).says("Réglages").says_not("Nom de l'entreprise");
}

#[tokio::test]
async fn a_password_changes_for_whoever_knows_it_and_ends_other_sessions() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let here = space.member(Role::Editor).await;
    let email: String = space.db.get("SELECT email FROM member WHERE role = 'editor'", args![]).await.unwrap();
    let elsewhere = space.anyone();
    elsewhere.get("/admin/connexion").await;
    elsewhere.post("/admin/connexion", form! { email: email, password: PASSWORD }).await.is(303);
    let new = "hibou grand-duc 1907";
    here.post("/admin/reglages/mot-de-passe", form! { current: "wrong wrong wrong", password: new }).await.is(422).says("pas votre mot de passe");
    here.post("/admin/reglages/mot-de-passe", form! { current: PASSWORD, password: "court" }).await.is(422);
    elsewhere.get("/admin").await.is(200);
    here.post("/admin/reglages/mot-de-passe", form! { current: PASSWORD, password: new }).await.is(303);
    here.get("/admin").await.is(200);
    assert!(elsewhere.get("/admin").await.is(303).location().contains("connexion"));
    elsewhere.post("/admin/connexion", form! { email: email, password: PASSWORD }).await.is(422);
    elsewhere.post("/admin/connexion", form! { email: email, password: new }).await.is(303);
}

#[tokio::test]
async fn guessing_the_present_password_is_slowed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let thief = space.member(Role::Editor).await;
    let wrong = form! { current: "wrong wrong wrong", password: "hibou grand-duc 1907" };
    for _ in 0..hootis_policy::limits::PASSWORD_AGAIN.most {
        thief.post("/admin/reglages/mot-de-passe", wrong.clone()).await.is(422);
    }
    thief.post("/admin/reglages/mot-de-passe", form! { current: PASSWORD, password: "hibou grand-duc 1907" }).await.is(429);
}

#[tokio::test]
async fn an_owner_without_a_password_here_is_shown_the_way_to_one() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    owner.get("/admin/reglages").await.is(200).says("Recevoir un lien");
    owner.post("/admin/reglages/mot-de-passe", form! { current: "", password: PASSWORD }).await.is(409);
}

#[tokio::test]
async fn a_profile_is_checked_and_told() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let member = space.member(Role::Reader).await;
    member.post("/admin/reglages/profil", form! { name: " ", phone: "05 36", position: "Menuisière" }).await.is(422).says("Menuisière");
    member.post("/admin/reglages/profil", form! { name: "Inès  Bouzid", phone: "0536491280", position: "Menuisière" }).await.is(303);
    member.get("/admin/reglages").await.says("Inès Bouzid").says("05 36 49 12 80");
    space.owner().await.get("/admin/recherche?q=menuisi").await.is(200).says("Inès Bouzid");
    space.owner().await.get("/admin/journal?sujet=member").await.is(200).says("Inès Bouzid").says("Menuisière");
}

#[tokio::test]
async fn the_company_is_renamed_here_and_on_the_platform() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.post("/admin/reglages/entreprise", form! { company: " " }).await.is(422);
    owner.post("/admin/reglages/entreprise", form! { company: "Atelier Lunel" }).await.is(303);
    owner.get("/admin").await.says("Atelier Lunel");
    space.account().await.get("/console").await.says("Atelier Lunel");
    let name: String = space.db.get("SELECT value FROM setting WHERE name = 'company'", args![]).await.unwrap();
    assert_eq!(name, "Atelier Lunel");
    space.member(Role::Editor).await.post("/admin/reglages/entreprise", form! { company: "X" }).await.is(403);
}
