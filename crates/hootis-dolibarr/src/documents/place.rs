//! What a file of the documents' folder belongs to, by where it lies.

use super::archive::PATH_BYTES;
use crate::business::ElementKind;

/// The folders that stand at the root of Dolibarr's documents, one a module.
const ROOTS: [&str; 38] = [
    "societe",
    "propale",
    "commande",
    "facture",
    "produit",
    "product",
    "service",
    "projet",
    "ticket",
    "agenda",
    "users",
    "fournisseur",
    "supplier_proposal",
    "ecm",
    "mycompany",
    "medias",
    "contract",
    "contrat",
    "ficheinter",
    "expedition",
    "reception",
    "bank",
    "banque",
    "holiday",
    "expensereport",
    "don",
    "adherent",
    "categorie",
    "tax",
    "loan",
    "bom",
    "mrp",
    "stock",
    "doctemplates",
    "admin",
    "export",
    "import",
    "website",
];

/// Characters that Dolibarr puts in no name of a folder.
const NEVER: [char; 13] = ['<', '>', '/', '\\', '?', '*', '|', '"', ':', '°', '$', ';', '`'];

/// What a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// A thing by its row.
    Row(ElementKind, i64),
    /// A thing by its reference, as the name of a folder says it (see [`file_named`]).
    Reference(ElementKind, String),
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The company of the Multicompany module.
    pub entity: i64,
    /// Its folder from the root of that company's documents, as `facture/FA2601-0001`.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// What it belongs to by its folder.
    pub about: Option<About>,
}

/// What an entry is to whoever takes documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// Nothing of a company's: a thumbnail, a temporary or a technical file.
    Technical,
    /// A path that leads somewhere else: upwards, or from the root of a machine.
    Outside,
    /// A file.
    File(Place),
}

/// Sorts a path of an archive.
#[must_use]
pub fn met(path: &[u8]) -> Met {
    let Some(parts) = parts(path) else { return Met::Outside };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let Some((name, folders)) = parts.split_last() else { return Met::Outside };
    if is_technical(folders, name) {
        return Met::Technical;
    }
    let root = folders.iter().position(|part| ROOTS.contains(part));
    let (entity, inside) = match root {
        Some(at) => (folders[..at].last().and_then(|before| before.parse::<i64>().ok()).filter(|entity| *entity > 1).unwrap_or(1), &folders[at..]),
        None => (1, folders),
    };
    Met::File(Place { entity, folder: inside.join("/"), name: (*name).to_owned(), about: root.and_then(|_| about(inside)) })
}

/// The parts of a path that stays below where it begins.
fn parts(path: &[u8]) -> Option<Vec<String>> {
    let text = String::from_utf8_lossy(path);
    let is_fine = !text.starts_with('/') && !text.contains(['\\', '\0']) && path.len() <= PATH_BYTES && !text.chars().any(char::is_control);
    // `C:` of another machine.
    let is_fine = is_fine && text.get(1..2) != Some(":");
    let parts: Vec<String> = text.split('/').filter(|part| !matches!(*part, "" | ".")).map(str::to_owned).collect();
    (is_fine && !parts.iter().any(|part| part == "..")).then_some(parts)
}

fn is_technical(folders: &[&str], name: &str) -> bool {
    let is_preview = || {
        let stem = name.strip_suffix(".png").unwrap_or_default();
        stem.ends_with("_preview") || stem.rsplit_once("_preview-").is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
    };
    folders.iter().any(|part| matches!(*part, "thumbs" | "temp" | "doctemplates" | "__MACOSX") || part.starts_with('.'))
        || name.starts_with('.')
        || matches!(name, "install.lock" | "installmodules.lock" | "upgrade.unlock" | "Thumbs.db" | "desktop.ini")
        || name.ends_with(".log")
        || is_preview()
}

/// What a folder belongs to. `inside` begins with the folder of the module.
fn about(inside: &[&str]) -> Option<About> {
    let row = |kind: ElementKind, text: &str| text.parse().ok().filter(|row: &i64| *row > 0).map(|row| About::Row(kind, row));
    let named = |kind: ElementKind, text: &str| Some(About::Reference(kind, file_named(text)));
    match inside {
        ["societe", "contact", id, ..] => row(ElementKind::Contact, id),
        ["societe", id, ..] => row(ElementKind::ThirdParty, id),
        ["propale", reference, ..] => named(ElementKind::Quote, reference),
        ["commande", reference, ..] => named(ElementKind::Order, reference),
        ["facture", reference, ..] => named(ElementKind::Invoice, reference),
        ["produit" | "product" | "service", reference, ..] => named(ElementKind::Product, reference),
        ["projet", reference, ..] => named(ElementKind::Project, reference),
        ["ticket", reference, ..] => named(ElementKind::Ticket, reference),
        ["agenda", id, ..] => row(ElementKind::Event, id),
        ["users", id, ..] => row(ElementKind::User, id),
        _ => None,
    }
}

/// A reference as Dolibarr writes it in the name of a folder: without accents, forbidden signs as `_`.
#[must_use]
pub fn file_named(reference: &str) -> String {
    let plain: String = reference.chars().map(|c| if NEVER.contains(&c) { '_' } else { unaccented(c) }).collect();
    let mut out = String::with_capacity(plain.len());
    for (at, c) in plain.char_indices() {
        let (before, rest) = (out.ends_with(' '), &plain[at + c.len_utf8()..]);
        match c {
            // Two of them in a row are one other sign, so that no name is an option of a command.
            '-' if rest.starts_with('-') => {}
            '-' if plain[..at].ends_with('-') || before => out.push('_'),
            c => out.push(c),
        }
    }
    out.replace("..", "").trim().to_owned()
}

/// The letters of western Europe without their accents.
const fn unaccented(c: char) -> char {
    match c {
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => 'A',
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'Ç' => 'C',
        'ç' => 'c',
        'È' | 'É' | 'Ê' | 'Ë' => 'E',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'Ì' | 'Í' | 'Î' | 'Ï' => 'I',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'Ñ' => 'N',
        'ñ' => 'n',
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => 'O',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'Ù' | 'Ú' | 'Û' | 'Ü' => 'U',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'Ý' => 'Y',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}
