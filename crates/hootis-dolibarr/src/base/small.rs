//! Categories and users: few enough to be kept whole, so that parents come first.

use super::{
    Survey,
    tree::{Cut, Node, parents_first},
};
use crate::{
    columns::{Table, category, user},
    record::{Category, CategoryKind, User},
    row::Row,
    text::Fields,
    warning::{Book, Warning},
};

impl Node for Category {
    fn row(&self) -> i64 {
        self.row
    }

    fn parent(&mut self) -> &mut Option<i64> {
        &mut self.parent_row
    }
}

impl Node for User {
    fn row(&self) -> i64 {
        self.row
    }

    fn parent(&mut self) -> &mut Option<i64> {
        &mut self.manager_row
    }
}

/// Reads a category of third parties, contacts or users; `None` for those of other things.
pub(super) fn category(row: &Row, book: &mut Book) -> Option<Category> {
    let id = row.int(category::ROW)?;
    let kind = match row.int(category::KIND)? {
        1 => CategoryKind::Supplier,
        2 => CategoryKind::Customer,
        4 => CategoryKind::Contact,
        7 => CategoryKind::User,
        _ => return None,
    };
    let mut fields = Fields { row, table: Table::Category, id, book };
    let label = fields.line(category::LABEL).unwrap_or_else(|| format!("#{id}"));
    let color = fields.line(category::COLOR).map(|color| color.trim_start_matches('#').to_ascii_lowercase());
    let color = color.filter(|color| color.len() == 6 && color.bytes().all(|byte| byte.is_ascii_hexdigit()));
    Some(Category { row: id, label, color, parent_row: row.reference(category::PARENT), kind })
}

/// Reads a user.
pub(super) fn user(row: &Row, book: &mut Book) -> Option<User> {
    let id = row.int(user::ROW)?;
    let mut fields = Fields { row, table: Table::User, id, book };
    Some(User {
        row: id,
        login: fields.line(user::LOGIN).unwrap_or_else(|| format!("#{id}")),
        last_name: fields.line(user::LAST_NAME),
        first_name: fields.line(user::FIRST_NAME),
        email: fields.line(user::EMAIL),
        job: fields.line(user::JOB),
        phone: fields.line(user::PHONE),
        mobile: fields.line(user::MOBILE),
        is_active: row.int(user::STATUS) != Some(0),
        is_admin: fields.flag(user::ADMIN),
        is_employee: row.int(user::EMPLOYEE) != Some(0),
        manager_row: row.reference(user::MANAGER),
        third_party_row: row.reference(user::THIRD_PARTY),
        photo: fields.line(user::PHOTO).and_then(|name| crate::map::file_name(&name)),
        hired: fields.day(user::HIRED),
        created: fields.moment(user::CREATED),
        changed: fields.moment(user::CHANGED),
    })
}

impl Survey {
    /// Categories with parents first, and what is odd about them.
    pub(super) fn finish_categories(&mut self) -> (Vec<Category>, Vec<Warning>) {
        let (categories, cuts) = parents_first(std::mem::take(&mut self.base.categories));
        // A parent of another company or kind exists, but is not read: nothing is odd then.
        let known = &self.base.category_rows.known;
        let odd = cuts.into_iter().filter(|(_, parent, why)| *why == Cut::Loop || !known.contains(*parent));
        let odd: Vec<_> = odd.collect();
        (categories, self.told(Table::Category, &odd))
    }

    /// Users with managers first, and what is odd about them.
    pub(super) fn finish_users(&mut self) -> (Vec<User>, Vec<Warning>) {
        let (users, cuts) = parents_first(std::mem::take(&mut self.base.users));
        let known = &self.base.user_rows.known;
        let odd = cuts.into_iter().filter(|(_, parent, why)| *why == Cut::Loop || !known.contains(*parent));
        let odd: Vec<_> = odd.collect();
        (users, self.told(Table::User, &odd))
    }

    fn told(&mut self, table: Table, cuts: &[(i64, i64, Cut)]) -> Vec<Warning> {
        for (row, parent, why) in cuts {
            let code = match (why, table) {
                (Cut::Loop, _) => "loop",
                (Cut::Orphan, Table::User) => "orphan-user",
                (Cut::Orphan, _) => "orphan-parent",
            };
            self.book.note(table.name(), Some(*row), code, &[("reference", &parent.to_string())]);
        }
        let all = self.book.take();
        let (mine, rest) = all.into_iter().partition(|warning| warning.table == table.name());
        self.rest.extend(rest);
        mine
    }
}
