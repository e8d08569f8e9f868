//! Every route of Station Clients, tried by every other contact, by members, accounts and whoever nobody knows.

use axum::http::Method;
use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use crate::router::table;
use crate::testing::portal::{TestContact, example};
use crate::testing::{Answer, Client, TestApp, TestSpace, form};
use crate::web::routes::{Route, Who};

/// What only this contact's pages say.
const SECRET: &str = "06 39 98 77 01";

fn portal_routes() -> Vec<Route> {
    let routes: Vec<Route> = table(true).into_iter().filter(|route| matches!(route.who, Who::Contact(_))).collect();
    assert!(routes.len() > 15, "{}", routes.len());
    routes
}

async fn ask(client: &Client, route: &Route, path: &str) -> Answer {
    match route.method {
        Method::GET => client.get(path).await,
        Method::POST => client.post(path, form! {}).await,
        // A script sends a file.
        ref other => client.call(other.as_str(), path, &[("tus-resumable", "1.0.0")], "").await,
    }
}

/// The route's path, with a row of that contact in the place of an id.
async fn path_of(space: &TestSpace<'_>, contact: &TestContact, route: &Route) -> String {
    if !route.path.contains('{') {
        return route.path.to_owned();
    }
    example(space, contact, route.path).await.unwrap_or_else(|| panic!("{}: testing::portal makes no row for it", route.path))
}

fn leads_to_sign_in(answer: &Answer) -> bool {
    answer.status.as_u16() == 303 && answer.location().starts_with("/connexion?suite=")
}

#[tokio::test]
async fn every_route_lets_its_contact_in_and_nobody_who_is_none() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let party = space.party("Fournil Peyrot").await;
    let contact = space.contact("Sylvie Peyrot", Some(party), "everything").await;
    let elsewhere = rival.contact("Sylvie Peyrot", Some(rival.party("Fournil Peyrot").await), "everything").await;
    let (member, account) = (space.member(Role::Owner).await, space.account().await);
    let thieves = [
        ("nobody", None),
        ("a contact of another space", elsewhere.client.cookie("hootis-frontend")),
        ("a member", member.cookie("hootis-backend")),
        ("an account", account.cookie("hootis_session")),
    ];
    for route in portal_routes() {
        let path = path_of(&space, &contact, &route).await;
        for (who, session) in &thieves {
            let stranger = space.anyone();
            if let Some(session) = session {
                stranger.put_cookie("hootis-frontend", session);
            }
            let answer = ask(&stranger, &route, &path).await;
            assert!(leads_to_sign_in(&answer), "{} {path} answers {} to {who}", route.method, answer.status);
        }
        // Its cookie is none of the back office's either.
        let stranger = space.anyone();
        stranger.put_cookie("hootis-backend", &contact.client.cookie("hootis-frontend").expect("a session"));
        assert!(stranger.get("/admin").await.location().contains("connexion?suite="));
        let answer = ask(&contact.client, &route, &path).await;
        assert!(!answer.status.is_server_error() && !leads_to_sign_in(&answer), "{} {path} answers {} to its contact", route.method, answer.status);
        assert_ne!(answer.status.as_u16(), 404, "{} {path} answers 404 to its contact", route.method);
    }
}

#[tokio::test]
async fn no_route_shows_another_contact_what_they_may_not_see() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (party, other) = (space.party("Fournil Peyrot").await, space.party("Garage Vial").await);
    let contact = space.contact("Sylvie Peyrot", Some(party), "own").await;
    space.db.execute("UPDATE contact SET mobile = $2 WHERE id = $1", args![contact.id, SECRET]).await.expect("a telephone");
    contact.client.get("/mes-donnees").await.is(200).says(SECRET);
    let strangers = [
        space.contact("Marc Peyrot", Some(party), "own").await,
        space.contact("Nadia Peyrot", Some(party), "company").await,
        space.contact("Aline Vial", Some(other), "everything").await,
        space.contact("Hugo Seul", None, "everything").await,
    ];
    for route in portal_routes() {
        let path = path_of(&space, &contact, &route).await;
        for stranger in &strangers {
            let answer = ask(&stranger.client, &route, &path).await;
            assert!(!answer.text().contains(SECRET), "{} {path} tells {}", route.method, stranger.email);
            if route.path.contains('{') {
                assert_eq!(answer.status.as_u16(), 404, "{} {path} exists for {}", route.method, stranger.email);
            }
            assert!(!answer.status.is_server_error(), "{} {path}: {}", route.method, answer.status);
        }
    }
}

#[tokio::test]
async fn a_session_dies_with_the_access_and_with_the_archived_card() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    for (act, undo) in [("acces/suspension", "acces/suspension/suppression"), ("archive", "archive/suppression")] {
        let contact = space.contact(&format!("Sylvie {}", &act[..3]), None, "own").await;
        contact.client.get("/mes-donnees").await.is(200);
        owner.post(&format!("/admin/contacts/{}/{act}", contact.id), form! {}).await.is(303);
        assert!(leads_to_sign_in(&contact.client.get("/mes-donnees").await), "{act}");
        let browser = space.anyone();
        browser.get("/connexion").await.is(200);
        browser.post("/connexion", form! { email: contact.email, password: crate::testing::PASSWORD }).await.is(422);
        owner.post(&format!("/admin/contacts/{}/{undo}", contact.id), form! {}).await.is(303);
        browser.post("/connexion", form! { email: contact.email, password: crate::testing::PASSWORD }).await.is(303);
    }
}
