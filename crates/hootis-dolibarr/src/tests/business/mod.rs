//! Business: products, quotes, orders, invoices, payments, agenda, projects, tickets, files.

mod documents;
mod reading;
mod reference;
mod totals;
mod work;

use crate::{
    Warning, WholeOptions,
    business::{Invoice, Record},
    testing::{dump, fixture::Fixture, fixture::Style, invented_business, whole},
};

/// What a fixture's business is read as.
async fn read(fixture: &Fixture, options: WholeOptions) -> (Vec<Record>, Vec<Warning>) {
    let (_, records, warnings) = whole(dump(fixture.dump(Style::MariaDb)), options).await.unwrap();
    (records, warnings)
}

/// The invented company's business.
async fn invented() -> (Vec<Record>, Vec<Warning>) {
    read(&invented_business::v22(), WholeOptions::default()).await
}

/// Whether exactly these rows of `table` were told so.
fn told(warnings: &[Warning], table: &str, code: &str) -> Vec<i64> {
    let mut rows: Vec<i64> = warnings.iter().filter(|one| one.table == table && one.code == code).filter_map(|one| one.row).collect();
    rows.sort_unstable();
    rows
}

fn invoices(records: &[Record]) -> Vec<&Invoice> {
    records.iter().filter_map(|record| if let Record::Invoice(invoice) = record { Some(&**invoice) } else { None }).collect()
}
