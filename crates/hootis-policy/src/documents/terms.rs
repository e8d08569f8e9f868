//! The terms of service, and the agreement that article 28 of the GDPR demands.

use super::{Document, Kind, Writer, say, slots};
use crate::text::{Lang, Text};
use crate::{deadlines, plans, retention};

pub(super) fn document(lang: Lang) -> Document {
    let lead = Text::new(
        "Le contrat entre l’opérateur et l’entreprise qui ouvre un espace. Il s’adresse à des professionnels et à des associations.",
        "The contract between the operator and the company that opens a space. It is meant for professionals and associations.",
    );
    let mut page = Writer::new(lang, Kind::Terms.title(), lead);
    service(&mut page);
    price(&mut page);
    ending(&mut page);
    duties(&mut page);
    processing(&mut page);
    processing_duties(&mut page);
    page.section("droit", Text::new("Changements, droit et litiges", "Changes, law and disputes"));
    let notice = deadlines::TERMS_NOTICE.words(lang);
    page.paragraph(say!(
        lang,
        "Un changement de ces conditions est annoncé par e-mail {notice} avant de s’appliquer ; qui le refuse peut résilier sans frais \
         jusque-là. Le droit français s’applique. Avant tout procès, chacun écrit à l’autre ce qu’il lui reproche et cherche un accord ; à \
         défaut, le tribunal du siège de l’opérateur est compétent entre professionnels.",
        "A change of these terms is announced by e-mail {notice} before it applies; whoever refuses it may cancel free of charge until then. \
         French law applies. Before any lawsuit each writes to the other what is wrong and looks for an agreement; failing that, between \
         professionals the court of the operator's seat has jurisdiction.",
    ));
    page.document
}

fn service(page: &mut Writer) {
    page.section("service", Text::new("Le service", "The service"));
    page.slot(slots::OPERATOR);
    page.text(Text::new(
        "L’opérateur fournit un espace : une base de données séparée et chiffrée par sa propre clé, une adresse, une administration pour \
         l’équipe. Ce qui existe aujourd’hui est décrit sur l’accueil ; ce qui est annoncé et n’existe pas encore n’est pas promis par ce contrat.",
        "The operator provides a space: a separate database, encrypted with its own key, an address, a back office for the team. What exists \
         today is described on the home page; what is announced and does not exist yet is not promised by this contract.",
    ));
    page.text(Text::new(
        "La personne qui ouvre l’espace déclare pouvoir engager l’entreprise. Elle en est propriétaire dans le programme, invite qui elle veut \
         et répond de ces accès. Les mots de passe se gardent pour soi.",
        "The person who opens the space declares that they may act for the company. They are its owner in the program, invite whom they wish \
         and answer for that access. Passwords are kept to oneself.",
    ));
    page.text(Text::new(
        "L’opérateur met tous ses soins à tenir le service disponible et sûr. Il prévient d’une interruption voulue, et dit ce qui s’est passé \
         après une panne.",
        "The operator takes every care to keep the service available and secure. It announces planned interruptions, and says what happened \
         after a failure.",
    ));
}

fn price(page: &mut Writer) {
    let lang = page.lang;
    let (trial, members) = (plans::TRIAL.words(lang), plans::TRIAL_PLAN.members);
    page.section("prix", Text::new("Essai, formules et prix", "Trial, plans and prices"));
    page.paragraph(say!(
        lang,
        "Un espace est gratuit pendant {trial}, pour {members} personnes, sans moyen de paiement. Ensuite s’applique la formule choisie, hors \
         taxes. Les personnes désactivées et les clients du portail ne sont jamais comptés.",
        "A space is free for {trial}, for {members} people, without payment data. Then the chosen plan applies, excluding VAT. Deactivated \
         people and portal users are never counted.",
    ));
    let rows = plans::ALL.map(|plan| {
        let gigabytes = plan.storage_bytes / 1_000_000_000;
        vec![
            plan.title.to(lang).to_owned(),
            plan.members.to_string(),
            say!(lang, "{gigabytes} Go", "{gigabytes} GB"),
            euros(plan.month_cents, lang),
            euros(plan.year_cents, lang),
        ]
    });
    page.table(
        &[
            Text::new("Formule", "Plan"),
            Text::new("Personnes qui se connectent", "People who sign in"),
            Text::new("Fichiers", "Files"),
            Text::new("Par mois, hors taxes", "A month, excluding VAT"),
            Text::new("Par an, hors taxes", "A year, excluding VAT"),
        ],
        rows.into(),
    );
    page.text(Text::new(
        "Le paiement en ligne n’est pas encore en service : rien n’est prélevé. Quand il le sera, le prélèvement passera par GoCardless, le prix \
         d’une période commencée restera dû, et un changement de prix sera annoncé comme un changement de ces conditions.",
        "Online payment is not in service yet: nothing is collected. Once it is, collection will go through GoCardless, the price of a period \
         that has begun will stay due, and a change of price will be announced like a change of these terms.",
    ));
}

