//! Every route, tried by every kind of stranger: what the table says of a route is what it does.

mod caches;
mod headers;
mod sources;

use axum::http::Method;
use hootis_policy::permissions::{Role, may};
use hootis_space::{Conn as _, args};
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
        Method::POST => client.post(&filled(route), form! {}).await,
        _ => client.call(route.method.as_str(), &filled(route), &[], "").await,
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
    let (office, contact, rival_contact) =
        (space.owner().await, space.contact("Sylvie Peyrot", None, "everything").await, rival.contact("Marc Vial", None, "everything").await);
    let (operator, deactivated) = (app.operator("ada").await, app.operator("eve").await);
    app.deactivate_operator("eve").await;
    for route in table(true) {
        let stranger = match route.who {
            Who::Anyone | Who::Development => continue,
            Who::Account | Who::Operator => app.anyone(),
            Who::Member(_) | Who::Contact(_) => space.anyone(),
            // A key is no session: programs are tried below.
            Who::Program(_) => continue,
        };
        assert!(is_turned_away(&ask(&stranger, &route).await), "{} {} lets anybody in", route.method, route.path);
        // Everybody brings the cookie they have to where another one is asked for.
        let (asked, thieves) = match route.who {
            Who::Member(_) => ("hootis-backend", vec![&rival_office, &rival_account, &operator, &contact.client, &rival_contact.client]),
            Who::Contact(_) => ("hootis-frontend", vec![&office, &rival_office, &rival_account, &operator, &rival_contact.client]),
            Who::Operator => ("hootis_session", vec![&rival_office, &rival_account, &deactivated, &contact.client]),
            _ => ("hootis_session", vec![&rival_office, &operator, &contact.client]),
        };
        for thief in thieves {
            let stranger = if asked == "hootis_session" { app.anyone() } else { space.anyone() };
            let own = ["hootis-backend", "hootis-frontend", "hootis_session"].into_iter().find_map(|name| thief.cookie(name));
            stranger.put_cookie(asked, &own.expect("a session"));
            assert!(is_turned_away(&ask(&stranger, &route).await), "{} {} lets a stranger in as {asked}", route.method, route.path);
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

#[tokio::test]
async fn a_probe_is_told_which_database_does_not_answer() {
    let app = TestApp::new().await;
    let ready = async || app.anyone().get("/readyz").await;
    ready().await.is(200).says("\"ready\":true");
    let rename = async |name: &str, from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        let done =
            if name == "platform" { app.app.platform().execute(&sql, args![]).await } else { app.app.journal().conn().execute(&sql, args![]).await };
        done.expect("renamed");
    };
    for (name, table) in [("platform", "space"), ("journal", "entry")] {
        rename(name, table, "away").await;
        assert_eq!(ready().await.is(503).text(), format!("{{\"failing\":[\"{name}\"],\"ready\":false}}"));
        rename(name, "away", table).await;
        ready().await.is(200);
    }
    // A volume that is not mounted is an empty folder; a cluster has none.
    let id = app.space("Acme").await.row.id;
    app.app.spaces().close(id);
    ready().await.is(200).says_not("spaces");
    if app.app.spaces().engine().encrypts_whole_databases() {
        std::fs::rename(app.data().join("spaces"), app.data().join("away")).expect("moved");
        assert_eq!(ready().await.is(503).text(), "{\"failing\":[\"spaces\"],\"ready\":false}");
        std::fs::rename(app.data().join("away"), app.data().join("spaces")).expect("moved back");
        ready().await.is(200);
    }
}
