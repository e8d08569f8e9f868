//! The invented company of the tests: small, with one of everything.

use super::fixture::{Cell, Filled, Fixture, NULL, n, t};

fn filled(name: &'static str, columns: &[&'static str], rows: Vec<Vec<Cell>>) -> Filled {
    Filled { name, columns: columns.to_vec(), rows }
}

/// A Dolibarr 22: today's columns.
pub(crate) fn v22() -> Fixture {
    let mut tables = dictionaries("22.0.4");
    tables.extend(small());
    tables.extend(large(&["phone_mobile", "socialnetworks"]));
    tables.sort_by_key(|table| table.name);
    Fixture { prefix: "llx_", tables }
}

/// A Dolibarr of before 15: no JSON for social networks, no mobile of third parties, another prefix.
pub(crate) fn old() -> Fixture {
    let mut tables = dictionaries("13.0.5");
    tables.extend(small());
    tables.extend(large(&["skype", "linkedin"]));
    tables.sort_by_key(|table| table.name);
    Fixture { prefix: "erp2_", tables }
}

fn dictionaries(version: &'static str) -> Vec<Filled> {
    vec![
        filled("c_country", &["rowid", "code", "label"], vec![vec![n("1"), t("FR"), t("France")], vec![n("2"), t("BE"), t("Belgium")]]),
        filled("c_departements", &["rowid", "code_departement", "fk_region", "nom"], vec![vec![n("347"), t("44"), n("52"), t("Loire-Atlantique")]]),
        filled("c_forme_juridique", &["rowid", "code", "libelle"], vec![vec![n("9"), n("54"), t("SARL")]]),
        filled(
            "c_typent",
            &["id", "code", "libelle"],
            vec![vec![n("0"), t("TE_UNKNOWN"), t("-")], vec![n("3"), t("TE_MEDIUM"), t("PME/PMI")], vec![n("8"), t("TE_PRIVATE"), t("Particulier")]],
        ),
        filled("c_effectif", &["id", "code", "libelle"], vec![vec![n("2"), t("EF6-10"), t("6 - 10")]]),
        filled("c_civility", &["rowid", "code", "label"], vec![vec![n("1"), t("MME"), t("Madame")]]),
        filled(
            "c_stcomm",
            &["id", "code", "libelle"],
            vec![vec![n("-1"), t("ST_NO"), t("Do not contact")], vec![n("0"), t("ST_NEVER"), t("Never contacted")]],
        ),
        filled("c_prospectlevel", &["code", "label"], vec![vec![t("PL_HIGH"), t("High")]]),
        filled(
            "const",
            &["rowid", "name", "entity", "value"],
            vec![
                vec![n("1"), t("MAIN_VERSION_LAST_INSTALL"), n("0"), t(version)],
                vec![n("2"), t("MAIN_INFO_SOCIETE_NOM"), n("1"), t("Ateliers d'Essai")],
                vec![n("3"), t("MAIN_MAIL_SMTPS_PW"), n("1"), t("SecretDuServeur")],
            ],
        ),
    ]
}

const FIELD: &[&str] = &["rowid", "name", "entity", "elementtype", "label", "type", "fieldcomputed", "fieldrequired", "pos", "param", "list"];

fn field(id: &'static str, name: &str, target: &str, kind: &str, param: &str) -> Vec<Cell> {
    vec![n(id), t(name), n("1"), t(target), t(&format!("Champ {name}")), t(kind), NULL, n("0"), n(id), t(param), t("1")]
}

const OPTIONS: &str = r#"a:1:{s:7:"options";a:2:{i:1;s:9:"Artisanat";s:2:"ng";s:7:"Négoce";}}"#;

