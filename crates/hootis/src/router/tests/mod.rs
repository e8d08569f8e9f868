//! Every route, tried by every kind of stranger: what the table says of a route is what it does.

mod caches;
mod headers;
mod sources;

use axum::http::Method;
use hootis_policy::permissions::{Role, may};
use uuid::Uuid;

use crate::router::table;
use crate::testing::{Answer, Client, TestApp, form};
use crate::web::routes::{Route, Who};

/// A path with something in the place of its parameters that nobody has.
fn filled(route: &Route) -> String {
    route.path.split('/').map(|part| if part.starts_with('{') { Uuid::now_v7().to_string() } else { part.to_owned() }).collect::<Vec<_>>().join("/")
}

async fn ask(client: &Client, route: &Route) -> Answer {
    match route.method {
        Method::GET => client.get(&filled(route)).await,
        _ => client.post(&filled(route), form! {}).await,
    }
}

/// Sent away to sign in, or told that there is nothing.
fn is_turned_away(answer: &Answer) -> bool {
    match answer.status.as_u16() {
        404 => true,
        303 => answer.location().contains("connexion?suite="),
        _ => false,
    }
}

#[tokio::test]
async fn nobody_enters_where_the_table_wants_somebody() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let rival = app.space("Rival").await;
    let (rival_office, rival_account) = (rival.owner().await, rival.account().await);
    let (operator, deactivated) = (app.operator("ada").await, app.operator("eve").await);
    app.deactivate_operator("eve").await;
    for route in table(true) {
        let stranger = match route.who {
            Who::Anyone | Who::Development => continue,
            Who::Account | Who::Operator => app.anyone(),
            Who::Member(_) => space.anyone(),
            Who::Program(_) => continue,
            // Tried by every kind of stranger in the tests of Station Clients.
            Who::Contact(_) => continue,
        };
        assert!(is_turned_away(&ask(&stranger, &route).await), "{} {} lets anybody in", route.method, route.path);
        if let Who::Member(_) = route.who {
            // Another space's owner brings their cookies here, and so does an account of the public site.
            for (thief, cookie) in [(&rival_office, "hootis-backend"), (&rival_account, "hootis_session"), (&operator, "hootis_session")] {
                let stranger = space.anyone();
                stranger.put_cookie("hootis-backend", &thief.cookie(cookie).expect("a session"));
                assert!(is_turned_away(&ask(&stranger, &route).await), "{} {} lets the holder of {cookie} in", route.method, route.path);
            }
        } else {
            // A member's session is neither an account's nor an operator's, and none of those two is the other.
            let thieves = match route.who {
                Who::Operator => [(&rival_office, "hootis-backend"), (&rival_account, "hootis_session"), (&deactivated, "hootis_session")].to_vec(),
                _ => [(&rival_office, "hootis-backend"), (&operator, "hootis_session")].to_vec(),
            };
            for (thief, cookie) in thieves {
                let stranger = app.anyone();
                stranger.put_cookie("hootis_session", &thief.cookie(cookie).expect("a session"));
                assert!(is_turned_away(&ask(&stranger, &route).await), "{} {} lets the holder of another {cookie} in", route.method, route.path);
            }
        }
    }
}

