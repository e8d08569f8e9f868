//! How long (K): from the rules, and from nothing else.

use crate::data::{self, Database};
use crate::documents::{Writer, say};
use crate::promises;
use crate::retention::{self, Rule, Whom};
use crate::text::{Lang, Text};

pub(super) fn write(page: &mut Writer) {
    let lang = page.lang;
    page.section("conservation", Text::new("Combien de temps nous gardons vos données", "How long we keep your data"));
    page.promise(
        &promises::K1,
        say!(
            lang,
            "Chaque donnée a une durée, un événement qui la fait courir et une fin. La fin n’est pas une intention : un programme passe, \
             efface, et note combien.",
            "Each datum has a period, an event that starts it and an end. The end is not an intention: a program comes by, deletes, and notes \
             how many.",
        ),
    );
    let visits = retention::BROWSING_RECORD.keep.words(lang);
    page.promise(
        &promises::K2,
        say!(
            lang,
            "Les traces de navigation durent deux mois : {visits}, comptés en jours entiers.",
            "Browsing records last two months: {visits}, counted in whole days.",
        ),
    );
    let (disabled, hold) = (retention::SPACE_DISABLED.keep.words(lang), retention::SLUG_HOLD.keep.words(lang));
    page.promise(
        &promises::K3,
        say!(
            lang,
            "Un espace résilié, ou dont l’essai finit sans abonnement, reste désactivé {disabled} : personne n’y entre, rien n’y est traité, et \
             son propriétaire peut encore revenir ou tout détruire aussitôt. Ensuite il est détruit, et un certificat le dit. Son adresse reste \
             prise {hold}, sous forme d’empreinte, pour qu’un lien gardé ne mène pas chez un inconnu.",
            "A cancelled space, or one whose trial ends without a subscription, stays disabled for {disabled}: nobody enters, nothing is \
             processed, and its owner can still come back or destroy everything at once. Then it is destroyed, and a certificate says so. Its \
             address stays taken for {hold}, as a hash, so that a link somebody kept does not lead to a stranger.",
        ),
    );
    let archive = retention::ARCHIVE.keep.words(lang);
    page.promise(
        &promises::K4,
        say!(
            lang,
            "Les sauvegardes sont protégées contre l’altération et la suppression. Ce qui a été effacé peut y rester {archive} au plus ; elles \
             sont ensuite détruites, et ne servent à rien d’autre.",
            "Backups are protected against alteration and deletion. What was deleted may remain in them for {archive} at most; then they are \
             destroyed, and they serve no other purpose.",
        ),
    );
    let journal = retention::SECURITY_JOURNAL.keep.words(lang);
    page.promise(
        &promises::K5,
        say!(
            lang,
            "Le journal de sécurité (connexions, échecs, droits, usage des clés) dure {journal}. Il est à part, sans contenu, et chaque ligne \
             scelle la précédente.",
            "The security journal (sign-ins, failures, rights, use of keys) lasts {journal}. It stands apart, holds no content, and each line \
             seals the one before.",
        ),
    );
    let head = [
        Text::new("Donnée", "Data"),
        Text::new("Durée", "Period"),
        Text::new("À partir de", "From"),
        Text::new("Ensuite", "Then"),
        Text::new("Fondement", "Legal ground"),
    ];
    let parts = [(Text::new("Chez l’opérateur", "With the operator"), false), (Text::new("Dans un espace", "In a space"), true)];
    for (title, of_space) in parts {
        let rules = retention::RULES.iter().filter(|rule| matches!(rule.whom, Whom::Member | Whom::Company) == of_space);
        page.heading(title);
        page.table(&head, rules.map(|rule| row(rule, lang)).collect());
    }
    if !retention::PROMISED.is_empty() {
        page.heading(Text::new("Promises pour ce qui n’est pas encore conservé", "Promised for what is not kept yet"));
        page.table(&head, retention::PROMISED.iter().map(|rule| row(rule, lang)).collect());
    }
}

fn row(rule: &Rule, lang: Lang) -> Vec<String> {
    let facts = [rule.from.title().to(lang), rule.then.title().to(lang), rule.ground.title().to(lang)];
    [what(rule, lang), rule.keep.words(lang)].into_iter().chain(facts.map(str::to_owned)).collect()
}

/// What a rule is about, in words: the tables that are under it.
#[must_use]
pub fn what(rule: &Rule, lang: Lang) -> String {
    let tables = || Database::ALL.into_iter().flat_map(data::tables);
    let rows: Vec<&str> = tables()
        .filter(|table| table.rules.iter().chain(table.kinds.iter().map(|(_, rule)| rule)).any(|used| **used == *rule))
        .map(|table| table.about.to(lang))
        .collect();
    let columns = tables().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let own: Vec<String> = columns
        .filter(|(_, column)| column.rule == Some(rule))
        .map(|(table, column)| format!("{} (`{}`)", table.about.to(lang), column.name))
        .collect();
    match (rows.as_slice(), own.as_slice()) {
        ([], []) => promised(rule).to(lang).to_owned(),
        ([], own) => own.join(" · "),
        (rows, _) if rows.len() <= 3 => rows.join(" · "),
        // Everything in a space: its tables are in the register.
        (rows, _) => {
            let (first, more) = (rows[0], rows.len() - 1);
            say!(lang, "{first}, et {more} autres tables de l’espace", "{first}, and {more} other tables of the space")
        }
    }
}

/// What a rule is promised for, before there is a table under it.
pub(crate) fn promised(rule: &Rule) -> Text {
    match rule.name {
        "browsing_record" => Text::new("Les traces de navigation", "Browsing records"),
        "security_journal" => Text::new("Le journal de sécurité", "The security journal"),
        "archive" => Text::new("Les sauvegardes", "Backups"),
        "two_factor_phone" => Text::new("Le numéro de téléphone de la double authentification", "The phone number of two-factor sign-in"),
        "marketing_contact" => Text::new("Les personnes qui ont accepté la prospection", "People who agreed to marketing"),
        "invoice" => Text::new("Les factures", "Invoices"),
        _ => rule.promise.title,
    }
}
