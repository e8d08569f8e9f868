//! Messages cost: nobody has many sent, nor any to somebody else's telephone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::future::BoxFuture;
use hootis_policy::limits;
use hootis_policy::processors::{self, Processor};

use crate::outgoing::Outgoing;
use crate::sms::{Number, Provider, Sms, Unsent};
use crate::testing::{TestApp, form};

/// A carrier that takes everything.
struct Carrier(Arc<AtomicUsize>);

impl Provider for Carrier {
    fn processor(&self) -> &'static Processor {
        &processors::TWILIO
    }

    fn send<'a>(&'a self, _: &'a Outgoing, _: &'a Number, _: &'a str) -> BoxFuture<'a, Result<(), Unsent>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Ok(()) })
    }
}

async fn with_a_carrier() -> (TestApp, Arc<AtomicUsize>) {
    let sent = Arc::new(AtomicUsize::new(0));
    let carrier = Sms::by(Arc::new(Carrier(Arc::clone(&sent))));
    (TestApp::with(|options| options.outreach.sms = Some(carrier)).await, sent)
}

#[tokio::test]
async fn one_telephone_is_rung_at_by_few_however_many_accounts_ask() {
    let (app, sent) = with_a_carrier().await;
    for n in 0..=limits::SMS_NUMBER.most {
        let owner = app.space(&format!("Acme {n}")).await.account().await;
        let answer = owner.post("/console/securite/telephone", form! { phone: "06 39 98 00 10" }).await;
        if n < limits::SMS_NUMBER.most {
            answer.is(303);
        } else {
            answer.is(429).says("Trop de SMS demandés vers ce numéro");
        }
    }
    app.drain().await;
    assert_eq!(sent.load(Ordering::Relaxed), limits::SMS_NUMBER.most as usize);
}

#[tokio::test]
async fn one_network_has_few_sent_at_all_doors_together() {
    let (app, _) = with_a_carrier().await;
    let mut tries = 0;
    for n in 0..limits::SMS_NETWORK.most {
        let space = app.space(&format!("Acme {n}")).await;
        // Now from the console, now from the space's own host.
        let (client, path) = if n % 2 == 0 {
            (space.account().await, "/console/securite/telephone")
        } else {
            (space.member(hootis_policy::permissions::Role::Reader).await, "/admin/securite/telephone")
        };
        client.post(path, form! { phone: format!("06 39 98 00 {n:02}") }).await.is(303);
        tries += 1;
    }
    assert_eq!(tries, limits::SMS_NETWORK.most);
    let last = app.space("Lunel").await.member(hootis_policy::permissions::Role::Reader).await;
    last.post("/admin/securite/telephone", form! { phone: "06 39 98 00 99" }).await.is(429).says("depuis votre connexion");
}

#[tokio::test]
async fn all_of_them_together_cost_no_more_than_was_said() {
    let (app, _) = with_a_carrier().await;
    let owner = app.space("Acme").await.account().await;
    for _ in 0..limits::SMS_ALL.most {
        let (db, key) = (app.app.platform(), app.app.platform_key());
        crate::platform::throttle::count(db, key, app.app.now(), &limits::SMS_ALL, "").await.expect("one more");
    }
    owner.post("/console/securite/telephone", form! { phone: "06 39 98 00 10" }).await.is(429).says("aucun ne part pour l'instant");
}
