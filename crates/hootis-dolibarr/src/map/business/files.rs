//! The index of files, and what was made of what.

use super::{
    BusinessMapper,
    shared::{element, inside, pointed},
};
use crate::{
    business::{ElementKind, File, FileOrigin, Link, Record},
    columns::{Table, element_link, file},
    row::Row,
};

impl BusinessMapper {
    pub(super) fn file(&mut self, row: &Row) {
        let Some((mut fields, base)) = self.fields(Table::File, row, [file::ROW, file::ENTITY]) else { return };
        let fields = &mut fields;
        let (folder, name) = (fields.line(file::FOLDER).unwrap_or_default(), fields.line(file::NAME).unwrap_or_default());
        let name_is_one = !name.contains('/');
        let (Some(folder), Some(name)) = (inside(&folder), inside(&name).filter(|_| name_is_one)) else {
            fields.note("bad-path", &[("column", "filepath")]);
            return;
        };
        let record = File {
            row: fields.id,
            folder,
            name,
            md5: fields.line(file::MD5).filter(|md5| md5.len() == 32 && md5.bytes().all(|byte| byte.is_ascii_hexdigit())),
            about: element(fields, &base, [file::OBJECT_KIND, file::OBJECT], "unread-element"),
            origin: match fields.line(file::ORIGIN).as_deref() {
                Some("uploaded") => FileOrigin::Uploaded,
                Some("generated") => FileOrigin::Generated,
                _ => FileOrigin::Unknown,
            },
            description: fields.line(file::DESCRIPTION),
            keywords: fields.line(file::KEYWORDS),
            position: row.int(file::POSITION).unwrap_or_default(),
            author_row: pointed(fields, &base, file::AUTHOR, ElementKind::User),
            created: fields.moment(file::CREATED),
            changed: fields.moment(file::CHANGED),
        };
        self.out.push(Record::File(Box::new(record)), row.size() + size_of::<File>());
    }

    pub(super) fn link(&mut self, row: &Row) {
        let Some((mut fields, base)) = self.part(Table::ElementLink, row, element_link::ROW) else { return };
        let source = element(&mut fields, &base, [element_link::SOURCE_KIND, element_link::SOURCE], "unread-link");
        let target = element(&mut fields, &base, [element_link::TARGET_KIND, element_link::TARGET], "unread-link");
        let (Some(source), Some(target)) = (source, target) else { return };
        let record = Link { row: fields.id, source, target, relation: fields.line(element_link::RELATION) };
        self.out.push(Record::Link(Box::new(record)), row.size() + size_of::<Link>());
    }
}
