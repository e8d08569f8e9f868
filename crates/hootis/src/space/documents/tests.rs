//! Stories of quotes, orders and invoices, as members see them.

use hootis_space::{Conn as _, args, search};
use uuid::Uuid;

use super::row::{Kind, Line};
use super::testing::Sample;
use crate::testing::{TestApp, TestSpace};
use crate::web::i18n::Lang;

async fn line(space: &TestSpace<'_>, document: Uuid, position: i64, description: &str) {
    let sql = "INSERT INTO document_line (id, document_id, position, kind, description, is_option, quantity, unit_price, vat_rate, excl_cents, vat_cents,
               incl_cents, version, created_at, updated_at) VALUES ($1, $2, $3, 'product', $4, $5, '2.5', '40.005', '20', 9000, 1800, 10800, 1, 0, 0)";
    space.db.execute(sql, args![Uuid::now_v7(), document, position, description, false]).await.unwrap();
}

async fn payment(space: &TestSpace<'_>, documents: &[(Uuid, i64)]) -> Uuid {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO payment (id, day, amount_cents, method, number, version, created_at, updated_at) VALUES ($1, '2026-11-25', $2, 'Virement', 'V-77', 1, 0, 0)";
    space.db.execute(sql, args![id, documents.iter().map(|(_, cents)| cents).sum::<i64>()]).await.unwrap();
    for (document, cents) in documents {
        let sql =
            "INSERT INTO payment_share (id, payment_id, document_id, amount_cents, version, created_at, updated_at) VALUES ($1, $2, $3, $4, 1, 0, 0)";
        space.db.execute(sql, args![Uuid::now_v7(), id, *document, *cents]).await.unwrap();
    }
    id
}

#[tokio::test]
async fn invoices_are_listed_found_and_narrowed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/documents").await.is(303);
    owner.get("/admin/documents/factures").await.is(200).says("Aucun document pour l'instant");
    let peyrot = space.party("Boulangerie Peyrot").await;
    search::put(&space.db, "party", vec![(peyrot, search::body(&[Some("Boulangerie Peyrot")]))]).await.unwrap();
    let late = Sample { due_day: Some("2020-02-01"), ..Sample::invoice("FA2001-0007", None) };
    late.keep(&space.db).await;
    let far = Sample { due_day: Some("2099-12-20"), ..Sample::invoice("FA2611-0048", Some(peyrot)) };
    far.keep(&space.db).await;
    let paid = Sample { status: "paid", due: 0, ..Sample::invoice("FA2610-0039", Some(peyrot)) };
    paid.keep(&space.db).await;
    let quote = Sample { kind: "quote", status: "signed", due: 0, ..Sample::invoice("PR2609-0022", Some(peyrot)) };
    quote.keep(&space.db).await;
    let list = owner.get("/admin/documents/factures").await.is(200);
    list.says("FA2611-0048").says("Boulangerie Peyrot").says("FA2001-0007").says("Payée").says("En retard depuis le").says_not("PR2609-0022");
    owner.get("/admin/documents/devis").await.is(200).says("PR2609-0022").says("Signé").says_not("FA2611-0048");
    owner.get("/admin/documents/commandes").await.is(200).says("Rien de tel");
    owner.get_part("/admin/documents/factures?etat=retard").await.is(200).says("FA2001-0007").says_not("FA2611-0048").says("Un document.");
    owner.get_part("/admin/documents/factures?etat=ouvert").await.is(200).says("FA2001-0007").says("FA2611-0048").says_not("FA2610-0039");
    owner.get_part("/admin/documents/factures?etat=fini").await.is(200).says("FA2610-0039").says_not("FA2611-0048");
    owner.get_part("/admin/documents/factures?q=2611").await.is(200).says("FA2611-0048").says_not("FA2610").says_not("<html");
    owner.get_part("/admin/documents/factures?q=peyrot").await.is(200).says("FA2611-0048").says("FA2610-0039").says_not("FA2001");
    let of = format!("/admin/documents/factures?client={peyrot}");
    owner.get(&of).await.is(200).says("Documents de Boulangerie Peyrot").says("FA2611-0048").says_not("FA2001-0007");
    for broken in ["apres=x", "apres=2026-11-20_x", "avant=%27%3B_0", "client=x", "etat=x"] {
        owner.get(&format!("/admin/documents/factures?{broken}")).await.is(200).says("FA2611-0048");
    }
}

