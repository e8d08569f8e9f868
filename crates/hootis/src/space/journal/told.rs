//! A change in words, for those who may see what it was about.

use std::collections::HashMap;

use hootis_space::SpaceDb;
use uuid::Uuid;

use super::{fields, queries};
use crate::error::Result;
use crate::space::changes::Change;
use crate::space::contacts::{self, Eyes};
use crate::space::inbox;
use crate::space::{media, members};
use crate::web::i18n::Lang;

/// What the journal can be filtered by.
pub(super) const KINDS: [&str; 8] = ["party", "contact", "conversation", "member", "media", "tag", "setting", "import"];

/// The word for conversations in changes.
const CONVERSATION: &str = inbox::KIND;

/// A line of the journal.
pub(super) struct Told {
    pub id: Uuid,
    pub at: i64,
    pub who: String,
    pub action: &'static str,
    pub kind: &'static str,
    /// What it was about; empty when it is gone, or not for these eyes.
    pub name: String,
    /// Its card; empty when there is none.
    pub href: String,
    /// The fields that changed.
    pub details: Vec<String>,
}

/// Puts words on a page of changes. What was done to a contact that is private to somebody else is told, not what
/// was written.
pub(super) async fn tell(space: &SpaceDb, lang: Lang, eyes: Eyes, changes: Vec<Change>) -> Result<Vec<Told>> {
    let of = |wanted: &dyn Fn(&str) -> bool| {
        let mut ids: Vec<Uuid> = changes.iter().filter(|change| wanted(&change.subject_kind)).map(|change| change.subject_id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut names: HashMap<Uuid, String> = HashMap::new();
    names.extend(queries::list_names(space, &of(&|kind| matches!(kind, "party" | members::KIND | "tag" | "setting"))).await?);
    names.extend(contacts::list_names(space, &of(&|kind| kind == contacts::KIND), eyes).await?);
    names.extend(inbox::list_names(space, &of(&|kind| kind == CONVERSATION), eyes).await?);
    names.extend(media::list_names(space, eyes, &of(&|kind| kind == media::KIND)).await?);
    Ok(changes.into_iter().map(|change| line(lang, &names, change)).collect())
}

fn line(lang: Lang, names: &HashMap<Uuid, String>, change: Change) -> Told {
    let name = names.get(&change.subject_id).cloned();
    // Who may not see a contact sees no conversation with them either.
    let is_hidden = [contacts::KIND, CONVERSATION, media::KIND].contains(&change.subject_kind.as_str()) && name.is_none();
    let card = match change.subject_kind.as_str() {
        "party" => "/admin/clients",
        contacts::KIND => "/admin/contacts",
        members::KIND => "/admin/equipe",
        CONVERSATION => "/admin/messages",
        media::KIND => "/admin/medias",
        "tag" => "/admin/etiquettes",
        // Of all settings, only fields have a name.
        "setting" => "/admin/reglages/champs",
        _ => "",
    };
    let href = if card.is_empty() || name.is_none() { String::new() } else { format!("{card}/{}", change.subject_id) };
    Told {
        id: change.id,
        at: change.at,
        action: action(lang, &change.action),
        kind: kind(lang, &change.subject_kind),
        details: if is_hidden { Vec::new() } else { change.fields.iter().map(|field| fields::told(lang, &change.subject_kind, field)).collect() },
        who: match change.actor_kind.as_str() {
            "operator" => lang.t("journal-operator").to_owned(),
            "import" => lang.t_args("journal-import-by", &[("name", change.actor_name.into())]),
            _ => change.actor_name,
        },
        name: name.unwrap_or_default(),
        href,
    }
}

/// The word for a kind of row.
pub(super) fn kind(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "party" => lang.t("journal-party"),
        "contact" => lang.t("journal-contact"),
        "member" => lang.t("journal-member"),
        CONVERSATION => lang.t("journal-conversation"),
        "media" => lang.t("journal-media"),
        "tag" => lang.t("journal-tag"),
        "setting" => lang.t("journal-setting"),
        "import" => lang.t("journal-import"),
        "api_key" => lang.t("journal-api-key"),
        "journal" => lang.t("journal-journal"),
        _ => lang.t("journal-other"),
    }
}

fn action(lang: Lang, action: &str) -> &'static str {
    match action {
        "created" => lang.t("journal-created"),
        "archived" => lang.t("journal-archived"),
        "restored" => lang.t("journal-restored"),
        "deleted" => lang.t("journal-deleted"),
        "trashed" => lang.t("journal-trashed"),
        "returned_from_trash" => lang.t("journal-from-trash"),
        "shared" => lang.t("journal-shared"),
        "hidden" => lang.t("journal-hidden"),
        "tagged" => lang.t("journal-tagged"),
        "untagged" => lang.t("journal-untagged"),
        "merged" => lang.t("journal-merged"),
        "retired" => lang.t("journal-retired"),
        "returned" => lang.t("journal-returned"),
        "invited" | "invited_again" => lang.t("journal-invited"),
        "invitation_withdrawn" => lang.t("journal-withdrawn"),
        "access_withdrawn" => lang.t("journal-access-withdrawn"),
        "viewed" => lang.t("journal-viewed"),
        "correction_accepted" => lang.t("journal-correction-accepted"),
        "correction_refused" => lang.t("journal-correction-refused"),
        "erasure_asked" => lang.t("journal-erasure-asked"),
        "erasure_withdrawn" => lang.t("journal-erasure-withdrawn"),
        "erasure_extended" => lang.t("journal-erasure-extended"),
        "erasure_refused" => lang.t("journal-erasure-refused"),
        "erased" => lang.t("journal-erased"),
        "role" => lang.t("journal-role"),
        "deactivated" => lang.t("journal-deactivated"),
        "reactivated" => lang.t("journal-reactivated"),
        "password" => lang.t("journal-password"),
        "imported" => lang.t("journal-imported"),
        "exported" => lang.t("journal-exported"),
        "done" => lang.t("journal-done"),
        "reopened" => lang.t("journal-reopened"),
        "assigned" => lang.t("journal-assigned"),
        "message_deleted" => lang.t("journal-message-deleted"),
        "note_deleted" => lang.t("journal-note-deleted"),
        _ => lang.t("journal-updated"),
    }
}
