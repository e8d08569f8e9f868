//! The register that articles 13 and 30 of the GDPR ask for, written from the declarations.
//!
//! `cargo xtask register` puts [`files`] into `docs/register`, where a lawyer reads the difference
//! between two versions in plain words. A test fails while the committed files are not these.

use std::fmt::Write as _;

use crate::cookies::{self, Cookie, Life, SetBy};
use crate::data::{self, Database, Table};
use crate::permissions::{Right, Role, may};
use crate::processors::{self, Hosts};
use crate::retention::{self, Rule};
use crate::span::Span;
use crate::text::{Lang, Text};

/// Every file of `docs/register`: its name and what is in it.
#[must_use]
pub fn files() -> Vec<(String, String)> {
    let pages = Lang::ALL.into_iter().map(|lang| (format!("register.{}.md", lang.tag()), markdown(lang)));
    pages.chain([("columns.csv".to_owned(), csv())]).collect()
}

/// The register in one language, in Markdown.
#[must_use]
pub fn markdown(lang: Lang) -> String {
    let mut page = Page { lang, text: String::new() };
    page.heading(1, Text::new("Registre des traitements", "Register of processing"));
    page.paragraph(Text::new(
        "Écrit par `cargo xtask register` à partir des déclarations que le logiciel exécute (`crates/hootis-policy`). Ne pas modifier à la main.",
        "Written by `cargo xtask register` from the declarations that the software carries out (`crates/hootis-policy`). Not to be edited by hand.",
    ));
    page.paragraph(Text::new(
        "Avec SQLCipher, toute la base est en outre chiffrée par sa clé ; « en clair » se lit alors à l’intérieur. Avec PostgreSQL, \
         les lignes sont sur les disques de l’opérateur, et les fichiers, secrets et archives restent chiffrés par la clé de l’espace.",
        "With SQLCipher the whole database is also encrypted with its key; \"in clear\" then means inside it. With PostgreSQL the rows \
         are on the operator's disks, and files, secrets and archives stay encrypted with the space's key.",
    ));
    page.paragraph(Text::new(
        "L’opérateur y joint son nom, son adresse, son délégué à la protection des données s’il en a un, et ses transporteurs (`--carriers-file`).",
        "The operator adds its name, its address, its data protection officer if it has one, and its carriers (`--carriers-file`).",
    ));
    for database in Database::ALL {
        page.database(database);
    }
    page.rules();
    page.cookies();
    page.processors();
    page.roles();
    page.text
}

/// Every column of both databases, one a line, for a spreadsheet.
#[must_use]
pub fn csv() -> String {
    let mut text = String::from("database,table,column,kind,role,purpose,legal ground,kept,protection,exported,erasure\n");
    for table in Database::ALL.into_iter().flat_map(data::tables) {
        for column in table.columns {
            let kept = column.rule.map_or_else(|| kept(table, Lang::En), |rule| period(rule, Lang::En));
            let fields = [
                table.database.as_str(),
                table.name,
                column.name,
                column.kind.title().en,
                table.database.responsible().title().en,
                table.purpose.title().en,
                table.ground().title().en,
                &kept,
                column.protection.title().en,
                yes(column.exported, Lang::En),
                column.erasure.title().en,
            ];
            let line: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
            text.push_str(&line.join(","));
            text.push('\n');
        }
    }
    text
}

/// A CSV field, in quotes when it needs them.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

fn yes(is: bool, lang: Lang) -> &'static str {
    if is { Text::new("oui", "yes").to(lang) } else { Text::new("non", "no").to(lang) }
}

/// "7 days after it was recorded: deleted".
fn period(rule: &Rule, lang: Lang) -> String {
    let (keep, from, then) = (rule.keep.words(lang), rule.from.title().to(lang), rule.then.title().to(lang));
    match lang {
        Lang::Fr => format!("{keep} après {from} : {then}"),
        Lang::En => format!("{keep} after {from}: {then}"),
    }
}

/// All the periods of a table, in one line.
fn kept(table: &Table, lang: Lang) -> String {
    let own = table.rules.iter().map(|rule| period(rule, lang));
    let by_kind = table.kinds.iter().map(|(kind, rule)| format!("{kind} — {}", period(rule, lang)));
    let all: Vec<String> = own.chain(by_kind).collect();
    if all.is_empty() { Text::new("tant que la base existe", "as long as the database exists").to(lang).to_owned() } else { all.join(" · ") }
}

mod record;
pub use record::{Keeper, Record};

struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, title: Text) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.line("");
        }
        self.line(&format!("{} {}", "#".repeat(level), title.to(self.lang)));
        self.line("");
    }

    fn paragraph(&mut self, words: Text) {
        self.line(words.to(self.lang));
        self.line("");
    }

    fn header(&mut self, columns: &[Text]) {
        let names: Vec<&str> = columns.iter().map(|column| column.to(self.lang)).collect();
        self.row(&names);
        self.line(&format!("|{}", " --- |".repeat(columns.len())));
    }

    fn row(&mut self, cells: &[&str]) {
        let line = cells.iter().fold(String::from("|"), |mut line, cell| {
            let _infallible = write!(line, " {} |", cell.replace('|', "\\|"));
            line
        });
        self.line(&line);
    }

    fn database(&mut self, database: Database) {
        let lang = self.lang;
        self.heading(2, database.title());
        let who = Text::new("L’opérateur est", "The operator is").to(lang);
        self.line(&format!("{who} {}.", database.responsible().title().to(lang)));
        for table in data::tables(database) {
            self.table(table);
        }
    }

    fn table(&mut self, table: &Table) {
        let lang = self.lang;
        self.line("");
        self.line(&format!("### {} (`{}`)", table.about.to(lang), table.name));
        self.line("");
        let facts = [
            (Text::new("Pour", "For"), table.purpose.title().to(lang).to_owned()),
            (Text::new("Base légale", "Legal ground"), table.ground().title().to(lang).to_owned()),
            (Text::new("Conservation", "Kept"), kept(table, lang)),
        ];
        for (name, value) in facts {
            self.line(&format!("- **{}** {value}", name.to(lang)));
        }
        self.line("");
        self.header(&[
            Text::new("Colonne", "Column"),
            Text::new("Nature", "Kind"),
            Text::new("Forme", "Form"),
            Text::new("Exportée", "Exported"),
            Text::new("Effacement", "Erasure"),
            Text::new("Délai propre", "Own period"),
        ]);
        for column in table.columns {
            let own = column.rule.map(|rule| period(rule, lang)).unwrap_or_default();
            self.row(&[
                &format!("`{}`", column.name),
                column.kind.title().to(lang),
                column.protection.title().to(lang),
                yes(column.exported, lang),
                column.erasure.title().to(lang),
                &own,
            ]);
        }
    }

    fn rules(&mut self) {
        let parts = [
            (Text::new("Durées de conservation", "Retention"), retention::RULES),
            (Text::new("Durées promises, pour ce qui n’est pas encore conservé", "Promised periods, for what is not kept yet"), retention::PROMISED),
        ];
        for (title, rules) in parts {
            self.heading(2, title);
            self.header(&[
                Text::new("Règle", "Rule"),
                Text::new("Données de", "Data of"),
                Text::new("Délai", "Period"),
                Text::new("Base légale", "Legal ground"),
                Text::new("Promesse", "Promise"),
            ]);
            for rule in rules {
                let (whom, ground) = (rule.whom.title().to(self.lang), rule.ground.title().to(self.lang));
                self.row(&[rule.name, whom, &period(rule, self.lang), ground, rule.promise.id]);
            }
        }
    }

    fn cookies(&mut self) {
        self.heading(2, Text::new("Cookies", "Cookies"));
        self.header(&[
            Text::new("Nom", "Name"),
            Text::new("Durée", "Life"),
            Text::new("Où", "Where"),
            Text::new("Pour", "For"),
            Text::new("Nature", "Class"),
            Text::new("Déposé par", "Set by"),
        ]);
        for cookie in cookies::ALL {
            self.cookie(cookie);
        }
    }

    fn cookie(&mut self, cookie: &Cookie) {
        let lang = self.lang;
        let life = match cookie.life {
            Life::BrowserSession => Text::new("session du navigateur", "browser session").to(lang).to_owned(),
            Life::For(span) => at_most(span, lang),
        };
        let surfaces: Vec<&str> = cookie.surfaces.iter().map(|surface| surface.title().to(lang)).collect();
        let by = match cookie.set_by {
            SetBy::Hootis => "Hootis",
            SetBy::Processor(processor) => processor.name.to(lang),
        };
        let name = format!("`{}`", cookie.shown_name());
        self.row(&[&name, &life, &surfaces.join(", "), cookie.purpose.to(lang), cookie.class.title().to(lang), by]);
    }

    fn processors(&mut self) {
        let lang = self.lang;
        self.heading(2, Text::new("Destinataires et sous-traitants", "Recipients and processors"));
        self.header(&[
            Text::new("Qui", "Who"),
            Text::new("Pays", "Country"),
            Text::new("Pour", "For"),
            Text::new("Ce qui peut partir", "What may leave"),
            Text::new("Base légale", "Legal ground"),
            Text::new("Transfert hors UE", "Transfer out of the EU"),
            Text::new("Hôtes", "Hosts"),
        ]);
        for processor in processors::ALL {
            let hosts = match processor.hosts {
                Hosts::Named(hosts) => hosts.iter().map(|host| format!("`{host}`")).collect::<Vec<_>>().join(", "),
                Hosts::NamedByOperator => Text::new("nommés par l’opérateur", "named by the operator").to(lang).to_owned(),
                Hosts::NamedByCustomer => Text::new("nommés par le client", "named by the customer").to(lang).to_owned(),
            };
            let facts = [processor.name, processor.country, processor.purpose, processor.data, processor.ground.title(), processor.transfer.title()];
            let mut cells: Vec<&str> = facts.iter().map(|fact| fact.to(lang)).collect();
            cells.push(&hosts);
            self.row(&cells);
        }
    }

    fn roles(&mut self) {
        let lang = self.lang;
        self.heading(2, Text::new("Droits dans un espace", "Rights in a space"));
        let roles = Role::ALL.map(Role::title);
        self.header(&[&[Text::new("Droit", "Right")], roles.as_slice()].concat());
        for right in Right::ALL {
            let marks = Role::ALL.map(|role| yes(may(role, right), lang));
            self.row(&[&[right.title().to(lang)], marks.as_slice()].concat());
        }
    }
}

/// "at most 13 months".
fn at_most(span: Span, lang: Lang) -> String {
    format!("{} {}", span.words(lang), Text::new("au plus", "at most").to(lang))
}
