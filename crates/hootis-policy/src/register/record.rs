//! The record of processing activities that article 30 of the GDPR asks of a controller and of a
//! processor: one line for each thing that is processed, ready to be handed to an authority.
//!
//! The operator's own record has what it decides (the platform) and what it does for its customers (the
//! spaces). A customer's record has its space, where the customer decides and the operator carries out.

use super::{Page, kept, quoted};
use crate::data::{self, Database, Kind, Purpose, Table};
use crate::operator::Declared;
use crate::processors::{self, Processor};
use crate::retention::Whom;
use crate::text::{Lang, Text, harmless_cell};

/// Whose record it is.
pub enum Keeper<'r> {
    /// The operator's: with the names of the companies that it works for.
    Operator {
        /// Companies that have a space.
        customers: &'r [String],
    },
    /// A customer's.
    Customer {
        /// The company.
        company: &'r str,
        /// Whom to ask there.
        contact: &'r str,
    },
}

/// A record.
pub struct Record<'r> {
    /// Whose.
    pub keeper: Keeper<'r>,
    /// The operator and its carriers.
    pub declared: &'r Declared,
    /// The day on which it was written, in words.
    pub day: &'r str,
    /// Whether spaces of this Hootis are encrypted files of their own.
    pub encrypts_whole_databases: bool,
}

/// The names of the columns.
const HEAD: [Text; 9] = [
    Text::new("Traitement", "Processing"),
    Text::new("Finalité", "Purpose"),
    Text::new("Fondement", "Legal ground"),
    Text::new("Personnes", "People"),
    Text::new("Données", "Data"),
    Text::new("Destinataires", "Recipients"),
    Text::new("Pays et transferts", "Countries and transfers"),
    Text::new("Délai d’effacement", "Time limit for erasure"),
    Text::new("Sécurité", "Security"),
];

impl Record<'_> {
    /// The names of the columns, in a language.
    #[must_use]
    pub fn head(lang: Lang) -> [&'static str; 9] {
        HEAD.map(|name| name.to(lang))
    }

    /// Every processing, a line of nine cells.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<[String; 9]> {
        let databases: &[Database] = match self.keeper {
            Keeper::Operator { .. } => &Database::ALL,
            Keeper::Customer { .. } => &[Database::Space],
        };
        let tables = databases.iter().flat_map(|database| data::tables(*database));
        tables.filter(|table| table.is_personal()).map(|table| self.line(table, lang)).collect()
    }

    fn line(&self, table: &Table, lang: Lang) -> [String; 9] {
        let people = people(table, lang);
        let recipients = self.recipients(table);
        let names: Vec<String> = recipients.iter().map(|(name, _)| name.clone()).collect();
        let places: Vec<String> = recipients.into_iter().map(|(_, place)| place).collect();
        [
            table.about.to(lang).to_owned(),
            table.purpose.title().to(lang).to_owned(),
            self.ground(table, lang),
            people,
            kinds(table, lang),
            joined(names),
            joined(places),
            kept(table, lang),
            self.security(table, lang),
        ]
    }

    /// On the customer's own record the ground is the customer's to name: its dealings are its own.
    fn ground(&self, table: &Table, lang: Lang) -> String {
        match self.keeper {
            Keeper::Operator { .. } => table.ground().title().to(lang).to_owned(),
            Keeper::Customer { .. } => Text::new("à compléter par l’entreprise", "for the company to fill in").to(lang).to_owned(),
        }
    }

    /// Who receives something of a table, and where they are.
    fn recipients(&self, table: &Table) -> Vec<(String, String)> {
        let mut found = Vec::new();
        if matches!(self.keeper, Keeper::Customer { .. }) {
            found.push((self.declared.operator.legal_name.clone(), self.declared.operator.country.clone()));
        }
        let mut add = |processor: &Processor| {
            let carriers = self.declared.carriers.iter().filter(|carrier| carrier.processor == processor.id);
            found.extend(carriers.map(|carrier| (carrier.name.clone(), carrier.country.clone())));
        };
        add(&processors::HOST);
        add(&processors::OBJECT_STORE);
        if table.purpose == Purpose::Mail {
            add(&processors::MAIL_RELAY);
        }
        found
    }

    /// How it is protected: what the columns say, and what the engine adds.
    fn security(&self, table: &Table, lang: Lang) -> String {
        let mut words: Vec<&str> = Vec::new();
        if table.database == Database::Space && self.encrypts_whole_databases {
            words.push(Text::new("base chiffrée par la clé de l’espace", "database encrypted with the space's key").to(lang));
        }
        for column in table.columns {
            let title = column.protection.title().to(lang);
            if column.protection != data::Protection::Clear && !words.contains(&title) {
                words.push(title);
            }
        }
        words.push(Text::new("droits par rôle, journal des changements", "rights by role, journal of changes").to(lang));
        words.join(" · ")
    }

    /// The record as Markdown.
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        let mut page = Page { lang, text: String::new() };
        page.heading(1, Text::new("Registre des activités de traitement", "Record of processing activities"));
        page.line(&self.written(lang));
        page.line("");
        for (name, value) in self.identity(lang) {
            page.line(&format!("- **{name}** {value}"));
        }
        page.heading(2, Text::new("Traitements", "Processing activities"));
        page.header(&HEAD);
        for line in self.lines(lang) {
            page.row(&line.each_ref().map(String::as_str));
        }
        if let Keeper::Operator { customers } = self.keeper {
            page.heading(
                2,
                Text::new("Entreprises pour le compte desquelles l’opérateur traite", "Companies on whose behalf the operator processes"),
            );
            customers.iter().for_each(|company| page.line(&format!("- {}", one_line(company))));
        }
        page.text
    }

    fn written(&self, lang: Lang) -> String {
        let from = Text::new("Écrit par le programme à partir de ce qu’il exécute, le", "Written by the program from what it carries out, on");
        format!("{} {}.", from.to(lang), self.day)
    }

    /// Who keeps the record, who carries out, whom to ask.
    fn identity(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let operator = &self.declared.operator;
        let whole = format!("{}, {}, {}, {}", operator.legal_name, operator.address, operator.country, operator.privacy_email);
        let officer = (!operator.data_protection_officer.is_empty()).then(|| {
            let name = Text::new("Délégué à la protection des données", "Data protection officer").to(lang);
            (name, operator.data_protection_officer.clone())
        });
        let controller = Text::new("Responsable de traitement", "Controller").to(lang);
        let processor = Text::new("Sous-traitant (article 28)", "Processor (article 28)").to(lang);
        let first = match self.keeper {
            Keeper::Operator { .. } => vec![
                (controller, whole.clone()),
                (processor, Text::new("le même, pour le contenu des espaces", "the same, for the content of spaces").to(lang).to_owned()),
            ],
            Keeper::Customer { company, contact } => {
                vec![(controller, format!("{}, {}", one_line(company), one_line(contact))), (processor, whole)]
            }
        };
        first.into_iter().chain(officer).collect()
    }

    /// The record as CSV, one processing a line; who answers for it stands on each line.
    #[must_use]
    pub fn csv(&self, lang: Lang) -> String {
        let who = [Text::new("Responsable", "Controller"), Text::new("Sous-traitant", "Processor")].map(|name| name.to(lang));
        let mut text = row(who.into_iter().chain(Self::head(lang)));
        let operator = self.declared.operator.legal_name.as_str();
        let databases = self.lines(lang);
        let own = data::tables(Database::Platform).iter().filter(|table| table.is_personal()).count();
        for (index, line) in databases.iter().enumerate() {
            let (controller, processor) = match self.keeper {
                Keeper::Customer { company, .. } => (company, operator),
                Keeper::Operator { .. } if index < own => (operator, ""),
                Keeper::Operator { .. } => (Text::new("chaque client", "each customer").to(lang), operator),
            };
            text.push_str(&row([controller, processor].into_iter().chain(line.iter().map(String::as_str))));
        }
        text
    }
}

