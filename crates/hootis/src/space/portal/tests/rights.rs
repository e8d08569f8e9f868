//! Contacts see, correct and take away what is held of them, and ask to be erased.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_policy::{deadlines, retention};
use hootis_space::{Conn as _, args};
use serde_json::Value;
use uuid::Uuid;

use crate::testing::{TestApp, form};

/// The version of a card, which the form of a correction carries.
async fn version_of(space: &crate::testing::TestSpace<'_>, contact: Uuid) -> String {
    space.db.get::<i64>("SELECT version FROM contact WHERE id = $1", args![contact]).await.expect("a contact").to_string()
}

async fn id_of(space: &crate::testing::TestSpace<'_>, table: &str) -> uuid::Uuid {
    space.db.get(&format!("SELECT id FROM {table} WHERE state = 'pending'"), args![]).await.expect("a request")
}

#[tokio::test]
async fn a_correction_is_proposed_read_and_accepted() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    contact.client.get("/mes-donnees/correction").await.is(200).says("Acme relit");
    let wrong = form! { version: "1", first_name: "Sylvie", last_name: "", email: "no address" };
    contact.client.post("/mes-donnees/correction", wrong).await.is(422).says("no address");
    let form = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrot", email: contact.email, mobile: "06 39 98 77 01" };
    assert_eq!(contact.client.post("/mes-donnees/correction", form.clone()).await.is(303).location(), "/mes-donnees?fait=proposition");
    contact.client.get("/mes-donnees").await.is(200).says("en attente de réponse").says("06 39 98 77 01");
    let held: Option<String> = space.db.get("SELECT mobile FROM contact WHERE id = $1", args![contact.id]).await.expect("a contact");
    assert_eq!(held, None, "nobody has read it");
    editor.get("/admin/demandes").await.is(200).says("Sylvie Peyrot corrige ses données").says("06 39 98 77 01");
    let id = id_of(&space, "contact_correction").await;
    space.member(Role::Reader).await.post(&format!("/admin/demandes/corrections/{id}/acceptation"), form! {}).await.is(403);
    editor.post(&format!("/admin/demandes/corrections/{id}/acceptation"), form! {}).await.is(303);
    editor.post(&format!("/admin/demandes/corrections/{id}/acceptation"), form! {}).await.is(303);
    editor.get(&format!("/admin/contacts/{}", contact.id)).await.is(200).says("06 39 98 77 01").says("Correction du contact acceptée");
    assert!(app.mail_to(&contact.email).await.text.contains("a accepté les corrections"));
    contact.client.get("/mes-donnees").await.is(200).says("acceptée");
    // A proposal is not written over what somebody else wrote since.
    let form = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrot", email: contact.email, mobile: "06 39 98 77 02" };
    contact.client.post("/mes-donnees/correction", form).await.is(303);
    space.db.execute("UPDATE contact SET mobile = '06 39 98 77 03' WHERE id = $1", args![contact.id]).await.expect("a colleague");
    let id = id_of(&space, "contact_correction").await;
    editor.get("/admin/demandes").await.is(200).says("06 39 98 77 03");
    editor.post(&format!("/admin/demandes/corrections/{id}/acceptation"), form! {}).await.is(409).says("a changé depuis la proposition");
    editor.post(&format!("/admin/demandes/corrections/{id}/refus"), form! { answer: "" }).await.is(422).says("Un refus demande une raison");
    // The other way: refused, with words.
    let form = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrat", email: contact.email, mobile: "06 39 98 77 01" };
    contact.client.post("/mes-donnees/correction", form).await.is(303);
    let id = id_of(&space, "contact_correction").await;
    editor.post(&format!("/admin/demandes/corrections/{id}/refus"), form! { answer: "Le nom est celui de votre carte." }).await.is(303);
    contact.client.get("/mes-donnees").await.is(200).says("refusée").says("Le nom est celui de votre carte.").says("Peyrot");
    app.advance(retention::CORRECTION.keep.as_duration());
    app.sweep().await;
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_correction", args![]).await.expect("a count"), 0);
}

