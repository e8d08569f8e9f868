//! What it is used for (U), and on which grounds.

use crate::documents::{Writer, say};
use crate::promises;
use crate::retention::Ground;
use crate::text::Text;

pub(super) fn write(page: &mut Writer) {
    let lang = page.lang;
    page.section("usage", Text::new("À quoi cela sert", "What it is used for"));
    page.promise(
        &promises::U1,
        say!(
            lang,
            "Vos coordonnées servent à fournir le service, à le facturer, à gérer votre compte. Nous ne vous écrivons pour notre publicité \
             que si vous l’avez accepté, et chaque envoi porte de quoi en sortir d’un clic. Les tendances du service se calculent sur des \
             totaux anonymes.",
            "Your contact details serve to provide the service, to invoice it, to manage your account. We write to you for advertising only \
             if you agreed to it, and each such mail carries a way out in one click. Trends of the service are computed on anonymous totals.",
        ),
    );
    page.promise(
        &promises::U2,
        say!(
            lang,
            "Si vous cherchez un partenaire près de chez vous, nous vous disons d’abord lequel. Votre nom, votre e-mail, votre téléphone et \
             votre entreprise ne lui sont envoyés que si vous cochez la case ; rien n’en est gardé ici.",
            "If you look for a partner near you, we first tell you which one. Your name, e-mail, phone and company are sent to it only if you \
             tick the box; nothing of it is kept here.",
        ),
    );
    page.promise(
        &promises::U3,
        say!(
            lang,
            "Les traces de navigation ne sont pas reliées aux personnes : elles ne portent aucun identifiant de compte. Les relier demande un \
             fondement légal, se note dans un journal qu’on ne peut retoucher, et se compte ici.",
            "Browsing records are not linked to people: they hold no account identifier. To link them takes a legal ground, is noted in a \
             journal that cannot be touched up, and is counted here.",
        ),
    );
    page.promise(
        &promises::U4,
        say!(
            lang,
            "Les données d’un espace ne sont traitées que pour fournir le service demandé, sur les instructions de son client : derrière \
             chaque import il y a quelqu’un qui l’a demandé, et quand.",
            "A space's data are processed only to provide the service asked for, on its customer's instructions: behind each import there is \
             somebody who asked for it, and when.",
        ),
    );
    page.promise(
        &promises::U5,
        say!(
            lang,
            "Notre support n’entre dans un espace que de façon limitée, pour résoudre un problème, à la demande du client ou parce que la loi \
             ou les [règles d’utilisation](/utilisation-acceptable) l’exigent ; chaque page vue est dans le journal de l’espace.",
            "Our support enters a space only in a limited way, to solve a problem, at the customer's request or because the law or the \
             [rules of use](/utilisation-acceptable) demand it; each page viewed is in the space's journal.",
        ),
    );
    page.text(Text::new(
        "Aucune décision qui vous toucherait n’est prise par un programme seul : qui se voit refuser une inscription par une limite \
         automatique peut nous écrire, et une personne regarde.",
        "No decision that affects you is taken by a program alone: whoever is refused a sign-up by an automatic limit can write to us, and a \
         person looks at it.",
    ));
    grounds(page);
}

fn grounds(page: &mut Writer) {
    page.heading(Text::new("Sur quels fondements", "On which grounds"));
    let lang = page.lang;
    let what = [
        (
            Ground::Contract,
            Text::new(
                "Ouvrir et fournir le compte et l’espace, remettre les e-mails qu’ils demandent, facturer.",
                "Opening and providing the account and the space, delivering the mails they need, invoicing.",
            ),
        ),
        (
            Ground::LegitimateInterest,
            Text::new(
                "Protéger le service et ceux qui s’en servent : limites d’essais, traces de navigation, journal de sécurité.",
                "Protecting the service and those who use it: limits on tries, browsing records, security journal.",
            ),
        ),
        (
            Ground::Consent,
            Text::new(
                "La prospection, la mesure d’audience par un tiers, l’envoi à un partenaire, le numéro de téléphone. Il se retire à tout \
                 moment, aussi simplement qu’il se donne.",
                "Marketing, audience measurement by a third party, sending to a partner, the phone number. It can be withdrawn at any time, \
                 as easily as it was given.",
            ),
        ),
        (Ground::LegalDuty, Text::new("Garder les factures et les pièces comptables.", "Keeping invoices and accounts.")),
        (
            Ground::Instructions,
            Text::new(
                "Tout ce qui est dans un espace : c’est l’entreprise cliente qui en décide, et qui répond de son propre fondement.",
                "All that is in a space: the customer company decides, and answers for its own ground.",
            ),
        ),
    ];
    let rows = what.map(|(ground, text)| vec![ground.title().to(lang).to_owned(), text.to(lang).to_owned()]);
    page.table(&[Text::new("Fondement", "Legal ground"), Text::new("Ce qu’il couvre", "What it covers")], rows.into());
}
