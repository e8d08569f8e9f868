//! A space whose payments fail: everything can be looked at, nothing can be written.

use hootis_policy::permissions::Right;

use super::*;
use crate::router::table;
use crate::testing::{PASSWORD, form};
use crate::web::routes::Who;

async fn restricted<'a>(app: &'a TestApp, company: &str) -> TestSpace<'a> {
    let space = app.space(company).await;
    step(app, space.row.id, Action::Subscribe { until: None, is_yearly: false }).await;
    step(app, space.row.id, Action::PaymentFailed).await;
    step(app, space.row.id, Action::PaymentFailed).await;
    space
}

#[tokio::test]
async fn every_action_of_a_read_only_space_is_refused_but_those_that_only_read() {
    let app = TestApp::new().await;
    let space = restricted(&app, "Acme").await;
    let owner = space.owner().await;
    let mut tried = (0, 0);
    for route in table(true) {
        let Who::Member(right) = route.who else { continue };
        let path = route.path.split('/').map(|part| if part.starts_with('{') { Uuid::now_v7().to_string() } else { part.to_owned() });
        let path = path.collect::<Vec<_>>().join("/");
        let is_get = route.method == axum::http::Method::GET;
        let answer = match route.method.as_str() {
            "GET" => owner.get(&path).await,
            "POST" => owner.post(&path, form! {}).await,
            other => owner.call(other, &path, &[], "").await,
        };
        let may = route.even_read_only || (right.only_reads() && is_get);
        assert_eq!(answer.status.as_u16() != 403, may, "{} {}: {}", route.method, route.path, answer.status);
        if !may {
            if route.method != axum::http::Method::HEAD {
                answer.says("Cet espace est en lecture seule");
            }
            tried.0 += 1;
        } else {
            tried.1 += 1;
        }
    }
    assert!(tried.0 > 20 && tried.1 > 10, "{tried:?}");
}

#[tokio::test]
async fn a_read_only_space_says_so_and_offers_no_way_to_write() {
    let app = TestApp::new().await;
    let space = restricted(&app, "Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/clients").await.is(200).says("Lecture seule : le paiement").says_not("/admin/clients/nouveau");
    owner.post("/admin/clients", form! { name: "Roc" }).await.is(403);
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM party", args![]).await.expect("a count"), 0);
    // Members still sign in, and still get a forgotten password back.
    let member = space.anyone();
    member.get("/admin/mot-de-passe").await.is(200);
    member.post("/admin/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    assert!(app.mail_to(&space.owner_email()).await.text.contains("/admin/mot-de-passe/nouveau?lien="));
    // Once it is paid, everything is as before.
    step(&app, space.row.id, Action::Subscribe { until: None, is_yearly: true }).await;
    owner.get("/admin/clients").await.is(200).says_not("Lecture seule").says("/admin/clients/nouveau");
}

#[tokio::test]
async fn a_payment_that_fails_is_told_twice_and_grace_works_like_before() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    step(&app, space.row.id, Action::Subscribe { until: None, is_yearly: false }).await;
    step(&app, space.row.id, Action::PaymentFailed).await;
    assert_eq!((state(&app, space.row.id).await, mails_about(&app, &space, "n’a pas abouti").await), (SpaceState::Grace, 1));
    space.owner().await.get("/admin/clients").await.is(200).says_not("Lecture seule");
    step(&app, space.row.id, Action::PaymentFailed).await;
    assert_eq!((state(&app, space.row.id).await, mails_about(&app, &space, "en lecture seule").await), (SpaceState::Restricted, 1));
    let owner = space.account().await;
    owner.get(&format!("/console/espaces/{}", space.row.id)).await.is(200).says("Lecture seule").says("Fermer tout de suite");
    owner.post(&format!("/console/espaces/{}/fermeture", space.row.id), form! { password: PASSWORD }).await.is(303);
    assert_eq!(state(&app, space.row.id).await, SpaceState::Disabled);
}

#[test]
fn rights_that_only_read_are_those_whose_name_says_so() {
    for right in Right::ALL {
        assert_eq!(right.only_reads(), format!("{right:?}").ends_with("Read"), "{right:?}");
    }
}
