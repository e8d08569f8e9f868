//! What is known of visitors while the process runs, and only then.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::Mutex;

use hootis_policy::{limits, retention};
use hootis_vault::MemoryKey;
use url::Url;

use super::Record;
use crate::clock::Now;
use crate::web::agent::Agent;
use crate::web::visit::network_of;

/// A page that somebody was shown.
pub struct Page<'a> {
    pub client: IpAddr,
    /// As the browser sent it.
    pub agent: &'a str,
    /// As the browser sent it.
    pub referrer: Option<&'a str>,
    pub now: Now,
    /// Our own public host: what comes from it or from a space's is no referring page.
    pub host: &'a str,
}

/// Who was shown a page, as far as the audience may know: no address in it.
pub struct Seen {
    pub is_robot: bool,
    /// The visit that begins with this page, if one does.
    pub begun: Option<Begun>,
}

/// A visit that begins.
pub struct Begun {
    /// The family of the browser.
    pub family: &'static str,
    /// Scheme and host of the page that led here.
    pub origin: Option<String>,
}

/// Recognises visitors and holds the records that wait to be written.
pub struct Recorder(Mutex<Memory>);

impl Default for Recorder {
    fn default() -> Self {
        Self(Mutex::new(Memory { visitors: Visitors::new(), waiting: Vec::new(), dropped: 0 }))
    }
}

struct Memory {
    visitors: Visitors,
    waiting: Vec<Record>,
    dropped: u64,
}

impl Recorder {
    /// Notes a page. When a visit begins with it, its record waits from now on.
    pub fn page(&self, page: &Page<'_>) -> Seen {
        let mut memory = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (is_robot, begins) = memory.visitors.came(page.client, page.agent, page.now);
        if !begins {
            return Seen { is_robot, begun: None };
        }
        if memory.waiting.len() >= limits::VISITS_WAITING || !memory.visitors.has_room_for(page.client) {
            memory.dropped += 1;
            return Seen { is_robot, begun: None };
        }
        let agent = Agent::parse(page.agent);
        let referrer = page.referrer.and_then(|sent| foreign(sent, page.host));
        memory.waiting.push(Record {
            address: page.client.to_canonical().to_string(),
            visited_at: page.now.0,
            browser: agent.browser(),
            platform: agent.platform.to_owned(),
            referrer: referrer.as_ref().map(origin_and_path),
        });
        let begun = Begun { family: agent.family, origin: referrer.map(|url| url.origin().ascii_serialization()) };
        Seen { is_robot, begun: Some(begun) }
    }

    /// The records that wait, which wait no more, and how many were dropped since the last time.
    pub(super) fn take(&self) -> (Vec<Record>, u64) {
        let mut memory = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (std::mem::take(&mut memory.waiting), std::mem::take(&mut memory.dropped))
    }

    /// Records that could not be written wait on, in front, as far as there is room.
    pub(super) fn put_back(&self, mut records: Vec<Record>) {
        let mut memory = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let newer = std::mem::take(&mut memory.waiting);
        records.extend(newer);
        let lost = records.len().saturating_sub(limits::VISITS_WAITING);
        records.truncate(limits::VISITS_WAITING);
        memory.dropped += u64::try_from(lost).unwrap_or(u64::MAX);
        memory.waiting = records;
    }
}

/// A referring page that is none of ours.
fn foreign(sent: &str, host: &str) -> Option<Url> {
    let url = Url::parse(sent).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let ours = host.split(':').next().unwrap_or(host);
    let theirs = url.host_str()?;
    let is_ours = theirs == ours || theirs.strip_suffix(ours).is_some_and(|rest| rest.ends_with('.'));
    (!is_ours).then_some(url)
}

/// Without query, fragment, name and password. A path that is too long, or that has the address or the name of
/// somebody in it (`/@ada`), says more than which page led here: the origin is enough then.
fn origin_and_path(url: &Url) -> String {
    let (origin, path) = (url.origin().ascii_serialization(), url.path());
    let says_too_much = origin.len() + path.len() > limits::LINE_CHARS || path.contains('@') || path.to_ascii_lowercase().contains("%40");
    if says_too_much { origin } else { format!("{origin}{path}") }
}

/// A mark of somebody, under the key.
type Mark = [u8; 16];

/// When somebody was last here, and whether they are a robot.
#[derive(Clone, Copy)]
struct Last {
    at: i64,
    is_robot: bool,
}

/// Who was here lately, by marks that mean nothing without the key.
///
/// Two generations: whoever comes is in the recent one, and each pause the recent one becomes the older one.
/// Nothing has to be searched for what is too old.
struct Visitors {
    key: MemoryKey,
    /// When the recent generation began.
    since: i64,
    recent: HashMap<Mark, Last>,
    older: HashMap<Mark, Last>,
    /// Visits begun by a network since then.
    begun: HashMap<Mark, u32>,
}

impl Visitors {
    fn new() -> Self {
        Self { key: MemoryKey::generate(), since: 0, recent: HashMap::new(), older: HashMap::new(), begun: HashMap::new() }
    }

    /// Somebody came: whether they are a robot, and whether a visit begins, none having been within the pause.
    fn came(&mut self, client: IpAddr, agent: &str, now: Now) -> (bool, bool) {
        let pause = now.0 - now.before(retention::VISIT_PAUSE).0;
        if now.0 - self.since > pause || self.recent.len() >= limits::VISITORS_RECOGNISED {
            self.older = std::mem::take(&mut self.recent);
            self.begun.clear();
            self.since = now.0;
        }
        let mark = self.key.mark(&[address(client).as_slice(), agent.as_bytes()]);
        match self.recent.entry(mark) {
            Entry::Occupied(mut last) => {
                let is_robot = last.get().is_robot;
                let last = last.insert(Last { at: now.0, is_robot });
                (is_robot, now.0 - last.at > pause)
            }
            Entry::Vacant(slot) => {
                let last = self.older.remove(&mark);
                let is_robot = last.map_or_else(|| Agent::parse(agent).is_robot(), |last| last.is_robot);
                slot.insert(Last { at: now.0, is_robot });
                (is_robot, last.is_none_or(|last| now.0 - last.at > pause))
            }
        }
    }

    /// Whether a network may begin one more visit: nobody fills the disk by calling itself ever differently, nor with the
    /// many addresses that one visitor has in version 6.
    fn has_room_for(&mut self, client: IpAddr) -> bool {
        let begun = self.begun.entry(self.key.mark(&[network_of(client).as_bytes()])).or_default();
        *begun += 1;
        *begun <= limits::VISITS_OF_ADDRESS
    }
}

fn address(client: IpAddr) -> Vec<u8> {
    match client.to_canonical() {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets().to_vec(),
    }
}
