//! The list of cookies: what is set, by whom, how long; and what is only remembered to be removed.

use super::{Document, Kind, Writer, say, slots};
use crate::cookies::{self, Class, Cookie, Life, SetBy};
use crate::text::{Lang, Text};

pub(super) fn document(lang: Lang) -> Document {
    let lead = Text::new(
        "Tout ce que ce site peut poser dans votre navigateur, et rien d’autre. Ce qui demande votre accord attend votre accord.",
        "All that this site may set in your browser, and nothing else. What needs your agreement waits for your agreement.",
    );
    let mut page = Writer::new(lang, Kind::Cookies.title(), lead);
    page.section("choix", Text::new("Votre choix", "Your choice"));
    page.slot(slots::COOKIE_CHOICE);
    page.section("liste", Text::new("La liste", "The list"));
    set_today(&mut page);
    page.section("hors-ligne", Text::new("Sans connexion", "Without a connection"));
    page.text(Text::new(
        "Ce n’est pas un cookie : dans un espace, votre navigateur garde une page qui dit qu’il n’y a pas de connexion, avec ce qui la met en \
         forme. Elle est la même pour tous, ne dit rien de vous et ne nous envoie rien.",
        "This is no cookie: in a space, your browser keeps a page that says that there is no connection, with what it looks like. It is the \
         same for all, says nothing of you and sends us nothing.",
    ));
    page.section("anciens", Text::new("Ce qui n’est plus posé", "What is no longer set"));
    page.text(Text::new(
        "Ces cookies ont été retirés par leurs auteurs. Personne ne les pose ici ; s’il en reste un dans votre navigateur, nous l’effaçons.",
        "These cookies were withdrawn by their makers. Nobody sets them here; if one is left in your browser, we remove it.",
    ));
    let old = cookies::ALL.iter().filter(|cookie| cookie.class == Class::Historical);
    let rows = old.map(|cookie| vec![name(cookie), by(cookie, lang), cookie.purpose.to(lang).to_owned()]);
    page.table(&[Text::new("Nom", "Name"), Text::new("De", "Of"), Text::new("Ce que c’était", "What it was")], rows.collect());
    signals(&mut page);
    page.document
}

/// The table of the cookies that may be set today: one that was withdrawn is not announced.
pub(super) fn set_today(page: &mut Writer) {
    let lang = page.lang;
    let set = cookies::ALL.iter().filter(|cookie| cookie.class != Class::Historical);
    let rows = set.map(|cookie| row(cookie, lang)).collect();
    let head = [
        Text::new("Nom", "Name"),
        Text::new("Durée", "Life"),
        Text::new("À quoi il sert", "What it is for"),
        Text::new("Quand", "When"),
        Text::new("Où", "Where"),
        Text::new("Posé par", "Set by"),
    ];
    page.table(&head, rows);
}

fn signals(page: &mut Writer) {
    page.section("signaux", Text::new("Les signaux de votre navigateur", "The signals of your browser"));
    let again = cookies::CHOICE_ASKED_AGAIN.words(page.lang);
    let text = say!(
        page.lang,
        "« Global Privacy Control » et « Do Not Track » valent refus : rien ne vous est demandé, rien n’est posé. Sinon, votre choix vous est \
         redemandé au bout de {again}, ou plus tôt si l’usage change.",
        "“Global Privacy Control” and “Do Not Track” count as a refusal: you are asked nothing, and nothing is set. Otherwise your choice \
         is asked again after {again}, or earlier if the uses change.",
    );
    page.paragraph(text);
}

fn row(cookie: &Cookie, lang: Lang) -> Vec<String> {
    let surfaces: Vec<&str> = cookie.surfaces.iter().map(|surface| surface.title().to(lang)).collect();
    let (purpose, class) = (cookie.purpose.to(lang), cookie.class.title().to(lang));
    vec![name(cookie), life(cookie, lang), purpose.to_owned(), class.to_owned(), surfaces.join(", "), by(cookie, lang)]
}

fn name(cookie: &Cookie) -> String {
    format!("`{}`", cookie.shown_name())
}

fn by(cookie: &Cookie, lang: Lang) -> String {
    match cookie.set_by {
        SetBy::Hootis => "Hootis",
        SetBy::Processor(processor) => processor.name.to(lang),
    }
    .to_owned()
}

fn life(cookie: &Cookie, lang: Lang) -> String {
    match cookie.life {
        Life::BrowserSession => Text::new("jusqu’à la fermeture du navigateur", "until the browser is closed").to(lang).to_owned(),
        Life::For(span) => {
            let span = span.words(lang);
            say!(lang, "{span} au plus", "{span} at most")
        }
    }
}