#[tokio::test]
async fn lists_page_by_key_both_ways() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    for n in 0..120 {
        let day = format!("2026-{:02}-{:02}", 1 + n / 20, 1 + n % 20);
        Sample { day, ..Sample::invoice(&format!("FA-{n:04}"), None) }.keep(&space.db).await;
    }
    let mut seen = Vec::new();
    let mut address = "/admin/documents/factures".to_owned();
    let mut pages = Vec::new();
    loop {
        let page = owner.get(&address).await.is(200);
        let text = page.text().to_owned();
        let found: Vec<String> = text.split("FA-").skip(1).map(|rest| rest[..4].to_owned()).collect();
        seen.extend(found.clone());
        pages.push((address.clone(), found));
        let Some((_, rest)) = text.split_once("rel=\"next\" href=\"") else { break };
        address = rest.split('"').next().unwrap().replace("&amp;", "&");
    }
    assert_eq!(pages.len(), 3);
    let expected: Vec<String> = (0..120).rev().map(|n| format!("{n:04}")).collect();
    assert_eq!(seen, expected, "the newest first, each once");
    let page = owner.get(&pages[2].0).await.is(200);
    let text = page.text();
    let (_, rest) = text.split_once("rel=\"prev\" href=\"").unwrap();
    let back = owner.get(&rest.split('"').next().unwrap().replace("&amp;", "&")).await.is(200);
    let found: Vec<String> = back.text().split("FA-").skip(1).map(|rest| rest[..4].to_owned()).collect();
    assert_eq!(found, pages[1].1);
}

#[tokio::test]
async fn a_document_shows_its_lines_payments_and_what_remains() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let peyrot = space.party("Boulangerie Peyrot").await;
    let invoice = Sample { status: "partly_paid", due: 138_440, due_day: Some("2099-12-20"), ..Sample::invoice("FA2611-0048", Some(peyrot)) };
    let id = invoice.keep(&space.db).await;
    line(&space, id, 2, "Pose des étagères").await;
    line(&space, id, 1, "<b>Comptoir</b>").await;
    payment(&space, &[(id, 100_000)]).await;
    let page = owner.get(&format!("/admin/documents/{id}")).await.is(200);
    let page = page.says("Facture FA2611-0048").says("Boulangerie Peyrot").says("Payée en partie, reste").says("1\u{202f}384,40\u{a0}€");
    let page =
        page.says("2,5").says("40,005").says("90,00\u{a0}€").says("Virement").says("V-77").says("1\u{202f}000,00\u{a0}€").says("20 décembre 2099");
    let text = page.text();
    assert!(text.contains("&#60;b&#62;Comptoir"), "text is never HTML");
    assert!(text.find("Comptoir") < text.find("Pose des étagères"), "in their order");
    owner.get(&format!("/admin/clients/{peyrot}")).await.is(200).says("Devis et factures").says("FA2611-0048");
    owner.get(&format!("/admin/documents/{}", Uuid::now_v7())).await.is(404);
    let stranger = app.space("Rival").await.owner().await;
    stranger.get(&format!("/admin/documents/{id}")).await.is(404);
}

#[tokio::test]
async fn documents_go_with_their_party_and_shared_payments_stay() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (peyrot, delmas) = (space.party("Peyrot").await, space.party("Delmas").await);
    let own = Sample::invoice("FA-1", Some(peyrot)).keep(&space.db).await;
    let other = Sample::invoice("FA-2", Some(delmas)).keep(&space.db).await;
    line(&space, own, 1, "Comptoir").await;
    let alone = payment(&space, &[(own, 100)]).await;
    let shared = payment(&space, &[(own, 100), (other, 100)]).await;
    owner.get(&format!("/admin/clients/{peyrot}/suppression")).await.is(200).says("Un devis, une commande ou une facture");
    owner.post(&format!("/admin/clients/{peyrot}/suppression"), crate::testing::form! {}).await.is(303);
    let count = async |sql: &str, id: Uuid| space.db.get::<i64>(sql, args![id]).await.unwrap();
    assert_eq!(count("SELECT COUNT(*) FROM document WHERE id = $1", own).await, 0);
    assert_eq!(count("SELECT COUNT(*) FROM document_line WHERE document_id = $1", own).await, 0);
    assert_eq!(count("SELECT COUNT(*) FROM search_entry WHERE id = $1", own).await, 0);
    assert_eq!(count("SELECT COUNT(*) FROM payment WHERE id = $1", alone).await, 0);
    assert_eq!(count("SELECT COUNT(*) FROM payment WHERE id = $1", shared).await, 1);
    assert_eq!(count("SELECT COUNT(*) FROM payment_share WHERE payment_id = $1", shared).await, 1);
    assert_eq!(count("SELECT COUNT(*) FROM document WHERE id = $1", other).await, 1);
}

