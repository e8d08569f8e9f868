//! As much of SMTP as mail programs need to hand a mail over.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What a relay does with mails.
pub(in crate::cli) trait Desk: Clone + Send + 'static {
    /// Whether it takes mails now.
    fn is_open(&self) -> bool {
        true
    }

    /// Takes a mail.
    fn take(&self, mail: Vec<u8>) -> std::io::Result<()>;
}

/// Longest line, in bytes.
const LINE: u64 = 8 * 1024;
/// Largest mail, in bytes.
const MAIL: usize = 16 * 1024 * 1024;
/// A conversation that says nothing for so long is over.
const SILENCE: Duration = Duration::from_secs(300);

/// Takes mails for ever.
pub(in crate::cli) async fn serve(listener: TcpListener, desk: impl Desk) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let desk = desk.clone();
                tokio::spawn(async move {
                    if let Err(error) = converse(stream, desk).await {
                        tracing::debug!(%error, "a conversation was cut off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "nobody can be let in");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn converse(stream: TcpStream, desk: impl Desk) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    write.write_all(b"220 hootis.localhost development relay\r\n").await?;
    while let Some(line) = line(&mut read).await? {
        let verb = String::from_utf8_lossy(&line).split([' ', '\r', '\n']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "DATA" => {
                write.write_all(b"354 End with a dot alone on its line\r\n").await?;
                // Programs send the mail and its dot apart, and wait with the dot until the mail is acknowledged.
                write.as_ref().set_quickack(true)?;
                match mail(&mut read).await? {
                    Some(mail) => {
                        if desk.take(mail).is_ok() {
                            "250 Taken, and delivered to nobody"
                        } else {
                            "451 There is no room"
                        }
                    }
                    None => "552 Too large",
                }
            }
            "MAIL" if !desk.is_open() => "451 Later, please",
            "EHLO" | "HELO" | "MAIL" | "RCPT" | "RSET" | "NOOP" => "250 Fine",
            "QUIT" => "221 Bye",
            _ => "502 Not known here",
        };
        // In one piece: the second of two would wait until the first is acknowledged.
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        if verb == "QUIT" {
            break;
        }
    }
    Ok(())
}

/// One line with its end; `None` at the end of the conversation.
async fn line(read: &mut (impl tokio::io::AsyncBufRead + Unpin)) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut limited = read.take(LINE);
    let length = tokio::time::timeout(SILENCE, limited.read_until(b'\n', &mut line)).await.map_err(|_| std::io::ErrorKind::TimedOut)??;
    Ok((length > 0).then_some(line))
}

/// A mail up to its dot; `None` when it was too large, all of it read.
async fn mail(read: &mut (impl tokio::io::AsyncBufRead + Unpin)) -> std::io::Result<Option<Vec<u8>>> {
    let (mut mail, mut fits) = (Vec::new(), true);
    while let Some(line) = line(read).await? {
        if line == b".\r\n" || line == b".\n" {
            return Ok(fits.then_some(mail));
        }
        fits = fits && mail.len() + line.len() <= MAIL;
        if fits {
            // A dot at the start of a line was doubled on its way.
            mail.extend_from_slice(if line.starts_with(b"..") { &line[1..] } else { &line });
        }
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}
