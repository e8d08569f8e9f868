//! An invented Dolibarr, as its dump, that tests can change.

use std::fmt::Write as _;

/// A Dolibarr with so many parties, each with a contact, a tag, a representative and a custom value.
#[derive(Clone)]
pub(super) struct Dolibarr {
    pub parties: Vec<Party>,
    pub contacts: Vec<Contact>,
    /// Row, login, first and last name, e-mail, third party of an external user (0 for none).
    pub users: Vec<(i64, &'static str, &'static str, &'static str, &'static str, i64)>,
    /// Row, label, type.
    pub categories: Vec<(i64, &'static str, i64)>,
    /// Category, party.
    pub tags: Vec<(i64, i64)>,
    /// Party, user.
    pub representatives: Vec<(i64, i64)>,
    /// Party, value.
    pub woods: Vec<(i64, &'static str)>,
}

#[derive(Clone)]
pub(super) struct Party {
    pub row: i64,
    pub entity: i64,
    pub name: String,
    pub town: &'static str,
    pub parent: i64,
    pub created: &'static str,
    pub note: &'static str,
}

#[derive(Clone)]
pub(super) struct Contact {
    pub row: i64,
    pub party: i64,
    pub name: String,
    pub phone: &'static str,
    pub birthday: &'static str,
}

impl Dolibarr {
    pub(super) fn of(parties: i64) -> Self {
        let rows = 1..=parties;
        Self {
            parties: rows
                .clone()
                .map(|row| Party {
                    row,
                    entity: 1,
                    name: format!("Société n° {row} d''Œuvre"),
                    town: if row % 2 == 0 { "Nantes" } else { "Épinal" },
                    parent: if row > 3 && row % 5 == 0 { row - 3 } else { 0 },
                    created: "2024-01-02 03:04:05",
                    note: "",
                })
                .collect(),
            contacts: rows.clone().map(|row| Contact { row, party: row, name: format!("Le Goff {row}"), phone: "01 99 00 12 34", birthday: "" }).collect(),
            users: vec![
                (1, "ada", "Ada", "Morvan", "ada@atelier.example", 0),
                (2, "loic", "Loïc", "Prigent", "loic@atelier.example", 0),
                (3, "ext", "Émilie", "L''Hostis", "emilie@client.example", 1),
            ],
            categories: vec![(1, "Fidèle", 2), (2, "Grand compte", 2), (3, "Fournisseur", 1)],
            tags: rows.clone().map(|row| (1 + row % 2, row)).collect(),
            representatives: rows.clone().map(|row| (row, 1 + row % 2)).collect(),
            woods: rows.map(|row| (row, if row % 2 == 0 { "chene" } else { "noyer" })).collect(),
        }
    }

    pub(super) fn party(&mut self, row: i64) -> &mut Party {
        self.parties.iter_mut().find(|party| party.row == row).unwrap()
    }

    pub(super) fn contact(&mut self, row: i64) -> &mut Contact {
        self.contacts.iter_mut().find(|contact| contact.row == row).unwrap()
    }

    pub(super) fn sql(&self) -> String {
        let mut sql = include_str!("schema.sql").to_owned();
        let mut table = |name: &str, rows: Vec<String>| {
            for rows in rows.chunks(400) {
                writeln!(sql, "INSERT INTO `llx_{name}` VALUES {};", rows.join(",\n")).unwrap();
            }
        };
        let none = |text: &str| if text.is_empty() { "NULL".to_owned() } else { format!("'{text}'") };
        table("categorie", self.categories.iter().map(|(row, label, kind)| format!("({row},1,0,'{label}',{kind},'aa5500')")).collect());
        table("categorie_societe", self.tags.iter().filter(|(tag, _)| *tag < 3).map(|(tag, party)| format!("({tag},{party})")).collect());
        table("categorie_fournisseur", self.tags.iter().filter(|(tag, _)| *tag == 3).map(|(tag, party)| format!("({tag},{party})")).collect());
        table(
            "societe",
            self.parties
                .iter()
                .map(|p| format!("({},{},'{}','{}',{},1,0,1,1,'{}',{})", p.row, p.entity, p.name, p.town, p.parent, p.created, none(p.note)))
                .collect(),
        );
        table("societe_commerciaux", self.representatives.iter().enumerate().map(|(n, (party, user))| format!("({n},{party},{user})")).collect());
        table("societe_extrafields", self.woods.iter().enumerate().map(|(n, (party, wood))| format!("({n},{party},'{wood}')")).collect());
        table(
            "socpeople",
            self.contacts
                .iter()
                .map(|c| format!("({},1,{},'{}','Yann','{}',{},0,1)", c.row, c.party, c.name, c.phone, none(c.birthday)))
                .collect(),
        );
        table(
            "user",
            self.users
                .iter()
                .map(|(row, login, first, last, email, party)| format!("({row},1,'{login}','{last}','{first}','{email}',1,{party})"))
                .collect(),
        );
        sql.push_str("-- Dump completed on 2026-11-23  8:00:00\n");
        sql
    }
}
