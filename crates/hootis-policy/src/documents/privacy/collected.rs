//! What is collected (C), and in which form it is kept (S).

use crate::data::{self, Column, Database, Kind, Protection, Table};
use crate::documents::{Writer, say};
use crate::promises;
use crate::retention;
use crate::text::{Lang, Text};

pub(super) fn write(page: &mut Writer) {
    let lang = page.lang;
    page.section("collecte", Text::new("Ce que nous recueillons", "What we collect"));
    let (signup, spare) = (retention::SIGNUP.keep.words(lang), retention::ACCOUNT.keep.words(lang));
    page.promise(
        &promises::C1,
        say!(
            lang,
            "Votre compte : nom, e-mail, et un mot de passe dont seule l’empreinte est gardée. Ils durent autant que l’abonnement, plus \
             {spare} après la fin du dernier espace. Une inscription jamais confirmée s’efface au bout de {signup}.",
            "Your account: name, e-mail, and a password of which only a hash is kept. They last as long as the subscription, plus {spare} \
             after the end of the last space. A sign-up that nobody confirms is deleted after {signup}.",
        ),
    );
    page.promise(
        &promises::C2,
        say!(
            lang,
            "Le formulaire de contact n’enregistre rien : votre message est remis à notre boîte aux lettres pendant que vous attendez la \
             réponse de la page. S’il ne peut pas l’être, la page vous le dit, vous donne l’adresse et vous laisse votre texte.",
            "The contact form records nothing: your message is handed to our mailbox while you wait for the page's answer. When it cannot \
             be, the page says so, gives the address and leaves you your text.",
        ),
    );
    let phone = retention::TWO_FACTOR_PHONE.keep.words(lang);
    page.promise(
        &promises::C3,
        say!(
            lang,
            "Double authentification : le numéro de téléphone est facultatif. Il sert à un seul SMS, qui propose une application \
             d’authentification, et s’efface dès que ce SMS est remis ou refusé, au plus tard après {phone}.",
            "Two-factor sign-in: the phone number is optional. It serves for one SMS, which offers an authenticator application, and is \
             deleted once that SMS is delivered or refused, after {phone} at the latest.",
        ),
    );
    page.promise(
        &promises::C4,
        say!(
            lang,
            "Paiement : le numéro de carte ou de compte se donne à GoCardless, chez GoCardless. Il ne passe jamais par Hootis.",
            "Payment: the number of a card or account is given to GoCardless, at GoCardless. It never passes through Hootis.",
        ),
    );
    let upload = retention::UPLOAD.keep.words(lang);
    page.promise(
        &promises::C5,
        say!(
            lang,
            "Dolibarr : les accès à sa base ne sont demandés qu’à l’espace qui s’y connecte. Ils sont chiffrés par la clé de cet espace et \
             effacés à la déconnexion ; l’accord de la personne qui les donne est daté et gardé. Une sauvegarde déposée est scellée à son \
             arrivée et effacée après sa lecture, au plus tard après {upload}.",
            "Dolibarr: access to its database is asked only of the space that connects to it. It is encrypted with that space's key and \
             deleted on disconnection; the agreement of the person who gives it is dated and kept. An uploaded dump is sealed on arrival \
             and deleted once it is read, after {upload} at the latest.",
        ),
    );
    page.promise(
        &promises::C6,
        say!(
            lang,
            "Nous demandons un nom, une entreprise, un e-mail. Le reste est facultatif et marqué comme tel : téléphone, adresse postale, \
             domaine d’activité, centre d’intérêt. L’adresse n’est demandée que s’il y a quelque chose à facturer ou à livrer.",
            "We ask for a name, a company, an e-mail address. The rest is optional and marked so: phone, postal address, area of activity, \
             interest. The postal address is asked only when there is something to invoice or deliver.",
        ),
    );
    let visits = retention::BROWSING_RECORD.keep.words(lang);
    page.promise(
        &promises::C7,
        say!(
            lang,
            "À chaque visite, cinq choses sont notées, et rien d’autre : l’adresse IP, la date et l’heure, le navigateur et sa version, le \
             système, la page d’où vous venez. La page que vous lisez n’en fait pas partie. Ces traces durent {visits}.",
            "For each visit five things are recorded, and nothing else: the IP address, the date and time, the browser and its version, the \
             platform, the page you come from. The page you read is not among them. These records last {visits}.",
        ),
    );
    page.promise(
        &promises::C8,
        say!(
            lang,
            "Ce qu’une entreprise met dans son espace lui appartient : employés, clients et contacts, messages, photos, vidéos. C’est dans \
             une base et des fichiers à elle, sous sa propre clé.",
            "What a company puts in its space belongs to it: employees, customers and contacts, messages, photos, videos. It is in a \
             database and files of its own, under its own key.",
        ),
    );
    page.heading(Text::new("Tout ce que l’opérateur tient, table par table", "All that the operator holds, table by table"));
    page.table(
        &[Text::new("Donnée", "Data"), Text::new("Nature", "Kind"), Text::new("Pour", "For"), Text::new("Fondement", "Legal ground")],
        held(lang).collect(),
    );
    page.text(Text::new(
        "Le [registre des traitements](/telechargements) va plus loin : il nomme chaque colonne, celles des espaces comprises.",
        "The [register of processing](/telechargements) goes further: it names every column, those of spaces included.",
    ));
}

