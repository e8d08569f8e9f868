//! Certificates: what was destroyed, when, and how anybody can check that it is we who say so.
//!
//! A certificate is mailed to the person it concerns and kept nowhere: the mail leaves the queue when the relay has it, and
//! whoever wants to prove something later keeps the file. `hootis certificate verify` checks one, also without a database.

use hootis_policy::documents::Kind;
use hootis_policy::versions;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{App, Site};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::mail::{Attachment, Letter};
use crate::platform::accounts::Account;
use crate::signing;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::letter::Notice;

/// The destruction of a space.
pub const SPACE: &str = "hootis-space-destruction/1";

/// The deletion of an account.
pub const ACCOUNT: &str = "hootis-account-deletion/1";

/// A certificate, signed.
pub struct Certificate {
    kind: &'static str,
    file: Value,
}

/// Signs a certificate: `document` says what was done, and gets an id, a site and the version of the policy.
///
/// # Errors
/// When the document cannot be signed, which is a fault of ours.
pub fn sign(app: &App, kind: &'static str, mut document: Value) -> Result<Certificate> {
    let fields = document.as_object_mut().ok_or_else(|| Error::internal("a certificate is an object"))?;
    fields.insert("certificate".to_owned(), Uuid::now_v7().to_string().into());
    fields.insert("site".to_owned(), app.site().origin().into());
    fields.insert("signing_key_at".to_owned(), format!("{}{}", app.site().origin(), signing::KEY_PATH).into());
    fields.insert("policy_version".to_owned(), policy_version(app.now()));
    Ok(Certificate { kind, file: signing::sign(app.signer(), kind, document)? })
}

/// The version of the policy that is in force, for a document that is signed now.
#[must_use]
pub fn policy_version(now: Now) -> Value {
    let today = format::machine(now.0);
    let version = versions::in_force(versions::of(Kind::Privacy), today.get(..10).unwrap_or_default());
    version.map_or(Value::Null, |version| json!({ "number": version.number, "effective": version.effective }))
}

/// The mail that brings a certificate to its account. `about`: the company of the space; empty for the account itself.
///
/// # Errors
/// When a template fails, which is a fault of ours.
pub fn letter(site: &Site, account: &Account, about: &str, certificate: &Certificate) -> Result<Letter> {
    let (lang, document) = (account.lang, &certificate.file["document"]);
    let args = [("company", about.into()), ("date", date(lang, document).into())];
    let is_space = certificate.kind == SPACE;
    let subject = if is_space { lang.t_args("certificate-space", &args) } else { lang.t("certificate-account").to_owned() };
    let text = if is_space { lang.t_args("certificate-space-text", &args) } else { lang.t_args("certificate-account-text", &args) };
    let content = serde_json::to_string_pretty(&certificate.file).map_err(Error::internal)?;
    let letter = Notice {
        preview: text.clone(),
        title: subject.clone(),
        subject,
        name: account.name.clone(),
        text,
        facts: facts(lang, document),
        small: lang.t("certificate-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &account.email)?;
    let name = format!("hootis-{}.json", document["certificate"].as_str().unwrap_or_default());
    Ok(Letter { attachment: Some(Attachment { name, content }), ..letter })
}

fn date(lang: Lang, document: &Value) -> String {
    let at = document["destroyed_at"].as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    at.map_or_else(String::new, |at| format::datetime(lang, at.as_millisecond()))
}

/// What a certificate says, for people: what, and how much.
fn facts(lang: Lang, document: &Value) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut add = |key: &str, value: String| facts.push((lang.t(key).to_owned(), value));
    let number = |value: &Value| format::number(lang, value.as_i64().unwrap_or(0));
    let size = |value: &Value| format::size_bytes(lang, value.as_u64().unwrap_or(0));
    if let Some(address) = document.pointer("/space/address").and_then(Value::as_str) {
        add("certificate-address", address.to_owned());
        let rows = &document["database"]["rows"];
        add("certificate-rows", if rows.is_null() { lang.t("certificate-not-counted").to_owned() } else { number(rows) });
        add("certificate-files", format!("{} ({})", number(&document["files"]["count"]), size(&document["files"]["bytes"])));
        add("certificate-engine", document["engine"].as_str().unwrap_or_default().to_owned());
        add("certificate-key", document["key"]["id"].as_str().unwrap_or("—").to_owned());
    }
    for hash in document.pointer("/database/files").and_then(Value::as_array).into_iter().flatten() {
        add("certificate-hash", hash["sha256"].as_str().unwrap_or_default().to_owned());
    }
    if let Some(deleted) = document["deleted"].as_object() {
        add("certificate-deleted", number(&json!(deleted.values().filter_map(Value::as_i64).sum::<i64>())));
    }
    if document["kept"].as_array().is_some_and(Vec::is_empty) {
        add("certificate-kept", lang.t("certificate-kept-nothing").to_owned());
    }
    facts
}