fn small() -> Vec<Filled> {
    vec![
        filled(
            "extrafields",
            FIELD,
            vec![
                field("1", "secteur", "societe", "select", OPTIONS),
                field("2", "vip", "societe", "boolean", ""),
                field("3", "coffre", "societe", "password", ""),
                field("4", "titre", "societe", "separate", ""),
                field("5", "garantie", "product", "int", ""),
                field("6", "voeux", "socpeople", "text", ""),
                field("7", "liens", "societe", "chkbxlst", ""),
                field("8", "choix", "societe", "checkbox", OPTIONS),
                field("9", "visite", "societe", "date", ""),
                field("10", "gps", "societe", "double", ""),
            ],
        ),
        // A child before its parent, one of products, a loop, an orphan.
        filled(
            "categorie",
            &["rowid", "entity", "fk_parent", "label", "type", "color"],
            vec![
                vec![n("1"), n("1"), n("5"), t("Fidèles"), n("2"), t("ff8800")],
                vec![n("5"), n("1"), n("0"), t("Clients"), n("2"), t("#00AAFF")],
                vec![n("6"), n("1"), n("0"), t("Matériel"), n("0"), NULL],
                vec![n("7"), n("1"), n("8"), t("Presse"), n("4"), t("rouge")],
                vec![n("8"), n("1"), n("7"), t("Radio"), n("4"), NULL],
                vec![n("9"), n("1"), n("99"), t("Agréés"), n("1"), NULL],
                vec![n("10"), n("2"), n("0"), t("Ailleurs"), n("2"), NULL],
            ],
        ),
        filled(
            "user",
            &[
                "rowid",
                "entity",
                "login",
                "lastname",
                "firstname",
                "email",
                "pass",
                "pass_crypted",
                "api_key",
                "job",
                "office_phone",
                "user_mobile",
                "statut",
                "admin",
                "employee",
                "fk_user",
                "fk_soc",
                "photo",
                "dateemployment",
                "datec",
                "tms",
                "salary",
                "birth",
                "national_registration_number",
                "personal_email",
            ],
            vec![user("1", "0", "admin", NULL), user("2", "1", "lea", n("3")), user("3", "1", "tom", n("1")), user("4", "2", "ailleurs", NULL)],
        ),
    ]
}

fn user(id: &'static str, entity: &'static str, login: &str, manager: Cell) -> Vec<Cell> {
    let secret = |what: &str| t(&format!("SECRET-{what}-{login}"));
    vec![
        n(id),
        n(entity),
        t(login),
        t("Nom"),
        t("Prénom"),
        t(&format!("{login}@essai.example")),
        secret("pass"),
        secret("crypted"),
        secret("key"),
        t("Gérante"),
        t("0240000000"),
        NULL,
        n("1"),
        n(if id == "1" { "1" } else { "0" }),
        n("1"),
        manager,
        NULL,
        t("../../photo.jpg"),
        t("2020-02-29"),
        t("2024-01-01 10:00:00"),
        t("2024-01-01 09:00:00"),
        secret("salary"),
        secret("birth"),
        secret("number"),
        secret("email"),
    ]
}

const THIRD_PARTY: &[&str] = &[
    "rowid",
    "nom",
    "name_alias",
    "entity",
    "statut",
    "parent",
    "status",
    "code_client",
    "code_fournisseur",
    "address",
    "zip",
    "town",
    "fk_departement",
    "fk_pays",
    "phone",
    "fax",
    "url",
    "email",
    "fk_effectif",
    "fk_typent",
    "fk_forme_juridique",
    "siren",
    "siret",
    "ape",
    "idprof4",
    "idprof5",
    "idprof6",
    "tva_intra",
    "capital",
    "fk_stcomm",
    "note_private",
    "note_public",
    "client",
    "fournisseur",
    "fk_prospectlevel",
    "tva_assuj",
    "logo",
    "webservices_key",
    "datec",
    "tms",
];
const CONTACT: &[&str] = &[
    "rowid",
    "fk_soc",
    "entity",
    "civility",
    "lastname",
    "firstname",
    "address",
    "zip",
    "town",
    "fk_departement",
    "fk_pays",
    "birthday",
    "poste",
    "phone",
    "phone_perso",
    "phone_mobile",
    "fax",
    "email",
    "photo",
    "priv",
    "fk_user_creat",
    "note_private",
    "note_public",
    "statut",
    "datec",
    "tms",
];

