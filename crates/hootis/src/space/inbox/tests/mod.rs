//! Stories of conversations, as members live them.

mod live;
mod privacy;
mod size;
mod states;
mod writing;

use hootis_space::{Conn as _, args, search};
use uuid::Uuid;

use crate::clock::Now;
use crate::space::conversations::{self, Author, NewMessage, Reader};
use crate::testing::{Client, TestApp, TestSpace, form};
use crate::web::person::sort_key;

/// A party that a conversation can be with.
async fn party(space: &TestSpace<'_>, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, is_closed, version, created_at, updated_at)
               VALUES ($1, 'company', $2, $3, $2, $4, $5, $2, 1, 1, 1)";
    space.db.execute(sql, args![id, false, true, name, sort_key(name)]).await.unwrap();
    let tx = space.db.begin().await.unwrap();
    search::put(&tx, "party", vec![(id, search::body(&[Some(name)]))]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A contact of a party, or one who is alone.
async fn contact(space: &TestSpace<'_>, party: Option<Uuid>, first: &str, last: &str) -> Uuid {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO contact (id, party_id, first_name, last_name, name_key, email, is_private, version, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1, 1)";
    let email = format!("{}@peyrot.example", first.to_lowercase());
    space.db.execute(sql, args![id, party, first, last, sort_key(&format!("{last} {first}")), email, false]).await.unwrap();
    let tx = space.db.begin().await.unwrap();
    search::put(&tx, "contact", vec![(id, search::body(&[Some(first), Some(last)]))]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Begins a conversation; its address.
async fn begin(by: &Client, contacts: &[Uuid], body: &str) -> String {
    let mut form = form! { id: Uuid::now_v7(), contact: contacts[0], body: body };
    form.extend(contacts.iter().map(|id| ("avec".to_owned(), id.to_string())));
    by.post("/admin/messages", form).await.is(303).location().split('#').next().unwrap().to_owned()
}

fn id_of(address: &str) -> Uuid {
    address.rsplit('/').next().unwrap().parse().unwrap()
}

/// A contact writes, as Station Clients has them write.
async fn answer(app: &TestApp, space: &TestSpace<'_>, conversation: Uuid, contact: Uuid, name: &str, body: &str) -> i64 {
    let tx = space.db.begin().await.unwrap();
    let author = Author { who: Reader::Contact(contact), name: name.to_owned() };
    let new = NewMessage { id: Uuid::now_v7(), author, body: body.to_owned() };
    let at = conversations::write(&tx, app.app.now(), conversation, &new).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    app.app.hub().tell(space.row.id, at);
    at
}

/// A contact has read everything.
async fn read(space: &TestSpace<'_>, now: Now, conversation: Uuid, contact: Uuid) {
    let tx = space.db.begin().await.unwrap();
    conversations::mark_read(&tx, now, conversation, Reader::Contact(contact), i64::MAX).await.unwrap();
    tx.commit().await.unwrap();
}

/// The ids of the messages of a conversation, in its order.
async fn messages(space: &TestSpace<'_>, conversation: Uuid) -> Vec<Uuid> {
    space.db.list("SELECT id FROM message WHERE conversation_id = $1 ORDER BY position", args![conversation]).await.unwrap()
}
