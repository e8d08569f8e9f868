//! A mail relay that does as it is told, and keeps what it was given.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the relay was asked so far.
#[derive(Default)]
pub(crate) struct Seen {
    /// Answers to come for recipients, last first; when there are none left, everything is accepted.
    answers: Vec<&'static str>,
    /// Recipients that were named, refused or not.
    pub(crate) asked: usize,
    /// Mails that were accepted.
    pub(crate) mails: Vec<String>,
}

/// A relay on a port of its own.
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

impl Relay {
    /// Starts a relay that gives these answers to the first recipients, and accepts those after.
    pub(crate) async fn start(answers: &[&'static str]) -> Self {
        Self::start_with(answers, "220 relay.example", "235 fine").await
    }

    /// The same with what it says to whoever connects, and to a name and password.
    pub(crate) async fn start_with(answers: &[&'static str], greeting: &'static str, login: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Seen { answers: answers.iter().rev().copied().collect(), ..Seen::default() }));
        let kept = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let seen = Arc::clone(&kept);
                // Whoever hangs up in the middle is killed by a test.
                tokio::spawn(async move { converse(stream, &seen, greeting, login).await.ok() });
            }
        });
        Self { address, seen }
    }

    /// Looks at what it was asked.
    pub(crate) fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().expect("nobody panicked"))
    }
}

async fn converse(stream: TcpStream, seen: &Mutex<Seen>, greeting: &str, login: &'static str) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(format!("{greeting}\r\n").as_bytes()).await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "RCPT" => {
                let mut seen = seen.lock().expect("nobody panicked");
                seen.asked += 1;
                seen.answers.pop().unwrap_or("250 fine")
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                seen.lock().expect("nobody panicked").mails.push(mail);
                "250 taken"
            }
            "EHLO" => "250-relay.example\r\n250 AUTH PLAIN",
            "AUTH" => login,
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        if verb == "QUIT" {
            break;
        }
    }
    Ok(())
}
