//! Keys: made in the back office, used by programs, revoked; and everybody who must not get in.

use axum::body::Body;
use hootis_policy::permissions::Role;
use hootis_policy::{api, limits, retention};
use hootis_space::{Conn as _, args};
use serde_json::Value;

use crate::platform::lifecycle::{Action, DisabledBy, take};
use crate::testing::{Answer, Client, PASSWORD, TestApp, TestSpace, form};

/// Makes a key in the back office.
pub(crate) async fn key(owner: &Client, name: &str, scopes: &str) -> String {
    let page = owner.post("/admin/reglages/cles", form! { name: name, scopes: scopes, life: "30" }).await.is(200);
    let text = page.text();
    let at = text.find(api::KEY_PREFIX).unwrap_or_else(|| panic!("no key is shown:\n{text}"));
    text[at..].split('<').next().expect("a key").trim().to_owned()
}

/// Asks who one is, with whatever stands in the header.
async fn ask(space: &TestSpace<'_>, authorization: &[&str]) -> Answer {
    let client = space.anyone();
    let request = authorization.iter().fold(client.request("GET", "/api/v1/me"), |request, value| request.header("authorization", *value));
    client.send(request.body(Body::empty()).expect("a request")).await
}

async fn me(space: &TestSpace<'_>, key: &str) -> Answer {
    ask(space, &[&format!("Bearer {key}")]).await
}

/// Refused like everybody else: in the form that programs read, and without a word on why.
fn is_refused(answer: Answer) {
    let answer = answer.is(401);
    assert_eq!(
        (&answer.headers["content-type"], &answer.headers["www-authenticate"]),
        (&"application/problem+json".parse().unwrap(), &"Bearer".parse().unwrap())
    );
    let problem: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!((problem["status"].as_i64(), problem["title"].as_str()), (Some(401), Some("Il manque une clé d’API")));
}

#[tokio::test]
async fn p_s2_a_key_is_shown_once_kept_as_a_hash_and_answers_who_it_is() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let key = key(&owner, "Caisse", "clients:read").await;
    let answer = me(&space, &key).await.is(200);
    let told: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!((told["space"]["slug"].as_str(), told["space"]["company"].as_str()), (Some("acme"), Some("Acme")));
    assert_eq!((told["key"]["name"].as_str(), told["key"]["scopes"][0].as_str()), (Some("Caisse"), Some("clients:read")));
    assert!(answer.headers.get("set-cookie").is_none(), "a program gets no cookie");
    for page in [owner.get("/admin/reglages/cles").await, space.account().await.get("/console/cles").await] {
        let page = page.is(200).says("Caisse").says("Clients : lire").says("à l'instant");
        assert!(!page.text().contains(&key), "it is shown a second time");
    }
    // Neither the key nor anything that it can be guessed from is in the databases.
    let (stored, hint): (Vec<u8>, String) = app.app.platform().get("SELECT key_hash, hint FROM api_key", args![]).await.expect("a row");
    assert_eq!(stored, app.app.platform_key().keyed_hash("api_key", key.as_bytes()));
    assert!(stored != hootis_vault::digest(key.as_bytes()) && key.ends_with(&hint) && hint.len() == 4);
    for file in ["platform.db", "platform.db-wal", "journal.db", "journal.db-wal"] {
        let bytes = std::fs::read(app.data().join(file)).unwrap_or_default();
        assert!(!bytes.windows(key.len()).any(|window| window == key.as_bytes()), "{file} holds the key");
    }
}

#[tokio::test]
async fn p_s2_whoever_has_no_key_of_this_space_is_refused() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (owner, other) = (space.owner().await, rival.owner().await);
    let (good, theirs) = (key(&owner, "Caisse", "clients:read").await, key(&other, "Caisse", "clients:read").await);
    is_refused(ask(&space, &[]).await);
    let bearer = format!("Bearer {good}");
    for header in ["", "Bearer", "Bearer ", "Basic aG9vdGlz", good.as_str(), &format!("Bearer {good}x"), &format!("Bearer {}", good.to_lowercase())] {
        is_refused(ask(&space, &[header]).await);
    }
    is_refused(ask(&space, &[&bearer, &bearer]).await);
    is_refused(me(&space, &theirs).await);
    me(&rival, &theirs).await.is(200);
    ask(&space, &[&format!("bearer {good}")]).await.is(200);
    // The cookies of a member are no key, and a key is no session.
    is_refused(owner.get("/api/v1/me").await);
    let client = space.anyone();
    client.send(client.request("GET", "/admin").header("authorization", &bearer).body(Body::empty()).expect("a request")).await.is(303);
}

#[tokio::test]
async fn p_s2_a_key_that_is_revoked_opens_nothing_from_that_instant() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    for place in ["/admin/reglages/cles", "/console/cles"] {
        let key = key(&owner, "Caisse", "clients:read").await;
        me(&space, &key).await.is(200);
        let client = if place.starts_with("/admin") { space.owner().await } else { space.account().await };
        let action = client.get(place).await.is(200).attribute("action", &format!("{place}/"));
        client.post(&action, form! {}).await.is(303);
        is_refused(me(&space, &key).await);
        client.post(&action, form! {}).await.is(404);
    }
    owner.get("/admin/journal").await.is(200).says("Caisse");
}

