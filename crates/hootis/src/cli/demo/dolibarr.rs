//! An invented Dolibarr, as an SQL dump. Telephones are from the ranges kept for fiction.

use std::fmt::Write as _;

use hootis_policy::Span;

use crate::clock::Now;
use crate::web::format;

const NAMES: [&str; 60] = [
    "Boulangerie Perrault",
    "Garage des Tilleuls",
    "Cabinet Marchetti",
    "Fleurs de Loire",
    "Imprimerie Castelet",
    "Hôtel du Pont Neuf",
    "Pharmacie Verdier",
    "Librairie Les Marges",
    "Maçonnerie Delorme",
    "Cave Saint-Aubin",
    "Crèche Les Mésanges",
    "Restaurant L’Écluse",
    "Agence Bellecour Immo",
    "Ostéo Rivière",
    "École de musique Arpège",
    "Poterie du Moulin",
    "Transports Gaillard",
    "Optique Lumen",
    "Fromagerie Combes",
    "Camping des Aubépines",
    "Clinique vétérinaire Sorel",
    "Théâtre de la Halle",
    "Toitures Mercadier",
    "Brasserie du Canal",
    "Pépinières Faucher",
    "Vélos Baptiste",
    "Notaires Aubry et Kessler",
    "Studio Ondine",
    "Plomberie Chastaing",
    "Domaine des Roches",
    "Auto-école Virage",
    "Salle Le Foyer",
    "Traiteur Maison Bonnal",
    "Architectes Quinte",
    "Laverie Bulle",
    "Couverture Estève",
    "Mairie de Saint-Just-le-Vieux",
    "Collège Jean-Rabot",
    "Association Voisins de Lune",
    "Épicerie Graines",
    "Chocolaterie Amande",
    "Institut Camélia",
    "Élagage Pradel",
    "Menuiserie Roussel",
    "Électricité Vannier",
    "Fleuriste Pivoine",
    "Coiffure Mèches",
    "Informatique Borne",
    "Photographe Iris",
    "Serrurerie Clé de Sol",
    "Tapisserie Lanoy",
    "Carrelages Ferri",
    "Ébénisterie Sauvage",
    "Gîte La Grange",
    "Kiosque du Port",
    "Mécanique Ollier",
    "Nettoyage Clarté",
    "Piscines Azur",
    "Quincaillerie Vidal",
    "Sellerie Baudin",
];
const PEOPLE: [(&str, &str); 16] = [
    ("Camille", "Perrault"),
    ("Idriss", "Belkacem"),
    ("Élise", "Marchetti"),
    ("Hugo", "Castelet"),
    ("Naïma", "Rahal"),
    ("Gaël", "Le Goff"),
    ("Solène", "Verdier"),
    ("Théo", "Delorme"),
    ("Agathe", "Combes"),
    ("Youssef", "Amrani"),
    ("Inès", "Gaillard"),
    ("Rémi", "Faucher"),
    ("Zoé", "Aubry"),
    ("Malo", "Estève"),
    ("Léa", "Quinte"),
    ("Noé", "Pradel"),
];
const TOWNS: [(&str, &str); 10] = [
    ("31000", "Toulouse"),
    ("33000", "Bordeaux"),
    ("44000", "Nantes"),
    ("69003", "Lyon"),
    ("87000", "Limoges"),
    ("24100", "Bergerac"),
    ("19100", "Brive-la-Gaillarde"),
    ("46000", "Cahors"),
    ("82000", "Montauban"),
    ("47000", "Agen"),
];
const STREETS: [&str; 6] = ["rue des Ateliers", "quai du Canal", "place de la Halle", "avenue des Tilleuls", "chemin du Moulin", "rue Haute"];
const TAGS: [(&str, &str); 5] =
    [("Cuisine", "2f7d5b"), ("Escalier", "7a2e1d"), ("Chantier en cours", "c9851b"), ("À relancer", "a8261d"), ("Fidèle", "4040a8")];
