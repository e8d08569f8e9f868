//! Products, quotes, orders, invoices, lines and payments: coming in, changing, going, undone.

use std::fmt::Write as _;

use hootis_dolibarr::Take;
use hootis_space::{Conn as _, SpaceDb, args};

use super::dump::Dolibarr;
use super::faults::cut_off_after;
use super::state::{assert_same, exactly, in_words};
use super::{ask, counts, folder, request, source, take_in, touched};
use crate::space::documents;
use crate::space::imports::command::{Request, undo_last};
use crate::testing::TestApp;

/// What an invented company sells, beside its parties.
#[derive(Clone)]
pub(super) struct Sales {
    dolibarr: Dolibarr,
    /// Row, party, status, paid, total.
    invoices: Vec<(i64, i64, i64, i64, i64)>,
    /// Row, party, status.
    quotes: Vec<(i64, i64, i64)>,
    /// Row, invoice, description.
    lines: Vec<(i64, i64, String)>,
    /// Row, amount.
    payments: Vec<(i64, i64)>,
    /// Row, payment, invoice, amount.
    shares: Vec<(i64, i64, i64, i64)>,
}

const SCHEMA: &str = "
CREATE TABLE `llx_product` (`rowid` int, `entity` int, `ref` varchar(128), `label` varchar(255), `fk_product_type` int, `price` double(24,8), `price_ttc` double(24,8));
INSERT INTO `llx_product` VALUES (1,1,'CHENE','Planche de chêne',0,40.00500000,48.00600000),(2,1,'POSE','Pose',1,60.00000000,72.00000000);
CREATE TABLE `llx_propal` (`rowid` int, `entity` int, `ref` varchar(30), `fk_soc` int, `fk_statut` int, `datep` date, `fin_validite` date, `total_ht` double(24,8), `total_tva` double(24,8), `total_ttc` double(24,8));
CREATE TABLE `llx_propaldet` (`rowid` int, `fk_propal` int, `fk_product` int, `qty` double, `total_ttc` double(24,8));
CREATE TABLE `llx_commande` (`rowid` int, `entity` int, `ref` varchar(30), `fk_soc` int, `fk_statut` int, `total_ttc` double(24,8));
CREATE TABLE `llx_commandedet` (`rowid` int, `fk_commande` int, `qty` double);
CREATE TABLE `llx_facture` (`rowid` int, `entity` int, `ref` varchar(30), `type` int, `fk_soc` int, `fk_statut` int, `paye` int, `datef` date, `date_lim_reglement` date, `total_ht` double(24,8), `total_tva` double(24,8), `total_ttc` double(24,8));
CREATE TABLE `llx_facturedet` (`rowid` int, `fk_facture` int, `fk_product` int, `description` text, `qty` double, `subprice` double(24,8), `tva_tx` double(7,4), `total_ht` double(24,8), `total_tva` double(24,8), `total_ttc` double(24,8), `rang` int);
CREATE TABLE `llx_paiement` (`rowid` int, `entity` int, `datep` datetime, `amount` double(24,8));
CREATE TABLE `llx_paiement_facture` (`rowid` int, `fk_paiement` int, `fk_facture` int, `amount` double(24,8));
CREATE TABLE `llx_societe_remise_except` (`rowid` int, `entity` int, `fk_soc` int, `amount_ttc` double(24,8), `fk_facture_source` int, `fk_facture` int);
";

impl Sales {
    /// As many invoices as parties, with two lines each; every third has a payment of a half.
    pub(super) fn of(parties: i64) -> Self {
        let rows = || 1..=parties;
        Self {
            dolibarr: Dolibarr::of(parties),
            invoices: rows().map(|row| (row, row, 1, 0, 120)).collect(),
            quotes: rows().map(|row| (row, row, 1)).collect(),
            lines: rows().flat_map(|row| [(2 * row, row, format!("Comptoir {row}")), (2 * row + 1, row, "Pose".to_owned())]).collect(),
            payments: rows().filter(|row| row % 3 == 0).map(|row| (row, 60)).collect(),
            shares: rows().filter(|row| row % 3 == 0).map(|row| (row, row, row, 60)).collect(),
        }
    }

