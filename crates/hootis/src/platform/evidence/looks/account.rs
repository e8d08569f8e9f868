//! What a holder may do with their account, tried on one that never was.

use hootis_policy::data::{Database, table};
use hootis_policy::retention::LATE;
use hootis_space::{Tx, shape};
use serde_json::Value;
use uuid::Uuid;

use super::{Eyes, Finding};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::accounts::{self, NewAccount};
use crate::platform::deletion;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;
use crate::platform::holdings;
use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::person::Email;

/// Columns that name an account by its id, and by its address.
const IDS: [&str; 2] = ["account_id", "subject_id"];
const ADDRESSES: [&str; 3] = ["email", "email_key", "recipient"];

/// R1: a holder is handed all that is declared, whatever table it is in, and what they change is changed. It is tried in a
/// transaction that is undone.
pub(in super::super) async fn r1(eyes: &Eyes) -> Result<Finding> {
    let platform = eyes.app.platform();
    let tx = platform.begin().await?;
    let (id, email) = insert_trial(&tx, eyes.now).await?;
    let (mut tables, mut columns) = (0, 0);
    let document = handed(eyes, &tx, id).await?;
    let held = document["held"].as_array().map(Vec::as_slice).unwrap_or_default();
    for real in &shape(platform).await? {
        // Whatever names an account is handed out, or declared as something that is not.
        if real.name != "account" && !real.columns.iter().any(|(name, _)| name == "account_id" || name == "holder_id") {
            continue;
        }
        let Some(declared) = table(Database::Platform, &real.name) else {
            return Ok(Finding::bad(Figure::new("evidence-r1-forgotten").name("place", &real.name)));
        };
        tables += 1;
        columns += declared.exported().count();
        let hands_out = declared.exported().any(|column| column.kind != hootis_policy::data::Kind::Technical);
        if hands_out && !held.iter().any(|one| one["table"] == real.name) {
            return Ok(Finding::bad(Figure::new("evidence-r1-forgotten").name("place", &real.name)));
        }
    }
    accounts::update_profile(&tx, eyes.now, id, "Essai, changé", Lang::En, Theme::Dark).await?;
    let changed = handed(eyes, &tx, id).await?;
    // Nothing of it ever was.
    drop(tx);
    let (before, after) = (of_account(&document), of_account(&changed));
    let is_right = before["email"] == email.text.as_str() && before["name"] == "Essai" && after["name"] == "Essai, changé" && after["lang"] == "en";
    if !is_right {
        return Ok(Finding::bad(Figure::new("evidence-r1-unchanged")));
    }
    Ok(Finding::good(Figure::new("evidence-r1").count("tables", tables).len("columns", columns)))
}

/// What its holder would take away.
async fn handed(eyes: &Eyes, tx: &Tx, id: Uuid) -> Result<Value> {
    holdings::held(&holdings::Sources { platform: tx, journal: eyes.app.journal().conn() }, eyes.now, Lang::Fr, id).await
}

/// The row of the account in it.
fn of_account(document: &Value) -> Value {
    let held = document["held"].as_array().map(Vec::as_slice).unwrap_or_default();
    held.iter().find(|one| one["table"] == "account").map_or(Value::Null, |one| one["rows"][0].clone())
}

/// An account that never was, with what hangs on one.
async fn insert_trial(tx: &Tx, now: Now) -> Result<(Uuid, Email)> {
    let id = Uuid::now_v7();
    let email = Email::parse(&format!("{}@example.org", id.simple())).ok_or_else(|| Error::internal("an address that is none"))?;
    let new = NewAccount { id, email: email.clone(), name: "Essai".to_owned(), password_hash: "$argon2id$v=19$".to_owned(), lang: Lang::Fr };
    accounts::insert(tx, now, &new).await?;
    looked::insert_traces(tx, now, id, &email.text).await?;
    Ok((id, email))
}

/// R2: no account is past its day, and deleting one leaves nothing that names it. It is tried in a transaction that
/// is undone.
pub(in super::super) async fn r2(eyes: &Eyes) -> Result<Finding> {
    let platform = eyes.app.platform();
    let (due, since) = deletion::count_due(&eyes.app, true).await?;
    if since.is_some_and(|since| since < eyes.now.before(LATE).0) {
        return Ok(Finding::bad(Figure::new("evidence-r2-late").count("n", due)));
    }
    let shape = shape(platform).await?;
    let tx = platform.begin().await?;
    let (id, email) = insert_trial(&tx, eyes.now).await?;
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
