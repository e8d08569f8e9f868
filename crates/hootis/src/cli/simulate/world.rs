//! The Hootis under simulation: a process that can be killed, or the same inside this one.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use bytes::Bytes;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tower::ServiceExt as _;

use super::{orders, wire};
use crate::app::{App, Options, Site};
use crate::clock::{Clock, Now};
use crate::error::{Error, Result};
use crate::mail::Transport;
use crate::passwords::Cost;
use crate::{router, web};

/// The public host of every simulated life.
pub(super) const HOST: &str = "hootis.localhost";

/// Who mails come from.
const SENDER: &str = "Hootis <bonjour@hootis.localhost>";

/// How long a process may take for anything, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where a life takes place.
#[derive(Clone)]
pub(super) struct Place {
    pub data: PathBuf,
    /// The databases, when they are not files: a server of their own, with nothing else on it.
    pub server: Option<SecretString>,
    /// Schema of the platform there.
    pub schema: String,
    /// Enforcements that are switched off.
    pub off: Vec<String>,
}

impl Place {
    /// The file that says the time.
    pub(super) fn clock(&self) -> PathBuf {
        self.data.with_extension("clock")
    }

    /// What processes write on their standard error.
    pub(super) fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    /// Where mails arrive.
    pub(super) fn outbox(&self) -> PathBuf {
        self.data.join("outbox")
    }
}

/// The Hootis under simulation.
#[expect(clippy::large_enum_variant, reason = "a simulation has one")]
pub(super) enum World {
    Process(Process),
    Inside(Inside),
}

impl World {
    /// Says what time it is.
    pub(super) fn set_time(&self, now: Now) -> io::Result<()> {
        Clock::write(&self.place().clock(), now)
    }

    /// Where it takes place.
    pub(super) fn place(&self) -> &Place {
        match self {
            Self::Process(process) => &process.place,
            Self::Inside(inside) => &inside.place,
        }
    }

    /// Sends a request of somebody at an address.
    pub(super) async fn ask(&self, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        match self {
            Self::Process(process) => process.ask(client, request).await,
            Self::Inside(inside) => inside.ask(client, request).await,
        }
    }

    /// Gives an order and waits for its end.
    pub(super) async fn order(&mut self, line: &str) -> io::Result<String> {
        match self {
            Self::Process(process) => process.order(line).await,
            Self::Inside(inside) => orders::obey(&inside.app, line).await.map_err(io::Error::other),
        }
    }

    /// Gives an order, and crashes when `moment` has passed and it is not done. True when it was done.
    pub(super) async fn order_cut(&mut self, line: &str, moment: Duration) -> io::Result<bool> {
        let done = match tokio::time::timeout(moment, self.order(line)).await {
            Ok(done) => done.map(|_| true)?,
            Err(_) => false,
        };
        self.crash().await?;
        Ok(done)
    }

    /// Dies, and comes back. Inside this process, what was begun is dropped where it stood.
    pub(super) async fn crash(&mut self) -> io::Result<()> {
        self.die().await?;
        self.revive().await
    }

    /// Dies: `kill -9`.
    pub(super) async fn die(&mut self) -> io::Result<()> {
        match self {
            Self::Process(process) => process.kill().await,
            Self::Inside(_) => Ok(()),
        }
    }

    /// Comes back after its death.
    pub(super) async fn revive(&mut self) -> io::Result<()> {
        match self {
            Self::Process(process) => process.start().await,
            Self::Inside(inside) => {
                *inside = Inside::open(inside.place.clone()).await.map_err(io::Error::other)?;
                Ok(())
            }
        }
    }
}

/// A process of this very program.
pub(super) struct Process {
    place: Place,
    program: PathBuf,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    address: SocketAddr,
}

impl Process {
    /// Starts it.
    pub(super) async fn open(place: Place, program: PathBuf) -> io::Result<Self> {
        let mut process = Self { place, program, running: None };
        process.start().await?;
        Ok(process)
    }

