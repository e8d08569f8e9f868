//! Requests over a real socket: one connection each, from an address of 127.0.0.0/8, since limits count by
//! network. An answer that was cut off is none.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::http::{Request, Response, header};
use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;

/// Largest answer that is read.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// Sends a request and reads the answer to its end.
pub(super) async fn exchange(server: SocketAddr, client: Ipv4Addr, request: Request<Bytes>) -> io::Result<Response<Bytes>> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((client, 0).into())?;
    let mut stream = socket.connect(server).await?;
    stream.write_all(&written(&request)).await?;
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES as u64).read_to_end(&mut bytes).await?;
    read(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

fn written(request: &Request<Bytes>) -> Vec<u8> {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let mut bytes = format!("{} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", request.method(), request.body().len()).into_bytes();
    for (name, value) in request.headers() {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(request.body());
    bytes
}

/// The answer, when all of it came.
fn read(bytes: &[u8]) -> Option<Response<Bytes>> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let body = &bytes[end + 4..];
    let mut answer = Response::builder().status(head.split(' ').nth(1)?);
    for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(": ")) {
        answer = answer.header(name, value);
    }
    let headers = answer.headers_ref()?;
    let body = match headers.get(header::CONTENT_LENGTH) {
        Some(length) if length.to_str().ok()?.parse() == Ok(body.len()) => body.to_vec(),
        Some(_) => return None,
        None if headers.get(header::TRANSFER_ENCODING).is_some_and(|coding| coding == "chunked") => joined(body)?,
        None => body.to_vec(),
    };
    answer.body(body.into()).ok()
}

/// The chunks of a body, put together; none without the last, empty one.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim(), 16).ok()?;
        let chunk = rest.get(end + 2..end + 2 + size)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(chunk);
        rest = rest.get(end + 4 + size..)?;
    }
}
