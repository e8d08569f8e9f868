//! Third parties.

use super::{
    Mapper,
    shared::{AddressCells, address, by_code, by_id, file_name, social_networks},
};
use crate::{
    base::{Base, Node},
    columns::{Table, third_party as col},
    record::{Record, ThirdParty},
    row::Row,
    text::Fields,
};

const ADDRESS: AddressCells =
    AddressCells { street: col::ADDRESS, zip: col::ZIP, town: col::TOWN, department: col::DEPARTMENT, country: col::COUNTRY };
const OLD_NETWORKS: [(usize, &str); 4] = [(col::SKYPE, "skype"), (col::TWITTER, "twitter"), (col::FACEBOOK, "facebook"), (col::LINKEDIN, "linkedin")];
/// France and the overseas territories whose companies have a SIREN.
const FRENCH: [&str; 9] = ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"];

impl Node for ThirdParty {
    fn row(&self) -> i64 {
        self.row
    }

    fn parent(&mut self) -> &mut Option<i64> {
        &mut self.parent_row
    }
}

impl Mapper {
    pub(super) fn third_party(&mut self, row: &Row) {
        let Some(id) = row.int(col::ROW) else {
            self.out.book.note(Table::ThirdParty.name(), None, "bad-row", &[]);
            return;
        };
        if !self.base.third_party_rows.taken.contains(id)
            || !crate::base::takes(Some(self.options.entity), row.int(col::ENTITY), false)
            || !self.out.is_new(Table::ThirdParty, id)
        {
            return;
        }
        let notes = self.options.take.notes;
        let base = std::sync::Arc::clone(&self.base);
        let mut fields = Fields { row, table: Table::ThirdParty, id, book: &mut self.out.book };
        let mut record = Box::new(record(&mut fields, &base, notes));
        record.parent_row = parent(&mut fields, &base);
        self.place(record, row.size());
    }

    /// Emits a third party and those that waited for it, or lets it wait for its parent.
    fn place(&mut self, record: Box<ThirdParty>, bytes: usize) {
        for (record, bytes) in self.third_parties.place(record, bytes) {
            self.out.push(Record::ThirdParty(record), bytes);
        }
    }

    /// At the end only loops still wait: each is cut at its smallest row.
    pub(super) fn release_the_rest(&mut self) {
        while let Some((record, bytes, parent)) = self.third_parties.cut() {
            if self.out.emitted >= self.out.skip {
                let args = [("reference", parent.to_string())];
                let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                self.out.book.note(Table::ThirdParty.name(), Some(record.row), "loop", &args);
            }
            self.place(record, bytes);
        }
    }
}

fn record(fields: &mut Fields<'_>, base: &Base, notes: bool) -> ThirdParty {
    let dictionaries = &base.dictionaries;
    let row = fields.row;
    let client = row.int(col::CLIENT).unwrap_or_default();
    let kind = by_id(fields, col::KIND, |id| dictionaries.kind(id).cloned()).filter(|kind| kind.code != "TE_UNKNOWN");
    let address = address(fields, dictionaries, &ADDRESS);
    let ids = [col::ID1, col::ID2, col::ID3, col::ID4, col::ID5, col::ID6].map(|cell| fields.line(cell));
    let (customer_code, supplier_code) = (fields.line(col::CUSTOMER_CODE), fields.line(col::SUPPLIER_CODE));
    let alias = fields.line(col::ALIAS);
    let mut record = ThirdParty {
        row: fields.id,
        name: fields.line(col::NAME).or_else(|| alias.clone()).unwrap_or_else(|| format!("#{}", fields.id)),
        alias,
        is_customer: matches!(client, 1 | 3),
        is_prospect: matches!(client, 2 | 3),
        is_supplier: fields.flag(col::SUPPLIER),
        is_person: kind.as_ref().is_some_and(|kind| kind.code == "TE_PRIVATE"),
        is_open: row.int(col::STATUS) != Some(0),
        customer_code,
        supplier_code,
        address,
        phone: fields.line(col::PHONE),
        mobile: fields.line(col::MOBILE),
        fax: fields.line(col::FAX),
        email: fields.line(col::EMAIL),
        url: fields.line(col::URL),
        social_networks: social_networks(fields, col::SOCIAL, &OLD_NETWORKS),
        vat_number: fields.line(col::VAT_NUMBER),
        vat_liable: row.int(col::VAT_LIABLE).map(|liable| liable != 0),
        capital: fields.decimal(col::CAPITAL).filter(|capital| capital != "0"),
        legal_form: by_code(fields, col::LEGAL_FORM, |code| dictionaries.legal_form(code)),
        size: by_id(fields, col::SIZE, |id| dictionaries.size(id).cloned()),
        kind,
        prospect_level: by_code(fields, col::PROSPECT_LEVEL, |code| dictionaries.prospect_level(code)),
        logo: fields.line(col::LOGO).and_then(|name| file_name(&name)),
        created: fields.moment(col::CREATED),
        changed: fields.moment(col::CHANGED),
        ..ThirdParty::default()
    };
    // Here 0 and -1 are statuses like the others.
    record.prospect_status = row.int(col::PROSPECT_STATUS).and_then(|id| dictionaries.prospect_status(id).cloned());
    if notes {
        record.note_public = fields.long(col::NOTE_PUBLIC);
        record.note_private = fields.long(col::NOTE_PRIVATE);
    }
    professional_ids(&mut record, ids);
    record
}

/// The six professional ids mean something else in each country; only France's are named.
fn professional_ids(record: &mut ThirdParty, ids: [Option<String>; 6]) {
    let digits = |text: &Option<String>, count| {
        text.as_ref().is_some_and(|text| {
            text.chars().filter(char::is_ascii_digit).count() == count && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
        })
    };
    let french = match &record.address.country {
        Some(country) => FRENCH.contains(&country.as_str()),
        None => digits(&ids[0], 9) || digits(&ids[1], 14),
    };
    let mut rest: Vec<(u8, Option<String>)> = (1..).zip(ids).collect();
    if french {
        let mut named = rest.drain(..4).map(|(_, value)| value);
        record.siren = named.next().flatten();
        record.siret = named.next().flatten();
        record.ape = named.next().flatten();
        record.rcs = named.next().flatten();
    }
    record.professional_ids = rest.into_iter().filter_map(|(number, value)| value.map(|value| (number, value))).collect();
}

/// The parent, if it is read too.
fn parent(fields: &mut Fields<'_>, base: &Base) -> Option<i64> {
    let parent = fields.row.reference(col::PARENT)?;
    if base.third_party_rows.taken.contains(parent) {
        return Some(parent);
    }
    if !base.third_party_rows.known.contains(parent) {
        fields.note("orphan-parent", &[("reference", &parent.to_string())]);
    }
    None
}
