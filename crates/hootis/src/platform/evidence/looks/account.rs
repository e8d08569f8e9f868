//! The end of an account, tried on one that never was.

use hootis_policy::retention::LATE;
use hootis_space::shape;
use uuid::Uuid;

use super::{Eyes, Finding};
use crate::error::{Error, Result};
use crate::platform::accounts::{self, NewAccount};
use crate::platform::deletion;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;
use crate::web::i18n::Lang;
use crate::web::person::Email;

/// Columns that name an account by its id, and by its address.
const IDS: [&str; 2] = ["account_id", "subject_id"];
const ADDRESSES: [&str; 3] = ["email", "email_key", "recipient"];

/// R2: no account is past its day, and deleting one leaves nothing that names it. It is tried in a transaction that
/// is undone.
pub(in super::super) async fn r2(eyes: &Eyes) -> Result<Finding> {
    let platform = eyes.app.platform();
    let (due, since) = deletion::count_due(&eyes.app, true).await?;
    if since.is_some_and(|since| since < eyes.now.before(LATE).0) {
        return Ok(Finding::bad(Figure::new("evidence-r2-late").count("n", due)));
    }
    let shape = shape(platform).await?;
    let id = Uuid::now_v7();
    let email = Email::parse(&format!("{}@example.org", id.simple())).ok_or_else(|| Error::internal("an address that is none"))?;
    let tx = platform.begin().await?;
    let new = NewAccount { id, email: email.clone(), name: "Essai".to_owned(), password_hash: "$argon2id$v=19$".to_owned(), lang: Lang::Fr };
    accounts::insert(&tx, eyes.now, &new).await?;
    looked::insert_traces(&tx, eyes.now, id, &email.text).await?;
    let account = accounts::get(&tx, id).await?;
    deletion::delete(&tx, &account).await?;
    let (mut left, mut tables) = (Vec::new(), 0);
    for table in &shape {
        let named = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| table.columns.iter().any(|(column, _)| column == name)).collect()
        };
        let (ids, addresses) = (named(&IDS), named(&ADDRESSES));
        if ids.is_empty() && addresses.is_empty() {
            continue;
        }
        tables += 1;
        if looked::rows_of_account(&tx, &table.name, &ids, &addresses, id, &email.text).await? > 0 {
            left.push(table.name.clone());
        }
    }
    // Nothing of it ever was.
    drop(tx);
    Ok(match left.first() {
        Some(place) => Finding::bad(Figure::new("evidence-r2-left").name("place", place).len("n", left.len())),
        None => Finding::good(Figure::new("evidence-r2").count("tables", tables)),
    })
}
