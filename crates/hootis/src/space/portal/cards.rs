//! What the home of Station Clients shows: a card for each application, made by a function of its own.

use hootis_policy::permissions::{Application, PortalRight};

use crate::access::Portal;
use crate::error::Result;
use crate::space::media::{self, Media};
use crate::space::{conversations, documents};
use crate::web::format;
use crate::web::page::{Text, icon};

/// One line of a card, with where it leads.
pub(super) struct Line {
    pub(super) title: Text,
    /// Under it; empty for nothing.
    pub(super) detail: Text,
    pub(super) href: Text,
}

/// A card.
pub(super) struct Card {
    pub(super) id: &'static str,
    pub(super) icon: &'static str,
    pub(super) title: Text,
    /// What it is about; said above the lines.
    pub(super) text: Text,
    pub(super) lines: Vec<Line>,
    /// Photos and films.
    pub(super) files: Vec<Media>,
    /// What can be done there first: label and address.
    pub(super) action: Option<(Text, Text)>,
}

/// The cards, one line an application, in the order of the page.
pub(super) async fn all<R>(portal: &Portal<R>) -> Result<Vec<Card>> {
    let mut cards = Vec::new();
    if portal.has(PortalRight::MessagesRead) {
        cards.push(messages(portal).await?);
    }
    cards.extend(sales(portal).await?);
    if portal.has(PortalRight::FilesRead) {
        cards.extend(files(portal).await?);
    }
    cards.push(data(portal));
    Ok(cards)
}

/// Conversations on the home.
const TALKS: i64 = 4;

/// The conversations written in last.
async fn messages<R>(portal: &Portal<R>) -> Result<Card> {
    let (lang, scope) = (portal.lang(), portal.scope_of(Application::Messages));
    let lines = conversations::station::latest(&portal.space, &scope, TALKS).await?;
    let line = |talk: conversations::station::Line| {
        let said = if talk.excerpt.is_empty() { lang.t("talk-deleted").to_owned() } else { talk.excerpt };
        let title = talk.subject.unwrap_or(talk.people);
        let title = if talk.unread > 0 { format!("{title} ({})", talk.unread) } else { title };
        Line { title: title.into(), detail: format!("{}, {}", talk.author, said).into(), href: format!("/messages/{}#fin", talk.id).into() }
    };
    Ok(Card {
        id: "messages",
        icon: icon("messages"),
        title: lang.t("portal-talk").into(),
        text: if lines.is_empty() { lang.t("portal-talk-none").into() } else { "".into() },
        lines: lines.into_iter().map(line).collect(),
        files: Vec::new(),
        action: portal.may_write().then(|| (lang.t("portal-talk-new").into(), "/messages/nouveau".into())),
    })
}

/// Documents on the home.
const DOCUMENTS: usize = 4;

/// The newest quotes and invoices of their company; no card for whoever has none, or does not see them.
async fn sales<R>(portal: &Portal<R>) -> Result<Option<Card>> {
    let lines = documents::station::latest(portal, DOCUMENTS).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let lang = portal.lang();
    let line = |one: documents::station::Latest| Line { title: one.title.into(), detail: one.detail.into(), href: one.href.into() };
    Ok(Some(Card {
        id: "documents",
        icon: icon("file-invoice"),
        title: lang.t("sales-title").into(),
        text: "".into(),
        lines: lines.into_iter().map(line).collect(),
        files: Vec::new(),
        action: Some((lang.t("sales-station-see").into(), "/devis-et-factures".into())),
    }))
}

/// Files on the home, of each kind.
const FILES: usize = 6;

/// The latest photos and documents that are shown to them; no card for whoever is shown none.
async fn files<R>(portal: &Portal<R>) -> Result<Vec<Card>> {
    let lang = portal.lang();
    let (photos, documents) = media::station::latest(portal, FILES).await?;
    let card = |id, icon, title: &str, href: &'static str, lines, files| Card {
        id,
        icon,
        title: lang.t(title).into(),
        text: "".into(),
        lines,
        files,
        action: Some((lang.t("media-station-see").into(), href.into())),
    };
    let line = |file: &Media| Line {
        title: file.title().to_owned().into(),
        detail: format!("{}, {}", format::date_short(lang, file.taken_at), format::size_bytes(lang, file.size())).into(),
        href: format!("/medias/{}", file.id).into(),
    };
    let mut cards = Vec::new();
    if !photos.is_empty() {
        cards.push(card("photos", icon("photo"), "media-station-photos", "/medias", Vec::new(), photos));
    }
    if !documents.is_empty() {
        cards.push(card("fichiers", icon("file-text"), "media-station-documents", "/documents", documents.iter().map(line).collect(), Vec::new()));
    }
    Ok(cards)
}

/// What the company holds of the contact, and their rights.
fn data<R>(portal: &Portal<R>) -> Card {
    let lang = portal.lang();
    let line = |key: &str, href: &'static str| Line { title: lang.t(key).into(), detail: "".into(), href: href.into() };
    Card {
        id: "donnees",
        icon: icon("shield-check"),
        title: lang.t("portal-data-card").into(),
        text: lang.t_args("portal-controller", &[("company", portal.company.as_str().into())]).into(),
        lines: vec![line("portal-data-see", "/mes-donnees"), line("portal-access-see", crate::access::portal::OWN_ACCESS)],
        files: Vec::new(),
        action: None,
    }
}
