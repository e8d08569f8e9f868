//! Large conversations are paged by key, both ways, and lists go through their indexes.

use std::collections::BTreeSet;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{begin, contact, id_of};
use crate::testing::{TestApp, TestSpace};

/// Writes so many messages, and a note after every tenth of them.
async fn fill(space: &TestSpace<'_>, conversation: Uuid, contact: Uuid, count: i64) {
    let at: i64 = space.db.get("SELECT position FROM talk_clock", args![]).await.unwrap();
    let sql = "INSERT INTO message (id, conversation_id, position, contact_id, from_contact, author_name, body, stamp, created_at) VALUES ($1, $2, $3, $4, $5, 'Sylvie', $6, $3, $3)";
    let sets = (1..=count).map(|n| args![Uuid::now_v7(), conversation, at + n * 2, contact, true, format!("Message {n:05}.")]).collect();
    space.db.execute_many(sql, sets).await.unwrap();
    let sql = "INSERT INTO aside (id, conversation_id, position, author_name, body, called, stamp, created_at) VALUES ($1, $2, $3, 'Théo', $4, '[]', $3, $3)";
    let sets = (1..=count / 10).map(|n| args![Uuid::now_v7(), conversation, at + n * 20 + 1, format!("Note {n:05}.")]).collect();
    space.db.execute_many(sql, sets).await.unwrap();
    let end = at + count * 2 + 2;
    space.db.execute("UPDATE talk_clock SET position = $1", args![end]).await.unwrap();
    space
        .db
        .execute("UPDATE conversation SET messaged_at = $2, stamp = $2, inner_stamp = $2 WHERE id = $1", args![conversation, at + count * 2])
        .await
        .unwrap();
}

/// What a page shows, in its order.
fn shown(text: &str) -> Vec<String> {
    let marks = ["Message ", "Note "];
    let mut found: Vec<(usize, String)> = marks
        .iter()
        .flat_map(|mark| text.match_indices(mark).map(|(at, _)| (at, text[at..].chars().take(mark.len() + 6).collect::<String>())))
        .filter(|(_, word)| word.ends_with('.'))
        .collect();
    found.sort();
    found.into_iter().map(|(_, word)| word).collect()
}

#[tokio::test]
async fn a_long_conversation_pages_both_ways_without_losing_a_word() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let sylvie = contact(&space, None, "Sylvie", "Peyrot").await;
    let talk = begin(&editor, &[sylvie], "Début").await;
    fill(&space, id_of(&talk), sylvie, 230).await;
    let page = editor.get(&format!("{talk}?vue=pour-moi")).await.is(200).text();
    let mut all = shown(page.split("id=\"fil\"").nth(1).unwrap());
    assert_eq!(all.len(), 50);
    assert_eq!(all[49], "Note 00023.");
    let mut older = page.split("rel=\"prev\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    while let Some(path) = older {
        let part = editor.get_part(&path).await.is(200).text();
        all = [shown(&part), all].concat();
        older = part.split("rel=\"prev\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    }
    let different: BTreeSet<&String> = all.iter().collect();
    assert_eq!((all.len(), different.len()), (253, 253));
    assert_eq!(all[0], "Message 00001.");
    // From somewhere in the middle to the end.
    let at: i64 = space.db.get("SELECT position FROM message WHERE body = 'Message 00100.'", args![]).await.unwrap();
    let mut path = format!("{talk}?autour={at}");
    let mut forth = Vec::new();
    loop {
        let page = editor.get(&path).await.is(200).text();
        forth.extend(shown(page.split("id=\"fil\"").nth(1).unwrap()));
        let Some(next) = page.split("rel=\"next\" href=\"").nth(1) else { break };
        path = next.split('"').next().unwrap().to_owned();
    }
    assert_eq!(forth[0], "Message 00100.");
    assert_eq!(forth.len(), 131 + 14);
}

#[tokio::test]
async fn ten_thousand_messages_and_as_many_conversations_are_read_through_their_indexes() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    if !space.db.engine().encrypts_whole_databases() {
        return;
    }
    let plan = |sql: &'static str| {
        let db = &space.db;
        async move {
            let rows = db.query(&format!("EXPLAIN QUERY PLAN {sql}"), args![]).await.unwrap();
            let words = rows.into_iter().map(|row| match row.rest().last() {
                Some(hootis_space::Value::Text(text)) => text.clone(),
                _ => String::new(),
            });
            words.collect::<Vec<_>>().join("; ")
        }
    };
    for table in ["message", "aside"] {
        let sql: &'static str = match table {
            "message" => "SELECT body FROM message WHERE conversation_id = x'00' AND position < 5 ORDER BY position DESC LIMIT 51",
            _ => "SELECT body FROM aside WHERE conversation_id = x'00' AND position < 5 ORDER BY position DESC LIMIT 51",
        };
        let told = plan(sql).await;
        assert!(told.contains(&format!("{table}_conversation_id_position")) && !told.contains("TEMP B-TREE"), "{told}");
    }
    let told = plan("SELECT v.id FROM conversation v WHERE v.messaged_at < 5 ORDER BY v.messaged_at DESC LIMIT 31").await;
    assert!(told.contains("conversation_messaged_at") && !told.contains("TEMP B-TREE"), "{told}");
    let told = plan("SELECT v.id FROM conversation v WHERE v.awaits AND v.messaged_at < 5 ORDER BY v.messaged_at DESC LIMIT 31").await;
    assert!(told.contains("conversation_awaits") && !told.contains("TEMP B-TREE"), "{told}");
    let told = plan("SELECT v.id FROM conversation v WHERE v.inner_stamp > 5 ORDER BY v.inner_stamp LIMIT 51").await;
    assert!(told.contains("conversation_inner_stamp") && !told.contains("TEMP B-TREE"), "{told}");
}