    pub(super) fn sql(&self) -> String {
        let sql = self.dolibarr.sql();
        let (tables, end) = sql.split_once("-- Dump completed").unwrap();
        let mut sql = format!("{tables}{SCHEMA}");
        let mut table = |name: &str, rows: Vec<String>| {
            for rows in rows.chunks(400) {
                writeln!(sql, "INSERT INTO `llx_{name}` VALUES {};", rows.join(",\n")).unwrap();
            }
        };
        let quote = |(row, party, status): &(i64, i64, i64)| format!("({row},1,'PR{row:04}',{party},{status},'2026-01-01','2026-12-31',100,20,120)");
        table("propal", self.quotes.iter().map(quote).collect());
        table("propaldet", self.quotes.iter().map(|(row, ..)| format!("({row},{row},2,1,120)")).collect());
        let invoice = |(row, party, status, paid, total): &(i64, i64, i64, i64, i64)| {
            let excl = total - 20;
            format!("({row},1,'FA{row:04}',0,{party},{status},{paid},'2026-02-01','2026-03-01',{excl},20,{total})")
        };
        table("facture", self.invoices.iter().map(invoice).collect());
        table("facturedet", self.lines.iter().map(|(row, invoice, text)| format!("({row},{invoice},1,'{text}',1,50,20,50,10,60,{row})")).collect());
        table("paiement", self.payments.iter().map(|(row, amount)| format!("({row},1,'2026-02-15 12:00:00',{amount})")).collect());
        table(
            "paiement_facture",
            self.shares.iter().map(|(row, payment, invoice, amount)| format!("({row},{payment},{invoice},{amount})")).collect(),
        );
        format!("{sql}-- Dump completed{end}")
    }

    /// A later state: paid, changed, gone and new.
    fn later(&self) -> Self {
        let mut later = self.clone();
        later.payments.push((9_001, 120));
        later.shares.push((9_001, 9_001, 1, 120));
        later.invoices[0].2 = 2;
        later.invoices[0].3 = 1;
        later.lines.retain(|(row, ..)| *row != 5);
        later.lines.iter_mut().find(|(row, ..)| *row == 12).unwrap().2 = "Autre bois".to_owned();
        later.invoices.retain(|(row, ..)| *row != 4);
        later.lines.retain(|(_, invoice, _)| *invoice != 4);
        later.shares.retain(|(row, ..)| *row != 3);
        later.payments.retain(|(row, _)| *row != 3);
        later.quotes.retain(|(row, ..)| *row != 2);
        later.invoices.push((9_002, 1, 1, 0, 240));
        later.lines.push((90_020, 9_002, "Nouvelle".to_owned()));
        later
    }
}

async fn number(space: &SpaceDb, sql: &str) -> i64 {
    space.get(sql, args![]).await.unwrap()
}

#[tokio::test]
async fn what_is_sold_comes_in_and_the_second_time_nothing_is_written() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let sales = Sales::of(9);
    let dry = ask(&app, &space, request(source(&sales.sql()), 1, true)).await.unwrap();
    let report = take_in(&app, &space, &sales.sql()).await;
    let expected = [("products", 2), ("quotes", 9), ("invoices", 9), ("document_lines", 27), ("payments", 3), ("payment_shares", 3), ("orders", 0)];
    for (table, created) in expected {
        assert_eq!(counts(&report, table).created, created, "{table}");
        assert_eq!(counts(&dry, table), counts(&report, table), "a count says what the import does: {table}");
    }
    let totals = documents::totals(&space.db, 1).await.unwrap();
    assert_eq!((totals.invoices_incl_tax_cents, totals.invoices_due_cents), (9 * 12_000, 9 * 12_000 - 3 * 6_000));
    assert_eq!((totals.quotes_incl_tax_cents, totals.payments_cents), (9 * 12_000, 3 * 6_000));
    let sql = "SELECT COUNT(*) FROM document d JOIN party p ON p.id = d.party_id JOIN document_line l ON l.document_id = d.id
               JOIN product a ON a.id = l.product_id WHERE d.kind = 'invoice' AND d.day = '2026-02-01'";
    assert_eq!(number(&space.db, sql).await, 18);
    let before = exactly(&space.db).await;
    let again = take_in(&app, &space, &sales.sql()).await;
    assert_eq!(touched(&again), (0, 0, 0), "{:?}", again.progress.tables);
    assert_same(&before, &exactly(&space.db).await, "the second time");
}

