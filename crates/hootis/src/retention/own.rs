//! What features do for their rules themselves, and the tables whose rows go with others.

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use hootis_policy::retention::{MEDIA_TRASH, MEDIA_UPLOAD, UPLOAD};
use hootis_space::SpaceDb;

use super::Due;
use super::enforcements::{Own, OwnInSpace};
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::platform::{deletion, lifecycle};
use crate::platform::{journal, visits};
use crate::space::imports::retention as imports;
use crate::space::media::retention as media;

/// The journal is purged by whole days and stays verifiable.
pub(super) const JOURNAL: Own = Own {
    count: |app, now| {
        Box::pin(async move {
            let (rows, oldest) = journal::count_due(app, now).await?;
            Ok(Due { rows, oldest })
        })
    },
    clear: |app, now, most| Box::pin(journal::purge(app, now, most)),
};

/// Browsing records go by whole days.
pub(super) const VISITS: Own = Own {
    count: |app, now| {
        Box::pin(async move {
            let ((rows, _), oldest) = (visits::count_due(app.platform(), now).await?, visits::oldest(app.platform()).await?);
            Ok(Due { rows: rows.unsigned_abs(), oldest: oldest.map(visits::due_at) })
        })
    },
    clear: |app, now, _| Box::pin(visits::purge(app.platform(), now)),
};

/// Disabled spaces are destroyed when their thirty days have passed on both clocks.
pub(super) const SPACE_DISABLED: Own = Own {
    count: |app, _| Box::pin(async move { Ok(due(lifecycle::count_due(app).await?)) }),
    clear: |app, _, most| Box::pin(lifecycle::destroy_due(app, most)),
};

/// Destructions that were cut off are brought to their end.
pub(super) const DESTRUCTION: Own = Own {
    count: |app, _| Box::pin(async move { Ok(due(lifecycle::destruction::count_unfinished(app).await?)) }),
    clear: |app, _, most| Box::pin(lifecycle::destruction::finish_unfinished(app, most)),
};

/// Accounts without a space, once their holders were told.
pub(super) const ACCOUNT: Own = Own {
    count: |app, _| Box::pin(async move { Ok(due(deletion::count_due(app, false).await?)) }),
    clear: |app, _, most| Box::pin(deletion::delete_due(app, false, most)),
};

/// Accounts whose holders asked, once their spaces are gone.
pub(super) const ACCOUNT_ASKED: Own = Own {
    count: |app, _| Box::pin(async move { Ok(due(deletion::count_due(app, true).await?)) }),
    clear: |app, _, most| Box::pin(deletion::delete_due(app, true, most)),
};

fn due((rows, oldest): (i64, Option<i64>)) -> Due {
    Due { rows: rows.unsigned_abs(), oldest: oldest.map(Now) }
}

/// Files of uploads go at their time, whatever became of their space, and without opening it.
pub(super) const UPLOADED_FILES: Own = Own {
    count: |app, now| {
        let files = files(app);
        Box::pin(async move { Ok(counted(tokio::task::spawn_blocking(move || imports::count_files(&files, now.before(UPLOAD))).await??, uploaded)) })
    },
    clear: |app, now, most| {
        let files = files(app);
        Box::pin(async move { Ok(tokio::task::spawn_blocking(move || imports::delete_files(&files, now.before(UPLOAD), most)).await??) })
    },
};

/// The rows of those files, and their files.
pub(super) const OLD_UPLOADS: OwnInSpace = OwnInSpace {
    count: |space, _, now| Box::pin(async move { Ok(counted(imports::count_old(space, now.before(UPLOAD)).await?, uploaded)) }),
    clear: clear_old_uploads,
};

/// Uploads that an import has read and, cut off, left behind.
pub(super) const READ_UPLOADS: OwnInSpace = OwnInSpace {
    count: |space, _, now| Box::pin(async move { Ok(counted(imports::count_read(space, now).await?, Now)) }),
    clear: clear_read_uploads,
};

fn clear_old_uploads<'a>(space: &'a SpaceDb, folder: &'a Path, now: Now, most: u32) -> BoxFuture<'a, Result<u64>> {
    Box::pin(imports::delete_old(space, folder, now.before(UPLOAD), most))
}

fn clear_read_uploads<'a>(space: &'a SpaceDb, folder: &'a Path, now: Now, most: u32) -> BoxFuture<'a, Result<u64>> {
    Box::pin(imports::delete_read(space, folder, now, most))
}

/// Photos, videos and documents in the trash, and their files.
pub(super) const TRASHED_MEDIA: OwnInSpace = OwnInSpace {
    count: |space, _, now| {
        Box::pin(async move { Ok(counted(media::count_trashed(space, now.before(MEDIA_TRASH)).await?, |at| Now(at).after(MEDIA_TRASH))) })
    },
    clear: |space, folder, now, most| Box::pin(media::delete_trashed(space, folder, now.before(MEDIA_TRASH), most)),
};

/// Uploads that were never ended, and files that no row names.
pub(super) const LEFT_MEDIA: OwnInSpace = OwnInSpace {
    count: |space, folder, now| {
        Box::pin(async move { Ok(counted(media::count_left(space, folder, now.before(MEDIA_UPLOAD)).await?, |at| Now(at).after(MEDIA_UPLOAD))) })
    },
    clear: |space, folder, now, most| Box::pin(media::delete_left(space, folder, now.before(MEDIA_UPLOAD), most)),
};

fn uploaded(at: i64) -> Now {
    Now(at).after(UPLOAD)
}

fn counted((due, earliest): imports::Counted, due_at: impl Fn(i64) -> Now) -> Due {
    Due { rows: due.unsigned_abs(), oldest: earliest.map(due_at) }
}

/// The folder of all spaces' sealed files.
pub(super) fn files(app: &App) -> PathBuf {
    app.data().join("files")
}

/// What a company put in its space goes with the space.
pub(super) const SPACE_CONTENT: &[&str] = &[
    "destruction",
    "api_key",
    "setting",
    "member",
    "member_photo",
    "factor",
    "recovery_code",
    "passkey",
    "change_entry",
    "party",
    "party_address",
    "contact",
    "contact_access",
    "portal_logo",
    "note",
    "tag",
    "party_tag",
    "contact_tag",
    "member_tag",
    "party_member",
    "custom_field",
    "custom_value",
    "search_entry",
    "conversation",
    "conversation_contact",
    "conversation_member",
    "message",
    "aside",
    "product",
    "document",
    "document_line",
    "payment",
    "payment_share",
    "project",
    "project_task",
    "time_spent",
    "ticket",
    "ticket_message",
    "event",
    "event_attendee",
    "record_link",
    "discount",
    "media_key",
    "media_blob",
    "media",
    "file_index",
    "dolibarr_file",
    "import_source",
    "import_sync",
    "origin",
];

/// What only describes something else goes with it.
pub(super) const WITH_SUBJECT: &[&str] = &[
    "party_address",
    "note",
    "party_tag",
    "contact_tag",
    "contact_access",
    "contact_correction",
    "contact_erasure",
    "member_tag",
    "party_member",
    "custom_value",
    "search_entry",
    "conversation",
    "conversation_contact",
    "conversation_member",
    "message",
    "aside",
    "document",
    "document_line",
    "payment",
    "payment_share",
    "project",
    "project_task",
    "time_spent",
    "ticket",
    "ticket_message",
    "event",
    "event_attendee",
    "record_link",
    "discount",
    "media_blob",
    "file_index",
    "dolibarr_file",
    "media",
];