#[tokio::test]
async fn a_correction_is_written_at_once_where_the_company_says_so_and_never_over_dolibarr() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    owner.get("/admin/reglages/station-clients").await.is(200);
    owner.post("/admin/reglages/station-clients", form! { open: "1", color: "#7a2e1d", corrections: "direct" }).await.is(303);
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let wanted = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrot", email: contact.email, town: "Montauban", country: "FR" };
    assert_eq!(contact.client.post("/mes-donnees/correction", wanted.clone()).await.is(303).location(), "/mes-donnees?fait=correction");
    contact.client.get("/mes-donnees").await.is(200).says("Montauban");
    owner.get("/admin/recherche?q=montauban").await.is(200).says("Sylvie Peyrot");
    owner.get("/admin/journal?sujet=contact").await.is(200).says("Montauban");
    let same = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrot", email: contact.email, town: "Montauban", country: "FR" };
    assert_eq!(contact.client.post("/mes-donnees/correction", same).await.is(303).location(), "/mes-donnees?fait=rien");
    // A form that is older than the card writes over nobody, and keeps what was typed.
    let late = form! { version: "1", first_name: "Sylvie", last_name: "Peyrot", email: contact.email, town: "Moissac", country: "FR" };
    contact.client.post("/mes-donnees/correction", late).await.is(422).says("vient d'être modifiée").says("Moissac");
    let sql = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at)
               VALUES ($1, 'llx_socpeople', 7, $2, $3, $1, $1, 1)";
    let source = uuid::Uuid::now_v7();
    let made = "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
                VALUES ($1, 1, 'Dolibarr', '{}', 'x', 'x', 1, 1, 1)";
    space.db.execute(made, args![source]).await.expect("a source");
    space.db.execute(sql, args![source, contact.id, vec![0_u8; 32]]).await.expect("an origin");
    let wanted = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrot", email: contact.email, town: "Moissac", country: "FR" };
    assert_eq!(contact.client.post("/mes-donnees/correction", wanted).await.is(303).location(), "/mes-donnees?fait=proposition");
    owner.get("/admin/demandes").await.is(200).says("faites la correction là-bas");
    let id = id_of(&space, "contact_correction").await;
    owner.post(&format!("/admin/demandes/corrections/{id}/acceptation"), form! {}).await.is(303);
    let held: Option<String> = space.db.get("SELECT town FROM contact WHERE id = $1", args![contact.id]).await.expect("a contact");
    assert_eq!(held.as_deref(), Some("Montauban"));
}

#[tokio::test]
async fn a_contact_takes_away_what_is_held_of_them_and_no_internal_word() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    space.contact("Marc Peyrot", None, "own").await;
    space
        .db
        .execute("UPDATE contact SET note_private = 'Mauvais payeur', mobile = '06 39 98 77 01' WHERE id = $1", args![contact.id])
        .await
        .expect("a note");
    let answer = contact.client.get("/mes-donnees/donnees.json").await.is(200);
    assert!(answer.headers["content-disposition"].to_str().expect("text").contains("mes-donnees.json"));
    let all: Value = serde_json::from_str(&answer.text()).expect("JSON");
    assert_eq!(all["data"]["contact"][0]["mobile"], "06 39 98 77 01");
    assert_eq!(all["data"]["contact"].as_array().expect("rows").len(), 1);
    assert_eq!(all["data"]["contact_access"][0]["email"], contact.email.as_str());
    let text = answer.text();
    assert!(!text.contains("Mauvais payeur") && !text.contains("Marc") && !text.contains("password") && !text.contains("$argon2"));
}

#[tokio::test]
async fn an_erasure_is_asked_for_under_a_clock_and_refused_with_a_reason_or_taken_back() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor) = (space.member(Role::Owner).await, space.member(Role::Editor).await);
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    contact.client.get("/mes-donnees/effacement").await.is(200).says("23 décembre 2026");
    contact.client.post("/mes-donnees/effacement", form! { reason: "Je change de boulanger" }).await.is(303);
    // Asked twice, it is one.
    contact.client.post("/mes-donnees/effacement", form! {}).await.is(303);
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_erasure", args![]).await.expect("a count"), 1);
    contact.client.get("/mes-donnees").await.is(200).says("doit répondre au plus tard le 23 décembre 2026");
    let mails = app.mails().await;
    let told = mails.iter().find(|mail| mail.subject == "Un contact demande à être effacé").expect("a mail to who may erase");
    assert!(told.text.replace('\u{a0}', " ").contains("23 décembre 2026") && told.text.contains("/admin/demandes"));
    editor.get("/admin/demandes").await.is(200).says("Je change de boulanger").says("réponse due le 23 décembre 2026").says_not("/acceptation");
    let id = id_of(&space, "contact_erasure").await;
    editor.post(&format!("/admin/demandes/effacements/{id}/acceptation"), form! {}).await.is(403);
    owner.get("/admin/demandes").await.is(200);
    owner.post(&format!("/admin/demandes/effacements/{id}/refus"), form! { answer: " " }).await.is(422).says("Un refus demande une raison");
    app.advance(deadlines::ANSWER.as_duration() + Duration::from_secs(24 * 3600));
    let late = space.member(Role::Owner).await;
    late.get("/admin/demandes").await.is(200).says("en retard depuis");
    let again = space.anyone();
    crate::testing::portal::sign_in(&again, &contact.email).await;
    again.get("/mes-donnees").await.is(200).says("CNIL");
    again.post("/mes-donnees/effacement/suppression", form! {}).await.is(303);
    again.get("/mes-donnees").await.is(200).says_not("CNIL");
    again.post("/mes-donnees/effacement", form! {}).await.is(303);
    let owner = space.member(Role::Owner).await;
    owner.get("/admin/demandes").await.is(200);
    let id = id_of(&space, "contact_erasure").await;
    owner.post(&format!("/admin/demandes/effacements/{id}/refus"), form! { answer: "Vos factures, dix ans." }).await.is(303);
    again.get("/mes-donnees").await.is(200).says("Vos factures, dix ans.");
}