#[test]
fn states_are_said_in_plain_words_of_both_languages() {
    let line = |kind, nature: &str, status: &str, due_day: Option<&str>, due_cents| Line {
        id: Uuid::nil(),
        kind,
        nature: nature.to_owned(),
        reference: "X".to_owned(),
        party: None,
        day: "2026-01-01".to_owned(),
        due_day: due_day.map(str::to_owned),
        status: status.to_owned(),
        is_billed: false,
        incl_cents: 12_000,
        due_cents,
        currency: "EUR".to_owned(),
        is_gone: false,
    };
    let today = "2026-11-27";
    for (one, fr, en) in [
        (line(Kind::Invoice, "standard", "unpaid", Some("2026-11-26"), 12_000), "En retard depuis le 26 nov. 2026", "Overdue since 26 Nov 2026"),
        (line(Kind::Invoice, "standard", "unpaid", Some("2026-11-27"), 12_000), "À payer avant le 27 nov. 2026", "To be paid by 27 Nov 2026"),
        (line(Kind::Invoice, "standard", "unpaid", None, 12_000), "À payer", "To be paid"),
        (line(Kind::Invoice, "standard", "partly_paid", None, 5_000), "Payée en partie, reste 50,00 €", "Partly paid, €50.00 remains"),
        (line(Kind::Invoice, "credit_note", "unpaid", Some("2020-01-01"), -12_000), "À utiliser", "To be used"),
        (line(Kind::Invoice, "credit_note", "paid", None, 0), "Utilisé", "Used"),
        (line(Kind::Invoice, "standard", "closed_partly_paid", None, 0), "Close, payée en partie", "Closed, partly paid"),
        (line(Kind::Invoice, "standard", "abandoned", Some("2020-01-01"), 0), "Abandonnée", "Abandoned"),
        (line(Kind::Quote, "standard", "open", Some("2026-11-26"), 0), "Expiré", "Expired"),
        (line(Kind::Quote, "standard", "open", Some("2026-11-27"), 0), "Valable jusqu’au 27 nov. 2026", "Valid until 27 Nov 2026"),
        (line(Kind::Quote, "standard", "refused", None, 0), "Refusé", "Refused"),
        (line(Kind::Order, "standard", "in_process", None, 0), "En cours de livraison", "Being delivered"),
        (Line { is_billed: true, ..line(Kind::Order, "standard", "delivered", None, 0) }, "Facturé", "Invoiced"),
        (Line { is_gone: true, ..line(Kind::Invoice, "standard", "unpaid", None, 100) }, "Plus dans Dolibarr", "No longer in Dolibarr"),
    ] {
        let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ");
        assert_eq!(plain(one.told(Lang::Fr, today).text), fr);
        assert_eq!(plain(one.told(Lang::En, today).text), en);
    }
}

#[tokio::test]
async fn a_contact_sees_what_was_sent_to_their_company_and_nothing_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (peyrot, delmas) = (space.party("Peyrot").await, space.party("Delmas").await);
    let sent = Sample { due_day: Some("2099-12-20"), ..Sample::invoice("FA2611-0048", Some(peyrot)) }.keep(&space.db).await;
    line(&space, sent, 1, "Comptoir").await;
    let draft = Sample { status: "draft", ..Sample::invoice("PROV9", Some(peyrot)) }.keep(&space.db).await;
    let other = Sample::invoice("FA2611-0099", Some(delmas)).keep(&space.db).await;
    let alone = Sample::invoice("FA2611-0100", None).keep(&space.db).await;
    for reach in ["company", "everything"] {
        let sylvie = space.contact(&format!("Sylvie {reach}"), Some(peyrot), reach).await.client;
        sylvie.get("/").await.is(200).says("FA2611-0048").says_not("PROV9").says_not("FA2611-0099");
        sylvie.get("/devis-et-factures").await.is(200).says("Facture FA2611-0048").says_not("PROV9").says_not("FA2611-0099");
        let page = sylvie.get(&format!("/devis-et-factures/{sent}")).await.is(200);
        page.says("Comptoir").says("2\u{202f}384,40\u{a0}€").says("À payer avant le").says_not("Dolibarr");
        for hidden in [draft, other, alone] {
            sylvie.get(&format!("/devis-et-factures/{hidden}")).await.is(404);
        }
    }
    // Who sees their own only sees nothing of the company.
    let yann = space.contact("Yann Moreau", Some(peyrot), "own").await.client;
    yann.get("/").await.is(200).says_not("FA2611-0048");
    yann.get("/devis-et-factures").await.is(200).says("Aucun document").says_not("FA2611-0048");
    yann.get(&format!("/devis-et-factures/{sent}")).await.is(404);
    let nobody = space.contact("Seul Dumas", None, "everything").await.client;
    nobody.get("/devis-et-factures").await.is(200).says_not("FA2611");
    nobody.get(&format!("/devis-et-factures/{alone}")).await.is(404);
}

