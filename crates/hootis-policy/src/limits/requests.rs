//! What one connection and one request may take: bytes, seconds, and how many at once.
//!
//! Who is slow waits at their own cost: everything that we wait for has an end, or earns its time with bytes.

use crate::span::Span;
use crate::text::Text;

/// Largest head of a request, in bytes: request line, headers, cookies. Browsers send two or three kilobytes.
pub const HEAD_BYTES: usize = 32 * 1024;
/// Most headers of a request: what the HTTP library takes at most. Browsers send about twenty.
pub const HEADERS: usize = 100;
/// Longest path and query, in bytes: a search with all its filters has some hundreds.
pub const URL_BYTES: usize = 8 * 1024;
/// How long the head of a request may take to come, and how long a connection may lie idle before it.
pub const HEAD_TIME: Span = Span::seconds(20);
/// How long a form may keep us waiting for its bytes, altogether.
pub const BODY_TIME: Span = Span::seconds(20);
/// How long a page may take from its head to its answer.
pub const ANSWER_TIME: Span = Span::seconds(30);
/// The same for what is done with an upload once its last byte has come.
pub const UPLOAD_ANSWER_TIME: Span = Span::minutes(10);
/// How long an upload may keep us waiting, if it earns nothing.
pub const UPLOAD_STALL: Span = Span::seconds(60);
/// Bytes that earn an upload a second: 16 KiB, an eighth of what the slowest line that is sold carries.
pub const UPLOAD_RATE: u32 = 16 * 1024;
/// How long whoever reads an answer may leave it untaken, if they earn nothing.
pub const READER_STALL: Span = Span::seconds(30);
/// Bytes that earn a reader a second.
pub const READER_RATE: u32 = 4 * 1024;
/// Connections at once; whoever comes on top waits to be taken.
pub const CONNECTIONS: usize = 2_000;
/// Connections of one network at once (machines in front that are trusted are not counted): an office has some dozens.
pub const NETWORK_CONNECTIONS: usize = 200;
/// Requests of one network that are being answered at once, whatever machine they came through.
pub const NETWORK_REQUESTS: usize = 100;
/// How long requests may go on once the server was told to stop.
pub const SHUTDOWN: Span = Span::seconds(20);

/// What is said of too many requests at once.
pub const SLOW_AT_ONCE: Text =
    Text::new("Trop de demandes à la fois depuis votre connexion à Internet.", "Too many requests at once from your internet connection.");

/// How long caches on the way may hand out a page that is the same for all strangers. Browsers ask each time.
pub const SHARED_PAGE: Span = Span::minutes(5);
/// How long caches and browsers may keep a file that is the same for everybody.
pub const SHARED_FILE: Span = Span::hours(1);
/// Largest page or file that is marked with a fingerprint, so that it need not be sent twice.
pub const SHARED_BYTES: usize = 4 * 1024 * 1024;
