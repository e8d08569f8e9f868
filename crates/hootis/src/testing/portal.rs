//! A contact who comes in to Station Clients, and what strangers try to reach of theirs.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{Client, PASSWORD, TestSpace, form};
use crate::web::person::sort_key;

/// A contact with access.
pub(crate) struct TestContact {
    pub(crate) id: Uuid,
    pub(crate) email: String,
    /// Their browser, signed in.
    pub(crate) client: Client,
}

impl TestSpace<'_> {
    /// A party of the space.
    pub(crate) async fn party(&self, name: &str) -> Uuid {
        let id = Uuid::now_v7();
        let sql = "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, is_closed, version, created_at, updated_at)
                   VALUES ($1, 'company', FALSE, TRUE, FALSE, $2, $3, FALSE, 1, $4, $4)";
        self.db.execute(sql, args![id, name, sort_key(name), self.now()]).await.expect("a party");
        id
    }

    /// A contact of a party, or of none, who has no access.
    pub(crate) async fn stranger(&self, name: &str, party: Option<Uuid>) -> Uuid {
        let (id, email) = (Uuid::now_v7(), format!("{}@{}.example", name.to_lowercase().replace(' ', "."), self.row.slug));
        let (first, last) = name.split_once(' ').map_or((None, name), |(first, last)| (Some(first), last));
        let sql = "INSERT INTO contact (id, party_id, first_name, last_name, name_key, email, is_private, version, created_at, updated_at)
                   VALUES ($1, $2, $3, $4, $5, $6, FALSE, 1, $7, $7)";
        self.db.execute(sql, args![id, party, first, last, sort_key(name), email, self.now()]).await.expect("a contact");
        id
    }

    /// A contact who comes in, and sees so far in every application (`own`, `company`, `everything`).
    pub(crate) async fn contact(&self, name: &str, party: Option<Uuid>, reach: &str) -> TestContact {
        let id = self.stranger(name, party).await;
        let email = self.db.get::<String>("SELECT email FROM contact WHERE id = $1", args![id]).await.expect("an address");
        let hash = self.app().app.passwords().hash(PASSWORD.to_owned().into()).await.expect("a hash");
        let sql =
            "INSERT INTO contact_access (contact_id, email, email_key, state, password_hash, reach_data, reach_messages, reach_files, lang, theme,
                                               invited_at, created_at, updated_at)
                   VALUES ($1, $2, $2, 'active', $3, $4, $4, $4, 'fr', 'auto', $5, $5, $5)";
        self.db.execute(sql, args![id, &email, hash, reach, self.now()]).await.expect("an access");
        let client = self.anyone();
        sign_in(&client, &email).await;
        TestContact { id, email, client }
    }
}

/// Signs a contact in.
pub(crate) async fn sign_in(client: &Client, email: &str) {
    client.get("/connexion").await.is(200);
    client.post("/connexion", form! { email: email, password: PASSWORD }).await.is(303);
}

/// A row of the contact's for a route of Station Clients with an id, as its path with that id: who may not see it gets 404.
/// None: nobody has made one for this route yet, and the test of all routes says so.
pub(crate) async fn example(space: &TestSpace<'_>, contact: &TestContact, path: &str) -> Option<String> {
    let id = match path {
        // A passkey of theirs.
        "/securite/cles/{id}/suppression" => {
            let id = Uuid::now_v7();
            let sql = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at) VALUES ($1, $2, $3, $3, 0, 'Téléphone', 1)";
            space.db.execute(sql, args![id, contact.id, id.as_bytes().to_vec()]).await.expect("a passkey");
            id
        }
        // A file that they are sending.
        "/messages/envois/{id}" => {
            let id = Uuid::now_v7();
            let sql = "INSERT INTO media_upload (id, sender_id, name, size_bytes, keeps_place, is_attachment, created_at, updated_at) VALUES ($1, $2, 'plan.pdf', 9, FALSE, TRUE, $3, $3)";
            space.db.execute(sql, args![id, contact.id, space.now()]).await.expect("an upload");
            id
        }
        // A file that a member shows to them alone, and one of a message of theirs.
        path if path.contains("{view}") || path.ends_with("/fichier") || path.starts_with("/medias/") => {
            let (path, file) = super::files::file_of(space, contact, path).await;
            return Some(path.replace("{file}", &file.to_string()).replace("{view}", "vignette"));
        }
        // A conversation of theirs, with a message that they wrote.
        path if path.starts_with("/messages/{id}") => {
            use crate::space::conversations::{Author, NewMessage, Reader, insert};
            let (id, author) = (Uuid::now_v7(), Author { who: Reader::Contact(contact.id), name: contact.email.clone() });
            let tx = space.db.begin().await.expect("a transaction");
            let first = NewMessage { id, author, body: "06 39 98 77 01".to_owned() };
            insert(&tx, space.app().app.now(), id, None, None, &[contact.id], &first).await.expect("a conversation");
            tx.commit().await.expect("a commit");
            id
        }
        // A document of their company, whose documents they see.
        path if path.starts_with("/devis-et-factures/{id}") => {
            let party = space.party("Peyrot").await;
            let sql = "UPDATE contact SET party_id = $2 WHERE id = $1";
            space.db.execute(sql, args![contact.id, party]).await.expect("a company");
            let sql = "UPDATE contact_access SET reach_data = 'company' WHERE contact_id = $1";
            space.db.execute(sql, args![contact.id]).await.expect("a reach");
            let document = crate::space::documents::testing::invoice(&space.db, "FA2611-0048", Some(party)).await;
            if path.contains("{media}") {
                let file = printed(space, contact, document).await;
                return Some(path.replace("{id}", &document.to_string()).replace("{media}", &file.to_string()));
            }
            document
        }
        _ => return None,
    };
    Some(path.replace("{id}", &id.to_string()).replace("{message}", &id.to_string()))
}

/// A PDF that a document was printed to.
async fn printed(space: &TestSpace<'_>, contact: &TestContact, document: Uuid) -> Uuid {
    let (_, file) = super::files::file_of(space, contact, "/medias/{id}").await;
    let sql = "UPDATE media_blob SET media_type = 'application/pdf' WHERE id = (SELECT blob_id FROM media WHERE id = $1)";
    space.db.execute(sql, args![file]).await.expect("a type");
    let source = Uuid::now_v7();
    let entity: i64 = space.db.get("SELECT COUNT(*) + 1 FROM import_source", args![]).await.expect("a number");
    let sql = "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, $2, 'dump', '{}', '', '', $3, $3, $3)";
    space.db.execute(sql, args![source, entity, space.now()]).await.expect("a source");
    let sql = "INSERT INTO dolibarr_file (source_id, path, media_id, subject_kind, subject_id, is_print, sent_hash, created_at, updated_at)
               VALUES ($1, 'facture/FA2611-0048.pdf', $2, 'document', $3, TRUE, $4, $5, $5)";
    space.db.execute(sql, args![source, file, document, vec![7_u8; 32], space.now()]).await.expect("a file");
    file
}
