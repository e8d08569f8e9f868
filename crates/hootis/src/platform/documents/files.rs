//! Files: the documents and the register to take away, and `security.txt` for machines.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use hootis_policy::documents::Kind;
use hootis_policy::{Lang as PolicyLang, deadlines, register};

use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::reply::attachment;

/// A file that can be downloaded.
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is.
    pub label: &'static str,
    /// Its format, for people.
    pub format: &'static str,
}

/// The files in a language: the register, its columns, and the documents that have a text of their own.
pub(super) fn list(lang: Lang) -> Vec<File> {
    let tag = lang.code();
    let documents = Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Cookies | Kind::Downloads));
    let documents = documents.map(|kind| File { name: format!("{}.{tag}.md", kind.name()), label: kind.title().to(lang.into()), format: "Markdown" });
    let register = File { name: format!("register.{tag}.md"), label: lang.t("documents-register"), format: "Markdown" };
    let columns = File { name: "columns.csv".to_owned(), label: lang.t("documents-columns"), format: "CSV" };
    documents.chain([register, columns]).collect()
}

/// A file, by its name.
pub async fn download(_: Visitor, Path(name): Path<String>) -> Result<Response> {
    let text = content(&name).ok_or(Error::NotFound)?;
    Ok(attachment(&name, text))
}

fn content(name: &str) -> Option<String> {
    if let Some((_, text)) = register::files().into_iter().find(|(file, _)| file == name) {
        return Some(text);
    }
    let (kind, lang) = name.strip_suffix(".md")?.rsplit_once('.')?;
    let lang = PolicyLang::ALL.into_iter().find(|known| known.tag() == lang)?;
    let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
    Some(kind.document(lang).markdown())
}

/// `/.well-known/security.txt` (RFC 9116): whom machines are told to write to.
pub async fn security_txt(visitor: Visitor) -> Response {
    let site = visitor.app.site();
    let expires = format::machine(visitor.visit.now().after(deadlines::SECURITY_TXT.as_duration()).0);
    let contact = &visitor.app.declared().operator.security_email;
    let text = format!(
        "Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: fr, en\nCanonical: {origin}/.well-known/security.txt\nPolicy: {origin}{policy}\n",
        origin = site.origin(),
        policy = Kind::Security.path(),
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