const POSITIONS: [&str; 6] = ["Gérante", "Directeur", "Comptable", "Responsable des achats", "Architecte", "Assistante"];

/// The whole dump.
pub(super) fn dump(now: Now) -> String {
    dump_of(now, &NAMES, 110)
}

/// A small one, with a word in each name.
pub(in crate::cli) fn small(now: Now, word: &str) -> String {
    let names: Vec<String> = NAMES[..5].iter().map(|name| format!("{name} {word}")).collect();
    dump_of(now, &names.iter().map(String::as_str).collect::<Vec<_>>(), 4)
}

fn dump_of(now: Now, names: &[&str], contacts: usize) -> String {
    let mut sql = schema();
    for (row, (name, color)) in TAGS.iter().enumerate() {
        line(&mut sql, &format!("INSERT INTO `llx_categorie` VALUES ({},1,0,'{}',2,'{color}');", row + 1, quoted(name)));
    }
    for (row, (first, last, job)) in
        [("Maëlle", "Lunel", "Gérante"), ("Joris", "Tanguy", "Menuisier"), ("Amina", "Sadou", "Bureau d’études"), ("Paul", "Anselme", "Pose")]
            .iter()
            .enumerate()
    {
        let login = first.to_lowercase();
        line(
            &mut sql,
            &format!(
                "INSERT INTO `llx_user` VALUES ({},1,'{login}','{last}','{first}',NULL,1,0,1,'{}','05 36 49 00 {:02}');",
                row + 1,
                quoted(job),
                row + 10
            ),
        );
    }
    for (i, name) in names.iter().enumerate() {
        third_party(&mut sql, i, name, now);
    }
    for i in 0..contacts {
        contact(&mut sql, i, names.len());
    }
    sql.push_str("-- Dump completed\n");
    sql
}

fn third_party(sql: &mut String, i: usize, name: &str, now: Now) {
    let (row, (zip, town)) = (i + 1, TOWNS[i * 7 % TOWNS.len()]);
    let siren = siren(821_300_000 + u32::try_from(i).unwrap_or(0) * 137);
    let client = [1, 1, 2, 3, 0][i % 5];
    let supplier = u8::from(i % 5 == 4);
    let slug: String = hootis_space::search::fold(name).split(' ').collect::<Vec<_>>().join("-");
    let at = format::machine(now.before(Span::days(30)).0).replace('T', " ").replace('Z', "");
    line(
        sql,
        &format!(
            "INSERT INTO `llx_societe` VALUES ({row},1,'{}',{},'CU{row:05}','{}{}','{zip}','{town}',1,'05 36 49 {:02} {:02}','contact@{slug}.example','{siren}','{siren}{:05}','FR{:02}{siren}',{client},{supplier},1,8,57,'{}','{at}','{at}');",
            quoted(name),
            if i.is_multiple_of(9) { "'L’enseigne'" } else { "NULL" },
            3 + i % 40,
            format_args!(" {}", quoted(STREETS[i % STREETS.len()])),
            i % 100,
            (i * 7) % 100,
            nic(&siren, 10 + i % 5),
            vat_key(&siren),
            if i.is_multiple_of(6) { "Préfère être appelé le matin." } else { "" },
        ),
    );
    line(sql, &format!("INSERT INTO `llx_societe_extrafields` VALUES ({row},{row},'{}',{});", ["chene", "frene", "noyer"][i % 3], i % 2));
    if i % 3 != 2 {
        line(sql, &format!("INSERT INTO `llx_categorie_societe` VALUES ({},{row});", 1 + i % TAGS.len()));
    }
    line(sql, &format!("INSERT INTO `llx_societe_commerciaux` VALUES ({row},{row},{});", 1 + i % 4));
}

