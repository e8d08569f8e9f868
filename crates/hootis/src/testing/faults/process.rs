//! The program as it runs: started, asked whether it lives, told to stop, killed.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use super::{Browser, Place};

/// How long anything may take on a machine that does much else.
pub(super) const PATIENCE: Duration = Duration::from_secs(90);

/// `hootis serve`, killed at the latest when the test ends.
pub(super) struct Running {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Running {
    /// Starts the server in development and waits until it is ready.
    pub(super) async fn start(place: &Place) -> Self {
        Self::start_with(place, &[]).await
    }

    /// The same with further options.
    pub(super) async fn start_with(place: &Place, options: &[&str]) -> Self {
        Self::start_as(place, options, |arguments| place.command(arguments)).await
    }

    /// The same, logging all that there is.
    pub(super) async fn start_verbose(place: &Place) -> Self {
        Self::start_as(place, &[], |arguments| {
            let mut command = place.command(arguments);
            command.env("RUST_LOG", "trace");
            command
        })
        .await
    }

    /// The same on a disk that is about to be full.
    pub(super) async fn start_without_room(place: &Place, blocks: u32) -> Self {
        Self::start_as(place, &[], |arguments| place.command_without_room(blocks, arguments)).await
    }

    async fn start_as(place: &Place, options: &[&str], command: impl Fn(&[&str]) -> Command) -> Self {
        let mut last = String::new();
        // Somebody may take the free port before the server does.
        for _ in 0..5 {
            let address = free_port();
            let (listen, site) = (address.to_string(), format!("http://hootis.localhost:{}", address.port()));
            let arguments = [&["serve", "--dev", "--listen", &listen, "--site", &site], options].concat();
            let log = place.path("serve.log");
            let stderr = File::options().create(true).append(true).open(&log).expect("a log");
            let child = command(&arguments).stdout(Stdio::null()).stderr(stderr).spawn().expect("the program can be started");
            let mut running = Self { child, address };
            if running.is_ready().await {
                return running;
            }
            last = std::fs::read_to_string(&log).unwrap_or_default();
        }
        panic!("the server did not start:\n{last}")
    }

    async fn is_ready(&mut self) -> bool {
        let (browser, until) = (self.browser(), Instant::now() + PATIENCE);
        while Instant::now() < until {
            if browser.try_get("/readyz").await.is_ok_and(|answer| answer.status == 200) {
                return true;
            }
            if self.child.try_wait().expect("a child").is_some() {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }

    /// Somebody on the public host, on a network of their own.
    pub(super) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// The number of the process.
    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`.
    pub(super) fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program ends");
    }

    /// SIGTERM, and the end.
    pub(super) async fn terminate(mut self) -> ExitStatus {
        let sent = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &self.child.id().to_string()]).status();
        assert!(sent.expect("a shell").success());
        finished(&mut self.child).await
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Waits for a process to end by itself.
pub(super) async fn finished(child: &mut Child) -> ExitStatus {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return status;
        }
        if Instant::now() > until {
            let _gone = child.kill();
            panic!("the program did not end within {} s", PATIENCE.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Runs a command of the program to its end, beside whatever else the test does.
pub(super) async fn run(mut command: Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let read = |pipe: Option<Box<dyn std::io::Read + Send>>| {
        tokio::task::spawn_blocking(move || {
            let mut bytes = Vec::new();
            if let Some(mut pipe) = pipe {
                pipe.read_to_end(&mut bytes).expect("what it says");
            }
            bytes
        })
    };
    let (out, err) = (read(out.map(|pipe| Box::new(pipe) as _)), read(err.map(|pipe| Box::new(pipe) as _)));
    let status = finished(&mut child).await;
    Output { status, stdout: out.await.expect("what it says"), stderr: err.await.expect("what it says") }
}

/// Runs a command that must succeed; what it said.
#[track_caller]
pub(super) fn said(output: &Output) -> String {
    assert!(output.status.success(), "it failed: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs a command that must be refused within a while; why.
pub(super) async fn refused(command: Command) -> String {
    let output = run(command).await;
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && output.status.code().is_some(), "it was not refused: {} {why}", output.status);
    why
}

/// A port that nobody listens on.
pub(super) fn free_port() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address")
}
