//! The Hootis under simulation: a process that can be killed, or the same inside this one.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use bytes::Bytes;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tower::ServiceExt as _;

use super::eyes::Lookout;
use super::life::START;
use super::post::Post;
use super::rights::House;
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
pub(super) const SENDER: &str = "Hootis <bonjour@hootis.localhost>";

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
    /// The relay, which is ours.
    pub post: Post,
    /// A machine that companies have no business with.
    pub house: House,
    /// Somebody whom nobody declared.
    pub undeclared: House,
    /// A fault that a test plants: the log goes to somebody beyond this machine.
    #[cfg(test)]
    pub stranger: Option<std::sync::Arc<std::net::UdpSocket>>,
}

impl Place {
    /// A place with a clock and a relay of its own. `data` is made.
    pub(super) async fn new(data: PathBuf, server: Option<SecretString>, off: &[String]) -> io::Result<Self> {
        std::fs::create_dir_all(&data)?;
        let post = Post::open(data.with_extension("mails")).await?;
        let place = Self {
            data,
            server,
            schema: "platform".to_owned(),
            off: off.to_vec(),
            post,
            house: House::open().await?,
            undeclared: House::open().await?,
            #[cfg(test)]
            stranger: None,
        };
        Clock::write(&place.clock(), START)?;
        Ok(place)
    }

    /// The file that says the time.
    pub(super) fn clock(&self) -> PathBuf {
        self.data.with_extension("clock")
    }

    /// What processes write on their standard error.
    pub(super) fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }
}

/// The Hootis under simulation.
pub(super) enum World {
    Process(Process),
    Inside(Inside),
}

impl World {
    /// Says what time it is.
    pub(super) fn set_time(&self, now: Now) -> io::Result<()> {
        Clock::write(&self.place().clock(), now)
    }

    /// Says a time that is wrong, while the steady clock goes right.
    pub(super) fn set_wrong_time(&self, now: Now, steady: Now) -> io::Result<()> {
        Clock::write_apart(&self.place().clock(), now, steady)
    }

    /// Where it takes place.
    pub(super) fn place(&self) -> &Place {
        match self {
            Self::Process(process) => &process.place,
            Self::Inside(inside) => &inside.place,
        }
    }

    /// Sends a request of somebody at an address. Where two serve, they take turns.
    pub(super) async fn ask(&self, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        match self {
            Self::Process(process) => process.ask(client, request).await,
            Self::Inside(inside) => inside.ask(client, request).await,
        }
    }

    /// Gives an order to one, and waits for its end.
    pub(super) async fn order(&mut self, line: &str) -> io::Result<String> {
        self.order_some(line, 1).await
    }

    /// Gives an order to all that there are, at once, and waits for the end of all.
    pub(super) async fn order_all(&mut self, line: &str) -> io::Result<String> {
        self.order_some(line, usize::MAX).await
    }

    async fn order_some(&mut self, line: &str, most: usize) -> io::Result<String> {
        match self {
            Self::Process(process) => process.order(line, most).await,
            Self::Inside(inside) => {
                let done = futures::future::join_all(inside.apps.iter().take(most).map(|(app, _)| orders::obey(app, line))).await;
                let mut said = String::new();
                for one in done {
                    said = one.map_err(io::Error::other)?;
                }
                Ok(said)
            }
        }
    }

    /// Gives an order to all, and crashes when `moment` has passed and it is not done. True when it was done.
    pub(super) async fn order_cut(&mut self, line: &str, moment: Duration) -> io::Result<bool> {
        let done = match tokio::time::timeout(moment, self.order_all(line)).await {
            Ok(done) => done.map(|_| true)?,
            Err(_) => false,
        };
        self.crash().await?;
        Ok(done)
    }

    /// One more begins to work on the same data, beside the one that does.
    pub(super) async fn twin(&mut self) -> io::Result<()> {
        match self {
            Self::Process(process) => process.start().await,
            Self::Inside(inside) => inside.start().await.map_err(io::Error::other),
        }
    }

    /// Whether two are at work.
    pub(super) fn has_twin(&self) -> bool {
        match self {
            Self::Process(process) => process.running.len() > 1,
            Self::Inside(inside) => inside.apps.len() > 1,
        }
    }

    /// Dies, and comes back alone. Inside this process, what was begun is dropped where it stood.
    pub(super) async fn crash(&mut self) -> io::Result<()> {
        self.die().await?;
        self.revive().await
    }

    /// Dies, all of it: `kill -9`.
    pub(super) async fn die(&mut self) -> io::Result<()> {
        match self {
            Self::Process(process) => process.kill().await,
            Self::Inside(inside) => {
                inside.apps.clear();
                Ok(())
            }
        }
    }

    /// Comes back after its death.
    pub(super) async fn revive(&mut self) -> io::Result<()> {
        self.twin().await
    }
}

/// Processes of this very program: one, or two.
pub(super) struct Process {
    place: Place,
    program: PathBuf,
    running: Vec<Running>,
    lookout: Lookout,
    asked: AtomicUsize,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    address: SocketAddr,
}

impl Process {
    /// Starts one.
    pub(super) async fn open(place: Place, program: PathBuf) -> io::Result<Self> {
        let mut process = Self { place, program, running: Vec::new(), lookout: Lookout::new(), asked: AtomicUsize::new(0) };
        process.start().await?;
        Ok(process)
    }