#[tokio::test]
async fn the_first_page_says_what_is_due_and_late() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin").await.is(200).says_not("À encaisser");
    Sample { due_day: Some("2020-02-01"), due: 10_050, ..Sample::invoice("FA-1", None) }.keep(&space.db).await;
    Sample { due_day: Some("2099-02-01"), due: 20_000, ..Sample::invoice("FA-2", None) }.keep(&space.db).await;
    Sample { status: "unpaid", nature: "credit_note", due: -5_000, ..Sample::invoice("AV-3", None) }.keep(&space.db).await;
    Sample { kind: "quote", status: "open", due_day: Some("2099-02-01"), incl: 30_000, due: 0, ..Sample::invoice("PR-4", None) }
        .keep(&space.db)
        .await;
    Sample { kind: "quote", status: "open", due_day: Some("2020-02-01"), incl: 90_000, due: 0, ..Sample::invoice("PR-5", None) }
        .keep(&space.db)
        .await;
    let page = owner.get("/admin").await.is(200).says("À encaisser").says("300,50\u{a0}€").says("2 factures");
    page.says("100,50\u{a0}€").says("Une facture").says("300,00\u{a0}€").says("Un devis");
}

#[tokio::test]
async fn the_first_page_draws_what_is_due_by_age_and_what_was_signed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin").await.is(200).says_not("par échéance");
    Sample { due_day: Some("2020-02-01"), due: 10_050, ..Sample::invoice("FA-1", None) }.keep(&space.db).await;
    Sample { due_day: Some("2099-02-01"), due: 20_000, ..Sample::invoice("FA-2", None) }.keep(&space.db).await;
    let page = owner.get("/admin").await.is(200).says("par échéance").says("300,50 € à encaisser, dont 100,50 € en retard");
    page.says("31 à 60 j").says_not("Devis signés, par mois");
    let today = crate::web::format::day(app.app.now().0);
    Sample { kind: "quote", status: "signed", day: today, incl: 30_000, due: 0, ..Sample::invoice("PR-4", None) }.keep(&space.db).await;
    owner.get("/admin").await.is(200).says("Devis signés, par mois").says("300,00 € signés en 12 mois");
}

#[tokio::test]
async fn products_have_a_list_and_a_page_and_are_found_as_documents_are() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/produits").await.is(200).says("après le prochain import");
    let peyrot = space.party("Peyrot").await;
    let invoice = Sample::invoice("FA2611-0048", Some(peyrot)).keep(&space.db).await;
    let id = Uuid::now_v7();
    let sql = "INSERT INTO product (id, reference, label, description, is_service, is_on_sale, price_excl_cents, price_incl_cents, vat_rate, currency, barcode,
               stock, version, created_at, updated_at) VALUES ($1, 'CHENE', 'Planche de chêne', 'Rabotée', $2, $3, 4000, 4800, '20', 'EUR', '3760001', '12.5', 1, 0, 0)";
    space.db.execute(sql, args![id, false, true]).await.unwrap();
    hootis_space::search::put(
        &space.db,
        "product",
        vec![(id, hootis_space::search::body(&[Some("CHENE"), Some("Planche de chêne"), Some("3760001")]))],
    )
    .await
    .unwrap();
    line(&space, invoice, 1, "Comptoir").await;
    space.db.execute("UPDATE document_line SET product_id = $1", args![id]).await.unwrap();
    owner.get("/admin/produits?q=planche").await.is(200).says("CHENE").says("40,00 €");
    owner.get("/admin/produits?q=sapin").await.is(200).says_not("CHENE").says("Aucun produit");
    let page = owner.get(&format!("/admin/produits/{id}")).await.is(200).says("Planche de chêne").says("3760001").says("12,5").says("Rabotée");
    page.says("FA2611-0048").says("Peyrot").says("48,00 €");
    owner.get(&format!("/admin/produits/{}", Uuid::nil())).await.is(404);
    owner.get("/admin/recherche?q=0048").await.is(200).says("FA2611-0048");
    owner.get("/admin/recherche?q=3760001").await.is(200).says("Planche de chêne");
}

#[tokio::test]
async fn what_is_cut_is_said_and_station_clients_turns_pages() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let peyrot = space.party("Peyrot").await;
    let mut last = Uuid::nil();
    for n in 0..60 {
        last = Sample::invoice(&format!("FA-{n:03}"), Some(peyrot)).keep(&space.db).await;
    }
    let sylvie = space.contact("Sylvie Royer", Some(peyrot), "company").await.client;
    let first = sylvie.get("/devis-et-factures").await.is(200).says("FA-059").says_not("FA-005");
    let next = first.attribute("href", "/devis-et-factures?apres");
    let second = sylvie.get(&next).await.is(200).says("FA-005").says_not("FA-059");
    let back = second.attribute("href", "/devis-et-factures?avant");
    sylvie.get(&back).await.is(200).says("FA-059").says_not("FA-005");
    for n in 0..201 {
        payment(&space, &[(last, n)]).await;
    }
    owner.get(&format!("/admin/documents/{last}")).await.is(200).says("200 premiers règlements");
}
