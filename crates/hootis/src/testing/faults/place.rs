//! Where one test takes place: a folder, and a database on the test server where the run is about it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use hootis_space::Durability;
use uuid::Uuid;

use crate::app::{App, Options, Site};
use crate::clock::Clock;
use crate::mail::Transport;
use crate::passwords::Cost;

/// A Hootis of its own, on disk. Gone when the test ends.
pub(super) struct Place {
    folder: tempfile::TempDir,
    server: Option<Server>,
    /// The platform is a file although the spaces are on PostgreSQL.
    platform_in_file: bool,
}

/// A database of its own on the test server, where the run is about it.
pub(crate) struct Ground(Option<Server>);

impl Ground {
    /// The ground of this run.
    pub(crate) fn of_this_run() -> Self {
        Self(Server::of_this_run())
    }

    /// The address of the database; none where databases are files.
    pub(crate) fn address(&self) -> Option<secrecy::SecretString> {
        self.0.as_ref().map(|server| server.address().into())
    }
}

struct Server {
    url: String,
    database: String,
}

impl Place {
    /// A place for the engine of this run.
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), server: Server::of_this_run(), platform_in_file: false }
    }

    /// The same, with the platform's database in the data folder whatever keeps the spaces.
    pub(super) fn with_platform_in_file() -> Self {
        Self { platform_in_file: true, ..Self::new() }
    }

    /// The data folder.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside the data folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with the options that name this place, and nothing of our own environment's settings.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        self.options(&mut command, arguments);
        command
    }

    /// The same with no file of its able to grow past `blocks` of 512 bytes, as on a full disk.
    pub(super) fn command_without_room(&self, blocks: u32, arguments: &[&str]) -> Command {
        let mut command = Command::new("sh");
        // Without the trap the signal would end the process, which no full disk does.
        command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""]).arg(blocks.to_string()).arg(binary());
        self.options(&mut command, arguments);
        command
    }

    fn options(&self, command: &mut Command, arguments: &[&str]) {
        command.args(arguments).env_clear().env("RUST_LOG", "hootis=warn").env("HOOTIS_DATA", self.data()).stdin(Stdio::null());
        // A server says which site it serves; before the first one, others are told that it is none of anybody's.
        if arguments.first() != Some(&"serve") && !self.data().join("served.json").exists() {
            command.arg("--dev");
        }
        command.env("HOOTIS_MAIL_FROM", "Hootis <bonjour@hootis.example>");
        if let Some(server) = &self.server {
            command.env("HOOTIS_SPACES", server.address());
            if !self.platform_in_file {
                command.env("HOOTIS_PLATFORM", server.address());
            }
        }
    }

    /// Opens the same data inside the test, beside the program or after it.
    pub(super) async fn app(&self) -> App {
        let url = || self.server.as_ref().map(|server| server.address().into());
        App::open(Options {
            data: self.data(),
            platform: if self.platform_in_file { None } else { url() },
            spaces: url(),
            master_key: self.data().join("master.key"),
            open_spaces: 50,
            site: Site::parse("http://hootis.localhost", true).expect("an address"),
            durability: Durability::Full,
            cost: Cost::Cheap,
            clock: Clock::default(),
            transport: Transport::folder(self.data().join("outbox"), "Hootis <bonjour@hootis.example>").expect("a folder"),
            allow_source: Vec::new(),
            proxies: crate::web::proxies::Proxies::default(),
            outreach: crate::outreach::Outreach::default(),
            platform_schema: "platform".to_owned(),
            hands: hootis_media::Hands::Here,
            off: Vec::new(),
            declared: hootis_policy::operator::Declared::fictional(),
        })
        .await
        .expect("what the program wrote can be opened")
    }
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment which engine they run on")]
    fn of_this_run() -> Option<Self> {
        if std::env::var("HOOTIS_TEST_ENGINE").as_deref() != Ok("postgres") {
            return None;
        }
        let url = std::env::var("HOOTIS_TEST_POSTGRES").expect("HOOTIS_TEST_POSTGRES names the server");
        let server = Self { url, database: format!("fault_{}", Uuid::now_v7().simple()) };
        assert!(server.psql(&format!("CREATE DATABASE {} TEMPLATE template0", server.database)), "psql made no database");
        Some(server)
    }

    /// The address of this test's own database.
    fn address(&self) -> String {
        let (start, _) = self.url.rsplit_once('/').expect("the server's address names a database");
        format!("{start}/{}", self.database)
    }

    fn psql(&self, sql: &str) -> bool {
        let mut command = Command::new("psql");
        command.args([self.url.as_str(), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", sql]).stdin(Stdio::null()).stdout(Stdio::null());
        command.status().expect("psql can be started").success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _left_behind = self.psql(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.database));
    }
}

/// The program.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment which program to try")]
pub(crate) fn binary() -> PathBuf {
    let path = std::env::var("HOOTIS_BINARY").map_or_else(
        |_| {
            let test = std::env::current_exe().expect("the test program's path");
            test.ancestors().nth(2).expect("a target folder").join("hootis")
        },
        PathBuf::from,
    );
    assert!(path.is_file(), "{} is not there: build the program first (cargo build), or name it in HOOTIS_BINARY", path.display());
    path
}