/// An amount of whole euros or with its cents.
fn euros(cents: u32, lang: Lang) -> String {
    let (whole, rest) = (cents / 100, cents % 100);
    match (lang, rest) {
        (Lang::Fr, 0) => format!("{whole} €"),
        (Lang::Fr, _) => format!("{whole},{rest:02} €"),
        (Lang::En, 0) => format!("€{whole}"),
        (Lang::En, _) => format!("€{whole}.{rest:02}"),
    }
}

fn ending(page: &mut Writer) {
    let lang = page.lang;
    let disabled = retention::SPACE_DISABLED.keep.words(lang);
    page.section("fin", Text::new("Durée, résiliation et départ", "Term, cancellation and leaving"));
    page.paragraph(say!(
        lang,
        "L’abonnement se renouvelle par période. Il se résilie à tout moment, depuis le panneau de contrôle ou par écrit, sans motif, avec effet \
         à la fin de la période payée. L’espace est alors désactivé {disabled}, pendant lesquels l’entreprise peut revenir ou reprendre ses \
         données, puis détruit avec sa clé ; un certificat le dit.",
        "The subscription renews by period. It can be cancelled at any time, from the console or in writing, without a reason, with effect at the \
         end of the period paid. The space is then disabled for {disabled}, during which the company may come back or take its data out, then \
         destroyed with its key; a certificate says so.",
    ));
    let days = plans::COME_BACK.words(lang);
    page.paragraph(say!(
        lang,
        "Revenir rend ce qui restait de l’essai ou de la période payée. S’il n’en reste rien, l’espace rouvre pendant {days}, le temps de choisir \
         une formule, une fois par an ; un abonnement le rouvre à tout moment.",
        "Coming back gives what was left of the trial or of the period paid. If nothing is left, the space opens for {days}, for a plan to be \
         chosen, once a year; a subscription reopens it at any time.",
    ));
    page.text(Text::new(
        "Partir ne coûte rien. L’opérateur aide l’entreprise qui change de fournisseur à emporter tout ce qu’elle a mis dans son espace, dans \
         des formats qu’un autre programme lit (règlement (UE) 2023/2854).",
        "Leaving costs nothing. The operator helps a company that changes provider to take away all that it put in its space, in formats that \
         another program reads (Regulation (EU) 2023/2854).",
    ));
    page.text(Text::new(
        "L’opérateur ne suspend un espace que pour une violation des [règles d’utilisation](/utilisation-acceptable), une menace pour les autres \
         ou un ordre de justice. Il prévient avant, sauf urgence, et dit pourquoi. Un espace suspendu n’est pas effacé.",
        "The operator suspends a space only for a breach of the [rules of use](/utilisation-acceptable), a threat to others or a court order. It \
         warns beforehand, unless it is urgent, and says why. A suspended space is not deleted.",
    ));
}

fn duties(page: &mut Writer) {
    page.section("responsabilite", Text::new("Responsabilité", "Liability"));
    page.text(Text::new(
        "Les données d’un espace sont à l’entreprise, qui répond de leur contenu et du droit de les y mettre. L’opérateur répond du dommage \
         direct que cause sa faute, dans la limite de ce que l’entreprise lui a payé dans l’année, ou de mille euros si c’est plus. Cette limite \
         ne couvre ni la faute lourde, ni l’atteinte aux personnes, ni ce que le règlement (UE) 2016/679 met à la charge du sous-traitant.",
        "The data of a space belong to the company, which answers for their content and for the right to put them there. The operator answers \
         for direct damage caused by its fault, up to what the company paid it in the year, or a thousand euros if that is more. This limit \
         covers neither gross negligence, nor harm to people, nor what Regulation (EU) 2016/679 puts on the processor.",
    ));
    page.text(Text::new(
        "Hootis est un logiciel libre, sous licence AGPL-3.0-or-later : chacun peut en avoir le code et le faire fonctionner lui-même.",
        "Hootis is free software under AGPL-3.0-or-later: everybody may have its code and run it.",
    ));
}

