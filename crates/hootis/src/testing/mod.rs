//! The harness: a whole Hootis in a temporary folder, time that stands still, and people as clients.
//!
//! ```ignore
//! let app = TestApp::new().await;
//! let acme = app.space("Acme").await;
//! let owner = acme.owner().await;
//! owner.get("/admin/clients").await.is(200);
//! ```
//!
//! `HOOTIS_TEST_ENGINE=postgres` runs everything on the server named by `HOOTIS_TEST_POSTGRES`.

mod answer;
mod by_hand;
mod client;
mod engine;
mod faults;
pub(crate) mod files;
mod operator;
pub(crate) mod portal;
mod secrets;
mod space;

use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(crate) use answer::Answer;
pub(crate) use client::{Client, SHOWN};
pub(crate) use faults::smtp::Relay;
pub(crate) use faults::{Ground, binary};
pub(crate) use space::TestSpace;

use crate::app::{App, Options, Site};
use crate::clock::{Clock, Now};
use crate::mail::{Letter, Transport};
use crate::passwords::Cost;
use crate::{router, worker};
use hootis_space::Durability;

/// A password that is strong enough for everybody.
pub(crate) const PASSWORD: &str = "chouette lune rabot 42";

/// When tests begin: 23 November 2026, 08:00 UTC.
const START: Now = Now(1_795_420_800_000);

/// A Hootis of its own for one test.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) clock: Clock,
    router: axum::Router,
    mails: Arc<Mutex<Vec<Letter>>>,
    folder: tempfile::TempDir,
    _schema: Option<engine::Schema>,
}

impl TestApp {
    /// A Hootis in development on `http://hootis.localhost`.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with other options.
    pub(crate) async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (clock, mails) = (Clock::fixed(START), Arc::new(Mutex::new(Vec::new())));
        let schema = engine::Schema::of_this_run().await;
        let mut options = Options {
            data: folder.path().join("data"),
            platform: schema.as_ref().map(engine::Schema::url),
            spaces: schema.as_ref().map(engine::Schema::url),
            master_key: folder.path().join("data/master.key"),
            open_spaces: 50,
            site: Site::parse("http://hootis.localhost", true).expect("an address"),
            durability: Durability::Relaxed,
            cost: Cost::Cheap,
            clock: clock.clone(),
            transport: Transport::Memory(Arc::clone(&mails)),
            allow_source: Vec::new(),
            proxies: crate::web::proxies::Proxies::default(),
            outreach: crate::outreach::Outreach::default(),
            platform_schema: schema.as_ref().map_or_else(|| "platform".to_owned(), |schema| schema.platform.clone()),
            hands: hootis_media::Hands::Here,
            off: Vec::new(),
            declared: hootis_policy::operator::Declared::fictional(),
        };
        change(&mut options);
        let app = App::open(options).await.expect("the application opens");
        let router = router::service(app.clone());
        Self { app, clock, router, mails, folder, _schema: schema }
    }

    /// The data folder.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Somebody on the public site whom nobody knows.
    pub(crate) fn anyone(&self) -> Client {
        Client::new(self.router.clone(), "hootis.localhost")
    }

    /// Somebody on another host of this server.
    pub(crate) fn anyone_at(&self, host: &str) -> Client {
        Client::new(self.router.clone(), host)
    }

    /// A new space for a company, its owner's account being `owner@<slug>.example`.
    pub(crate) async fn space(&self, company: &str) -> TestSpace<'_> {
        TestSpace::create(self, company).await
    }

    /// Lets time pass.
    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Does all jobs that are due and sends all mails.
    pub(crate) async fn drain(&self) {
        while worker::step(&self.app).await.expect("jobs can be looked for") {}
        self.app.send_mails().await.expect("mails can be looked for");
    }

    /// Applies every retention rule now.
    pub(crate) async fn sweep(&self) -> Vec<crate::retention::Ran> {
        crate::retention::run_all(&self.app, self.app.now()).await.expect("the rules are applied")
    }

    /// All mails sent so far.
    pub(crate) async fn mails(&self) -> Vec<Letter> {
        self.drain().await;
        self.mails.lock().expect("nobody panicked").clone()
    }

    /// The last mail sent to an address.
    pub(crate) async fn mail_to(&self, address: &str) -> Letter {
        self.mails().await.into_iter().rfind(|letter| letter.to == address).unwrap_or_else(|| panic!("no mail went to {address}"))
    }
}

/// The first address in a mail that starts with `start`, up to the next blank.
pub(crate) fn link_in(letter: &Letter, start: &str) -> String {
    let at = letter.text.find(start).unwrap_or_else(|| panic!("no link that starts with {start} in:\n{}", letter.text));
    letter.text[at..].split_whitespace().next().unwrap_or_default().to_owned()
}

/// The folder of reference data, or `None` after saying that the test is skipped.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where the reference data are")]
pub(crate) fn reference_data(test: &str) -> Option<std::path::PathBuf> {
    match std::env::var("HOOTIS_REFERENCE_DATA") {
        Ok(folder) if std::path::Path::new(&folder).is_dir() => Some(folder.into()),
        _ => {
            println!("SKIPPED (no reference data): {test}");
            None
        }
    }
}

/// Fields of a form: `form! { name: "Ada", email: "ada@acme.example" }`.
macro_rules! form {
    ($($name:ident : $value:expr),* $(,)?) => { vec![$((stringify!($name).to_owned(), ($value).to_string())),*] };
}
pub(crate) use form;