#[tokio::test]
async fn a_member_without_the_right_is_refused_and_one_with_it_is_not() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let mut members = Vec::new();
    for role in Role::ALL {
        members.push((role, space.member(role).await));
    }
    for route in table(true) {
        let Who::Member(right) = route.who else { continue };
        for (role, member) in &members {
            let answer = ask(member, &route).await;
            let what = format!("{} {} as {}: {}", route.method, route.path, role.as_str(), answer.status);
            if may(*role, right) {
                assert!(answer.status.as_u16() != 403 && !is_turned_away_to_sign_in(&answer), "{what}");
                assert!(!answer.status.is_server_error(), "{what}:\n{}", answer.text());
            } else {
                assert_eq!(answer.status.as_u16(), 403, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn an_operator_is_let_in_by_every_route_of_operators() {
    let app = TestApp::new().await;
    let operator = app.operator("ada").await;
    let mut tried = 0;
    for route in table(true).iter().filter(|route| route.who == Who::Operator) {
        let answer = ask(&operator, route).await;
        assert!(!answer.status.is_server_error() && !is_turned_away_to_sign_in(&answer), "{} {}: {}", route.method, route.path, answer.status);
        tried += 1;
    }
    assert!(tried > 4);
}

/// Programs: without a key, with that of another space, a revoked one, one without the scope, and with sessions of people.
#[tokio::test]
async fn p_s2_no_program_enters_where_the_table_wants_a_key() {
    use crate::platform::api_keys;
    use hootis_policy::api::Scope;

    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (owner, account) = (space.owner().await, space.account().await);
    let make = async |space: Uuid, scopes: Vec<Scope>| {
        let new = api_keys::NewKey { name: "Essai".to_owned(), scopes, member: Uuid::now_v7(), expires_at: i64::MAX };
        let key = api_keys::make(&app.app, app.app.now(), space, &new).await.expect("a key");
        secrecy::ExposeSecret::expose_secret(&key).to_owned()
    };
    let revoked = make(space.row.id, Scope::all().collect()).await;
    let id = api_keys::list_of_space(app.app.platform(), space.row.id).await.expect("keys")[0].id;
    api_keys::revoke(&app.app, space.row.id, id).await.expect("revoked").expect("a key");
    let elsewhere = make(rival.row.id, Scope::all().collect()).await;
    let mut tried = 0;
    for route in table(true) {
        let Who::Program(scope) = route.who else { continue };
        let call = async |key: &str| {
            let client = space.anyone();
            let request = client.request(route.method.as_str(), &filled(&route)).header("authorization", format!("Bearer {key}"));
            client.send(request.body(axum::body::Body::empty()).expect("a request")).await.status.as_u16()
        };
        let without: Vec<Scope> = Scope::all().filter(|one| Some(*one) != scope).collect();
        let (right, wrong) =
            (make(space.row.id, scope.map_or_else(|| Scope::all().take(1).collect(), |scope| vec![scope])).await, make(space.row.id, without).await);
        assert_eq!(ask(&space.anyone(), &route).await.status.as_u16(), 401, "{} lets anybody in", route.path);
        for (key, what) in [(&revoked, "a revoked key"), (&elsewhere, "the key of another space")] {
            assert_eq!(call(key).await, 401, "{} lets {what} in", route.path);
        }
        for person in [&owner, &account] {
            let stranger = space.anyone();
            for cookie in ["hootis-backend", "hootis_session"] {
                stranger.put_cookie(cookie, &person.cookie(cookie).unwrap_or_default());
            }
            assert_eq!(ask(&stranger, &route).await.status.as_u16(), 401, "{} lets a person in", route.path);
        }
        assert_eq!(call(&wrong).await, if scope.is_some() { 403 } else { 200 }, "{}: a key without the scope", route.path);
        assert!(call(&right).await < 400, "{} keeps the right key out", route.path);
        tried += 1;
    }
    assert!(tried > 0);
}

fn is_turned_away_to_sign_in(answer: &Answer) -> bool {
    answer.status.as_u16() == 303 && answer.location().contains("connexion?suite=")
}

#[tokio::test]
async fn a_row_of_another_space_does_not_exist() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    // No route with an id answers anything but 404 to an id that this space does not have.
    for route in table(true).iter().filter(|route| route.path.contains('{') && matches!(route.who, Who::Member(_))) {
        let answer = ask(&owner, route).await;
        assert_eq!(answer.status.as_u16(), 404, "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn development_routes_exist_in_development_only() {
    let development: Vec<&str> = table(true).into_iter().filter(|route| route.who == Who::Development).map(|route| route.path).collect();
    assert!(!development.is_empty());
    assert!(table(false).iter().all(|route| !development.contains(&route.path)));
}
