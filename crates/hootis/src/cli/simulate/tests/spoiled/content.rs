//! Faults in what is kept: words that stand where they must not, and do not where they must.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::super::super::checks::{APART, CHAINED, CONTENT, ERASED, NOT_EARLY, PASSWORDS, SEALED, VERIFIED, WORDS};
use super::super::super::eyes::Canary;
use super::super::super::life::Life;
use super::super::super::people::{Company, Contact, Plan};
use super::{Fault, Undo, Where, change, fault, file, noted, of, rows};

pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("a message of the contact form waits in a queue", &[WORDS], |life| {
            Box::pin(async move { noted(life, Canary::Word(0).to_string()).await })
        }),
        fault("a message of the contact form is in the log", &[WORDS], |life| {
            Box::pin(async move { file(life.eyes.place().log(), format!("INFO from {}\n", Canary::Word(0))) })
        }),
        fault("a password is noted in clear", &[PASSWORDS], |life| Box::pin(async move { noted(life, Canary::Password(2).to_string()).await })),
        fault("a contact of a space is on the platform", &[APART], |life| Box::pin(async move { noted(life, kept(life).canary.to_string()).await })),
        fault("a contact of another space is in this one", &[APART], |life| {
            Box::pin(async move {
                let other = of(life, Plan::Hurried).0.ledger.contacts.first().expect("a contact").canary;
                remarked(life, other).await
            })
        }),
        fault("a contact that was erased is in a remark about another", &[ERASED], |life| {
            Box::pin(async move {
                let erased = of(life, Plan::Keeper).0.ledger.contacts.iter().find(|contact| contact.is_erased).expect("one is erased").canary;
                remarked(life, erased).await
            })
        }),
        fault("a contact lost its name", &[CONTENT], |life| {
            Box::pin(async move {
                let contact = kept(life).clone();
                let sql = "UPDATE contact SET last_name = $2 WHERE id = $1";
                let (spoil, repair) = (args![contact.id, "Autre"], args![contact.id, contact.canary.to_string()]);
                rows(life, Where::Space(of(life, Plan::Keeper).1), (sql, spoil), (sql, repair)).await
            })
        }),
        fault("a dump lies in clear", &[SEALED], |life| {
            Box::pin(async move { file(life.eyes.files_of(of(life, Plan::Keeper).1).join("dump.sql"), format!("INSERT '{}'", Canary::Dump(2))) })
        }),
        fault("a dump is still there when no row speaks of it", &[SEALED], |life| {
            Box::pin(async move { file(life.eyes.files_of(of(life, Plan::Leaver).1).join(format!("upload-{}.age", Uuid::now_v7())), [7; 64]) })
        }),
        fault("a sign-up is forgotten too early", &[NOT_EARLY], |life| Box::pin(forgotten(life))),
        fault("an entry of the journal is changed", &[VERIFIED], |life| {
            Box::pin(entry(life, 1, "created_at = created_at + 1", "created_at = created_at - 1"))
        }),
        // Elsewhere, it is missing where it was.
        fault("an entry of the journal is missing", &[CHAINED, VERIFIED], |life| {
            Box::pin(entry(life, 1, "sequence = -sequence", "sequence = -sequence"))
        }),
        fault("the last entry of the journal is missing", &[CHAINED, VERIFIED], |life| {
            Box::pin(entry(life, 0, "sequence = -sequence", "sequence = -sequence"))
        }),
    ]
}

/// A contact that is there.
fn kept(life: &Life) -> &Contact {
    of(life, Plan::Keeper).0.ledger.contacts.iter().find(|contact| !contact.is_erased).expect("one is kept")
}

/// Writes a word beside a contact that is there.
async fn remarked(life: &Life, word: Canary) -> Undo {
    let id = kept(life).id;
    let spoil = ("UPDATE contact SET note_private = $2 WHERE id = $1", args![id, word.to_string()]);
    rows(life, Where::Space(of(life, Plan::Keeper).1), spoil, ("UPDATE contact SET note_private = NULL WHERE id = $1", args![id])).await
}

/// Somebody signs up; a moment later their sign-up is not there.
async fn forgotten(life: &mut Life) -> Undo {
    let number = u32::try_from(life.companies.len()).expect("few");
    let mut newcomer = Company::new(number, &[Plan::Ghost], &mut life.chance);
    newcomer.act(life).await.expect("a sign-up");
    let email = newcomer.email();
    life.companies.push(newcomer);
    change(life, (Where::Platform, "DELETE FROM signup WHERE email = $1".to_owned(), args![email.clone()])).await;
    Undo::Rows(vec![(Where::Platform, "DELETE FROM mail WHERE recipient = $1".to_owned(), args![email])])
}

/// Changes the entry of the journal that is so many before the last.
async fn entry(life: &Life, before_last: i64, spoil: &str, repair: &str) -> Undo {
    let last: i64 = life.eyes.journal.get("SELECT MAX(sequence) FROM entry", args![]).await.expect("a number");
    let entry = last - before_last;
    let sql = |what: &str| format!("UPDATE entry SET {what} WHERE sequence IN ($1, $2)");
    rows(life, Where::Journal, (&sql(spoil), args![entry, -entry]), (&sql(repair), args![entry, -entry])).await
}
