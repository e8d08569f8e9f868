//! Rights (R), and how each is exercised.

use crate::deadlines;
use crate::documents::{Writer, say, slots};
use crate::promises;
use crate::text::Text;

pub(super) fn write(page: &mut Writer) {
    let lang = page.lang;
    page.section("droits", Text::new("Vos droits", "Your rights"));
    page.text(Text::new(
        "Ils sont gratuits. Aucune pièce d’identité n’est demandée à qui est connecté ; aux autres, seulement s’il y a un doute sérieux.",
        "They are free of charge. No proof of identity is asked of somebody who is signed in; of others, only when there is serious doubt.",
    ));
    page.promise(
        &promises::R1,
        say!(
            lang,
            "Lire et changer les données de votre compte, quand vous voulez, dans votre panneau de contrôle.",
            "Read and change the data of your account, whenever you like, in your console.",
        ),
    );
    page.promise(
        &promises::R2,
        say!(
            lang,
            "Faire supprimer votre compte et ses données pour de bon, sauf ce que la loi oblige à garder : le panneau de contrôle dit quoi, \
             pourquoi et jusqu’à quand.",
            "Have your account and its data deleted for good, except what the law makes us keep: the console says what, why and until when.",
        ),
    );
    page.promise(
        &promises::R3,
        say!(
            lang,
            "Dans un espace, ses administrateurs changent ou effacent toute donnée personnelle.",
            "In a space, its administrators change or delete any personal data.",
        ),
    );
    page.promise(
        &promises::R4,
        say!(
            lang,
            "Emporter une copie complète de l’espace, dans des formats ouverts, à tout moment.",
            "Take a full copy of the space away, in open formats, at any time.",
        ),
    );
    page.promise(
        &promises::R5,
        say!(
            lang,
            "Demander la suppression de tout l’espace à tout moment, et choisir la destruction immédiate de sa clé.",
            "Ask for the deletion of the whole space at any time, and choose the immediate destruction of its key.",
        ),
    );
    page.heading(Text::new("Comment exercer chacun", "How to exercise each"));
    table(page);
    let (answer, more) = (deadlines::ANSWER.words(lang), deadlines::ANSWER_EXTENSION.words(lang));
    page.paragraph(say!(
        lang,
        "Nous répondons dans le délai de **{answer}** à compter de la réception. Une demande complexe peut demander {more} de plus : nous \
         vous le disons, avec la raison, avant la fin du premier mois.",
        "We answer within **{answer}** of receipt. A complex request may take {more} more: we tell you so, with the reason, before the end \
         of the first month.",
    ));
    page.text(Text::new("Écrivez à :", "Write to:"));
    page.slot(slots::PRIVACY_CONTACT);
    page.heading(Text::new("Réclamation", "Complaint"));
    page.text(Text::new(
        "Si notre réponse ne vous convient pas, ou sans attendre, vous pouvez saisir la CNIL : Commission nationale de l’informatique et des \
         libertés, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, téléphone 01 53 73 22 22, [cnil.fr/plaintes](https://www.cnil.fr/plaintes). \
         Hors de France, l’autorité de votre pays.",
        "If our answer does not satisfy you, or without waiting for it, you can complain to the French authority: Commission nationale de \
         l’informatique et des libertés, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, telephone +33 1 53 73 22 22, \
         [cnil.fr/plaintes](https://www.cnil.fr/plaintes). Outside France, to the authority of your country.",
    ));
}

fn table(page: &mut Writer) {
    let lang = page.lang;
    let rights = [
        (
            Text::new("Accès et copie (art. 15)", "Access and copy (art. 15)"),
            Text::new("Savoir ce que nous tenons sur vous, et en avoir une copie.", "Know what we hold about you, and have a copy."),
            Text::new("Panneau de contrôle, ou par écrit.", "Console, or in writing."),
        ),
        (
            Text::new("Rectification (art. 16)", "Rectification (art. 16)"),
            Text::new("Faire corriger ce qui est faux.", "Have what is wrong corrected."),
            Text::new("Panneau de contrôle, ou par écrit.", "Console, or in writing."),
        ),
        (
            Text::new("Effacement (art. 17)", "Erasure (art. 17)"),
            Text::new("Faire effacer, sans motif à donner.", "Have it deleted, without giving a reason."),
            Text::new("Panneau de contrôle, ou par écrit.", "Console, or in writing."),
        ),
        (
            Text::new("Limitation (art. 18)", "Restriction (art. 18)"),
            Text::new("Faire garder sans s’en servir, le temps d’une vérification.", "Have it kept but not used, while something is verified."),
            Text::new("Par écrit.", "In writing."),
        ),
        (
            Text::new("Information des destinataires (art. 19)", "Telling recipients (art. 19)"),
            Text::new(
                "Nous répercutons corrections et effacements à qui a reçu la donnée.",
                "We pass corrections and erasures on to whoever received the data.",
            ),
            Text::new("Sans rien demander.", "Nothing to ask."),
        ),
        (
            Text::new("Portabilité (art. 20)", "Portability (art. 20)"),
            Text::new("Emporter dans un format qu’un autre programme lit.", "Take it away in a format that another program reads."),
            Text::new("Par écrit.", "In writing."),
        ),
        (
            Text::new("Opposition (art. 21)", "Objection (art. 21)"),
            Text::new("Refuser un usage ; pour la prospection, sans condition.", "Refuse a use; for marketing, without condition."),
            Text::new("Lien de chaque envoi, ou par écrit.", "Link in each mail, or in writing."),
        ),
        (
            Text::new("Retrait du consentement (art. 7)", "Withdrawal of consent (art. 7)"),
            Text::new("Revenir sur un oui, à tout moment.", "Take back a yes, at any time."),
            Text::new(
                "[Page des cookies](/cookies), lien de chaque envoi, ou par écrit.",
                "[Cookie page](/cookies), link in each mail, or in writing.",
            ),
        ),
        (
            Text::new("Décision automatique (art. 22)", "Automated decision (art. 22)"),
            Text::new("Faire revoir par une personne un blocage contre les abus.", "Have a block against abuse looked at by a person."),
            Text::new("Par écrit.", "In writing."),
        ),
        (
            Text::new("Après votre décès (loi de 1978, art. 85)", "After your death (French law of 1978, art. 85)"),
            Text::new("Dire ce que vos données deviendront.", "Say what shall become of your data."),
            Text::new("Par écrit.", "In writing."),
        ),
    ];
    let rows = rights.map(|(right, what, how)| [right, what, how].map(|text| text.to(lang).to_owned()).into());
    page.table(&[Text::new("Droit", "Right"), Text::new("Ce qu’il permet", "What it allows"), Text::new("Comment", "How")], rows.into());
}
