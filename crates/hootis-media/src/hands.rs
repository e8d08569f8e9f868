//! Who reads pictures: a process of its own, with nothing to lose.

use std::io::{self, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use hootis_policy::limits;
use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, Scope};
use rustix::process::{Resource, Rlimit, setrlimit};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};

use crate::kinds::Refusal;
use crate::picture::{self, Picture};
use crate::queue::Place;
use crate::wire;

/// How long a picture may take, with whatever else the machine does.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a process of Rust ends with that panicked.
const PANICKED: i32 = 101;

/// Seconds of a processor.
const SECONDS: u64 = 15;

/// Where pictures are read.
#[derive(Clone, Debug)]
pub enum Hands {
    /// In a process of its own: this program with this argument, which does [`step`].
    Apart { program: PathBuf, argument: &'static str },
    /// Here. For tests, where no such program is.
    Here,
}

impl Hands {
    /// Waits for a place to have a picture read, in the line of a space; none when too many wait already.
    ///
    /// # Errors
    /// When nobody waits any more.
    pub async fn place(whose: u128) -> io::Result<Option<Place>> {
        Place::take(whose).await
    }

    /// Reads a picture.
    ///
    /// # Errors
    /// When the fault is ours: no process could be started, or it could not give up what it must, or said nothing that makes sense. That
    /// the picture is not kept is no error but an answer.
    pub async fn picture(&self, _place: Place, content: Vec<u8>, keeps_place: bool) -> io::Result<Result<Picture, Refusal>> {
        if content.len() as u64 > limits::PHOTO_BYTES {
            return Ok(Err(Refusal::Heavy));
        }
        match self {
            Self::Here => tokio::task::spawn_blocking(move || picture::read(&content, keeps_place)).await.map_err(io::Error::other),
            Self::Apart { program, argument } => {
                let mut child = Command::new(program)
                    .arg(argument)
                    .env_clear()
                    .current_dir("/")
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null())
                    .kill_on_drop(true)
                    .spawn()?;
                // Dropped, it is killed: it took longer than any photo may.
                tokio::time::timeout(PATIENCE, ask(&mut child, &content, keeps_place)).await.unwrap_or(Ok(Err(Refusal::Hard)))
            }
        }
    }
}

/// What the process says.
async fn ask(child: &mut Child, content: &[u8], keeps_place: bool) -> io::Result<Result<Picture, Refusal>> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Err(io::Error::other("no pipes")) };
    let give = async {
        // Who refuses by the header need not read on.
        let _stopped = to.write_all(&[u8::from(keeps_place)]).await;
        let _stopped = to.write_all(content).await;
        drop(to);
    };
    let mut told = Vec::new();
    let take = async { from.take(2 * limits::PHOTO_BYTES).read_to_end(&mut told).await };
    let (_given, taken) = tokio::join!(give, take);
    taken?;
    let status = child.wait().await?;
    if status.signal().is_some() || status.code() == Some(PANICKED) {
        // It met one of its limits, or a photo that nobody had thought of.
        return Ok(Err(Refusal::Hard));
    }
    if !status.success() {
        return Err(io::Error::other("the step that reads photos could not begin"));
    }
    wire::read(&told).ok_or_else(|| io::Error::other("the step that reads photos was not understood"))
}

/// The step itself: gives up what it does not need, reads a picture from the standard input, and writes what came of it.
///
/// # Errors
/// When it could not give up something: then it reads nothing.
pub fn step() -> io::Result<()> {
    confine()?;
    let mut input = Vec::new();
    io::stdin().lock().take(limits::PHOTO_BYTES + 2).read_to_end(&mut input)?;
    let result = match input.split_first() {
        Some((keeps, content)) if content.len() as u64 <= limits::PHOTO_BYTES => picture::read(content, *keeps == 1),
        Some(_) => Err(Refusal::Heavy),
        None => Err(Refusal::Empty),
    };
    let mut output = io::stdout().lock();
    wire::write(&mut output, &result)?;
    output.flush()
}

/// Takes away files, connections and signals to others where the kernel has Landlock, new privileges everywhere, memory and time; and
/// the right to open anything: with no number left for a file, neither a file nor a connection is to be had.
fn confine() -> io::Result<()> {
    let newest = ABI::V6;
    Ruleset::default()
        .handle_access(AccessFs::from_all(newest))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(newest)))
        .and_then(|rules| rules.scope(Scope::from_all(newest)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self)
        .map_err(io::Error::other)?;
    let most = [
        (Resource::As, limits::PHOTO_STEP_MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
        (Resource::Nofile, 0),
    ];
    for (resource, most) in most {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
