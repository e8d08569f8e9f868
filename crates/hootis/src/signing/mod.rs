//! Documents that Hootis signs, and that anybody can check without it: certificates, receipts.
//!
//! A signed document is one JSON object: `kind` (what it is, and in which version), `document` (what it says)
//! and `signature` (algorithm, public key, value). The signature is over `hootis/v1/signed`, a line feed, the kind,
//! a line feed, and the document in canonical JSON (RFC 8785: no blanks, members by name), so that a file that was
//! indented or sorted on its way is still good, and one in which a single value changed is not.
//!
//! Documents hold texts, whole numbers, booleans, lists and objects: numbers with decimals are refused, for two
//! programs may write them differently.

mod strict;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_vault::{PublicKey, Signer};
use serde_json::{Value, json};

use crate::error::{Error, Result};

const LABEL: &str = "hootis/v1/signed";
const ALGORITHM: &str = "Ed25519";

/// Where the public key is published.
pub const KEY_PATH: &str = "/.well-known/hootis-signature.json";

/// Signs a document. `kind` says what it is: `destruction-certificate/1`.
///
/// # Errors
/// When the document holds a number with decimals, which is a fault of ours.
pub fn sign(signer: &Signer, kind: &str, document: Value) -> Result<Value> {
    let message = message(kind, &document).map_err(|why| Error::internal(why.words()))?;
    let (key, value) = (signer.public_key(), BASE64_URL_SAFE_NO_PAD.encode(signer.sign(&message)));
    let signature = json!({ "algorithm": ALGORITHM, "key_id": key.id().to_string(), "public_key": key.to_string(), "value": value });
    Ok(json!({ "kind": kind, "document": document, "signature": signature }))
}

/// A signed document that was found good.
#[derive(Debug)]
pub struct Signed {
    pub kind: String,
    pub document: Value,
    /// The key that signed it: the one that was expected.
    pub key: PublicKey,
}

/// Why a file is no document of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is no signed document at all.
    Malformed,
    /// It names another key than the one that is trusted.
    OtherKey,
    /// What it says is not what was signed.
    Altered,
}

impl Refusal {
    /// For the operator and for programs.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Malformed => "this is no document that Hootis signs",
            Self::OtherKey => "the document was signed with another key",
            Self::Altered => "the document was altered: its signature is not that of what it says",
        }
    }
}

/// Checks a signed document against the one key that is trusted. The key that the file names is only compared: whoever
/// writes a file can name a key of their own in it.
///
/// # Errors
/// Why it is refused.
pub fn verify(text: &str, trusted: PublicKey) -> std::result::Result<Signed, Refusal> {
    let file = strict::read(text).ok_or(Refusal::Malformed)?;
    // What is signed is the kind and the document: nothing else may stand beside them, for somebody to take it for signed.
    let has_only = |at: &str, names: &[&str]| {
        file.pointer(at).and_then(Value::as_object).is_some_and(|members| members.keys().all(|name| names.contains(&name.as_str())))
    };
    if !has_only("", &["kind", "document", "signature"]) || !has_only("/signature", &["algorithm", "key_id", "public_key", "value"]) {
        return Err(Refusal::Malformed);
    }
    let field = |name: &str| file.pointer(name).and_then(Value::as_str).ok_or(Refusal::Malformed);
    let document = file.get("document").ok_or(Refusal::Malformed)?;
    let (kind, algorithm, named, value) =
        (field("/kind")?, field("/signature/algorithm")?, field("/signature/public_key")?, field("/signature/value")?);
    let named = PublicKey::parse(named).filter(|_| algorithm == ALGORITHM).ok_or(Refusal::Malformed)?;
    if named != trusted {
        return Err(Refusal::OtherKey);
    }
    if field("/signature/key_id")? != trusted.id().to_string() {
        return Err(Refusal::Altered);
    }
    let signature = BASE64_URL_SAFE_NO_PAD.decode(value).map_err(|_| Refusal::Altered)?;
    if !trusted.verifies(&message(kind, document)?, &signature) {
        return Err(Refusal::Altered);
    }
    Ok(Signed { kind: kind.to_owned(), document: document.clone(), key: trusted })
}

/// What `/.well-known/hootis-signature.json` says.
#[must_use]
pub fn published(key: PublicKey) -> Value {
    json!({ "algorithm": ALGORITHM, "key_id": key.id().to_string(), "public_key": key.to_string() })
}

fn message(kind: &str, document: &Value) -> std::result::Result<Vec<u8>, Refusal> {
    let mut text = format!("{LABEL}\n{kind}\n");
    canonical(document, &mut text)?;
    Ok(text.into_bytes())
}

/// Writes a value in the one way that RFC 8785 allows.
fn canonical(value: &Value, out: &mut String) -> std::result::Result<(), Refusal> {
    match value {
        Value::Number(number) if !number.is_i64() && !number.is_u64() => return Err(Refusal::Malformed),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                canonical(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            // By UTF-16 units, as the standard has it.
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (i, (name, item)) in members.into_iter().enumerate() {
                let _infallible = write!(out, "{}{}:", if i > 0 { "," } else { "" }, Value::from(name.as_str()));
                canonical(item, out)?;
            }
            out.push('}');
        }
        // serde_json escapes as the standard does.
        plain => {
            let _infallible = write!(out, "{plain}");
        }
    }
    Ok(())
}