    /// The program with the options of this life, and nothing of our own environment.
    fn command(&self, arguments: &[&str]) -> io::Result<Command> {
        let mut command = Command::new(&self.program);
        command.args(["--dev", "--site", &format!("http://{HOST}"), "--mail-from", SENDER]).arg("--data").arg(&self.place.data);
        command.arg("--clock-file").arg(self.place.clock()).args(["--smtp", &self.place.post.url()]);
        for off in &self.place.off {
            command.args(["--off", off]);
        }
        command.args(arguments).env_clear().env("RUST_LOG", "info").stderr(self.errors()?).kill_on_drop(true);
        if let Some(server) = &self.place.server {
            command.env("HOOTIS_SPACES", server.expose_secret()).env("HOOTIS_PLATFORM", server.expose_secret());
        }
        Ok(command)
    }

    /// Where it writes its standard error.
    fn errors(&self) -> io::Result<Stdio> {
        #[cfg(test)]
        if let Some(stranger) = &self.place.stranger {
            return Ok(std::os::fd::OwnedFd::from(stranger.try_clone()?).into());
        }
        Ok(std::fs::File::options().create(true).append(true).open(self.place.log())?.into())
    }

    async fn start(&mut self) -> io::Result<()> {
        let mut child = self.command(&["simulated"])?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let gone = || io::Error::other("the process has no pipes");
        let (input, output) = (child.stdin.take().ok_or_else(gone)?, child.stdout.take().ok_or_else(gone)?);
        let mut output = BufReader::new(output).lines();
        let said = in_time(output.next_line()).await?.unwrap_or_default();
        let port = said.strip_prefix("ready ").and_then(|port| port.parse::<u16>().ok());
        let port = port.ok_or_else(|| io::Error::other(format!("it did not start: {}", self.last_words())))?;
        self.running.push(Running { child, input, output, address: (Ipv4Addr::LOCALHOST, port).into() });
        self.watch();
        Ok(())
    }

    /// The end of what it wrote on its standard error.
    fn last_words(&self) -> String {
        let said = std::fs::read_to_string(self.place.log()).unwrap_or_default();
        said.lines().rev().take(5).collect::<Vec<_>>().join(" | ")
    }

    async fn kill(&mut self) -> io::Result<()> {
        self.lookout.watch(Vec::new());
        for mut running in self.running.drain(..) {
            running.child.kill().await?;
        }
        Ok(())
    }

    /// Has those that run watched.
    fn watch(&self) {
        self.lookout.watch(self.running.iter().filter_map(|running| running.child.id()).collect());
    }

    /// Who watches whom they speak to.
    pub(super) fn lookout(&self) -> &Lookout {
        &self.lookout
    }

    async fn order(&mut self, line: &str, most: usize) -> io::Result<String> {
        let mut said = String::new();
        for running in self.running.iter_mut().take(most) {
            running.input.write_all(format!("{line}\n").as_bytes()).await?;
        }
        for at in 0..self.running.len().min(most) {
            let answer = in_time(self.running[at].output.next_line()).await?.ok_or(io::ErrorKind::BrokenPipe)?;
            said = match answer.split_once(' ') {
                Some(("done", answer)) => answer.to_owned(),
                _ => return Err(io::Error::other(format!("{line}: {answer}; {}", self.last_words()))),
            };
        }
        Ok(said)
    }

    async fn ask(&self, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        let turn = self.asked.fetch_add(1, Ordering::Relaxed) % self.running.len().max(1);
        let running = self.running.get(turn).ok_or(io::ErrorKind::NotConnected)?;
        in_time(wire::exchange(running.address, client, request)).await
    }
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    tokio::time::timeout(PATIENCE, work).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

/// The same application inside this process, once or twice: quicker, and what crashes is a future.
pub(super) struct Inside {
    place: Place,
    apps: Vec<(App, axum::Router)>,
    asked: AtomicUsize,
}

impl Inside {
    /// Opens it.
    pub(super) async fn open(place: Place) -> Result<Self> {
        web::i18n::load().map_err(Error::internal)?;
        let mut inside = Self { place, apps: Vec::new(), asked: AtomicUsize::new(0) };
        inside.start().await?;
        Ok(inside)
    }

    async fn start(&mut self) -> Result<()> {
        let app = App::open(Self::options(&self.place)?).await?;
        crate::cli::serve::finish_signups(&app).await;
        self.apps.push((app.clone(), router::service(app)));
        Ok(())
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
            transport: Transport::smtp(&place.post.url(), None, SENDER)?,
            allow_source: Vec::new(),
            proxies: crate::web::proxies::Proxies::default(),
            outreach: super::outreach(),
            platform_schema: place.schema.clone(),
            hands: hootis_media::Hands::Here,
            off: place.off.clone(),
            declared: hootis_policy::operator::Declared::fictional(),
            data: place.data.clone(),
        })
    }

    async fn ask(&self, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        let turn = self.asked.fetch_add(1, Ordering::Relaxed) % self.apps.len().max(1);
        let (_, router) = self.apps.get(turn).ok_or(io::ErrorKind::NotConnected)?;
        let mut request = request.map(Body::from);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((client, 4_000))));
        let Ok(answer) = router.clone().oneshot(request).await;
        let (head, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, wire::MOST_BYTES).await.map_err(io::Error::other)?;
        Ok(Response::from_parts(head, body))
    }
}
