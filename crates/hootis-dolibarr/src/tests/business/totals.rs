//! Totals of every document, line and payment, against what SQL computes on Dolibarr's own tables.

use std::collections::BTreeMap;

use mysql_async::prelude::Queryable as _;

use crate::{
    WholeOptions,
    business::{Document, Record},
    testing::{
        dump,
        trial::{Trial, unpacked},
        whole,
    },
};

/// Cents of a sum of columns, halves away from zero: what Dolibarr keeps is made exact before it is rounded.
fn cents(column: &str) -> String {
    format!("CAST(ROUND(CAST({column} AS DECIMAL(24,8)) * 100) AS SIGNED)")
}

const PAID: &str = "IFNULL((SELECT SUM(CAST(p.amount AS DECIMAL(24,8))) FROM llx_paiement_facture p WHERE p.fk_facture = d.rowid), 0)";
/// As `getSumCreditNotesUsed`, `getSumDepositsUsed` and their like do.
const CREDITED: &str = "IFNULL((SELECT SUM(CAST(r.amount_ttc AS DECIMAL(24,8))) FROM llx_societe_remise_except r \
                        JOIN llx_facture s ON s.rowid = r.fk_facture_source WHERE r.fk_facture = d.rowid AND s.type IN (0, 2, 3, 5)), 0)";

type Sums = BTreeMap<i64, Vec<i64>>;

/// What SQL says of each row: the first column is the row.
async fn asked(trial: &mut Trial, columns: &[String], from: &str) -> Sums {
    let query = format!("SELECT d.rowid, CONCAT_WS(' ', {}) FROM {from}", columns.join(", "));
    let rows: Vec<(i64, String)> = trial.connection.query(query).await.unwrap();
    rows.into_iter().map(|(row, sums)| (row, sums.split(' ').map(|sum| sum.parse().unwrap()).collect())).collect()
}

fn of(document: &Document) -> Vec<i64> {
    vec![document.totals.excl_tax_cents, document.totals.vat_cents, document.totals.incl_tax_cents]
}

/// What was read of each row, by table.
fn found(records: &[Record]) -> BTreeMap<&'static str, Sums> {
    let mut found: BTreeMap<&'static str, Sums> = BTreeMap::new();
    for record in records {
        let (table, sums) = match record {
            Record::Quote(quote) => ("propal", of(&quote.document)),
            Record::Order(order) => ("commande", of(&order.document)),
            Record::Invoice(invoice) => {
                let paid = [invoice.paid_cents, invoice.credited_cents, invoice.remaining_cents];
                ("facture", [of(&invoice.document), paid.to_vec()].concat())
            }
            Record::Line(line) => {
                let table = match line.document.as_str() {
                    "quote" => "propaldet",
                    "order" => "commandedet",
                    _ => "facturedet",
                };
                (table, vec![line.totals.excl_tax_cents, line.totals.vat_cents, line.totals.incl_tax_cents])
            }
            Record::Payment(payment) => ("paiement", vec![payment.amount_cents]),
            Record::PaymentShare(share) => ("paiement_facture", vec![share.amount_cents]),
            _ => continue,
        };
        assert!(found.entry(table).or_default().insert(record.row(), sums).is_none(), "{table} {} twice", record.row());
    }
    found
}

async fn totals_are_dolibarrs(name: &str, file: &str, from_server: bool) {
    let Some(sql) = unpacked(file) else { return };
    let Some(mut trial) = Trial::load(name, &sql).await else { return };
    let options = WholeOptions::default();
    let read = if from_server { whole(trial.source(), options).await } else { whole(dump(sql), options).await };
    let found = found(&read.unwrap().1);
    let totals: Vec<String> = ["d.total_ht", "d.total_tva", "d.total_ttc"].map(cents).into();
    for table in ["propal", "commande"] {
        let expected = asked(&mut trial, &totals, &format!("llx_{table} d WHERE d.entity = 1")).await;
        assert!(!expected.is_empty() && found[table] == expected, "{name} {table}");
    }
    let remaining = format!("CASE WHEN d.fk_statut = 2 AND d.close_code = 'discount_vat' THEN 0 ELSE d.total_ttc - {PAID} - {CREDITED} END");
    let more = [PAID, CREDITED, &remaining].map(cents);
    let expected = asked(&mut trial, &[&totals[..], &more].concat(), "llx_facture d WHERE d.entity = 1").await;
    assert!(expected.len() > 50 && found["facture"] == expected, "{name} facture");
    for (table, parent, key) in
        [("propaldet", "propal", "fk_propal"), ("commandedet", "commande", "fk_commande"), ("facturedet", "facture", "fk_facture")]
    {
        let from = format!("llx_{table} d JOIN llx_{parent} p ON p.rowid = d.{key} WHERE p.entity = 1");
        let expected = asked(&mut trial, &totals, &from).await;
        assert!(!expected.is_empty() && found[table] == expected, "{name} {table}");
    }
    let amount = [cents("d.amount")];
    let expected = asked(&mut trial, &amount, "llx_paiement d WHERE d.entity = 1").await;
    assert!(!expected.is_empty() && found["paiement"] == expected, "{name} paiement");
    let from = "llx_paiement_facture d JOIN llx_paiement p ON p.rowid = d.fk_paiement JOIN llx_facture f ON f.rowid = d.fk_facture \
                WHERE p.entity = 1 AND f.entity = 1";
    let expected = asked(&mut trial, &amount, from).await;
    assert!(!expected.is_empty() && found["paiement_facture"] == expected, "{name} paiement_facture");
    trial.drop().await;
}

#[tokio::test]
async fn totals_of_every_document_of_dolibarr_16_are_its_own_to_the_cent() {
    totals_are_dolibarrs("totals16", "doli16-small.sql.gz", true).await;
}

#[tokio::test]
async fn totals_of_every_document_of_dolibarr_22_are_its_own_to_the_cent() {
    totals_are_dolibarrs("totals22", "doli22-small.sql.gz", false).await;
}

#[tokio::test]
async fn totals_of_every_document_of_a_large_dolibarr_are_its_own_to_the_cent() {
    totals_are_dolibarrs("totals_large", "doli22-large.sql.gz", true).await;
}
