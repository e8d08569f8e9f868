//! What the invented company and its customers have written to each other.

use std::collections::HashMap;

use hootis_space::{Conn, SpaceDb, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::asides::{self, Written, calls_in};
use crate::space::conversations::{self, Author, NewMessage, Reader, name_of};

/// Who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// A contact of the party: the first, the second.
    Contact(usize),
    /// A member, by first name.
    Team(&'static str),
    /// A member to colleagues alone.
    Aside(&'static str),
}
use Who::{Aside, Contact, Team};

/// Something that was said: with whom, how many minutes ago, by whom, and what.
struct Said(&'static str, u32, Who, &'static str);

/// What conversations are about.
const SUBJECTS: [(&str, &str); 4] = [
    ("Boulangerie Perrault", "Comptoir et étagères"),
    ("Garage des Tilleuls", "Escalier de la mezzanine"),
    ("Fleurs de Loire", "Vitrine d’hiver"),
    ("Hôtel du Pont Neuf", "Têtes de lit, deuxième étage"),
];

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// The oldest first.
const ALL: [Said; 31] = [
    Said("Librairie Les Marges", 21 * DAY, Team("Paul"), "Bonjour, les rayonnages sont prêts à l’atelier. Quel jour vous arrange pour la pose ?"),
    Said("Librairie Les Marges", 21 * DAY - 190, Contact(0), "Bonjour Paul, nous sommes fermés le lundi : ce serait parfait."),
    Said("Librairie Les Marges", 20 * DAY, Team("Paul"), "Entendu, lundi à 8 h. Prévoyez de vider les deux allées du fond."),
    Said(
        "Hôtel du Pont Neuf",
        16 * DAY,
        Contact(0),
        "Bonjour, nous aimerions refaire les têtes de lit du deuxième étage. Douze chambres, en frêne clair.",
    ),
    Said("Hôtel du Pont Neuf", 16 * DAY - 60, Team("Amina"), "Bonjour, merci. Je passe prendre les cotes jeudi matin si cela vous convient."),
    Said("Hôtel du Pont Neuf", 14 * DAY, Team("Amina"), "Les cotes sont prises. Le plan corrigé vous parvient en fin de semaine."),
    Said(
        "Hôtel du Pont Neuf",
        14 * DAY - 20,
        Aside("Amina"),
        "Attention, la chambre 204 a un radiateur contre le mur : tête de lit plus courte de 12 cm.",
    ),
    Said("Pharmacie Verdier", 12 * DAY, Contact(0), "Le tiroir du bas frotte depuis quelques jours. Est-ce grave ?"),
    Said("Pharmacie Verdier", 12 * DAY - 45, Team("Joris"), "Non, la coulisse a pris du jeu. Je passe avec une clé en allant à Cahors mercredi."),
    Said("Pharmacie Verdier", 10 * DAY, Contact(0), "C’est réparé, merci beaucoup. Il glisse mieux qu’au premier jour."),
    Said(
        "Fleurs de Loire",
        8 * DAY,
        Team("Maëlle"),
        "Bonjour, voici notre idée pour la vitrine d’hiver : trois plateaux de noyer, à hauteurs différentes.",
    ),
    Said("Fleurs de Loire", 8 * DAY - 320, Contact(0), "J’adore. Peut-on tout démonter au printemps sans outils ?"),
    Said("Fleurs de Loire", 7 * DAY, Team("Maëlle"), "Oui, tout tient par des clavettes. Je vous envoie le devis demain."),
    Said("Fleurs de Loire", 6 * DAY, Contact(0), "Devis bien reçu, bon pour accord !"),
    Said(
        "Boulangerie Perrault",
        5 * DAY,
        Team("Joris"),
        "Bonjour, le comptoir est en place. Il sèche encore deux jours : n’y posez rien de chaud d’ici là.",
    ),
    Said("Boulangerie Perrault", 5 * DAY - 15, Contact(0), "Bien noté. Il est superbe, toute l’équipe est venue le voir."),
    Said(
        "Boulangerie Perrault",
        4 * DAY,
        Aside("Joris"),
        "Le plan de travail a une petite rayure côté mur. @Maëlle peux-tu prévoir la cire de retouche pour la prochaine visite ?",
    ),
    Said("Boulangerie Perrault", 4 * DAY - 30, Aside("Maëlle"), "C’est noté, elle est dans la caisse du petit camion."),
    Said("Garage des Tilleuls", 3 * DAY, Contact(0), "Bonjour, la troisième marche grince depuis ce matin."),
    Said(
        "Garage des Tilleuls",
        3 * DAY - 50,
        Team("Paul"),
        "Bonjour, c’est le bois qui finit de sécher. Nous resserrons tout à la visite de fin de chantier, le mardi 8.",
    ),
    Said("Imprimerie Castelet", 2 * DAY, Team("Maëlle"), "Bonjour, votre table de coupe part en livraison demain entre 9 h et 11 h."),
    Said("Imprimerie Castelet", 2 * DAY - 120, Contact(0), "Parfait. Le quai est au fond de la cour, sonnez deux fois."),
    Said("Imprimerie Castelet", DAY, Contact(0), "Bien arrivée et déjà en service. Merci !"),
    Said("Cabinet Marchetti", 1_300, Team("Maëlle"), "Bonjour, je passe mercredi pour les finitions de la bibliothèque. Vers 14 h ?"),
    Said("Garage des Tilleuls", 190, Contact(0), "La deuxième marche grince aussi maintenant. Voulez-vous une photo ?"),
    Said("Fleurs de Loire", 150, Contact(0), "C’est d’accord pour le noyer. Quand commencez-vous ?"),
    Said(
        "Boulangerie Perrault",
        60,
        Contact(0),
        "Bonjour Maëlle, le comptoir fait l’unanimité. Peut-on décaler la pose des étagères à jeudi ? Le four arrive mercredi.",
    ),
    Said("Boulangerie Perrault", 48, Contact(1), "Bonjour, j’ajoute que le livreur du four a besoin du passage jusqu’à midi."),
    Said("Boulangerie Perrault", 40, Aside("Joris"), "Jeudi me va, je déplace Verdier au vendredi."),
    Said("Cabinet Marchetti", 35, Contact(0), "14 h, très bien. Le code de la porte n’a pas changé."),
    Said("Cabinet Marchetti", 20, Team("Maëlle"), "Merci, à mercredi."),
];

/// What is known of a party while its conversation is told.
struct Told {
    party: Uuid,
    contacts: Vec<(Uuid, String)>,
    conversation: Option<Uuid>,
}

/// Tells all of it, in the order it was said.
pub(super) async fn fill(space: &SpaceDb, now: Now) -> Result<()> {
    let members: Vec<(Uuid, String)> = space.list("SELECT id, name FROM member ORDER BY name_key, id", args![]).await?;
    let mut all: HashMap<&str, Told> = HashMap::new();
    for Said(party, minutes, who, body) in &ALL {
        let at = now.before(hootis_policy::Span::minutes(*minutes));
        if !all.contains_key(party) {
            all.insert(party, find(space, party).await?);
        }
        if let Some(told) = all.get_mut(party) {
            tell(space, at, &members, told, party, *who, body).await?;
        }
    }
    // The owner has read what is older than a day.
    let owner: Uuid = space.get("SELECT id FROM member WHERE role = 'owner'", args![]).await?;
    for told in all.values() {
        let Some(conversation) = told.conversation else { continue };
        let tx = space.begin().await?;
        conversations::mark_read(&tx, now, conversation, Reader::Member(owner), now.before(hootis_policy::Span::hours(4)).0).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn find(space: &SpaceDb, name: &str) -> Result<Told> {
    let party: Uuid = space.get("SELECT id FROM party WHERE name = $1", args![name]).await?;
    let sql = "SELECT id, first_name, last_name FROM contact WHERE party_id = $1 ORDER BY name_key, id LIMIT 2";
    let found: Vec<(Uuid, Option<String>, String)> = space.list(sql, args![party]).await?;
    let contacts = found.into_iter().map(|(id, first, last)| (id, name_of(first.as_deref(), &last))).collect();
    Ok(Told { party, contacts, conversation: None })
}

async fn tell(space: &SpaceDb, at: Now, members: &[(Uuid, String)], told: &mut Told, party: &str, who: Who, body: &str) -> Result<()> {
    let member =
        |first: &str| members.iter().find(|(_, name)| name.starts_with(first)).cloned().ok_or_else(|| Error::internal("nobody of that name"));
    let tx = space.begin().await?;
    let author = match who {
        Contact(nth) => {
            let (id, name) = told.contacts.get(nth).or(told.contacts.first()).cloned().ok_or_else(|| Error::internal("a party without a contact"))?;
            Author { who: Reader::Contact(id), name }
        }
        Team(first) | Aside(first) => {
            let (id, name) = member(first)?;
            Author { who: Reader::Member(id), name }
        }
    };
    match (told.conversation, who, author.who) {
        (Some(conversation), Aside(_), Reader::Member(id)) => {
            let called = calls_in(body, members);
            let new = Written { id: Uuid::now_v7(), author: id, author_name: &author.name, body, called: &called };
            asides::write(&tx, at, conversation, &new).await?;
        }
        (Some(conversation), ..) => {
            let new = NewMessage { id: Uuid::now_v7(), author, body: body.to_owned() };
            conversations::write(&tx, at, conversation, &new).await?;
        }
        (None, ..) => {
            let id = Uuid::now_v7();
            let contacts: Vec<Uuid> = told.contacts.iter().map(|(id, _)| *id).collect();
            let subject = SUBJECTS.iter().find(|(name, _)| *name == party).map(|(_, subject)| *subject);
            let first = NewMessage { id: Uuid::now_v7(), author, body: body.to_owned() };
            conversations::insert(&tx, at, id, Some(told.party), subject, &contacts, &first).await?;
            told.conversation = Some(id);
        }
    }
    tx.commit().await?;
    Ok(())
}
