//! Which engine this run is about.

use secrecy::SecretString;

/// A schema of its own on the test server, removed when the test ends.
pub(super) struct Schema {
    url: String,
    pub(super) platform: String,
}

impl Schema {
    /// The schema of one test, when the run is about PostgreSQL.
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment which engine they run on")]
    pub(super) async fn of_this_run() -> Option<Self> {
        match std::env::var("HOOTIS_TEST_ENGINE").as_deref() {
            Ok("postgres") => {
                let url = std::env::var("HOOTIS_TEST_POSTGRES").expect("HOOTIS_TEST_POSTGRES names the server");
                Some(Self { url, platform: format!("platform_{}", uuid::Uuid::now_v7().simple()) })
            }
            Ok("sqlcipher") | Err(_) => None,
            Ok(other) => panic!("no engine is called {other}"),
        }
    }

    pub(super) fn url(&self) -> SecretString {
        self.url.clone().into()
    }
}