fn processing(page: &mut Writer) {
    page.section("sous-traitance", Text::new("Accord de sous-traitance (article 28)", "Data-processing agreement (article 28)"));
    page.text(Text::new(
        "Cette partie est le contrat que l’article 28 du règlement (UE) 2016/679 demande entre le client, responsable de traitement de son \
         espace, et l’opérateur, son sous-traitant.",
        "This part is the contract that article 28 of Regulation (EU) 2016/679 demands between the customer, controller of its space, and the \
         operator, its processor.",
    ));
    page.table(
        &[Text::new("Point", "Point"), Text::new("Ce qui est convenu", "What is agreed")],
        [
            (
                Text::new("Objet et durée", "Subject and duration"),
                Text::new(
                    "Héberger l’espace et exécuter ce que l’équipe du client y fait, tant que l’espace existe.",
                    "Hosting the space and carrying out what the customer's team does in it, as long as the space exists.",
                ),
            ),
            (
                Text::new("Nature et but", "Nature and purpose"),
                Text::new(
                    "Conserver, rechercher, afficher, importer à la demande, effacer : la gestion des relations du client.",
                    "Keeping, searching, showing, importing on demand, deleting: the management of the customer's relations.",
                ),
            ),
            (
                Text::new("Données et personnes", "Data and people"),
                Text::new(
                    "Celles que le registre de l’espace déclare : employés, clients, contacts et fournisseurs du client.",
                    "Those that the register of the space declares: the customer's employees, customers, contacts and suppliers.",
                ),
            ),
            (
                Text::new("Instructions", "Instructions"),
                Text::new(
                    "Ce contrat, et ce que les membres autorisés demandent dans le programme ; chaque demande a un auteur et une date.",
                    "This contract, and what authorised members ask for in the program; each request has an author and a date.",
                ),
            ),
        ]
        .map(|(point, text)| vec![point.to(page.lang).to_owned(), text.to(page.lang).to_owned()])
        .into(),
    );
}

fn processing_duties(page: &mut Writer) {
    let lang = page.lang;
    let (notice, told) = (deadlines::PROCESSOR_NOTICE.words(lang), deadlines::BREACH_TO_CUSTOMER.words(lang));
    page.heading(Text::new("L’opérateur s’engage à", "The operator undertakes to"));
    let spare = retention::SPACE_DISABLED.keep.words(lang);
    page.items(vec![
        say!(
            lang,
            "ne traiter les données que sur instruction, et dire si une instruction lui paraît contraire à la loi ;",
            "process the data only on instructions, and say so when an instruction seems unlawful;",
        ),
        say!(lang, "lier au secret les personnes qui peuvent y accéder ;", "bind to secrecy the people who may have access to them;",),
        say!(
            lang,
            "les protéger comme le dit la page [Sécurité](/securite), et la politique de [confidentialité](/confidentialite) ;",
            "protect them as the page [Security](/securite) says, and the [privacy](/confidentialite) policy;",
        ),
        say!(
            lang,
            "n’employer d’autres sous-traitants que ceux de la [liste publiée](/confidentialite), tenus aux mêmes devoirs ; annoncer tout \
             nouveau {notice} avant, le client pouvant s’y opposer et résilier sans frais ;",
            "use no other processors than those of the [published list](/confidentialite), bound by the same duties; announce any new one \
             {notice} before, the customer being free to object and to cancel free of charge;",
        ),
        say!(
            lang,
            "aider le client à répondre aux personnes, à évaluer les risques et à consulter l’autorité ;",
            "help the customer to answer people, to assess risks and to consult the authority;",
        ),
        say!(
            lang,
            "l’avertir d’une violation de ses données dans les {told} de sa découverte, avec ce qu’on en sait ;",
            "tell it of a breach of its data within {told} of its discovery, with what is known;",
        ),
        say!(
            lang,
            "à la fin, laisser {spare} pour reprendre les données, puis tout détruire et le certifier ;",
            "at the end, leave {spare} to take the data out, then destroy everything and certify it;",
        ),
        say!(
            lang,
            "tenir à sa disposition ce qui prouve tout cela, et permettre un audit une fois l’an, ou après une violation.",
            "keep at its disposal what proves all this, and allow an audit once a year, or after a breach.",
        ),
    ]);
    page.text(Text::new(
        "Les données restent là où l’hébergeur de l’opérateur les garde ; aucun transfert hors de l’Union n’a lieu sans l’un des fondements de \
         la liste publiée. Le client garantit avoir le droit de confier ces données et tient son propre registre : l’administration de son \
         espace le lui donne.",
        "The data stay where the operator's host keeps them; no transfer out of the Union takes place without one of the grounds of the \
         published list. The customer warrants its right to entrust these data and keeps its own register: the back office of its space gives \
         it.",
    ));
}
