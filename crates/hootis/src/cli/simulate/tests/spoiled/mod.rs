//! What no switch turns off is spoiled by hand, in the data of a life that went well, and the simulation must see it:
//! the checks that a fault concerns break, no other does, and all hold again when it is mended.

mod content;
mod graves;
mod mails;
mod rights;
mod visits;

use std::collections::BTreeSet;
use std::net::UdpSocket;
use std::path::PathBuf;
use std::sync::Arc;

use futures::future::BoxFuture;
use hootis_space::{Conn as _, Value, args};
use uuid::Uuid;

use super::super::checks::{self, Check, NO_STRANGER};
use super::super::choices::Regular;
use super::super::eyes::{self, Letter, Lookout};
use super::super::life::Happening;
use super::super::news::Mailing;
use super::super::outreach::Written;
use super::super::people::{Company, Plan};
use super::super::time::DAY;
use super::super::visitors::Visit;
use super::*;

/// A fault, and the checks that find it.
struct Fault {
    what: &'static str,
    checks: &'static [Check],
    plant: Plant,
}

/// Does something to a life that went well, and says how it is undone.
type Plant = for<'a> fn(&'a mut Life) -> BoxFuture<'a, Undo>;

const fn fault(what: &'static str, checks: &'static [Check], plant: Plant) -> Fault {
    Fault { what, checks, plant }
}

/// How a fault is undone. What the life remembers is put back anyway.
enum Undo {
    Nothing,
    Rows(Vec<Change>),
    File(PathBuf),
}

/// Where a statement is for.
#[derive(Clone, Copy)]
enum Where {
    Platform,
    Journal,
    Space(Uuid),
}

/// A statement, what it binds, and where.
type Change = (Where, String, Vec<Value>);

async fn change(life: &Life, (place, sql, args): Change) {
    let changed = match place {
        Where::Platform => life.eyes.platform.execute(&sql, args).await,
        Where::Journal => life.eyes.journal.execute(&sql, args).await,
        Where::Space(id) => {
            let rows = life.eyes.spaces().await.expect("spaces");
            let row = rows.iter().find(|row| row.id == id).expect("a row");
            let changed = life.eyes.space(row).await.expect("a space").expect("a database").execute(&sql, args).await;
            life.eyes.close(id);
            changed
        }
    };
    changed.expect("it is changed");
}

/// Changes some rows, and says how they are changed back.
async fn rows(life: &Life, place: Where, spoil: (&str, Vec<Value>), repair: (&str, Vec<Value>)) -> Undo {
    change(life, (place, spoil.0.to_owned(), spoil.1)).await;
    Undo::Rows(vec![(place, repair.0.to_owned(), repair.1)])
}

/// Keeps a text where nobody looks every day: in a job that no version knows any more.
async fn noted(life: &Life, text: String) -> Undo {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO job (id, kind, payload, attempts, run_at, created_at) VALUES ($1, 'of old', $2, 0, $3, $3)";
    rows(life, Where::Platform, (sql, args![id, text, life.now]), ("DELETE FROM job WHERE id = $1", args![id])).await
}

/// Writes a file.
fn file(path: PathBuf, bytes: impl AsRef<[u8]>) -> Undo {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, bytes).expect("a file");
    Undo::File(path)
}

/// The company of a plan, and its space.
fn of(life: &Life, plan: Plan) -> (&Company, Uuid) {
    let company = life.companies.iter().find(|company| company.plan == plan).expect("a company");
    (company, company.ledger.life.as_ref().expect("a space").id)
}

/// What a life remembers.
struct Memory {
    companies: Vec<Company>,
    regulars: Vec<Regular>,
    letters: Vec<Letter>,
    written: Vec<Written>,
    mailings: Vec<Mailing>,
    visits: Vec<Visit>,
}

impl Memory {
    fn of(life: &Life) -> Self {
        Self {
            companies: life.companies.clone(),
            regulars: life.regulars.clone(),
            letters: life.outbox.letters.clone(),
            written: life.written.clone(),
            mailings: life.mailings.clone(),
            visits: life.visitors.written.clone(),
        }
    }

    fn put_back(self, life: &mut Life) {
        life.companies = self.companies;
        life.regulars = self.regulars;
        life.outbox.letters = self.letters;
        life.written = self.written;
        life.mailings = self.mailings;
        life.visitors.written = self.visits;
    }
}

/// What a life looks like from outside. Graves are looked at once more.
async fn looked_at(life: &mut Life) -> BTreeSet<(&'static str, &'static str)> {
    for space in life.companies.iter_mut().filter_map(|company| company.ledger.life.as_mut()) {
        space.is_mourned = false;
    }
    life.look_around().await.expect("a look");
    life.look_closely().await.expect("a close look");
    life.verdicts.broken().into_iter().collect()
}

fn names<'a>(checks: impl IntoIterator<Item = &'a Check>) -> BTreeSet<(&'static str, &'static str)> {
    checks.into_iter().map(Check::names).collect()
}

