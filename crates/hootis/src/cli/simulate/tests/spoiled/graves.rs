//! Faults in how spaces and accounts end.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::super::super::checks::{CERTIFIED, DATABASE_GONE, ENDED, GRACE, HELD, KEY_GONE, SHUT, STATES, WARNED};
use super::super::super::eyes::Letter;
use super::super::super::life::Life;
use super::super::super::people::Plan;
use super::{Fault, Undo, Where, change, fault, file, of, rows};

const STATE: &str = "UPDATE space SET state = $2 WHERE id = $1";
const SLUG: &str = "UPDATE space SET slug = $2 WHERE id = $1";

pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("a closed space is destroyed too early", &[GRACE, STATES], |life| Box::pin(state(life, "destroyed"))),
        fault("a space that was to be destroyed is only closed", &[ENDED, STATES], |life| {
            Box::pin(async move {
                let id = of(life, Plan::Hurried).1;
                rows(life, Where::Platform, (STATE, args![id, "disabled"]), (STATE, args![id, "destroyed"])).await
            })
        }),
        fault("a closed space goes on", &[SHUT, STATES], |life| Box::pin(state(life, "active"))),
        fault("the address of a closed space leads into another", &[SHUT], |life| Box::pin(swapped(life))),
        fault("files of a destroyed space are there", &[DATABASE_GONE], |life| {
            Box::pin(async move { file(life.eyes.files_of(of(life, Plan::Hurried).1).join("photo.age"), [7; 64]) })
        }),
        fault("a job of a destroyed space is there", &[DATABASE_GONE], |life| {
            Box::pin(async move {
                let (id, space) = (Uuid::now_v7(), of(life, Plan::Hurried).1);
                let sql = "INSERT INTO job (id, kind, space_id, payload, attempts, run_at, created_at) VALUES ($1, 'of old', $2, '', 0, $3, $3)";
                rows(life, Where::Platform, (sql, args![id, space, life.now]), ("DELETE FROM job WHERE id = $1", args![id])).await
            })
        }),
        fault("a copy of a destroyed database is there", &[DATABASE_GONE], |life| Box::pin(copied(life))),
        fault("the database of a destroyed space is there", &[DATABASE_GONE], |life| Box::pin(undead(life))),
        fault("the key of a destroyed space is there", &[KEY_GONE], |life| {
            Box::pin(async move {
                let (id, sql) = (of(life, Plan::Hurried).1, "UPDATE space SET wrapped_key = $2 WHERE id = $1");
                rows(life, Where::Platform, (sql, args![id, vec![7_u8; 64]]), (sql, args![id, None::<Vec<u8>>])).await
            })
        }),
        fault("a destruction is not certified", &[CERTIFIED], |life| {
            Box::pin(async move {
                let email = of(life, Plan::Hurried).0.email();
                lost(life, |letter| letter.to == email && letter.raw.contains("Content-Disposition: attachment"))
            })
        }),
        fault("the address of a destroyed space is free at once", &[HELD], |life| Box::pin(free(life))),
    ]
}

pub(super) fn of_accounts() -> Vec<Fault> {
    vec![fault("an account went, and its holder was never told", &[WARNED], |life| {
        Box::pin(async move {
            // Seen to be gone once more.
            let gone = life.companies[0].ledger.account.gone.take();
            assert!(gone.is_some(), "the account is gone by now");
            lost(life, |letter| letter.subject.contains("sera supprimé"))
        })
    })]
}

/// Mails that never came.
fn lost(life: &mut Life, which: impl Fn(&Letter) -> bool) -> Undo {
    let before = life.outbox.letters.len();
    life.outbox.letters.retain(|letter| !which(letter));
    assert!(life.outbox.letters.len() < before, "there was such a mail");
    Undo::Nothing
}

/// The state of the closed space is another.
async fn state(life: &Life, state: &str) -> Undo {
    let id = of(life, Plan::Leaver).1;
    rows(life, Where::Platform, (STATE, args![id, state]), (STATE, args![id, "disabled"])).await
}

/// An open space answers where the closed one did.
async fn swapped(life: &Life) -> Undo {
    let slug = |plan| of(life, plan).0.ledger.life.as_ref().map(|space| space.slug.clone()).expect("a slug");
    let ((open, open_slug), (closed, closed_slug)) = ((of(life, Plan::Keeper).1, slug(Plan::Keeper)), (of(life, Plan::Leaver).1, slug(Plan::Leaver)));
    let to = |id: Uuid, slug: &str| (Where::Platform, SLUG.to_owned(), args![id, slug]);
    for one in [to(closed, "ailleurs"), to(open, &closed_slug)] {
        change(life, one).await;
    }
    Undo::Rows(vec![to(open, &open_slug), to(closed, &closed_slug)])
}

/// The bytes of a destroyed database are in some file. Where databases are no files, they are files of it anyway.
async fn copied(life: &Life) -> Undo {
    let (company, id) = of(life, Plan::Hurried);
    match company.ledger.life.as_ref().and_then(|space| space.sample.as_deref()) {
        Some(sample) => file(life.eyes.place().data.join("copy.bin"), [&[7; 100], sample, &[7; 100]].concat()),
        None => file(life.eyes.files_of(id).join("copy.bin"), [7; 64]),
    }
}

/// A database has the name of a destroyed one.
async fn undead(life: &Life) -> Undo {
    let id = of(life, Plan::Hurried).1;
    if life.eyes.place().server.is_none() {
        return file(life.eyes.place().data.join("spaces").join(format!("{id}.db")), [7; 64]);
    }
    let schema = id.simple();
    rows(life, Where::Platform, (&format!("CREATE SCHEMA space_{schema}"), args![]), (&format!("DROP SCHEMA space_{schema}"), args![])).await
}

/// Somebody asks for an address that nobody holds any more: neither its hold nor its row, which goes with the account.
async fn free(life: &mut Life) -> Undo {
    let (company, id) = of(life, Plan::Hurried);
    let slug = company.ledger.life.as_ref().expect("a space").slug.clone();
    let held: Vec<u8> = life.eyes.platform.get("SELECT slug_hash FROM slug_hold", args![]).await.expect("one is held");
    let named = |slug: &str| (Where::Platform, SLUG.to_owned(), args![id, slug]);
    let hashed = |from: &[u8], to: &[u8]| {
        (Where::Platform, "UPDATE slug_hold SET slug_hash = $1 WHERE slug_hash = $2".to_owned(), args![to.to_vec(), from.to_vec()])
    };
    for one in [named("ailleurs"), hashed(&held, &[7; 32])] {
        change(life, one).await;
    }
    let undo = Undo::Rows(vec![named(&slug), hashed(&[7; 32], &held)]);
    life.address(&slug, false).await.expect("an answer");
    undo
}
