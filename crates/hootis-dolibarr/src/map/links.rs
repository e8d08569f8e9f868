//! Categories and sales representatives put on things.

use super::Mapper;
use crate::{
    columns::{Table, contact_categories, sales_representative as rep, supplier_categories, third_party_categories, user_categories},
    record::{CategoryLink, Record, SalesRepresentative, Target},
    row::Row,
};

impl Mapper {
    pub(super) fn sales_representative(&mut self, row: &Row) {
        let (Some(third_party_row), Some(user_row)) = (row.reference(rep::THIRD_PARTY), row.reference(rep::USER)) else {
            self.out.book.note(Table::SalesRepresentative.name(), row.reference(rep::THIRD_PARTY), "bad-row", &[]);
            return;
        };
        let base = std::sync::Arc::clone(&self.base);
        let table = Table::SalesRepresentative;
        let ends = [("fk_soc", third_party_row, &base.third_party_rows), ("fk_user", user_row, &base.user_rows)];
        if self.both_are_read(table, third_party_row, ends) {
            let link = SalesRepresentative { third_party_row, user_row };
            self.out.push(Record::SalesRepresentative(link), row.size() + 64);
        }
    }

    pub(super) fn category_link(&mut self, table: Table, row: &Row) {
        let (target, category, object) = match table {
            Table::ContactCategories => (Target::Contact, contact_categories::CATEGORY, contact_categories::OBJECT),
            Table::UserCategories => (Target::User, user_categories::CATEGORY, user_categories::OBJECT),
            Table::SupplierCategories => (Target::ThirdParty, supplier_categories::CATEGORY, supplier_categories::OBJECT),
            _ => (Target::ThirdParty, third_party_categories::CATEGORY, third_party_categories::OBJECT),
        };
        let column = table.columns()[object];
        let (Some(category_row), Some(object)) = (row.reference(category), row.reference(object)) else {
            self.out.book.note(table.name(), row.reference(object), "bad-row", &[]);
            return;
        };
        let base = std::sync::Arc::clone(&self.base);
        let ends = [("fk_categorie", category_row, &base.category_rows), (column, object, base.rows(target))];
        if self.both_are_read(table, object, ends) {
            let link = CategoryLink { category_row, target, row: object };
            self.out.push(Record::CategoryLink(link), row.size() + 64);
        }
    }

    /// Whether both ends of a link are read; an end that does not exist at all is told.
    fn both_are_read(&mut self, table: Table, row: i64, ends: [(&'static str, i64, &crate::base::Rows); 2]) -> bool {
        for (column, reference, rows) in ends {
            if !rows.known.contains(reference) {
                let args = [("column", column), ("reference", &*reference.to_string())];
                self.out.book.note(table.name(), Some(row), "orphan-link", &args);
                return false;
            }
        }
        ends.iter().all(|(_, reference, rows)| rows.taken.contains(*reference))
    }
}