#[tokio::test]
async fn p_s2_a_key_expires_and_is_forgotten() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let key = key(&space.owner().await, "Caisse", "clients:read").await;
    app.advance(api::KEY_LIVES[0].as_duration() - std::time::Duration::from_secs(1));
    take(&app.app, space.row.id, Action::Subscribe { until: None, is_yearly: false }).await.expect("subscribed");
    me(&space, &key).await.is(200);
    app.advance(std::time::Duration::from_secs(1));
    is_refused(me(&space, &key).await);
    space.account().await.get("/console/cles").await.is(200).says("Expirée");
    app.advance(retention::API_KEY.keep.as_duration());
    app.sweep().await;
    space.account().await.get("/console/cles").await.is(200).says("Aucune clé");
}

#[tokio::test]
async fn a_space_that_is_closed_answers_no_key_and_one_that_is_gone_has_none() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let key = key(&space.owner().await, "Caisse", "clients:read").await;
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    let answer = me(&space, &key).await.is(404);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    take(&app.app, space.row.id, Action::Destroy).await.expect("destroyed");
    app.drain().await;
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM api_key", args![]).await.expect("a count");
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_form_that_is_wrong_comes_back_and_only_who_may_makes_keys() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let page = owner.post("/admin/reglages/cles", form! { name: " ", life: "7" }).await.is(422);
    page.says("Donnez un nom").says("Cochez au moins un droit").says("Choisissez une durée");
    let kept = owner.post("/admin/reglages/cles", form! { name: "Caisse", scopes: "clients:write", life: "0" }).await.is(422);
    assert!(kept.text().contains("value=\"Caisse\"") && kept.text().contains("value=\"clients:write\" checked"));
    owner.post("/admin/reglages/cles", form! { name: "Caisse", scopes: "factures:read", life: "30" }).await.is(422).says("Cochez au moins un droit");
    let editor = space.member(Role::Editor).await;
    editor.get("/admin/reglages/cles").await.is(403);
    editor.post("/admin/reglages/cles", form! { name: "Vol", scopes: "clients:read", life: "30" }).await.is(403);
    space
        .member(Role::Administrator)
        .await
        .post("/admin/reglages/cles", form! { name: "Site", scopes: "clients:read", life: "30", password: PASSWORD })
        .await
        .is(200);
    for n in 1..limits::API_KEYS_SPACE.most {
        owner.post("/admin/reglages/cles", form! { name: format!("Clé {n}"), scopes: "clients:read", life: "30" }).await;
    }
    let count: i64 = app.app.platform().get("SELECT COUNT(*) FROM api_key", args![]).await.expect("a count");
    assert!(count <= api::KEYS_OF_SPACE, "{count}");
    owner.post("/admin/reglages/cles", form! { name: "Trop", scopes: "clients:read", life: "30" }).await.is(429);
}

#[tokio::test]
async fn wrong_keys_are_slowed_and_right_ones_are_not() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let key = key(&space.owner().await, "Caisse", "clients:read").await;
    for _ in 0..limits::API_NETWORK.most {
        is_refused(me(&space, "hootis_wrong").await);
    }
    let answer = me(&space, "hootis_wrong").await.is(429);
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    me(&space, &key).await.is(200);
    let (used, refused) = (noted(&app, "api_key_used").await, noted(&app, "api_key_refused").await);
    assert_eq!((used, refused), (1, i64::from(limits::API_NETWORK.most)), "a use a day, and refusals as far as they are let");
    me(&space, &key).await.is(200);
    assert_eq!(noted(&app, "api_key_used").await, 1);
}

async fn noted(app: &TestApp, kind: &str) -> i64 {
    app.app.journal().conn().get("SELECT COUNT(*) FROM entry WHERE kind = $1", args![kind]).await.expect("a count")
}

/// A key does what its scopes say, and nothing else: with a door that demands one.
#[tokio::test]
async fn p_s2_a_key_without_the_scope_is_refused_and_one_with_it_is_not() {
    use axum::extract::FromRequestParts as _;
    use hootis_policy::api::{Access, Scope};
    use hootis_policy::plans::Application;

    use crate::access::{Demands, Program};
    use crate::error::Error;
    use crate::web::i18n::Lang;
    use crate::web::visit::{Arrival, Surface, Visit};

    struct WritesClients;
    impl Demands for WritesClients {
        const SCOPE: Option<Scope> = Some(Scope { application: Application::Clients, access: Access::Write });
    }

    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (reads, writes) = (key(&owner, "Site", "clients:read").await, key(&owner, "Caisse", "clients:write").await);
    let enter = async |key: &str| {
        let request = axum::http::Request::builder().uri("/api/v1/essai").header("authorization", format!("Bearer {key}"));
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        let arrival = Arrival {
            surface: Surface::Portal,
            slug: Some(space.row.slug.clone()),
            lang: Lang::Fr,
            lang_is_chosen: false,
            client: [127, 0, 0, 1].into(),
            now: app.app.now(),
            secure: false,
        };
        let visit = Visit::new(arrival, "/api/v1/essai", &parts.headers);
        parts.extensions.insert(visit);
        Program::<WritesClients>::from_request_parts(&mut parts, &app.app).await.map(|program| program.key.name)
    };
    assert!(matches!(enter(&reads).await, Err(Error::Forbidden)), "reading is not writing");
    assert_eq!(enter(&writes).await.expect("it may"), "Caisse");
    // A space whose payments fail is looked at, and nothing is written, by programs neither.
    for action in [Action::Subscribe { until: None, is_yearly: false }, Action::PaymentFailed, Action::PaymentFailed] {
        take(&app.app, space.row.id, action).await.expect("a step");
    }
    assert!(matches!(enter(&writes).await, Err(Error::ReadOnly)));
    me(&space, &reads).await.is(200);
}