fn row<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&harmless_cell(cell))).collect();
    format!("{}\r\n", cells.join(","))
}

/// What people typed, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(mut parts: Vec<String>) -> String {
    parts.dedup();
    parts.join(" · ")
}

/// Whose data: those that the rules of a table speak of; the people of a space where it goes with it.
fn people(table: &Table, lang: Lang) -> String {
    let mut found: Vec<Whom> = Vec::new();
    for rule in table.all_rules() {
        if !found.contains(&rule.whom) {
            found.push(rule.whom);
        }
    }
    if table.purpose == Purpose::Team {
        found = vec![Whom::Member];
    }
    found.iter().map(|whom| whom.title().to(lang)).collect::<Vec<_>>().join(", ")
}

/// The kinds of data of a table, each once.
fn kinds(table: &Table, lang: Lang) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for column in table.columns.iter().filter(|column| column.kind != Kind::Technical) {
        let title = column.kind.title().to(lang);
        if !seen.contains(&title) {
            seen.push(title);
        }
    }
    seen.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Keeper, Record};
    use crate::data::{self, Database};
    use crate::operator::Declared;
    use crate::text::Lang;

    fn customer<'r>(declared: &'r Declared, company: &'r str) -> Record<'r> {
        Record { keeper: Keeper::Customer { company, contact: "Olive Lunel" }, declared, day: "23 novembre 2026", encrypts_whole_databases: true }
    }

    #[test]
    fn the_record_of_a_customer_has_every_personal_table_of_a_space_and_none_of_the_platform() {
        let declared = Declared::fictional();
        let record = customer(&declared, "Atelier Lunel");
        let lines = record.lines(Lang::Fr);
        let personal = data::tables(Database::Space).iter().filter(|table| table.is_personal()).count();
        assert_eq!(lines.len(), personal);
        assert!(lines.iter().all(|line| line.iter().all(|cell| !cell.is_empty())), "{lines:?}");
        let text = record.markdown(Lang::Fr);
        assert!(text.contains("**Responsable de traitement** Atelier Lunel, Olive Lunel") && text.contains(&declared.operator.legal_name));
        assert!(!text.contains("Les personnes qui ont ouvert un espace"));
    }

    #[test]
    fn the_record_of_the_operator_has_both_databases_and_its_customers() {
        let declared = Declared::fictional();
        let customers = ["Atelier Lunel".to_owned(), "Rival\n| SARL".to_owned()];
        let keeper = Keeper::Operator { customers: &customers };
        let record = Record { keeper, declared: &declared, day: "23 novembre 2026", encrypts_whole_databases: false };
        let text = record.markdown(Lang::En);
        for table in Database::ALL.into_iter().flat_map(data::tables).filter(|table| table.is_personal()) {
            assert!(text.contains(table.about.en), "{}", table.name);
        }
        assert!(text.contains("- Atelier Lunel\n- Rival | SARL\n"));
    }

    #[test]
    fn a_cell_is_no_formula_and_a_line_stays_a_line() {
        let declared = Declared::fictional();
        let csv = customer(&declared, "=HYPERLINK(\"x\"),\nA").csv(Lang::En);
        let first = csv.lines().nth(1).expect("a line");
        assert!(first.starts_with("\"'=HYPERLINK(\"\"x\"\"),"), "{first}");
        let personal = data::tables(Database::Space).iter().filter(|table| table.is_personal()).count();
        assert_eq!(csv.matches("\r\n").count(), personal + 1);
    }
}
