//! The ways out for a mail: a relay over SMTP, a folder, or a test's memory.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hootis_policy::processors;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

use super::{Letter, Queued};
use crate::error::{Error, Result};
use crate::outgoing::{Outgoing, is_this_machine};

/// How mails leave.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "a process has one")]
pub enum Transport {
    /// A relay, behind the door that lets calls out. Without the door nothing leaves.
    Smtp {
        relay: AsyncSmtpTransport<Tokio1Executor>,
        host: String,
        from: Mailbox,
        door: Option<Outgoing>,
        /// Mails that it refused for good since it last took one.
        refused: Arc<AtomicU32>,
    },
    /// A folder: one `.eml` a mail, for development.
    Folder { outbox: Outbox, from: Mailbox },
    /// A test's memory.
    Memory(Arc<Mutex<Vec<Letter>>>),
    /// The same, of a relay that takes its time: a clock goes on by so much for each mail.
    #[cfg(test)]
    Slow(Arc<Mutex<Vec<Letter>>>, crate::clock::Clock, Duration),
}

/// Why a mail did not leave. Holds no address.
#[derive(thiserror::Error, Debug)]
#[error("{reason}")]
pub(super) struct SendError {
    reason: String,
    /// Trying again is of no use.
    pub is_final: bool,
}

/// Why a letter was not handed over while somebody waited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotHandedOver {
    /// There is no relay.
    NoRelay,
    /// The relay refused it, or could not be reached.
    Refused,
    /// The relay did not say in time whether it took it.
    TooLate,
}

impl Transport {
    /// The host of the relay that mails are handed to, if there is one.
    #[must_use]
    pub fn relay(&self) -> Option<&str> {
        match self {
            Self::Smtp { host, .. } => Some(host),
            _ => None,
        }
    }

    /// A relay by its address: `smtp://user@host:port` (STARTTLS required unless the host is this machine)
    /// or `smtps://…`.
    ///
    /// # Errors
    /// When the address or the sender cannot be read.
    pub fn smtp(address: &str, password: Option<SecretString>, from: &str) -> Result<Self> {
        let url = url::Url::parse(address).map_err(|_| Error::Bad("the relay's address must look like smtp://user@host:587".into()))?;
        if url.password().is_some() {
            // An address is shown and logged as it is.
            return Err(Error::Bad("a password does not belong in the relay's address: use --smtp-password-file".into()));
        }
        let host = url.host_str().ok_or_else(|| Error::Bad("the relay's address names no host".into()))?;
        let mut builder = match url.scheme() {
            "smtps" => AsyncSmtpTransport::<Tokio1Executor>::relay(host).map_err(Error::internal)?,
            "smtp" if is_this_machine(host) => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host),
            "smtp" => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host).map_err(Error::internal)?,
            _ => return Err(Error::Bad("the relay's address must start with smtp:// or smtps://".into())),
        };
        if let Some(port) = url.port() {
            builder = builder.port(port);
        }
        if let (false, Some(password)) = (url.username().is_empty(), password) {
            builder = builder.credentials(Credentials::new(url.username().to_owned(), password.expose_secret().to_owned()));
        }
        let relay = builder.timeout(Some(Duration::from_secs(30))).build();
        Ok(Self::Smtp { relay, host: host.to_owned(), from: sender(from)?, door: None, refused: Arc::default() })
    }

    /// The same way out, behind the door that lets calls out and counts them.
    #[must_use]
    pub fn through(self, outgoing: Outgoing) -> Self {
        match self {
            Self::Smtp { relay, host, from, refused, .. } => Self::Smtp { relay, host, from, refused, door: Some(outgoing) },
            near => near,
        }
    }

    /// A relay in memory that takes its time.
    #[cfg(test)]
    pub(super) fn slow(letters: Arc<Mutex<Vec<Letter>>>, clock: crate::clock::Clock, each: Duration) -> Self {
        Self::Slow(letters, clock, each)
    }

    /// A folder.
    ///
    /// # Errors
    /// When the sender cannot be read.
    pub fn folder(folder: PathBuf, from: &str) -> Result<Self> {
        Ok(Self::Folder { outbox: Outbox { folder }, from: sender(from)? })
    }

    /// Whether a mail can be handed over while somebody waits: there is a relay.
    #[must_use]
    pub fn hands_over(&self) -> bool {
        !matches!(self, Self::Folder { .. })
    }

    /// The address that mails come from.
    #[must_use]
    pub fn sender(&self) -> String {
        match self {
            Self::Smtp { from, .. } | Self::Folder { from, .. } => from.email.to_string(),
            _ => "bonjour@hootis.localhost".to_owned(),
        }
    }

    /// Hands a letter to the relay while somebody waits, so long at most. It is kept nowhere: not in the queue, not in a folder.
    ///
    /// # Errors
    /// When there is no relay, or it did not take the letter in time.
    pub async fn hand_over(&self, letter: Letter, patience: Duration) -> std::result::Result<(), NotHandedOver> {
        if !self.hands_over() {
            return Err(NotHandedOver::NoRelay);
        }
        let mail = Queued { id: Uuid::now_v7(), letter, attempts: 0 };
        match tokio::time::timeout(patience, self.send(&mail)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::warn!(reason = %error, "a message was not taken by the relay");
                Err(NotHandedOver::Refused)
            }
            Err(_) => {
                tracing::warn!("the relay did not answer in time");
                Err(NotHandedOver::TooLate)
            }
        }
    }

    pub(super) async fn send(&self, mail: &Queued) -> std::result::Result<(), SendError> {
        match self {
            Self::Smtp { relay, host, from, door, refused: in_a_row } => {
                let message = compose(mail, from)?;
                let refused = |reason: String| SendError { reason, is_final: false };
                let door = door.as_ref().ok_or_else(|| refused("there is no door to the relay".to_owned()))?;
                door.pass(&processors::MAIL_RELAY, host).await.map_err(|error| refused(error.to_string()))?;
                let Err(error) = relay.send(message).await else {
                    in_a_row.store(0, Ordering::Relaxed);
                    return Ok(());
                };
                // A certificate is kept nowhere else: it is tried for as long as a mail is kept.
                let may_be_final = is_about_a_mail(&error) && mail.letter.attachment.is_none();
                let is_final = may_be_final && lets_us_in(relay, door, host).await && in_a_row.fetch_add(1, Ordering::Relaxed) < REFUSALS_BELIEVED;
                Err(SendError { is_final, reason: status_of(&error) })
            }
            Self::Folder { outbox, from } => {
                let message = compose(mail, from)?;
                outbox.keep(mail.id, &message.formatted()).await.map_err(|error| SendError { reason: error.to_string(), is_final: false })
            }
            Self::Memory(letters) => {
                if let Ok(mut letters) = letters.lock() {
                    letters.push(mail.letter.clone());
                }
                Ok(())
            }
            #[cfg(test)]
            Self::Slow(letters, clock, each) => {
                tokio::task::yield_now().await;
                clock.advance(*each);
                letters.lock().expect("nobody panicked").push(mail.letter.clone());
                Ok(())
            }
        }
    }
}

