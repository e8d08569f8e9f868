//! A space's tables about what is said in it: conversations with contacts, and what colleagues say aside.

use super::Kind::{Activity, Content, Identity};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::space(
        "talk_clock",
        Purpose::Relations,
        &[],
        Text::new("L’ordre de ce qui est dit dans l’espace", "The order of what is said in the space"),
        &[Column::plain("name").not_exported(), Column::plain("position").not_exported(), Column::plain("created_at").not_exported()],
    ),
    Table::space(
        "conversation",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::SPACE_CONTENT],
        Text::new("Les conversations avec des contacts", "Conversations with contacts"),
        &[
            Column::plain("id"),
            Column::plain("party_id"),
            Column::personal("subject", Content),
            Column::plain("awaits"),
            Column::plain("done_at"),
            Column::personal("assigned_to", Activity).erased_as_null(),
            Column::plain("messaged_at"),
            Column::plain("stamp").not_exported(),
            Column::plain("inner_stamp").not_exported(),
            Column::plain("created_at"),
        ],
    ),
    Table::space(
        "conversation_contact",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::SPACE_CONTENT],
        Text::new(
            "Les contacts d’une conversation : ce qu’ils ont lu, leur brouillon",
            "Contacts of a conversation: what they have read, their draft",
        ),
        &[
            Column::plain("conversation_id"),
            Column::plain("contact_id"),
            Column::personal("read_position", Activity),
            Column::personal("read_at", Activity),
            Column::plain("noticed_position").not_exported(),
            Column::plain("muted_at"),
            Column::personal("draft", Content).under(&retention::MESSAGE_DRAFT),
            Column::plain("draft_at"),
            Column::plain("created_at"),
        ],
    ),
    Table::space(
        "conversation_member",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::SPACE_CONTENT],
        Text::new("Ce qu’un membre a lu d’une conversation, et son brouillon", "What a member has read of a conversation, and their draft"),
        &[
            Column::plain("conversation_id"),
            Column::plain("member_id"),
            Column::personal("read_position", Activity),
            Column::personal("read_at", Activity),
            Column::plain("noticed_position").not_exported(),
            Column::plain("called_position"),
            Column::plain("muted_at"),
            Column::personal("draft", Content).under(&retention::MESSAGE_DRAFT),
            Column::plain("draft_is_aside"),
            Column::plain("draft_at"),
            Column::plain("created_at"),
        ],
    ),
    // What was deleted leaves who and when, without a word of what it said.
    Table::space(
        "message",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::MESSAGE_TRACE, &retention::SPACE_CONTENT],
        Text::new("Les messages, vus des contacts de la conversation", "Messages, seen by the contacts of the conversation"),
        &[
            Column::plain("id"),
            Column::plain("conversation_id"),
            Column::plain("position"),
            Column::personal("member_id", Activity).erased_as_null(),
            Column::personal("contact_id", Activity).erased_as_null(),
            Column::plain("from_contact"),
            Column::personal("author_name", Identity).erased_as("—"),
            Column::personal("body", Content).erased_as(""),
            Column::plain("edited_at"),
            Column::plain("deleted_at"),
            Column::plain("stamp").not_exported(),
            Column::personal("created_at", Activity),
        ],
    ),
    Table::space(
        "aside",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::MESSAGE_TRACE, &retention::SPACE_CONTENT],
        Text::new("Les notes internes d’une conversation, jamais vues des contacts", "Internal notes of a conversation, never seen by contacts"),
        &[
            Column::plain("id"),
            Column::plain("conversation_id"),
            Column::plain("position"),
            Column::personal("author_id", Activity).erased_as_null(),
            Column::personal("author_name", Identity).erased_as("—"),
            Column::personal("body", Content).erased_as(""),
            Column::personal("called", Identity).erased_as("[]"),
            Column::plain("edited_at"),
            Column::plain("deleted_at"),
            Column::plain("stamp").not_exported(),
            Column::personal("created_at", Activity),
        ],
    ),
];
