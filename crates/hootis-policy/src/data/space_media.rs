//! A space's tables about photos, videos and documents. The files themselves are sealed, beside the database.

use super::Kind::{Activity, Content, Identity};
use super::Protection::{KeyedHash, Sealed};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::space(
        "media_key",
        Purpose::Relations,
        &[&retention::SPACE_CONTENT],
        Text::new("La clé par laquelle deux fichiers égaux se reconnaissent", "The key by which two equal files are known"),
        &[Column::plain("id").not_exported(), Column::credential("sealed_key", Sealed), Column::plain("created_at").not_exported()],
    ),
    Table::space(
        "media_blob",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::SPACE_CONTENT],
        Text::new("Les fichiers : ce qu’ils sont, sans leur contenu", "Files: what they are, without their contents"),
        &[
            Column::plain("id"),
            Column::personal("content_hash", Content).held(KeyedHash).not_exported(),
            Column::plain("kind"),
            Column::plain("media_type"),
            Column::plain("size_bytes"),
            Column::plain("width"),
            Column::plain("height"),
            Column::plain("duration_ms"),
            Column::plain("has_views").not_exported(),
            Column::plain("created_at"),
        ],
    ),
    Table::space(
        "media",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::MEDIA_TRASH, &retention::MEDIA_UPLOAD, &retention::SPACE_CONTENT],
        Text::new("Les photos, vidéos et documents, leurs légendes, leur client", "Photos, videos and documents, their captions, their customer"),
        &[
            Column::plain("id"),
            Column::plain("blob_id"),
            Column::plain("party_id"),
            Column::personal("name", Content),
            Column::personal("caption", Content),
            Column::personal("alt", Content),
            Column::personal("taken_at", Activity),
            Column::personal("added_by", Activity).erased_as_null(),
            Column::personal("added_name", Identity).erased_as("—"),
            Column::plain("deleted_at"),
            Column::plain("version"),
            Column::plain("created_at"),
            Column::plain("updated_at"),
            Column::plain("conversation_id"),
            Column::plain("message_id"),
            Column::plain("aside_id"),
            Column::personal("contact_id", Activity),
            Column::plain("unsent_at").not_exported(),
            Column::plain("shared_at"),
            Column::plain("shared_with"),
        ],
    ),
    Table::space(
        "media_upload",
        Purpose::Relations,
        &[&retention::MEDIA_UPLOAD],
        Text::new("Les envois en cours, pour les reprendre après une coupure", "Uploads under way, to go on after a cut"),
        &[
            Column::plain("id").not_exported(),
            Column::personal("sender_id", Activity).not_exported(),
            Column::personal("name", Content).not_exported(),
            Column::plain("size_bytes").not_exported(),
            Column::plain("modified_at").not_exported(),
            Column::plain("party_id").not_exported(),
            Column::plain("keeps_place").not_exported(),
            Column::plain("media_id").not_exported(),
            Column::plain("created_at").not_exported(),
            Column::plain("updated_at").not_exported(),
            Column::plain("is_attachment").not_exported(),
        ],
    ),
];