/// Refusals in a row that are taken for good. A relay that takes nothing any more refuses us, our sender or our
/// configuration, whatever it says: what comes after these waits until it takes a mail again.
const REFUSALS_BELIEVED: u32 = 3;

/// Whether a relay may have said this of a mail or its recipient: no mailbox, not local, too large, no such name, refused.
/// All others are about us: who we are, how we came, or that it is no time for mails.
fn is_about_a_mail(error: &lettre::transport::smtp::Error) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 550..=554))
}

/// Whether the relay greets us and takes our name and password: the same words are said of a sender who is not wanted at all.
async fn lets_us_in(relay: &AsyncSmtpTransport<Tokio1Executor>, door: &Outgoing, host: &str) -> bool {
    door.pass(&processors::MAIL_RELAY, host).await.is_ok() && relay.test_connection().await.unwrap_or(false)
}

/// The relay's status without its words, which often repeat the address.
fn status_of(error: &lettre::transport::smtp::Error) -> String {
    error.status().map_or_else(|| "the relay could not be reached".to_owned(), |code| format!("the relay answered {code}"))
}

fn sender(text: &str) -> Result<Mailbox> {
    text.parse().map_err(|_| Error::Bad("the sender must look like Name <address@host>".into()))
}

fn compose(mail: &Queued, from: &Mailbox) -> std::result::Result<Message, SendError> {
    let broken = |reason: String| SendError { reason, is_final: true };
    let letter = &mail.letter;
    let address = |text: &str| text.parse().map_err(|_| broken("an address that no mail can have".to_owned()));
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address(&letter.to)?))
        .subject(&letter.subject)
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())));
    message = match &letter.reply_to {
        Some(person) => message.reply_to(Mailbox::new(None, address(person)?)),
        // Tells out-of-office robots not to answer.
        None => message.raw_header(plain("Auto-Submitted", "auto-generated")),
    };
    if let Some(url) = &letter.unsubscribe_url {
        message = message
            .raw_header(plain("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let composed = match (&letter.attachment, letter.html.is_empty()) {
        (None, true) => message.singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.text.clone())),
        _ => message.multipart(parts(letter)),
    };
    composed.map_err(|error| broken(error.to_string()))
}

/// A header whose name and value are ours: ASCII, one line.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.to_owned(), value.to_owned())
}

/// Both ways to read it, and the file that comes with it.
fn parts(letter: &Letter) -> MultiPart {
    let both = MultiPart::alternative()
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.text.clone()))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(letter.html.clone()));
    match &letter.attachment {
        None => both,
        Some(file) => {
            let json = ContentType::parse("application/json").unwrap_or(ContentType::TEXT_PLAIN);
            MultiPart::mixed().multipart(both).singlepart(Attachment::new(file.name.clone()).body(file.content.clone(), json))
        }
    }
}

/// The folder that holds mails when there is no relay.
#[derive(Clone)]
pub struct Outbox {
    folder: PathBuf,
}

impl Outbox {
    async fn keep(&self, id: Uuid, message: &[u8]) -> std::io::Result<()> {
        // What is in a mail is for its reader alone: no other user of this machine reads it.
        tokio::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder).await?;
        let (part, whole) = (self.folder.join(format!("{id}.part")), self.folder.join(format!("{id}.eml")));
        let mut file = tokio::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part).await?;
        file.write_all(message).await?;
        file.flush().await?;
        tokio::fs::rename(part, whole).await
    }

    /// The ids of the latest mails, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn list(&self, most: usize) -> std::io::Result<Vec<Uuid>> {
        let mut ids = Vec::new();
        let mut entries = match tokio::fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(ids),
            other => other?,
        };
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            ids.extend(name.to_str().and_then(|name| name.strip_suffix(".eml")).and_then(|id| id.parse::<Uuid>().ok()));
        }
        // UUIDv7: the order of the ids is the order of their making.
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.truncate(most);
        Ok(ids)
    }

    /// One mail as it would have been sent.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn read(&self, id: Uuid) -> std::io::Result<Vec<u8>> {
        tokio::fs::read(self.folder.join(format!("{id}.eml"))).await
    }
}
