//! A member looks as a contact does.

use hootis_policy::permissions::Role;
use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use crate::router::table;
use crate::testing::{TestApp, form};
use crate::web::routes::Who;

#[tokio::test]
async fn a_member_sees_what_the_contact_sees_and_touches_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let member = space.member(Role::Reader).await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let seen: Option<i64> = space.db.get("SELECT last_seen_at FROM contact_access", args![]).await.expect("a date");
    app.advance(std::time::Duration::from_secs(120));
    let path = member.post(&format!("/admin/contacts/{}/apercu", contact.id), form! {}).await.is(303).location().to_owned();
    assert!(path.starts_with("/apercu?code="));
    // Neither a session of the back office opens Station Clients, nor the code twice.
    let thief = space.anyone();
    thief.put_cookie("hootis-frontend", &member.cookie("hootis-backend").expect("a session"));
    thief.get("/mes-donnees").await.is(303);
    assert_eq!(member.get(&path).await.is(303).location(), "/");
    assert_eq!(thief.get(&path).await.is(303).location(), "/connexion");
    for page in ["/", "/mes-donnees", "/mon-acces"] {
        member.get(page).await.is(200).says("vous voyez Station Clients comme Sylvie Peyrot").says("Quitter l'aperçu");
    }
    for route in table(true) {
        let Who::Contact(_) = route.who else { continue };
        if route.method == axum::http::Method::POST {
            member.post(&route.path.replace("{id}", &contact.id.to_string()), form! {}).await.is(409).says("rien ne peut y être modifié");
        }
    }
    member.get("/securite/double-authentification").await.is(404);
    member.get("/mon-acces").await.is(200).says_not("name=\"session\"");
    let after: Option<i64> = space.db.get("SELECT last_seen_at FROM contact_access", args![]).await.expect("a date");
    assert_eq!(seen, after, "the contact was not there");
    contact.client.get("/mon-acces").await.is(200).says_not("name=\"session\"");
    let owner = space.member(Role::Owner).await;
    owner.get("/admin/journal?sujet=contact").await.is(200).says("Station Clients vue comme ce contact").says("Paul reader");
    assert_eq!(member.post("/deconnexion", form! {}).await.is(303).location(), format!("/admin/contacts/{}/acces", contact.id));
    member.get("/mes-donnees").await.is(303);
    member.get("/admin").await.is(200);
    contact.client.get("/mes-donnees").await.is(200).says_not("vous voyez");
}

#[tokio::test]
async fn a_look_ends_after_a_quarter_of_an_hour_and_with_the_members_access() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let member = space.member(Role::Editor).await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let look = async || {
        let path = member.post(&format!("/admin/contacts/{}/apercu", contact.id), form! {}).await.is(303).location().to_owned();
        member.get(&path).await.is(303);
        member.get("/").await.is(200);
    };
    look().await;
    app.advance(retention::PORTAL_PREVIEW.keep.as_duration());
    member.get("/").await.is(303);
    // A space that was used is looked into half an hour later.
    app.advance(retention::SPACE_WITHIN.as_duration());
    app.sweep().await;
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_session WHERE kind = 'preview'", args![]).await.expect("a count"), 0);
    look().await;
    space.db.execute("UPDATE member SET state = 'deactivated' WHERE role = 'editor'", args![]).await.expect("a change");
    member.get("/").await.is(303);
}

#[tokio::test]
async fn nobody_looks_as_a_contact_whom_they_may_not_see() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    space.db.execute("UPDATE contact SET is_private = TRUE WHERE id = $1", args![contact.id]).await.expect("a change");
    space.member(Role::Editor).await.post(&format!("/admin/contacts/{}/apercu", contact.id), form! {}).await.is(404);
    rival.member(Role::Owner).await.post(&format!("/admin/contacts/{}/apercu", contact.id), form! {}).await.is(404);
    let nobody = space.stranger("Marc Peyrot", None).await;
    space.member(Role::Owner).await.post(&format!("/admin/contacts/{nobody}/apercu"), form! {}).await.is(409);
}
