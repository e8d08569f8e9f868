//! The limits of conversations: how much, how often, how long.

use crate::limits::{By, Rate};
use crate::span::Span;
use crate::text::Text;

/// Longest message or note, in characters.
pub const MESSAGE_CHARS: usize = 10_000;
/// Longest subject of a conversation, in characters.
pub const SUBJECT_CHARS: usize = 200;
/// Most contacts of one conversation.
pub const CONTACTS: usize = 50;
/// Most files of one message or note.
pub const MESSAGE_FILES: usize = 20;
/// How long whoever wrote a message may change it: what was read an hour ago stays what was read.
pub const EDIT: Span = Span::minutes(10);
/// How long a notice by mail waits, for more messages and for its reader to come without it.
pub const NOTICE_WAITS: Span = Span::minutes(5);
/// Most streams of events of one process. Whoever finds no room has pages that are plain.
pub const STREAMS: usize = 5_000;
/// Most streams of one session: a browser opens one and shares it among its tabs.
pub const STREAMS_OF_SESSION: usize = 12;

/// Messages and notes written by one person: a program that got hold of a session floods nobody.
pub const MESSAGES_PERSON: Rate = Rate {
    name: "messages_person",
    by: By::Account,
    most: 60,
    window: Span::minutes(1),
    words: Text::new("Trop de messages en une minute.", "Too many messages within a minute."),
};

/// Drafts kept by one person: one a second at most while they type, in a few windows.
pub const DRAFTS_PERSON: Rate = Rate {
    name: "drafts_person",
    by: By::Account,
    most: 240,
    window: Span::minutes(1),
    words: Text::new("Trop de brouillons en une minute.", "Too many drafts within a minute."),
};