fn contact(sql: &mut String, i: usize, parties: usize) {
    let (first, last) = (PEOPLE[i % PEOPLE.len()].0, PEOPLE[(i * 5 + i / 16) % PEOPLE.len()].1);
    let address = hootis_space::search::fold(&format!("{first} {last}")).replace(' ', ".");
    let (row, party) = (i + 1, 1 + i % parties);
    line(
        sql,
        &format!(
            "INSERT INTO `llx_socpeople` VALUES ({row},1,{party},'{}','{last}','{first}','{}','05 36 49 {:02} {:02}','06 39 98 {:02} {:02}','{address}.{row}@contact.example',0,1);",
            if i.is_multiple_of(2) { "MME" } else { "MR" },
            quoted(POSITIONS[i % POSITIONS.len()]),
            i % 90,
            (i * 3) % 100,
            i % 97,
            (i * 11) % 100,
        ),
    );
}

fn line(sql: &mut String, statement: &str) {
    let _infallible = writeln!(sql, "{}", with_columns(statement));
}

fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}

/// The nine digits nearest above `from` that pass the check of a SIREN.
fn siren(from: u32) -> String {
    (from..).map(|n| n.to_string()).find(|n| luhn(n)).unwrap_or_default()
}

/// The five digits that make a SIRET of a SIREN.
fn nic(siren: &str, from: usize) -> usize {
    (from * 10..).find(|n| luhn(&format!("{siren}{n:05}"))).unwrap_or_default()
}

fn vat_key(siren: &str) -> u64 {
    (12 + 3 * (siren.parse::<u64>().unwrap_or(0) % 97)) % 97
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| match (u32::from(b - b'0'), i % 2) {
            (d, 0) => d,
            (d, _) => {
                if d > 4 {
                    2 * d - 9
                } else {
                    2 * d
                }
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The tables, and the statements that fill the dictionaries. Each table has all the columns that are ever
/// read, so that the demo's import has nothing to warn of; those that we do not fill stay empty.
fn schema() -> String {
    let (mut sql, tables) = (String::new(), hootis_dolibarr::column_list());
    for statement in include_str!("schema.sql").lines() {
        let table = statement.split('`').nth(1).and_then(|name| name.strip_prefix("llx_"));
        let known = table.and_then(|table| tables.iter().find(|known| known.name == table));
        match (statement.strip_prefix("CREATE TABLE"), known) {
            (Some(_), Some(known)) => {
                let (columns, end) = statement.rsplit_once(')').unwrap_or((statement, ""));
                let missing = known.columns.iter().filter(|column| !statement.contains(&format!("`{column}`")));
                let missing: String = missing.map(|column| format!(", `{column}` text")).collect();
                line(&mut sql, &format!("{columns}{missing}){end}"));
            }
            _ => line(&mut sql, statement),
        }
    }
    for known in &tables {
        if !sql.contains(&format!("CREATE TABLE `llx_{}` ", known.name)) {
            let columns: Vec<String> = known.columns.iter().map(|column| format!("`{column}` text")).collect();
            line(&mut sql, &format!("CREATE TABLE `llx_{}` ({}) DEFAULT CHARSET=utf8mb4;", known.name, columns.join(", ")));
        }
    }
    sql
}

/// An `INSERT` that names the columns it fills: those of its table in `schema.sql`.
fn with_columns(statement: &str) -> String {
    let Some((head, values)) = statement.strip_prefix("INSERT INTO ").and_then(|rest| rest.split_once(" VALUES ")) else {
        return statement.to_owned();
    };
    let create = include_str!("schema.sql").lines().find(|line| line.starts_with(&format!("CREATE TABLE {head} "))).unwrap_or_default();
    let columns = create.split_once('(').map_or("", |(_, columns)| columns).split(", PRIMARY KEY").next().unwrap_or_default();
    let names: Vec<&str> = columns.split('`').skip(1).step_by(2).collect();
    format!("INSERT INTO {head} (`{}`) VALUES {values}", names.join("`, `"))
}