    /// The program with the options of this life, and nothing of our own environment.
    fn command(&self, arguments: &[&str]) -> io::Result<Command> {
        let log = std::fs::File::options().create(true).append(true).open(self.place.log())?;
        let mut command = Command::new(&self.program);
        command.args(["--dev", "--site", &format!("http://{HOST}"), "--mail-from", SENDER]).arg("--data").arg(&self.place.data);
        command.arg("--clock-file").arg(self.place.clock());
        for off in &self.place.off {
            command.args(["--off", off]);
        }
        command.args(arguments).env_clear().env("RUST_LOG", "info").stderr(log).kill_on_drop(true);
        if let Some(server) = &self.place.server {
            command.env("HOOTIS_SPACES", server.expose_secret()).env("HOOTIS_PLATFORM", server.expose_secret());
        }
        Ok(command)
    }

    async fn start(&mut self) -> io::Result<()> {
        let mut child = self.command(&["simulated"])?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let gone = || io::Error::other("the process has no pipes");
        let (input, output) = (child.stdin.take().ok_or_else(gone)?, child.stdout.take().ok_or_else(gone)?);
        let mut output = BufReader::new(output).lines();
        let said = in_time(output.next_line()).await?.unwrap_or_default();
        let port = said.strip_prefix("ready ").and_then(|port| port.parse::<u16>().ok());
        let port = port.ok_or_else(|| io::Error::other(format!("it did not start: {}", self.last_words())))?;
        self.running = Some(Running { child, input, output, address: (Ipv4Addr::LOCALHOST, port).into() });
        Ok(())
    }

    /// The end of what it wrote on its standard error.
    fn last_words(&self) -> String {
        let said = std::fs::read_to_string(self.place.log()).unwrap_or_default();
        said.lines().rev().take(5).collect::<Vec<_>>().join(" | ")
    }

    async fn kill(&mut self) -> io::Result<()> {
        match self.running.take() {
            Some(mut running) => running.child.kill().await,
            None => Ok(()),
        }
    }

    /// Its number, while it runs.
    pub(super) fn pid(&self) -> Option<u32> {
        self.running.as_ref().and_then(|running| running.child.id())
    }

    async fn order(&mut self, line: &str) -> io::Result<String> {
        let running = self.running.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        running.input.write_all(format!("{line}\n").as_bytes()).await?;
        let said = in_time(running.output.next_line()).await?.ok_or(io::ErrorKind::BrokenPipe)?;
        match said.split_once(' ') {
            Some(("done", answer)) => Ok(answer.to_owned()),
            _ => Err(io::Error::other(format!("{line}: {said}; {}", self.last_words()))),
        }
    }

    async fn ask(&self, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        let running = self.running.as_ref().ok_or(io::ErrorKind::NotConnected)?;
        in_time(wire::exchange(running.address, client, request)).await
    }
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    tokio::time::timeout(PATIENCE, work).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

/// The same application inside this process: quicker, and what crashes is a future.
pub(super) struct Inside {
    place: Place,
    app: App,
    router: axum::Router,
}

impl Inside {
    /// Opens it.
    pub(super) async fn open(place: Place) -> Result<Self> {
        web::i18n::load().map_err(Error::internal)?;
        let app = App::open(Self::options(&place)?).await?;
        crate::cli::serve::finish_signups(&app).await;
        Ok(Self { place, router: router::service(app.clone()), app })
    }

    /// What it is opened with.
    pub(super) fn options(place: &Place) -> Result<Options> {
        Ok(Options {
            master_key: place.data.join("master.key"),
            platform: place.server.clone(),
            spaces: place.server.clone(),
            open_spaces: 50,
            site: Site::parse(&format!("http://{HOST}"), true)?,
            durability: hootis_space::Durability::Relaxed,
            cost: Cost::Cheap,
            clock: Clock::following(&place.clock())?,
            transport: Transport::folder(place.outbox(), SENDER)?,
            allow_source: Vec::new(),
            proxies: crate::web::proxies::Proxies::default(),
            outreach: crate::outreach::Outreach::default(),
            platform_schema: place.schema.clone(),
            off: place.off.clone(),
            declared: hootis_policy::operator::Declared::fictional(),
            data: place.data.clone(),
        })
    }

    async fn ask(&self, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        let mut request = request.map(Body::from);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((client, 4_000))));
        let Ok(answer) = self.router.clone().oneshot(request).await;
        let (head, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, wire::MOST_BYTES).await.map_err(io::Error::other)?;
        Ok(Response::from_parts(head, body))
    }
}