/// Every table of the platform that tells something about somebody.
fn held(lang: Lang) -> impl Iterator<Item = Vec<String>> {
    data::tables(Database::Platform).iter().filter(|table| table.is_personal()).map(move |table| {
        let (purpose, ground) = (table.purpose.title(), table.ground().title());
        vec![table.about.to(lang).to_owned(), kinds(table, lang), purpose.to(lang).to_owned(), ground.to(lang).to_owned()]
    })
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

pub(super) fn protected(page: &mut Writer) {
    let lang = page.lang;
    page.section("chiffrement", Text::new("Comment c’est protégé", "How it is protected"));
    page.promise(
        &promises::S1,
        say!(
            lang,
            "Dans la table des comptes, le nom et l’e-mail sont en clair : il faut pouvoir vous écrire. Le mot de passe n’y est pas, seulement \
             son empreinte Argon2id, qui ne se relit pas. Une empreinte n’est pas un chiffrement : personne ne peut la défaire, nous non plus.",
            "In the table of accounts the name and e-mail are in clear: one must be able to write to you. The password is not there, only its \
             Argon2id hash, which cannot be read back. A hash is not encryption: nobody can undo it, nor can we.",
        ),
    );
    let tries = retention::TRIES.keep.words(lang);
    page.promise(
        &promises::S2,
        say!(
            lang,
            "Le nom de l’entreprise, son activité et l’adresse de l’espace sont en clair. La clé qui chiffre un espace est elle-même chiffrée \
             par la clé maîtresse de l’opérateur ; d’une clé d’API, seule une empreinte à clé est gardée. L’adresse IP, qui sert contre les \
             essais en double, est gardée {tries}, comme le cookie.",
            "The company's name, its activity and the address of the space are in clear. The key that encrypts a space is itself encrypted \
             with the operator's master key; of an API key only a keyed hash is kept. The IP address, which serves against duplicate trials, \
             is kept {tries}, as is the cookie.",
        ),
    );
    page.heading(Text::new("Selon la base de données", "Depending on the database"));
    page.list(&[
        Text::new(
            "**Avec SQLCipher**, toute la base d’un espace est un fichier chiffré par sa clé : « en clair » veut dire lisible à l’intérieur, \
             par le programme seul.",
            "**With SQLCipher** the whole database of a space is one file encrypted with its key: “in clear” means readable inside, by \
             the program alone.",
        ),
        Text::new(
            "**Avec PostgreSQL**, les lignes sont dans la grappe de l’opérateur, qui chiffre ses disques ; les fichiers, les secrets et les \
             archives restent chiffrés par la clé de l’espace.",
            "**With PostgreSQL** the rows are in the operator's cluster, whose disks the operator encrypts; files, secrets and archives stay \
             encrypted with the space's key.",
        ),
    ]);
    page.heading(Text::new("Ce qui n’est pas en clair", "What is not in clear"));
    page.table(
        &[Text::new("Donnée", "Data"), Text::new("Où", "Where"), Text::new("Forme", "Form"), Text::new("Peut se relire", "Can be read back")],
        Database::ALL.into_iter().flat_map(|database| guarded(database, lang)).collect(),
    );
}

/// Every column of a database that is not in clear.
fn guarded(database: Database, lang: Lang) -> impl Iterator<Item = Vec<String>> {
    let columns = data::tables(database).iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns.filter(|(_, column)| column.protection != Protection::Clear).map(move |(table, column)| {
        vec![named(table, column), database.title().to(lang).to_owned(), column.protection.title().to(lang).to_owned(), again(column, lang)]
    })
}

fn named(table: &Table, column: &Column) -> String {
    format!("`{}.{}`", table.name, column.name)
}

fn again(column: &Column, lang: Lang) -> String {
    let who = match column.protection {
        Protection::Sealed => Text::new("avec la clé de sa base", "with the key of its database"),
        Protection::Wrapped => Text::new("avec la clé maîtresse", "with the master key"),
        _ => Text::new("non", "no"),
    };
    who.to(lang).to_owned()
}
