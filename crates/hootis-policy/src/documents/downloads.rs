//! What can be had to take away: what exists today, and nothing else.

use super::{Document, Kind, Writer, slots};
use crate::text::{Lang, Text};

pub(super) fn document(lang: Lang) -> Document {
    let lead = Text::new(
        "Ce qui existe aujourd’hui. L’application de bureau n’existe pas encore : elle sera ici quand elle marchera.",
        "What exists today. The desktop application does not exist yet: it will be here when it works.",
    );
    let mut page = Writer::new(lang, Kind::Downloads.title(), lead);
    page.section("navigateur", Text::new("Rien à installer", "Nothing to install"));
    page.text(Text::new(
        "Hootis s’utilise dans un navigateur à jour, sur un ordinateur ou un téléphone. Votre espace a sa propre adresse : gardez-la en favori.",
        "Hootis is used in an up-to-date browser, on a computer or a phone. Your space has an address of its own: keep it as a bookmark.",
    ));
    page.section("documents", Text::new("Documents", "Documents"));
    page.text(Text::new(
        "Les textes publiés et le registre des traitements, tels que le programme les écrit.",
        "The published texts and the register of processing, as the program writes them.",
    ));
    page.slot(slots::FILES);
    page.section("serveur", Text::new("Le programme du serveur", "The server program"));
    page.text(Text::new(
        "Hootis est un logiciel libre, sous licence AGPL-3.0-or-later : un seul programme, qui comprend la ligne de commande `hootis`. Il se \
         compile depuis ses sources avec `make run`, sur Debian 12. Il n’y a pas encore de paquet tout fait.",
        "Hootis is free software under AGPL-3.0-or-later: one single program, which includes the command line `hootis`. It is built from its \
         source with `make run`, on Debian 12. There is no ready-made package yet.",
    ));
    page.slot(slots::OPERATOR);
    page.document
}