#[tokio::test]
async fn an_erasure_that_is_granted_leaves_nothing_of_the_contact() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    // One conversation with her alone, with a word of colleagues beside it; one with somebody else, too.
    let other = space.contact("Marc Aubry", None, "own").await;
    owner.get("/admin/messages/nouveau").await;
    for body in ["Seule avec nous", "À deux"] {
        let path = owner.post("/admin/messages", form! { contact: contact.id, avec: contact.id, body: body }).await.is(303).location();
        let path = path.split(['#', '?']).next().expect("a path").to_owned();
        owner.post(&format!("{path}/messages"), form! { aside: "1", body: "Ils paient tard" }).await.is(303);
        let id: Uuid = path.rsplit('/').next().expect("an id").parse().expect("an id");
        if body == "À deux" {
            let insert = "INSERT INTO conversation_contact (conversation_id, contact_id, read_position, noticed_position, created_at) VALUES ($1, $2, 0, 0, 1)";
            space.db.execute(insert, args![id, other.id]).await.expect("somebody else");
        }
        contact.client.get(&format!("/messages/{id}")).await.is(200);
        contact.client.post(&format!("/messages/{id}/messages"), form! { body: "Les croissants de Sylvie" }).await.is(303);
    }
    let field = Uuid::now_v7();
    let insert = "INSERT INTO custom_field (id, subject, name, label, type, position, version, created_at, updated_at)
                  VALUES ($1, 'contact', 'pointure', 'Pointure', 'text', 1, 1, 1, 1)";
    space.db.execute(insert, args![field]).await.expect("a field");
    let insert = "INSERT INTO custom_value (field_id, subject_id, value, raw, created_at) VALUES ($1, $2, '38', '38', 1)";
    space.db.execute(insert, args![field, contact.id]).await.expect("a value");
    let all = contact.client.get("/mes-donnees/donnees.json").await.is(200).text();
    assert!(all.contains("Les croissants de Sylvie") && all.contains("Pointure") && !all.contains("Ils paient tard"), "{all}");
    contact.client.post("/mes-donnees/effacement", form! {}).await.is(303);
    owner.get("/admin/demandes").await.is(200);
    let id = id_of(&space, "contact_erasure").await;
    owner.post(&format!("/admin/demandes/effacements/{id}/acceptation"), form! {}).await.is(303);
    contact.client.get("/mes-donnees").await.is(303);
    assert_eq!(app.mail_to(&contact.email).await.subject, "Vos données sont effacées");
    for (table, column) in [("contact", "id"), ("contact_access", "contact_id"), ("contact_session", "contact_id"), ("contact_erasure", "contact_id")]
    {
        let left: i64 = space.db.get(&format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1"), args![contact.id]).await.expect("a count");
        assert_eq!(left, 0, "{table}");
    }
    let wrote: Vec<(String, String)> = space.db.list("SELECT author_name, body FROM message", args![]).await.expect("messages");
    assert!(wrote.iter().all(|(name, body)| !name.contains("Peyrot") && !body.contains("croissants")), "what she wrote stays: {wrote:?}");
    for (table, column) in [("custom_value", "value"), ("aside", "body"), ("search_entry", "body"), ("change_entry", "fields")] {
        let texts: Vec<String> = space.db.list(&format!("SELECT {column} FROM {table}"), args![]).await.expect("texts");
        for word in ["peyrot", "croissants", "38"] {
            let is_there = texts.iter().any(|text| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|part| part == word));
            assert!(!is_there, "{table} still says {word}: {texts:?}");
        }
    }
    let alone: i64 = space.db.get("SELECT COUNT(*) FROM conversation", args![]).await.expect("a count");
    assert_eq!(alone, 1, "the conversation with nobody else stays");
    owner.get("/admin/journal?sujet=contact").await.is(200).says("Effacement à la demande du contact").says_not("sylvie.peyrot@");
    owner.get("/admin/recherche?q=peyrot").await.is(200).says_not("Sylvie Peyrot");
}

