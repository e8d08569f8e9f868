//! Third parties (T), what leaves (D1), and cookies (D2).

use crate::cookies;
use crate::documents::cookie_list;
use crate::documents::{Writer, say, slots};
use crate::processors::{self, Processor};
use crate::promises;
use crate::text::{Lang, Text};

pub(super) fn cookies(page: &mut Writer) {
    let lang = page.lang;
    page.section("cookies", Text::new("Cookies", "Cookies"));
    let again = cookies::CHOICE_ASKED_AGAIN.words(lang);
    page.promise(
        &promises::D2,
        say!(
            lang,
            "Les cookies sont ceux de cette liste, pour la durée dite, et aucun autre : une réponse qui en poserait un non déclaré ne part \
             pas avec. Ceux qui demandent votre accord ne sont posés qu’après lui ; votre choix se change à tout moment sur la [page des \
             cookies](/cookies), et vous est redemandé au bout de {again}.",
            "Cookies are those of this list, for the time listed, and no others: an answer that would set an undeclared one leaves without \
             it. Those that need your agreement are set only after it; your choice can be changed at any time on the [cookie \
             page](/cookies), and is asked again after {again}.",
        ),
    );
    cookie_list::set_today(page);
}

pub(super) fn write(page: &mut Writer) {
    let lang = page.lang;
    page.section("prestataires", Text::new("Qui d’autre reçoit quelque chose", "Who else receives something"));
    page.promise(
        &promises::D1,
        say!(
            lang,
            "Aucune donnée n’est vendue, échangée ni transmise hors de cette liste. Le programme ne sait joindre que les hôtes déclarés ici : \
             tout autre est refusé.",
            "No data are sold, exchanged or passed on beyond this list. The program can reach only the hosts declared here: any other is \
             refused.",
        ),
    );
    page.table(
        &[
            Text::new("Qui", "Who"),
            Text::new("Pour", "For"),
            Text::new("Ce qui peut partir", "What may leave"),
            Text::new("Pays", "Country"),
            Text::new("Fondement", "Legal ground"),
            Text::new("Transfert hors de l’Union", "Transfer out of the Union"),
        ],
        processors::ALL.iter().map(|processor| row(processor, lang)).collect(),
    );
    each(page);
    page.heading(Text::new("Les transporteurs de l’opérateur", "The operator's carriers"));
    page.promise(
        &promises::T6,
        say!(
            lang,
            "L’opérateur nomme ici qui remet ses e-mails, garde ses fichiers et héberge ses machines, avec le pays et la date du contrat. Sans \
             ces noms, le service ne démarre pas.",
            "The operator names here who delivers its mails, keeps its files and hosts its machines, with the country and the date of the \
             contract. Without these names the service does not start.",
        ),
    );
    page.slot(slots::CARRIERS);
    page.heading(Text::new("Transferts hors de l’Union européenne", "Transfers out of the European Union"));
    page.text(Text::new(
        "Un prestataire établi hors de l’Union ne reçoit rien sans l’un des fondements du tableau : une décision d’adéquation de la Commission \
         (cadre UE–États-Unis, Royaume-Uni), ou les garanties que l’opérateur ou le client a signées avec lui. Si une décision tombe, l’envoi \
         s’arrête : chacun de ces prestataires peut être éteint seul.",
        "A provider established outside the Union receives nothing without one of the grounds of the table: an adequacy decision of the \
         Commission (EU–US framework, United Kingdom), or the safeguards that the operator or the customer has signed with it. If a decision \
         falls, sending stops: each of these providers can be switched off alone.",
    ));
    page.heading(Text::new("À la demande de la justice", "When a court demands it"));
    page.text(Text::new(
        "Une autorité n’obtient des données que sur une réquisition écrite et fondée, limitée à ce qu’elle demande. La personne est prévenue \
         sauf si la loi l’interdit. Ce qui est chiffré par la clé d’un espace détruit ne peut être remis à personne.",
        "An authority obtains data only on a written order with a legal ground, and no more than it asks for. The person is told unless the \
         law forbids it. What is encrypted with the key of a destroyed space can be handed to nobody.",
    ));
}

fn each(page: &mut Writer) {
    let lang = page.lang;
    page.promise(
        &promises::T1,
        say!(
            lang,
            "Google Analytics : éteint par défaut. Rien n’en est chargé avant votre accord ; après lui, il reçoit des traits du navigateur, une \
             IP tronquée, une localisation grossière, la langue. La mesure d’audience du site se fait sans lui, par des compteurs anonymes et \
             sans cookie.",
            "Google Analytics: off by default. Nothing of it is loaded before you agree; after that it receives browser data, a truncated IP, a \
             coarse location, the language. The site measures its audience without it, by anonymous counters and no cookie.",
        ),
    );
    page.promise(
        &promises::T2,
        say!(
            lang,
            "Authy, ou Twilio qui lui succède : un jeton de sécurité et le numéro de téléphone que vous avez choisi de donner.",
            "Authy, or Twilio its successor: a security token and the phone number that you chose to give.",
        ),
    );
    page.promise(
        &promises::T3,
        say!(
            lang,
            "Cloudflare, si l’opérateur l’a placé devant ses serveurs : les traits du navigateur et de l’appareil, et ses propres cookies. Votre \
             véritable adresse n’est lue que d’un relais de confiance.",
            "Cloudflare, if the operator has put it before its servers: traits of the browser and device, and its own cookies. Your real \
             address is read only from a trusted relay.",
        ),
    );
    page.promise(
        &promises::T4,
        say!(
            lang,
            "Dolibarr : rien n’y part. Hootis lit, dans une session en lecture seule, et n’écrit jamais.",
            "Dolibarr: nothing leaves to it. Hootis reads, in a read-only session, and never writes.",
        ),
    );
    page.promise(
        &promises::T5,
        say!(
            lang,
            "GoCardless : le nom, l’e-mail, l’entreprise et l’adresse que demande le mandat de prélèvement.",
            "GoCardless: the name, e-mail, company and address that the direct-debit mandate needs.",
        ),
    );
    page.promise(
        &promises::T7,
        say!(
            lang,
            "Un serveur qu’une entreprise désigne elle-même (son Dolibarr) ne reçoit que les requêtes qu’elle a demandées.",
            "A host that a company itself names (its Dolibarr) receives only the requests that it asked for.",
        ),
    );
}

fn row(processor: &Processor, lang: Lang) -> Vec<String> {
    let facts = [processor.name, processor.purpose, processor.data, processor.country, processor.ground.title(), processor.transfer.title()];
    facts.map(|fact| fact.to(lang).to_owned()).into()
}