/// A life that goes well until its end, in which each of these faults is then planted and undone.
async fn are_seen(mut life: Life, seed: u64, faults: Vec<Fault>) {
    life.live(|_| {}).await.expect("a life ends");
    all_held(&life.verdicts, seed);
    let mut wrong = Vec::new();
    for fault in faults {
        let (what, memory) = (fault.what, Memory::of(&life));
        life.verdicts = Verdicts::default();
        let undo = (fault.plant)(&mut life).await;
        let broken = looked_at(&mut life).await;
        if broken != names(fault.checks) || !life.verdicts.faults.is_empty() {
            wrong.push(format!("{what}: {:?} were to break:\n{}", names(fault.checks), ill(&life)));
        }
        match undo {
            Undo::Nothing => {}
            Undo::Rows(changes) => {
                for back in changes {
                    change(&life, back).await;
                }
            }
            Undo::File(path) => {
                std::fs::remove_file(&path).expect("it is there");
                // Its folder goes with it, unless something else is in there.
                let _stays = path.parent().map(std::fs::remove_dir);
            }
        }
        memory.put_back(&mut life);
        life.verdicts = Verdicts::default();
        looked_at(&mut life).await;
        if !life.verdicts.all_hold() {
            wrong.push(format!("{what}, after it was undone:\n{}", ill(&life)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with a life.
fn ill(life: &Life) -> String {
    life.verdicts.lines().into_iter().filter(|line| line.contains("BROKEN") || line.contains("FAULT")).collect::<Vec<_>>().join("\n")
}

/// With this seed all three come early in the month: at its end there is a space that is destroyed, one that is closed, and
/// one that is open.
const SEED: u64 = 21;
const THREE: Size =
    Size { companies: 3, visitors: 3, crashes: 0, between_looks: ms(Span::days(7)), plans: &[Plan::Hurried, Plan::Leaver, Plan::Keeper] };

/// The faults that are planted in the life of three.
fn of_three() -> Vec<Fault> {
    [content::faults(), graves::faults(), mails::faults(), rights::faults(), visits::faults()].into_iter().flatten().collect()
}

#[tokio::test]
async fn each_fault_is_seen_by_its_checks_and_by_no_other() {
    let somewhere = Somewhere::new();
    let mut life = somewhere.life(&[], SEED, 1, THREE).await;
    for (day, what) in [(26, Happening::Mailing(0)), (27, Happening::Message(0)), (27, Happening::Request(1)), (27, Happening::Request(2))] {
        let at = life.now + day * DAY;
        life.plan_at(at, what);
    }
    are_seen(life, SEED, of_three()).await;
}

#[tokio::test]
async fn an_account_that_goes_unwarned_is_seen() {
    let somewhere = Somewhere::new();
    let size = Size { companies: 1, visitors: 0, plans: &[Plan::Hurried], ..THREE };
    are_seen(somewhere.life(&[], SEED, 2, size).await, SEED, graves::of_accounts()).await;
}

/// An address of everybody on the network: no packet to it goes further than the machine's own loop.
const STRANGER: &str = "224.0.0.1:9";

/// Somebody beyond this machine, as the kernel has it.
fn stranger() -> UdpSocket {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    socket.connect(STRANGER).expect("a peer");
    socket
}

/// What is seen in lives of its own.
const ALONE: &[Check] = &[NO_STRANGER];

#[tokio::test]
async fn a_process_that_tells_its_log_to_a_stranger_is_seen() {
    let somewhere = Somewhere::new();
    let mut place = somewhere.place(&[]).await;
    place.stranger = Some(Arc::new(stranger()));
    let world = World::Process(Process::open(place, crate::testing::binary()).await.expect("the program starts"));
    let size = Size { companies: 1, visitors: 0, plans: &[Plan::Ghost], ..THREE };
    let life = Life::begin(world, SEED, 1, size).await.expect("a life begins");
    let verdicts = live(life).await;
    assert_eq!(verdicts.broken().into_iter().collect::<BTreeSet<_>>(), names(ALONE), "{}", verdicts.lines().join("\n"));
}

#[test]
fn a_call_that_is_over_before_anybody_looks_is_seen() {
    let lookout = Lookout::new();
    lookout.watch(vec![std::process::id()]);
    let call = stranger();
    lookout.look_again();
    drop(call);
    let seen = lookout.strangers().expect("the kernel tells");
    assert!(seen.contains(&std::net::Ipv4Addr::new(224, 0, 0, 1).into()), "{seen:?}");
}

#[test]
fn each_check_has_been_seen_red() {
    let faults: Vec<Fault> = of_three().into_iter().chain(graves::of_accounts()).collect();
    let planted = faults.iter().flat_map(|fault| fault.checks).chain(ALONE).copied();
    let seen: BTreeSet<_> = planted.chain(super::off::found()).map(|check| check.names()).collect();
    let all: BTreeSet<_> = checks::ALL.iter().copied().chain(eyes::checks_of_rules()).map(|check| check.names()).collect();
    let never: Vec<_> = all.difference(&seen).collect();
    assert!(never.is_empty(), "nobody has seen these fail; plant a fault that they find: {never:?}");
    let unknown: Vec<_> = seen.difference(&all).collect();
    assert!(unknown.is_empty(), "no life looks at these: {unknown:?}");
}