#[tokio::test]
async fn an_answer_takes_two_months_more_once_and_with_a_reason() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, contact) = (space.member(Role::Owner).await, space.contact("Sylvie Peyrot", None, "own").await);
    contact.client.get("/mes-donnees/effacement").await.is(200);
    contact.client.post("/mes-donnees/effacement", form! {}).await.is(303);
    let id = id_of(&space, "contact_erasure").await;
    let more = format!("/admin/demandes/effacements/{id}/prolongation");
    owner.get("/admin/demandes").await.is(200).says("Prendre deux mois de plus");
    owner.post(&more, form! { answer: " " }).await.is(422);
    space.member(Role::Reader).await.post(&more, form! { answer: "Trop de demandes" }).await.is(403);
    owner.post(&more, form! { answer: "Trop de demandes" }).await.is(303);
    owner.get("/admin/demandes").await.is(200).says("23 février 2027").says("Trop de demandes").says_not("Prendre deux mois de plus");
    contact.client.get("/mes-donnees").await.is(200).says("au plus tard le 23 février 2027").says("Trop de demandes").says("CNIL");
    let letter = app.mail_to(&contact.email).await;
    assert_eq!(letter.subject, "Votre demande d’effacement demande plus de temps");
    assert!(letter.text.replace('\u{a0}', " ").contains("23 février 2027") && letter.text.contains("Trop de demandes"));
    owner.post(&more, form! { answer: "Encore" }).await.is(409).says("déjà été prolongé");
    // Both halves of a double click on the answer lead back to the list.
    for _ in 0..2 {
        owner.post(&format!("/admin/demandes/effacements/{id}/refus"), form! { answer: "Vos factures, dix ans." }).await.is(303);
    }
    owner.get("/admin/journal?sujet=contact").await.is(200).says("Délai de réponse à l'effacement prolongé");
}

#[test]
fn a_month_is_one_of_the_calendar() {
    use super::super::erasure::queries::due;
    use crate::clock::Now;
    let at = |day: &str| Now(crate::web::format::day_start(day).expect("a day") + 12 * 3_600_000);
    for (asked, until) in [("2027-01-31", "2027-02-28"), ("2026-12-23", "2027-01-23"), ("2028-01-31", "2028-02-29"), ("2027-03-15", "2027-04-15")] {
        assert_eq!(crate::web::format::day(due(at(asked)).0), until, "{asked}");
    }
}

#[tokio::test]
async fn persons_have_their_rights_while_payments_fail() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, contact) = (space.member(Role::Owner).await, space.contact("Sylvie Peyrot", None, "own").await);
    app.app.platform().execute("UPDATE space SET state = 'restricted' WHERE id = $1", args![space.row.id]).await.expect("a state");
    contact.client.get("/mes-donnees").await.is(200).says("/mes-donnees/effacement");
    contact.client.get("/mes-donnees/effacement").await.is(200);
    let typed = form! { version: version_of(&space, contact.id).await, first_name: "Sylvie", last_name: "Peyrot", email: contact.email, town: "Moissac", country: "FR" };
    contact.client.post("/mes-donnees/correction", typed).await.is(303);
    contact.client.post("/mes-donnees/effacement", form! {}).await.is(303);
    let id = id_of(&space, "contact_correction").await;
    owner.get("/admin/demandes").await.is(200).says("Accepter");
    owner.post(&format!("/admin/demandes/corrections/{id}/acceptation"), form! {}).await.is(303);
    let id = id_of(&space, "contact_erasure").await;
    owner.post(&format!("/admin/demandes/effacements/{id}/acceptation"), form! {}).await.is(303);
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact", args![]).await.expect("a count"), 0);
    // The company's own doings wait.
    owner.post("/admin/clients", form! { name: "Roc" }).await.is(403);
}
