//! What is protected, and how to report a weakness.

use super::{Document, Kind, Writer, say, slots};
use crate::text::{Lang, Text};
use crate::{deadlines, limits, retention};

pub(super) fn document(lang: Lang) -> Document {
    let lead = Text::new(
        "Ce qui est protégé, contre qui, ce qui ne l’est pas, et comment nous dire qu’une porte est restée ouverte.",
        "What is protected, from whom, what is not, and how to tell us that a door was left open.",
    );
    let mut page = Writer::new(lang, Kind::Security.title(), lead);
    protected(&mut page);
    passwords(&mut page);
    report(&mut page);
    page.section("violation", Text::new("Si quelque chose arrive", "If something happens"));
    let (authority, customer) = (deadlines::BREACH.words(lang), deadlines::BREACH_TO_CUSTOMER.words(lang));
    page.paragraph(say!(
        lang,
        "Une violation de données est notifiée à la CNIL dans les {authority}, aux personnes si le risque est élevé, et au client dont l’espace \
         est touché dans les {customer}. Nous disons ce qui s’est passé, ce que nous savons, ce que nous faisons.",
        "A breach of data is notified to the authority within {authority}, to the people if the risk is high, and to the customer whose space is \
         touched within {customer}. We say what happened, what we know, what we do.",
    ));
    page.document
}

fn protected(page: &mut Writer) {
    let lang = page.lang;
    page.section("protection", Text::new("Ce qui est protégé, contre qui", "What is protected, from whom"));
    let rows = [
        (
            Text::new("une autre entreprise du même Hootis", "another company on the same Hootis"),
            Text::new(
                "une base par espace ; le programme d’un espace ne sait pas en nommer un autre",
                "a database for each space; the program of a space cannot name another one",
            ),
        ),
        (
            Text::new("quelqu’un sans le droit", "somebody without the right"),
            Text::new(
                "chaque page exige son droit ; un inconnu ne voit même pas qu’elle existe",
                "every page demands its right; a stranger does not even see that it exists",
            ),
        ),
        (
            Text::new("qui volerait un disque ou une sauvegarde", "who would steal a disk or a backup"),
            Text::new(
                "avec SQLCipher, chaque espace est un fichier chiffré ; fichiers, secrets et archives le sont toujours, par la clé de l’espace ; \
                 avec PostgreSQL, les lignes sont sur les disques de l’opérateur",
                "with SQLCipher each space is an encrypted file; files, secrets and archives always are, with the space's key; with PostgreSQL the \
                 rows are on the operator's disks",
            ),
        ),
        (
            Text::new("qui lirait les journaux du programme", "who would read the program's logs"),
            Text::new("des identifiants, jamais un nom, une adresse ou un contenu", "identifiers, never a name, an address or a content"),
        ),
        (
            Text::new("un fichier piégé", "a hostile file"),
            Text::new(
                "des limites de taille, de nombre et de temps ; rien n’en est exécuté",
                "limits of size, number and time; nothing of it is run",
            ),
        ),
        (
            Text::new("nous-mêmes", "ourselves"),
            Text::new(
                "les promesses sont déclarées une fois, le programme les exécute, et [les preuves](/confidentialite) sont publiques",
                "the promises are declared once, the program carries them out, and [the evidence](/confidentialite) is public",
            ),
        ),
    ];
    let rows = rows.map(|(from, by)| vec![from.to(lang).to_owned(), by.to(lang).to_owned()]);
    page.table(&[Text::new("Contre", "From"), Text::new("Par", "By")], rows.into());
    page.note(Text::new(
        "Ne sont pas protégés : l’ordinateur d’un membre, ce que peut un opérateur qui tient à la fois la clé maîtresse et les données, et \
         l’observation du trafic.",
        "Not protected: a member's computer, what an operator can do who holds both the master key and the data, and the observation of traffic.",
    ));
}

fn passwords(page: &mut Writer) {
    let lang = page.lang;
    page.section("acces", Text::new("Mots de passe et sessions", "Passwords and sessions"));
    let (chars, idle, most) =
        (limits::PASSWORD_MIN_CHARS, retention::PUBLIC_SESSION_IDLE.keep.words(lang), retention::PUBLIC_SESSION.keep.words(lang));
    page.paragraph(say!(
        lang,
        "Un mot de passe a {chars} caractères au moins ; les plus courants sont refusés. Seule son empreinte Argon2id est gardée. Une session \
         du panneau de contrôle finit après {idle} sans usage, et après {most} dans tous les cas ; la base n’en garde qu’une empreinte. Les \
         essais sont limités par adresse et par réseau, et la réponse est la même que le compte existe ou non.",
        "A password has at least {chars} characters; the most common ones are refused. Only its Argon2id hash is kept. A session of the console \
         ends after {idle} without use, and after {most} in any case; the database keeps only a hash of it. Tries are limited by address and by \
         network, and the answer is the same whether the account exists or not.",
    ));
}

fn report(page: &mut Writer) {
    let lang = page.lang;
    page.section("signaler", Text::new("Signaler une faiblesse", "Reporting a weakness"));
    page.text(Text::new(
        "Écrivez en français ou en anglais : ce que vous avez fait, ce qui s’est passé, ce que quelqu’un pourrait en faire. Quelques lignes \
         suffisent.",
        "Write in French or in English: what you did, what happened, what somebody could do with it. A few lines are enough.",
    ));
    page.slot(slots::SECURITY_CONTACT);
    let (answer, disclosure) = (deadlines::SECURITY_ANSWER.words(lang), deadlines::DISCLOSURE.words(lang));
    page.heading(Text::new("Les règles", "The rules"));
    page.items(vec![
        say!(
            lang,
            "Essayez sur votre propre espace, ou sur un Hootis que vous faites tourner vous-même : les données des autres ne sont pas à vous.",
            "Try on your own space, or on a Hootis that you run yourself: other people's data are not yours.",
        ),
        say!(
            lang,
            "Pas de saturation, pas d’ingénierie sociale, rien de plus que ce qu’il faut pour montrer le défaut.",
            "No flooding, no social engineering, nothing more than it takes to show the fault.",
        ),
        say!(
            lang,
            "Nous répondons sous {answer}, tenons au courant, et remercions en public qui le souhaite.",
            "We answer within {answer}, keep you informed, and thank in public whoever wishes it.",
        ),
        say!(
            lang,
            "Vous pouvez publier {disclosure} après votre message, que ce soit corrigé ou non.",
            "You may publish {disclosure} after your message, whether it is mended or not.",
        ),
        say!(lang, "Qui s’en tient à cela n’est pas poursuivi.", "Nobody who keeps to this is pursued.",),
    ]);
    page.text(Text::new(
        "Les machines lisent la même chose dans [security.txt](/.well-known/security.txt). Seule la dernière version est corrigée.",
        "Machines read the same in [security.txt](/.well-known/security.txt). Only the newest version is mended.",
    ));
}
