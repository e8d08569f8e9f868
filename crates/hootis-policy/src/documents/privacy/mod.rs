//! The privacy policy.

mod collected;
mod kept;
mod parties;
mod rights;
mod used;

pub use kept::what as what_is_kept;

use super::{Document, Kind, Writer, slots};
use crate::deadlines;
use crate::text::{Lang, Text};

const LEAD: Text = Text::new(
    "Ce que nous recueillons, pourquoi, et combien de temps. Cette page est écrite par les déclarations que le programme exécute : \
     si l’une change, l’autre suit.",
    "What we collect, why, and for how long. This page is written from the declarations that the program carries out: when one \
     changes, so does the other.",
);

/// The policy in a language.
pub(super) fn document(lang: Lang) -> Document {
    let mut page = Writer::new(lang, Kind::Privacy.title(), LEAD);
    who(&mut page);
    collected::write(&mut page);
    used::write(&mut page);
    kept::write(&mut page);
    parties::cookies(&mut page);
    collected::protected(&mut page);
    parties::write(&mut page);
    rights::write(&mut page);
    stricter(&mut page);
    page.section("preuves", Text::new("Preuves", "Evidence"));
    page.slot(slots::EVIDENCE);
    versions(&mut page);
    page.document
}

fn who(page: &mut Writer) {
    page.section("qui", Text::new("Qui répond de vos données", "Who answers for your data"));
    page.text(Text::new(
        "L’opérateur est l’entreprise qui fait fonctionner ce Hootis. Le voici.",
        "The operator is the company that runs this Hootis. Here it is.",
    ));
    page.slot(slots::OPERATOR);
    page.list(&[
        Text::new(
            "**De votre compte, de votre visite et de vos factures, l’opérateur est responsable** : il décide pourquoi et comment ces \
             données sont traitées, et en répond devant vous.",
            "**For your account, your visit and your invoices the operator is the controller**: it decides why and how these data are \
             processed, and answers to you for it.",
        ),
        Text::new(
            "**De ce qu’une entreprise met dans son espace, c’est elle qui est responsable.** L’opérateur n’en est que le sous-traitant : \
             il exécute ses instructions. Si une entreprise qui utilise Hootis détient des données sur vous, adressez-vous d’abord à elle ; \
             nous l’aidons à vous répondre.",
            "**For what a company puts in its space, that company is the controller.** The operator is only its processor: it carries out \
             its instructions. If a company that uses Hootis holds data about you, ask that company first; we help it to answer you.",
        ),
    ]);
    page.text(Text::new("Pour toute question sur vos données :", "For any question about your data:"));
    page.slot(slots::PRIVACY_CONTACT);
}

fn stricter(page: &mut Writer) {
    page.section("exigence", Text::new("Là où nous faisons plus que la loi", "Where we do more than the law asks"));
    page.list(&[
        Text::new(
            "La mesure d’audience par un tiers est éteinte tant que vous n’avez pas dit oui, et le signal « Global Privacy Control » ou \
             « Do Not Track » de votre navigateur vaut refus.",
            "Audience measurement by a third party is off until you say yes, and the “Global Privacy Control” or “Do Not Track” signal of \
             your browser counts as a refusal.",
        ),
        Text::new(
            "Les traces de navigation sont gardées moins longtemps que ce que la CNIL admet pour des journaux, et ne disent pas quelle page \
             vous avez lue.",
            "Browsing records are kept for less time than the French authority accepts for logs, and do not say which page you read.",
        ),
        Text::new(
            "Les essais de connexion sont comptés sous une empreinte à clé de votre adresse : l’adresse elle-même n’est pas écrite.",
            "Sign-in attempts are counted under a keyed hash of your address: the address itself is not written down.",
        ),
        Text::new("Aucun démarchage par téléphone, à personne.", "No telephone marketing, to anybody."),
        Text::new(
            "Détruire un espace, c’est détruire sa clé : toute copie qui resterait, où qu’elle soit, ne se lit plus.",
            "To destroy a space is to destroy its key: any copy that might remain, wherever it is, can no longer be read.",
        ),
    ]);
}

fn versions(page: &mut Writer) {
    let notice = deadlines::PROCESSOR_NOTICE.words(page.lang);
    page.section("versions", Text::new("Versions et mises à jour", "Versions and updates"));
    let text = super::say!(
        page.lang,
        "La date de cette politique est celle de son entrée en vigueur. Chaque version est conservée, et deux versions se comparent ligne à \
         ligne. Quand un changement touche les titulaires de compte, chacun reçoit un e-mail, une fois, et le retrouve dans son panneau de \
         contrôle. L’arrivée d’un nouveau sous-traitant est annoncée {notice} avant.",
        "The date of this policy is the day it took effect. Every version is kept, and two versions can be compared line by line. When a \
         change touches account holders, each gets one e-mail and finds it in the console. A new processor is announced {notice} before.",
    );
    page.promise(&crate::promises::D3, text);
    page.slot(slots::VERSIONS);
}
