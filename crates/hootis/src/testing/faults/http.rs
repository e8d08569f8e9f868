//! A small browser over real sockets: one connection a request, cookies, forms, nothing else.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;

use super::process::PATIENCE;

/// Each browser comes from an address of its own: limits count by network.
static NEXT_CLIENT: AtomicU32 = AtomicU32::new(0);

/// Somebody with a browser, on one host of the server.
pub(super) struct Browser {
    server: SocketAddr,
    client: Ipv4Addr,
    slug: String,
    jar: Mutex<BTreeMap<String, String>>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Answer {
    #[track_caller]
    pub(super) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.head, self.body.chars().take(3000).collect::<String>());
        self
    }

    #[track_caller]
    pub(super) fn says(self, words: &str) -> Self {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "'").replace('\u{2019}', "'");
        assert!(plain(&self.body).contains(&plain(words)), "the page does not say {words:?}:\n{}", self.body);
        self
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The rest of the first `href` that starts so.
    #[track_caller]
    pub(super) fn link(&self, start: &str) -> String {
        let at = self.body.find(&format!("href=\"{start}")).unwrap_or_else(|| panic!("no link to {start} in:\n{}", self.body));
        let link = self.body[at + 6..].split('"').next().unwrap_or_default();
        link.replace("&amp;", "&").replace("&#38;", "&")
    }
}

impl Browser {
    pub(super) fn new(server: SocketAddr) -> Self {
        let n = NEXT_CLIENT.fetch_add(1, Ordering::Relaxed);
        let [_, b, c, d] = n.to_be_bytes();
        Self { server, client: Ipv4Addr::new(127, 1 + b % 250, c, d.max(1)), slug: String::new(), jar: Mutex::default() }
    }

    /// The same person on the host of a space.
    pub(super) fn at(&self, slug: &str) -> Self {
        Self { server: self.server, client: self.client, slug: format!("{slug}."), jar: Mutex::default() }
    }

    /// The same person, after the server came back on another port.
    pub(super) fn moved(self, server: SocketAddr) -> Self {
        Self { server, ..self }
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.jar.lock().expect("nobody panicked").get(name).cloned()
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.try_get(path).await.expect("an answer")
    }

    pub(super) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.try_post(path, form).await.expect("an answer")
    }

    pub(super) async fn try_get(&self, path: &str) -> std::io::Result<Answer> {
        self.send("GET", path, "", "").await
    }

    pub(super) async fn try_post(&self, path: &str, form: &[(&str, &str)]) -> std::io::Result<Answer> {
        let token = if self.slug.is_empty() { "XSRF-TOKEN" } else { "_csrf-backend" };
        let token = self.jar.lock().expect("nobody panicked").get(token).cloned().unwrap_or_default();
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("_csrf", &token).extend_pairs(form);
        self.send("POST", path, "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n", &body.finish()).await
    }

    /// Sends a dump, as the form of a back office does.
    pub(super) async fn send_dump(&self, path: &str, dump: &str) -> Answer {
        let token = self.jar.lock().expect("nobody panicked").get("_csrf-backend").cloned().unwrap_or_default();
        let part = |head: &str, text: &str| format!("--frontier\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n");
        let fields = part("name=\"_csrf\"", &token) + &part("name=\"acknowledged\"", "1");
        let body = fields + &part("name=\"dump\"; filename=\"dump.sql\"", dump) + "--frontier--\r\n";
        let headers = "Content-Type: multipart/form-data; boundary=frontier\r\nSec-Fetch-Site: same-origin\r\n";
        self.send("POST", path, headers, &body).await.expect("an answer")
    }

    /// Sends only the head of a request that promises `length` bytes; what is answered to that.
    pub(super) async fn promise(&self, path: &str, content_type: &str, length: u64) -> Answer {
        let headers = format!("Content-Type: {content_type}\r\nSec-Fetch-Site: same-origin\r\nExpect: 100-continue\r\n");
        let head = self.head("POST", path, &headers, length);
        self.exchange(head.as_bytes()).await.expect("an answer before the body")
    }

    fn head(&self, method: &str, path: &str, headers: &str, length: u64) -> String {
        let jar = self.jar.lock().expect("nobody panicked");
        let cookies = jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let (slug, port) = (&self.slug, self.server.port());
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {slug}hootis.localhost:{port}\r\nAccept-Language: fr\r\nConnection: close\r\n\
             Cookie: {cookies}\r\nContent-Length: {length}\r\n{headers}\r\n"
        )
    }

    async fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> std::io::Result<Answer> {
        let request = self.head(method, path, headers, body.len() as u64) + body;
        self.exchange(request.as_bytes()).await
    }

    async fn exchange(&self, request: &[u8]) -> std::io::Result<Answer> {
        let bytes = tokio::time::timeout(PATIENCE, async {
            let socket = TcpSocket::new_v4()?;
            socket.bind((self.client, 0).into())?;
            let mut stream = socket.connect(self.server).await?;
            stream.write_all(request).await?;
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).await?;
            Ok::<_, std::io::Error>(bytes)
        })
        .await??;
        let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let at = bytes.windows(4).position(|w| w == b"\r\n\r\n").ok_or_else(broken)?;
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
        let answer = Answer { status, head, body: String::from_utf8_lossy(&bytes[at + 4..]).into_owned() };
        // An answer that was cut off is none.
        let whole = answer.header("content-length").is_none_or(|length| length.parse() == Ok(bytes.len() - at - 4));
        if !whole {
            return Err(broken());
        }
        self.keep(&answer);
        Ok(answer)
    }

    fn keep(&self, answer: &Answer) {
        let mut jar = self.jar.lock().expect("nobody panicked");
        let cookies = answer.head.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        for (name, value) in cookies.filter_map(|(_, cookie)| cookie.split(';').next()?.split_once('=')) {
            jar.insert(name.to_owned(), value.to_owned());
        }
    }
}
