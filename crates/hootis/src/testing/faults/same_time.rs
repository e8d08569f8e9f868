//! Known or unknown, an address gets its answer in the same time: medians within 5 %.
//!
//! Measurements, so they are not run by default: `make bench` does, on a release build and alone.

use std::time::{Duration, Instant};

use crate::passwords::Cost;
use crate::testing::{PASSWORD, TestApp, form};

const TRIES: usize = 500;
/// The largest difference of the medians, in hundredths.
const CLOSE: f64 = 5.0;

/// Measurements of which one has to be good: what tells an address is there each time, a neighbour of the machine is not.
const ROUNDS: usize = 3;

/// Asks by turns for somebody known and somebody unknown, who comes first changing each time.
async fn compare(what: &str, mut ask: impl AsyncFnMut(bool, usize) -> Duration) {
    let mut worst = f64::INFINITY;
    for round in 0..ROUNDS {
        let (known, unknown) = medians(round, &mut ask).await;
        let apart = (known.as_secs_f64() / unknown.as_secs_f64() - 1.0) * 100.0;
        println!("{what}: known {:.3} ms, unknown {:.3} ms, {apart:+.2} %", known.as_secs_f64() * 1e3, unknown.as_secs_f64() * 1e3);
        worst = worst.min(apart.abs());
        if worst <= CLOSE {
            return;
        }
    }
    panic!("{what}: a known address is told from an unknown one by {worst:.2} % at least, {ROUNDS} times");
}

async fn medians(round: usize, ask: &mut impl AsyncFnMut(bool, usize) -> Duration) -> (Duration, Duration) {
    let (mut known, mut unknown) = (Vec::with_capacity(TRIES), Vec::with_capacity(TRIES));
    for n in 0..TRIES + 20 {
        for is_known in [n % 2 == 0, n % 2 != 0] {
            let took = ask(is_known, round * 1_000 + n).await;
            // The first ones fill caches.
            if n >= 20 {
                if is_known { known.push(took) } else { unknown.push(took) }
            }
        }
    }
    (median(known), median(unknown))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// An hour and more later: no limit is in the way.
fn later(app: &TestApp) {
    app.advance(Duration::from_secs(25 * 3600));
}

/// An address, of the same length in both cases.
fn address(is_known: bool) -> String {
    format!("{}@acme.example", if is_known { "owner" } else { "nobdy" })
}

async fn app_with_acme() -> TestApp {
    let app = TestApp::with(|options| options.cost = Cost::Real).await;
    assert_eq!(app.space("Acme").await.owner_email(), address(true));
    app
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn signing_in_takes_the_same_time_for_a_known_and_an_unknown_address() {
    let app = app_with_acme().await;
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    compare("sign-in", async |is_known, _| {
        later(&app);
        let start = Instant::now();
        client.post("/connexion", form! { email: address(is_known), password: "not the password" }).await.is(422);
        start.elapsed()
    })
    .await;
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn a_member_signing_in_takes_the_same_time_for_a_known_and_an_unknown_address() {
    let app = TestApp::with(|options| options.cost = Cost::Real).await;
    let acme = app.space("Acme").await;
    let client = acme.anyone();
    client.get("/admin/connexion").await.is(200);
    compare("sign-in of a member", async |is_known, _| {
        later(&app);
        let start = Instant::now();
        client.post("/admin/connexion", form! { email: address(is_known), password: "not the password" }).await.is(422);
        start.elapsed()
    })
    .await;
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn signing_up_takes_the_same_time_for_a_known_and_an_unknown_address() {
    let app = app_with_acme().await;
    compare("sign-up", async |is_known, n| {
        later(&app);
        // No address signs up twice: what is unknown has no sign-up that waits, and neither has what is known.
        let email = if is_known { address(true) } else { format!("n{n:04}@acme.example") };
        let client = app.anyone();
        client.get("/inscription").await.is(200);
        let form = form! { company: format!("Atelier {n} {is_known}"), name: "Olive", email: email, password: PASSWORD };
        let start = Instant::now();
        client.post("/inscription", form).await.is(303);
        start.elapsed()
    })
    .await;
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn asking_for_a_new_password_takes_the_same_time_for_a_known_and_an_unknown_address() {
    let app = app_with_acme().await;
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    compare("forgotten password", async |is_known, _| {
        later(&app);
        let start = Instant::now();
        client.post("/mot-de-passe", form! { email: address(is_known) }).await.is(200);
        start.elapsed()
    })
    .await;
}