#[tokio::test]
async fn payments_lines_and_documents_follow_dolibarr_and_an_undo_puts_all_back() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let sales = Sales::of(9);
    let empty = exactly(&space.db).await;
    take_in(&app, &space, &sales.sql()).await;
    let first = exactly(&space.db).await;
    let report = take_in(&app, &space, &sales.later().sql()).await;
    let told = |table: &str| {
        let counts = counts(&report, table);
        (counts.created, counts.updated, counts.removed)
    };
    // Invoice 1 was paid, 3 has lost its payment; 4 is gone, and its lines stay with it.
    assert_eq!(told("invoices"), (1, 2, 1));
    assert_eq!(told("quotes"), (0, 0, 1));
    assert_eq!(told("document_lines"), (1, 1, 1));
    assert_eq!((told("payments"), told("payment_shares")), ((1, 0, 1), (1, 0, 1)));
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM document WHERE gone_at IS NOT NULL").await, 2);
    let kept = "SELECT COUNT(*) FROM document_line l JOIN document d ON d.id = l.document_id WHERE d.reference = 'FA0004'";
    assert_eq!(number(&space.db, kept).await, 2);
    let paid = "SELECT due_cents FROM document WHERE reference = 'FA0001' AND status = 'paid'";
    assert_eq!(number(&space.db, paid).await, 0);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM change_entry WHERE subject_kind LIKE 'document%'").await, 0);
    assert_eq!(touched(&take_in(&app, &space, &sales.later().sql()).await), (0, 0, 0));
    // What comes back is there again.
    let back = take_in(&app, &space, &sales.sql()).await;
    assert_eq!(counts(&back, "quotes").updated, 1);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM document WHERE gone_at IS NOT NULL AND reference <> 'FA9002'").await, 0);
    for _ in 0..2 {
        undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    }
    undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_same(&first, &exactly(&space.db).await, "after what came later was undone");
    undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_same(&empty, &exactly(&space.db).await, "after everything was undone");
}

#[tokio::test]
async fn a_run_cut_off_among_what_is_sold_ends_like_one_that_was_not() {
    let app = TestApp::new().await;
    let sales = Sales::of(520);
    let later = sales.later().sql();
    let whole = app.space("Entier").await;
    take_in(&app, &whole, &sales.sql()).await;
    let expected = take_in(&app, &whole, &later).await;
    let state = in_words(&whole.db).await;
    let mut tried = 0;
    // Parties are tried elsewhere: from where sales begin to the end.
    for batches in (12..).step_by(3) {
        let space = app.space("Coupé").await;
        take_in(&app, &space, &sales.sql()).await;
        if cut_off_after(&app, &space, &later, batches).await {
            break;
        }
        let report = take_in(&app, &space, &later).await;
        assert_eq!(report.progress.tables, expected.progress.tables, "after {batches} batches");
        let own = in_words(&space.db).await;
        for table in ["document", "document_line", "payment", "payment_share", "product"] {
            // When it was found to be gone is another instant.
            assert_eq!(state[table].len(), own[table].len(), "{table} after {batches} batches");
        }
        tried += 1;
    }
    assert!(tried >= 3, "only {tried} cuts");
}

#[tokio::test]
async fn what_is_not_asked_for_or_not_in_the_dump_is_left_alone() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let sales = Sales::of(9);
    take_in(&app, &space, &sales.sql()).await;
    let before = exactly(&space.db).await;
    let without = Request { take: Take { sales: false, ..Take::default() }, ..request(source(&sales.later().sql()), 1, false) };
    assert_eq!(touched(&ask(&app, &space, without).await.unwrap()), (0, 0, 0));
    let partial = sales.dolibarr.sql();
    assert_eq!(touched(&take_in(&app, &space, &partial).await), (0, 0, 0), "a dump without these tables says nothing of them");
    assert_same(&before, &exactly(&space.db).await, "afterwards");
}

#[tokio::test]
async fn documents_of_a_party_that_was_deleted_here_do_not_come_back() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    let mut sales = Sales::of(4);
    take_in(&app, &space, &sales.sql()).await;
    let party = "SELECT local_id FROM origin WHERE source_table = 'societe' AND source_row = 2";
    let party: uuid::Uuid = space.db.get(party, args![]).await.unwrap();
    owner.post(&format!("/admin/clients/{party}/suppression"), crate::testing::form! {}).await.is(303);
    sales.invoices.push((50, 2, 1, 0, 240));
    sales.lines.push((500, 50, "Neuve".to_owned()));
    let report = take_in(&app, &space, &sales.sql()).await;
    assert_eq!(touched(&report), (0, 0, 0), "{:?}", report.progress.tables);
    assert_eq!(counts(&report, "invoices").skipped, 2);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM document WHERE kind = 'invoice'").await, 3);
}
