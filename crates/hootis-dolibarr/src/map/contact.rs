//! Contacts.

use super::{
    Mapper,
    shared::{AddressCells, address, by_code, file_name, social_networks},
};
use crate::{
    columns::{Table, contact as col},
    record::{Contact, Record},
    row::Row,
    text::Fields,
};

const ADDRESS: AddressCells =
    AddressCells { street: col::ADDRESS, zip: col::ZIP, town: col::TOWN, department: col::DEPARTMENT, country: col::COUNTRY };
const OLD_NETWORKS: [(usize, &str); 4] = [(col::SKYPE, "skype"), (col::TWITTER, "twitter"), (col::FACEBOOK, "facebook"), (col::LINKEDIN, "linkedin")];

impl Mapper {
    pub(super) fn contact(&mut self, row: &Row) {
        let Some(id) = row.int(col::ROW) else {
            self.out.book.note(Table::Contact.name(), None, "bad-row", &[]);
            return;
        };
        if !crate::base::takes(Some(self.options.entity), row.int(col::ENTITY), false) || !self.out.is_new(Table::Contact, id) {
            return;
        }
        let base = std::sync::Arc::clone(&self.base);
        let mut fields = Fields { row, table: Table::Contact, id, book: &mut self.out.book };
        let mut record = Box::new(Contact {
            row: id,
            third_party_row: None,
            civility: by_code(&mut fields, col::CIVILITY, |code| base.dictionaries.civility(code)),
            last_name: fields.line(col::LAST_NAME),
            first_name: fields.line(col::FIRST_NAME),
            job: fields.line(col::JOB),
            address: address(&mut fields, &base.dictionaries, &ADDRESS),
            phone: fields.line(col::PHONE),
            phone_personal: fields.line(col::PHONE_PERSONAL),
            mobile: fields.line(col::MOBILE),
            fax: fields.line(col::FAX),
            email: fields.line(col::EMAIL),
            birthday: fields.day(col::BIRTHDAY),
            is_private: fields.flag(col::PRIVATE),
            owner_row: None,
            is_active: row.int(col::STATUS) != Some(0),
            note_public: None,
            note_private: None,
            photo: fields.line(col::PHOTO).and_then(|name| file_name(&name)),
            social_networks: social_networks(&mut fields, col::SOCIAL, &OLD_NETWORKS),
            created: fields.moment(col::CREATED),
            changed: fields.moment(col::CHANGED),
        });
        if self.options.take.notes {
            record.note_public = fields.long(col::NOTE_PUBLIC);
            record.note_private = fields.long(col::NOTE_PRIVATE);
        }
        if let Some(company) = row.reference(col::THIRD_PARTY) {
            if base.third_party_rows.taken.contains(company) {
                record.third_party_row = Some(company);
            } else {
                fields.note("orphan-third-party", &[("reference", &company.to_string())]);
            }
        }
        if let Some(owner) = row.reference(col::OWNER) {
            if base.user_rows.known.contains(owner) {
                record.owner_row = Some(owner);
            } else {
                fields.note("orphan-user", &[("reference", &owner.to_string())]);
            }
        }
        self.out.push(Record::Contact(record), row.size());
    }
}
