//! What may not be done with a space.

use super::{Document, Kind, Writer, slots};
use crate::text::{Lang, Text};

pub(super) fn document(lang: Lang) -> Document {
    let lead = Text::new(
        "Un espace est à vous, tant qu’il ne nuit à personne. Ces règles sont courtes pour être lues.",
        "A space is yours, as long as it harms nobody. These rules are short so that they are read.",
    );
    let mut page = Writer::new(lang, Kind::AcceptableUse.title(), lead);
    page.section("interdit", Text::new("Ce qui n’est pas permis", "What is not allowed"));
    page.list(&[
        Text::new(
            "Ce que la loi interdit : contenus illicites, escroquerie, contrefaçon, atteinte aux personnes.",
            "What the law forbids: unlawful content, fraud, counterfeiting, harm to people.",
        ),
        Text::new(
            "Écrire à des gens qui ne l’ont pas demandé : envois en masse, adresses achetées, fausses identités.",
            "Writing to people who did not ask for it: bulk mail, bought addresses, false identities.",
        ),
        Text::new(
            "Chercher à entrer chez d’autres, à contourner les limites ou à mettre le service à genoux.",
            "Trying to get into what is others', to get round the limits or to bring the service down.",
        ),
        Text::new(
            "Relier un serveur qui n’est pas à vous, ou dont vous n’avez pas le droit de lire les données.",
            "Connecting a server that is not yours, or whose data you have no right to read.",
        ),
        Text::new(
            "Ouvrir des essais à la chaîne, ou prêter un accès à plusieurs personnes pour en payer moins.",
            "Opening trials in series, or lending one access to several people to pay for fewer.",
        ),
        Text::new(
            "Y mettre des données de santé, ou d’autres que la loi réserve à des hébergeurs agréés.",
            "Putting health data in it, or others that the law reserves for certified hosts.",
        ),
    ]);
    page.section("permis", Text::new("Ce qui est bienvenu", "What is welcome"));
    page.text(Text::new(
        "Chercher des faiblesses sur votre propre espace, ou sur un Hootis que vous faites tourner vous-même, et [nous le dire](/securite).",
        "Looking for weaknesses on your own space, or on a Hootis that you run yourself, and [telling us](/securite).",
    ));
    page.section("suites", Text::new("Ce qui se passe sinon", "What happens otherwise"));
    page.text(Text::new(
        "Nous écrivons d’abord, avec les faits, et laissons le temps de répondre. Un danger immédiat peut faire suspendre l’espace aussitôt : \
         il est alors fermé, pas effacé, et son propriétaire sait pourquoi et comment le contester. Une personne décide, pas un programme.",
        "We write first, with the facts, and leave time to answer. Immediate danger may have the space suspended at once: it is then closed, not \
         deleted, and its owner knows why and how to contest it. A person decides, not a program.",
    ));
    page.section("signaler", Text::new("Signaler un abus", "Reporting abuse"));
    page.text(Text::new(
        "Un contenu illicite, un envoi non voulu qui vient d’ici ? Écrivez à l’opérateur en disant où, quoi et pourquoi. Nous accusons réception, \
         nous regardons, et nous disons ce que nous avons fait.",
        "Unlawful content, an unwanted mail that comes from here? Write to the operator and say where, what and why. We acknowledge it, we look \
         at it, and we say what we did.",
    ));
    page.slot(slots::OPERATOR);
    page.document
}
