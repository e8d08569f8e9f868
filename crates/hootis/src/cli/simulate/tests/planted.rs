//! What contacts and members leave in a space: nobody of a simulated life goes to Station Clients, or writes there.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::Life;

/// Puts it into each space that is open.
pub(in super::super) async fn plant_in_spaces(life: &Life) {
    let (id, now) = (Uuid::now_v7(), life.now);
    let hash = |byte: u8| vec![byte; 32];
    let session = "INSERT INTO contact_session (token_hash, contact_id, kind, agent, last_used_at, created_at) VALUES ($1, $2, $3, '', $4, $4)";
    let link = "INSERT INTO contact_link (token_hash, contact_id, kind, expires_at, created_at) VALUES ($1, $2, $3, $4, $4)";
    let rows = [
        (
            "INSERT INTO contact (id, last_name, name_key, is_private, version, created_at, updated_at) VALUES ($1, 'Roc', 'roc', $2, 1, $3, $3)",
            args![id, false, now],
        ),
        (
            "INSERT INTO contact_access (contact_id, email, email_key, state, reach_data, reach_messages, reach_files, lang, theme, invited_at, created_at,
               updated_at)
              VALUES ($1, 'a@b.example', 'a@b.example', 'active', 'own', 'own', 'own', 'fr', 'auto', $2, $2, $2)",
            args![id, now],
        ),
        (session, args![hash(1), id, "own", now]),
        (session, args![hash(2), id, "preview", now]),
        (link, args![hash(3), id, "invitation", now]),
        (
            "INSERT INTO contact_code (token_hash, contact_id, code_hash, tries, expires_at, created_at) VALUES ($1, $2, $1, 0, $3, $3)",
            args![hash(4), id, now],
        ),
        (
            "INSERT INTO conversation (id, awaits, messaged_at, stamp, inner_stamp, created_at) VALUES ($1, $2, 1, 1, 2, $3)",
            args![id, false, now],
        ),
        (
            "INSERT INTO message (id, conversation_id, position, from_contact, author_name, body, deleted_at, stamp, created_at)
              VALUES ($1, $1, 1, $2, '', '', $3, 1, $3)",
            args![id, true, now],
        ),
        (
            "INSERT INTO aside (id, conversation_id, position, author_name, body, called, deleted_at, stamp, created_at)
              VALUES ($1, $1, 2, '', '', '[]', $2, 2, $2)",
            args![id, now],
        ),
        (
            "INSERT INTO conversation_contact (conversation_id, contact_id, read_position, noticed_position, draft, draft_at, created_at)
              VALUES ($1, $1, 1, 1, 'to say', $2, $2)",
            args![id, now],
        ),
        (
            "INSERT INTO contact_correction (id, contact_id, fields, state, answered_at, created_at) VALUES ($1, $1, '[]', 'refused', $2, $2)",
            args![id, now],
        ),
        (
            "INSERT INTO contact_erasure (id, contact_id, state, due_at, answered_at, created_at) VALUES ($1, $1, 'withdrawn', $2, $2, $2)",
            args![id, now],
        ),
    ];
    let files = [
        (
            "INSERT INTO media_blob (id, content_hash, kind, media_type, size_bytes, has_views, created_at) VALUES ($1, $2, 'document', 'text/plain', 1, $3, $4)",
            args![id, hash(5), false, now],
        ),
        (
            "INSERT INTO media (id, blob_id, name, taken_at, added_name, deleted_at, version, created_at, updated_at)
              VALUES ($1, $1, 'x', $2, '', $2, 1, $2, $2)",
            args![id, now],
        ),
        (
            "INSERT INTO media_upload (id, sender_id, name, size_bytes, keeps_place, created_at, updated_at) VALUES ($1, $1, 'x', 1, $2, $3, $3)",
            args![id, false, now],
        ),
    ];
    let mut planted = 0;
    for row in life.eyes.spaces().await.expect("spaces") {
        let Some(space) = life.eyes.space(&row).await.expect("a space") else { continue };
        for (sql, args) in rows.iter().chain(&files) {
            space.execute(sql, args.clone()).await.expect("a row");
        }
        life.eyes.close(row.id);
        planted += 1;
    }
    assert!(planted > 0, "there is a space by now");
    // Somebody was there: their space is looked into.
    life.eyes.platform.execute("UPDATE space SET sweep_at = $1 WHERE wrapped_key IS NOT NULL", args![now]).await.expect("an update");
}
