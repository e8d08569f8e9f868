//! Stories of the timeline of a party.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::space::documents::testing::Sample;
use crate::testing::TestApp;

#[tokio::test]
async fn all_that_happened_with_a_party_is_told_by_date_filtered_and_paged() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let peyrot = space.party("Boulangerie Peyrot").await;
    owner.get(&format!("/admin/clients/{peyrot}")).await.is(200).says_not("id=\"chronologie\"");
    for n in 0..50 {
        let day = format!("2026-{:02}-{:02}", 1 + n / 20, 1 + n % 20);
        Sample { day, ..Sample::invoice(&format!("FA-{n:04}"), Some(peyrot)) }.keep(&space.db).await;
    }
    let sql = "INSERT INTO event (id, is_automatic, label, kind, starts, is_all_day, progress, party_id, version, created_at, updated_at)
               VALUES ($1, $2, $3, 'Appel', $4, $5, 'done', $6, 1, 0, 0)";
    for (is_automatic, label, starts) in
        [(false, "Rappel au sujet du comptoir", "2026-03-10 18:00:00"), (true, "Facture validée", "2026-03-10 19:00:00")]
    {
        space.db.execute(sql, args![Uuid::now_v7(), is_automatic, label, starts, false, peyrot]).await.unwrap();
    }
    let sql = "INSERT INTO ticket (id, reference, subject, party_id, status, made, version, created_at, updated_at) VALUES ($1, 'TS1', 'Tiroir bloqué', $2, 'read', '2026-03-12 08:00:00', 1, 0, 0)";
    space.db.execute(sql, args![Uuid::now_v7(), peyrot]).await.unwrap();
    let invoice: Uuid = space.db.get("SELECT id FROM document WHERE reference = 'FA-0000'", args![]).await.unwrap();
    let payment = Uuid::now_v7();
    let sql =
        "INSERT INTO payment (id, reference, day, amount_cents, version, created_at, updated_at) VALUES ($1, 'PAY1', '2026-03-11', 5000, 1, 0, 0)";
    space.db.execute(sql, args![payment]).await.unwrap();
    let sql =
        "INSERT INTO payment_share (id, payment_id, document_id, amount_cents, version, created_at, updated_at) VALUES ($1, $2, $3, 5000, 1, 0, 0)";
    space.db.execute(sql, args![Uuid::now_v7(), payment, invoice]).await.unwrap();
    let card = owner.get(&format!("/admin/clients/{peyrot}")).await.is(200);
    card.says("id=\"chronologie\"").says("Tiroir bloqué").says("50,00\u{a0}€").says("Rappel au sujet du comptoir");
    let home = format!("/admin/clients/{peyrot}/chronologie");
    let text = owner.get(&home).await.is(200).says("Tiroir bloqué").says("FA-0049").says_not("FA-0005").says_not("Facture validée").text();
    let at = |words: &str| text.find(words).unwrap();
    assert!(at("Tiroir bloqué") < at("Rappel au sujet") && at("Rappel au sujet") < at("FA-0049"), "the newest first");
    let next = text.split_once("rel=\"next\" href=\"").unwrap().1.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let older = owner.get(&next).await.is(200).says("FA-0005").says_not("Tiroir bloqué");
    older.says("rel=\"prev\"");
    owner.get(&format!("{home}?quoi=tickets")).await.is(200).says("Tiroir bloqué").says_not("FA-0049");
    owner.get(&format!("{home}?quoi=traces")).await.is(200).says("Facture validée").says_not("Rappel");
    owner.get(&format!("{home}?quoi=messages")).await.is(200).says("Rien de tel");
    owner.get(&format!("{home}?quoi=x&apres=%27_x")).await.is(200).says("FA-0049");
    owner.get(&format!("/admin/clients/{}/chronologie", Uuid::now_v7())).await.is(404);
}
