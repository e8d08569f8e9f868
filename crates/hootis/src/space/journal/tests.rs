//! Stories of the journal.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::csv::neutral;
use crate::testing::{TestApp, form};

#[tokio::test]
async fn the_journal_is_filtered_by_person_subject_and_day() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor) = (space.owner().await, space.member(Role::Editor).await);
    editor.post("/admin/contacts/nouveau", form! { id: Uuid::now_v7(), last_name: "Peyrot", town: "Montauban" }).await.is(303);
    owner.post("/admin/reglages/entreprise", form! { company: "Lunel" }).await.is(303);
    owner.get("/admin/journal").await.is(200).says("Peyrot").says("Montauban").says("Lunel");
    owner.get("/admin/journal?sujet=contact").await.says("Montauban").says_not("→ Lunel");
    let id: Uuid = space.db.get("SELECT id FROM member WHERE role = 'editor'", args![]).await.unwrap();
    owner.get(&format!("/admin/journal?personne={id}")).await.says("Montauban").says_not("→ Lunel");
    owner.get("/admin/journal?du=2026-11-23&au=2026-11-23").await.says("Montauban");
    owner.get("/admin/journal?du=2026-11-24").await.says("Rien à cet endroit");
    owner.get("/admin/journal?au=2026-11-22").await.says("Rien à cet endroit");
    for odd in ["du=hier", "sujet=%27", "personne=x", "apres=9223372036854775807&id=x", "du=9999-12-31&au=0001-01-01"] {
        let status = owner.get(&format!("/admin/journal?{odd}")).await.status.as_u16();
        assert!(status == 200 || status == 400, "{odd}: {status}");
    }
}

#[tokio::test]
async fn what_was_written_of_a_private_contact_is_not_told_to_others() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor) = (space.owner().await, space.member(Role::Editor).await);
    let secret = form! { id: Uuid::now_v7(), last_name: "Secrète", note: "à taire", is_private: "1" };
    editor.post("/admin/contacts/nouveau", secret).await.is(303);
    owner.get("/admin/journal").await.is(200).says("Création").says_not("Secrète").says_not("à taire");
    owner.post("/admin/journal/export", form! {}).await.is(200).says_not("Secrète").says_not("à taire");
}

#[tokio::test]
async fn the_journal_pages_by_key_both_ways() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let sql = "INSERT INTO change_entry (id, actor_kind, actor_id, actor_name, subject_kind, subject_id, action, fields, created_at)
               VALUES ($1, 'member', $1, $2, 'tag', $1, 'created', '[]', $3)";
    // Many in the same instant: only the id tells them apart.
    space.db.execute_many(sql, (0..130).map(|n| args![Uuid::now_v7(), format!("Acteur {n:03}"), i64::from(n / 60)]).collect()).await.unwrap();
    let people = |text: &str| text.split(">Acteur ").skip(1).map(|rest| rest[..3].to_owned()).collect::<Vec<_>>();
    let first = owner.get("/admin/journal").await.is(200);
    let second = owner.get(&first.attribute("rel=\"next\" href", "/admin/journal?apres=")).await.is(200);
    let third = owner.get(&second.attribute("rel=\"next\" href", "/admin/journal?apres=")).await.is(200);
    assert!(!third.text().contains("rel=\"next\""));
    let pages = [&first, &second, &third].map(|page| people(&page.text()));
    let expected: Vec<String> = (0..130).rev().map(|n| format!("{n:03}")).collect();
    assert_eq!(pages.concat(), expected);
    let back = owner.get(&third.attribute("rel=\"prev\" href", "/admin/journal?avant=")).await.is(200);
    assert_eq!(people(&back.text()), pages[1]);
}

#[tokio::test]
async fn a_copy_for_a_spreadsheet_runs_nothing_and_is_noted() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.post("/admin/contacts/nouveau", form! { id: Uuid::now_v7(), last_name: "=HYPERLINK(\"x\")", first_name: "" }).await.is(303);
    let copy = owner.post("/admin/journal/export", form! { sujet: "contact" }).await.is(200);
    assert_eq!(copy.headers["content-type"], "text/csv; charset=utf-8");
    let text = copy.text();
    assert!(text.starts_with("\u{feff}Quand;Qui;"), "{text}");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"x\")");
    owner.get("/admin/journal").await.says("Export");
    assert_eq!(["=1", "+1", "-1", "@x", "\tx", "x=1", ""].map(neutral), ["'=1", "'+1", "'-1", "'@x", "'\tx", "x=1", ""]);
    space.member(Role::Editor).await.get("/admin/journal").await.is(403);
}

#[tokio::test]
async fn a_change_is_told_in_the_words_of_the_card_it_was_made_on() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let form = form! { name: "Peyrot", kind: "company", is_customer: "1", country: "FR", siren: "732829320", capital: "10 000 €" };
    owner.post("/admin/clients", form).await.is(303);
    owner.post("/admin/etiquettes", form! { sorte: "party", name: "Fidèle", color: "#1b8a5a" }).await.is(303);
    let field = Uuid::now_v7();
    owner.post("/admin/reglages/champs", form! { id: field, sorte: "party", genre: "text", label: "Contrat" }).await.is(303);
    let page = owner.get("/admin/journal").await.is(200);
    let page = page.says("Nature : — → Entreprise").says("Client : — → oui").says("SIREN : — → 732 829 320").says("Capital : — → 10 000 €");
    let page = page.says("Couleur : — → Vert").says("Nom du champ : — → Contrat").says_not("is customer").says_not("→ company");
    assert!(page.text().contains(&format!("<a href=\"/admin/reglages/champs/{field}\">Contrat</a>")));
}