fn large(more: &[&'static str]) -> Vec<Filled> {
    let social: Vec<&'static str> = more.iter().copied().filter(|name| *name != "phone_mobile").collect();
    let mut third_parties = filled("societe", &[THIRD_PARTY, more].concat(), Vec::new());
    let mut contacts = filled("socpeople", &[CONTACT, &social].concat(), Vec::new());
    let link = |column| ["fk_categorie", column];
    let mut fixture = Fixture { prefix: "", tables: Vec::new() };
    let one = |id, name: &str| vec![("rowid", n(id)), ("nom", t(name)), ("entity", n("1")), ("status", n("1"))];
    fixture.tables.push(std::mem::replace(&mut third_parties, filled("x", &[], Vec::new())));
    fixture.add("societe", &[one("1", "Boulangerie L'Épi"), vec![("client", n("1")), ("fk_pays", n("1"))]].concat());
    // A subsidiary that comes before its parent.
    fixture.add("societe", &[one("2", "Filiale"), vec![("client", n("2")), ("parent", n("3"))]].concat());
    fixture.add("societe", &[one("3", "Maison mère"), vec![("fournisseur", n("1")), ("client", n("3"))]].concat());
    fixture.add("societe", &[("rowid", n("4")), ("nom", t("Ailleurs")), ("entity", n("2"))]);
    fixture.tables.push(std::mem::replace(&mut contacts, filled("x", &[], Vec::new())));
    let person = |id, name: &str, company| vec![("rowid", n(id)), ("lastname", t(name)), ("entity", n("1")), ("fk_soc", company), ("statut", n("1"))];
    fixture.add("socpeople", &[person("1", "Martin", n("1")), vec![("civility", t("MME")), ("priv", n("1"))]].concat());
    fixture.add("socpeople", &person("2", "Seule", NULL));
    let mut tables = fixture.tables;
    tables.extend([
        filled(
            "societe_commerciaux",
            &["rowid", "fk_soc", "fk_user"],
            vec![vec![n("1"), n("1"), n("2")], vec![n("2"), n("4"), n("4")], vec![n("3"), n("77"), n("2")]],
        ),
        filled(
            "societe_extrafields",
            &["rowid", "tms", "fk_object", "secteur", "vip", "coffre", "liens", "choix", "visite", "gps"],
            vec![vec![n("9"), NULL, n("1"), t("1"), n("1"), t("SECRET-coffre"), t("4,5"), t("1,ng"), t("2025-03-01"), n("47.20000000")]],
        ),
        filled("socpeople_extrafields", &["rowid", "fk_object", "voeux"], vec![vec![n("1"), n("2"), t("Chocolat")]]),
        filled("categorie_societe", &link("fk_soc"), vec![vec![n("1"), n("1")], vec![n("1"), n("77")], vec![n("10"), n("4")]]),
        filled("categorie_fournisseur", &link("fk_soc"), vec![vec![n("9"), n("3")]]),
        filled("categorie_contact", &link("fk_socpeople"), vec![vec![n("8"), n("1")]]),
        filled("societe_rib", &["rowid", "fk_soc", "iban_prefix"], vec![vec![n("1"), n("1"), t("SECRET-iban")]]),
    ]);
    tables
}

/// Enough third parties for several batches, with chains of parents both ways.
pub(crate) fn many() -> Fixture {
    let mut fixture = v22();
    for row in 100..1_900_u32 {
        let id: &'static str = row.to_string().leak();
        // Some parents come much later, some before.
        let parent = match row % 7 {
            0 if row < 1_000 => (row + 800).to_string(),
            1 => (row - 1).to_string(),
            _ => "0".to_owned(),
        };
        let parent: &'static str = parent.leak();
        let cells = [("rowid", n(id)), ("nom", t(&format!("Tiers {row}"))), ("entity", n("1")), ("parent", n(parent))];
        fixture.add("societe", &cells);
        fixture.add("socpeople", &[("rowid", n(id)), ("lastname", t("X")), ("entity", n("1")), ("fk_soc", n(id))]);
    }
    fixture
}
