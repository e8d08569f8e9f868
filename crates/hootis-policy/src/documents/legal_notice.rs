//! Who publishes this site and who hosts it (French law no. 2004-575, article 1-1).

use super::{Document, Kind, Writer, slots};
use crate::text::{Lang, Text};

pub(super) fn document(lang: Lang) -> Document {
    let lead = Text::new(
        "Qui publie ce site, qui l’héberge, à qui s’adresser (loi n° 2004-575 du 21 juin 2004).",
        "Who publishes this site, who hosts it, whom to write to (French law no. 2004-575 of 21 June 2004).",
    );
    let mut page = Writer::new(lang, Kind::LegalNotice.title(), lead);
    page.section("editeur", Text::new("Éditeur", "Publisher"));
    page.slot(slots::OPERATOR);
    page.section("hebergeur", Text::new("Hébergement et transport", "Hosting and carrying"));
    page.text(Text::new(
        "Les serveurs et les bases sont chez l’hébergeur nommé ici, avec ceux qui transportent les e-mails et gardent les fichiers.",
        "Servers and databases are with the host named here, together with those who carry mails and keep files.",
    ));
    page.slot(slots::CARRIERS);
    page.section("donnees", Text::new("Données personnelles", "Personal data"));
    page.text(Text::new(
        "La [politique de confidentialité](/confidentialite) dit ce qui est recueilli, pourquoi, combien de temps, et comment exercer vos droits.",
        "The [privacy policy](/confidentialite) says what is collected, why, for how long, and how to exercise your rights.",
    ));
    page.slot(slots::PRIVACY_CONTACT);
    page.section("propriete", Text::new("Logiciel et contenus", "Software and content"));
    page.text(Text::new(
        "Hootis est un logiciel libre, sous licence AGPL-3.0-or-later. Ce que les entreprises mettent dans leurs espaces est à elles. Les \
         entreprises et les personnes montrées en exemple sur ce site n’existent pas.",
        "Hootis is free software under AGPL-3.0-or-later. What companies put in their spaces is theirs. The companies and people shown as \
         examples on this site do not exist.",
    ));
    page.document
}
