//! Stories of fields that the company adds.

use std::time::Duration;

use hootis_policy::limits;
use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::field::{Field, Kind, Subject};
use crate::testing::{Client, TestApp, TestSpace, form};
use crate::web::i18n::Lang;

const LIST: &str = "/admin/reglages/champs";

/// Adds a field; its id, and the name of its input.
async fn added(owner: &Client, sorte: &str, genre: &str, label: &str, choix: &str) -> (Uuid, String) {
    let id = Uuid::now_v7();
    let form = form! { id: id, sorte: sorte, genre: genre, label: label, choix: choix };
    owner.post(LIST, form).await.is(303);
    (id, format!("champ-{}", id.simple()))
}

/// A form with some fields of the company behind.
fn and(mut form: Vec<(String, String)>, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

/// Makes a row look as if an import had brought it.
async fn from_dolibarr(space: &TestSpace<'_>, table: &str, row: i64, local: Uuid) -> Uuid {
    let source: Uuid = match space.db.find("SELECT id FROM import_source", args![]).await.unwrap() {
        Some(source) => source,
        None => {
            let source = Uuid::now_v7();
            let sql =
                "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
                       VALUES ($1, 1, 'dump', '{}', '', '', 1, 1, 1)";
            space.db.execute(sql, args![source]).await.unwrap();
            source
        }
    };
    let sql = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, $2, $3, $4, $5, $1, $1, 1)";
    space.db.execute(sql, args![source, table, row, local, vec![0_u8]]).await.unwrap();
    source
}

/// The choice of a field by its label.
async fn key_of(space: &TestSpace<'_>, field: Uuid, label: &str) -> String {
    let json: String = space.db.get("SELECT options FROM custom_field WHERE id = $1", args![field]).await.unwrap();
    let options: Vec<(String, String)> = serde_json::from_str(&json).unwrap();
    options.into_iter().find(|(_, own)| own == label).unwrap().0
}

#[tokio::test]
async fn a_field_of_each_kind_is_added_filled_in_and_read_on_the_card() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (_, text) = added(&owner, "party", "text", "Numéro de contrat", "").await;
    let (_, long) = added(&owner, "party", "long_text", "Accès au chantier", "").await;
    let (_, number) = added(&owner, "party", "decimal", "Remise", "").await;
    let (_, date) = added(&owner, "party", "date", "Dernière visite", "").await;
    let (_, yes) = added(&owner, "party", "boolean", "Newsletter", "").await;
    let (choice_id, choice) = added(&owner, "party", "choice", "Chauffage", "Bois\nGaz\n\nbois\nPompe à chaleur").await;
    let key = key_of(&space, choice_id, "Gaz").await;
    owner.get("/admin/clients/nouveau").await.is(200).says("Numéro de contrat").says("Pompe à chaleur");
    let typed = [
        (text.as_str(), " C-12 "),
        (&long, "Par la cour.\r\nSonner deux fois."),
        (&number, "1 250,5"),
        (&date, "2026-11-03"),
        (&yes, "1"),
        (&choice, &key),
    ];
    let card = owner.post("/admin/clients", and(form! { name: "Peyrot", kind: "company" }, &typed)).await.is(303).location();
    let page = owner.get(&card).await.is(200);
    page.says("C-12").says("Sonner deux fois").says("1 250,5").says("3 novembre 2026").says("Oui").says("Gaz");
    let raw: Vec<String> = space.db.list("SELECT raw FROM custom_value ORDER BY raw", args![]).await.unwrap();
    assert!(raw.contains(&"1250.5".to_owned()) && raw.contains(&"2026-11-03".to_owned()) && raw.contains(&key), "{raw:?}");
    // Emptied, it holds nothing.
    let form = form! { name: "Peyrot", kind: "company", version: "1" };
    owner.post(&format!("{card}/modifier"), and(form, &[(&text, ""), (&number, "-3")])).await.is(303);
    owner.get(&card).await.is(200).says("−3").says("Numéro de contrat : <del>C-12</del>").says("Sonner deux fois");
    let count: i64 = space.db.get("SELECT COUNT(*) FROM custom_value", args![]).await.unwrap();
    assert_eq!(count, 5);
    owner.get("/admin/journal").await.is(200).says("Numéro de contrat : C-12 → —");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (_, number) = added(&owner, "contact", "decimal", "Pointure", "").await;
    let (_, date) = added(&owner, "contact", "date", "Formation", "").await;
    let (_, choice) = added(&owner, "contact", "choice", "Langue", "Français").await;
    let form = form! { id: Uuid::now_v7(), last_name: "" };
    let page = owner.post("/admin/contacts/nouveau", and(form, &[(&number, "quarante"), (&date, "31/02/2026"), (&choice, "patois")])).await.is(422);
    let page = page.says("4 champs").says("Écrivez un nombre").says("Cette date n'existe pas").says("Choisissez dans la liste");
    assert!(page.text().contains("value=\"quarante\"") && page.text().contains(&format!("href=\"#{number}\"")));
    let form = form! { id: Uuid::now_v7(), last_name: "Peyrot" };
    let card = owner.post("/admin/contacts/nouveau", and(form, &[(&number, "42.5"), (&date, "03/11/2026")])).await.is(303).location();
    owner.get(&card).await.is(200).says("42,5").says("3 novembre 2026");
}

#[tokio::test]
async fn two_people_who_fill_in_the_same_field_lose_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul) = (space.owner().await, space.member(Role::Editor).await);
    let (_, one) = added(&owner, "party", "text", "Contrat", "").await;
    let (_, two) = added(&owner, "party", "text", "Accès", "").await;
    let card = owner.post("/admin/clients", and(form! { name: "Peyrot", kind: "company" }, &[(&one, "A"), (&two, "cour")])).await.is(303).location();
    let edit = format!("{card}/modifier");
    let base = format!("{{\"{one}\":\"A\",\"{two}\":\"cour\"}}");
    let mine = |one_is: &str, two_is: &str, version: &str| {
        and(
            form! { name: "Peyrot", kind: "company", version: version, base: "{\"name\":\"Peyrot\",\"kind\":\"company\"}" },
            &[(&one, one_is), (&two, two_is), ("champs-base", &base)],
        )
    };
    app.advance(Duration::from_secs(60));
    paul.post(&edit, mine("B", "jardin", "1")).await.is(303);
    let page = owner.post(&edit, mine("C", "cour", "1")).await.is(409).says("Paul editor a enregistré cette fiche");
    let text = page.says("<td class=\"h-lines\">B</td><td class=\"h-lines\">C</td>").text();
    assert!(text.contains(&format!("id=\"{one}\" name=\"{one}\" type=\"text\" value=\"C\"")), "what was typed stays");
    assert!(text.contains(&format!("id=\"{two}\" name=\"{two}\" type=\"text\" value=\"jardin\"")), "what was not typed is up to date");
    owner.post(&edit, mine("C", "jardin", "2")).await.is(303);
    owner.get(&card).await.is(200).says("jardin");
}

#[tokio::test]
async fn on_a_card_of_dolibarr_its_fields_are_read_only_and_ours_are_filled_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (theirs, theirs_input) = added(&owner, "party", "text", "Champ de Dolibarr", "").await;
    let source = from_dolibarr(&space, "extrafields", 3, theirs).await;
    let card = owner.post("/admin/clients", and(form! { name: "Peyrot", kind: "company" }, &[])).await.is(303).location();
    let own = owner.post("/admin/clients", and(form! { name: "À nous", kind: "company" }, &[(&theirs_input, "rempli ici")])).await.is(303).location();
    owner.get(&own).await.is(200).says("rempli ici");
    let id: Uuid = card.rsplit('/').next().unwrap().parse().unwrap();
    from_dolibarr(&space, "societe", 17, id).await;
    let sql = "INSERT INTO custom_value (field_id, subject_id, value, raw, source_id, created_at) VALUES ($1, $2, 'de là-bas', 'de là-bas', $3, 1)";
    space.db.execute(sql, args![theirs, id, source]).await.unwrap();
    // Nothing of ours to fill in: the card says that it is Dolibarr's.
    let edit = format!("{card}/modifier");
    owner.post(&edit, and(form! { name: "Autre", version: "1" }, &[(&theirs_input, "forcé")])).await.is(409).says("Rien n'a été changé");
    let (_, ours) = added(&owner, "party", "text", "Champ à nous", "").await;
    let page = owner.get(&edit).await.is(200).says("se remplissent ici").says("de là-bas");
    assert!(!page.text().contains(&format!("name=\"{theirs_input}\"")), "an input for what Dolibarr owns");
    owner.post(&edit, and(form! { name: "Autre", version: "1" }, &[(&theirs_input, "forcé"), (&ours, "écrit ici")])).await.is(303);
    owner.get(&card).await.is(200).says("Peyrot").says("écrit ici").says("de là-bas").says_not("forcé").says_not("Autre</h1>");
    // Somebody else was faster.
    owner.post(&edit, and(form! { version: "1" }, &[(&ours, "trop tard"), ("champs-base", "{}")])).await.is(409).says("trop tard");
}

#[tokio::test]
async fn contacts_of_dolibarr_take_our_fields_too() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = owner.post("/admin/contacts/nouveau", form! { id: Uuid::now_v7(), last_name: "Peyrot" }).await.is(303).location();
    let card = card.split('?').next().unwrap();
    from_dolibarr(&space, "socpeople", 5, card.rsplit('/').next().unwrap().parse().unwrap()).await;
    owner.get(&format!("{card}/modifier")).await.is(409);
    let (_, ours) = added(&owner, "contact", "boolean", "Permis", "").await;
    owner.get(&format!("{card}/modifier")).await.is(200).says("se remplissent ici").says("Permis");
    owner.post(&format!("{card}/modifier"), and(form! { last_name: "Autre", version: "1" }, &[(&ours, "0")])).await.is(303);
    owner.get(card).await.is(200).says("Peyrot").says("Non");
    owner.post(&format!("{card}/modifier"), and(form! { last_name: "Autre", version: "1" }, &[(&ours, "1"), ("champs-base", "{}")])).await.is(409);
}

#[tokio::test]
async fn fields_are_named_ordered_retired_brought_back_and_deleted() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get(LIST).await.is(200).says("Aucun champ ajouté");
    owner
        .post(LIST, form! { id: Uuid::now_v7(), sorte: "party", genre: "choice", label: "", choix: "" })
        .await
        .is(422)
        .says("Donnez un nom à ce champ")
        .says("au moins un choix");
    owner
        .post(LIST, form! { id: Uuid::now_v7(), sorte: "party", genre: "link", label: "X" })
        .await
        .is(422)
        .says("Choisissez ce que ce champ contient");
    let (first, first_input) = added(&owner, "party", "choice", "Chauffage", "Bois\nGaz").await;
    let (second, _) = added(&owner, "party", "text", "Contrat", "").await;
    let (bois, gaz) = (key_of(&space, first, "Bois").await, key_of(&space, first, "Gaz").await);
    let card = owner.post("/admin/clients", and(form! { name: "Peyrot", kind: "company" }, &[(&first_input, &gaz)])).await.is(303).location();
    // A choice that is named anew is named anew on the cards; one that is emptied stays where it was taken.
    let page = format!("{LIST}/{first}");
    let named =
        and(form! { version: "1", label: "Énergie", choix: "Solaire" }, &[(&format!("choix-{gaz}"), "Gaz naturel"), (&format!("choix-{bois}"), "")]);
    owner.post(&page, named).await.is(303);
    owner.get(&card).await.is(200).says("Énergie").says("Gaz naturel");
    let gone = and(form! { version: "2", label: "Énergie", choix: "" }, &[(&format!("choix-{gaz}"), "")]);
    owner.post(&page, gone).await.is(303);
    owner.get(&card).await.is(200).says("Gaz naturel");
    owner.get(&format!("{card}/modifier")).await.is(200).says("Gaz naturel").says("Solaire");
    owner.post(&page, form! { version: "1", label: "Trop tard", choix: "" }).await.is(409).says("vient de modifier ce champ").says("Trop tard");
    // Order.
    let order = async || -> Vec<Uuid> { space.db.list("SELECT id FROM custom_field ORDER BY position", args![]).await.unwrap() };
    owner.post(&format!("{LIST}/{second}/ordre"), form! { sens: "haut" }).await.is(303);
    assert_eq!(order().await, [second, first]);
    owner.post(&format!("{LIST}/{second}/ordre"), form! { sens: "haut" }).await.is(303);
    assert_eq!(order().await, [second, first], "the first stays the first");
    // Retired, it is asked for no more; what it held is kept.
    owner.post(&format!("{page}/retrait"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says_not("Gaz naturel");
    owner.get(LIST).await.is(200).says("Retiré").says("sur une fiche");
    owner.post(&format!("{page}/retrait/suppression"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says("Gaz naturel");
    owner.get(&format!("{page}/suppression")).await.is(200).says("Supprimer le champ « Énergie » ?").says("une fiche");
    owner.post(&format!("{page}/suppression"), form! {}).await.is(303);
    let left: i64 = space.db.get("SELECT COUNT(*) FROM custom_value", args![]).await.unwrap();
    assert_eq!(left, 0);
    owner.get("/admin/journal?sujet=setting").await.is(200).says("Champ retiré").says("Énergie");
    space.member(Role::Editor).await.get(LIST).await.is(403);
}

#[tokio::test]
async fn what_dolibarr_defines_is_changed_there_and_fields_have_an_end() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (theirs, _) = added(&owner, "party", "text", "De Dolibarr", "").await;
    from_dolibarr(&space, "extrafields", 3, theirs).await;
    for (path, form) in
        [("", form! { label: "X", version: "1" }), ("/retrait", form! {}), ("/ordre", form! { sens: "bas" }), ("/suppression", form! {})]
    {
        owner.post(&format!("{LIST}/{theirs}{path}"), form).await.is(409).says("Dolibarr");
    }
    for n in 0..limits::CUSTOM_FIELDS {
        added(&owner, "party", "text", &format!("Champ {n}"), "").await;
    }
    owner.post(LIST, form! { id: Uuid::now_v7(), sorte: "party", genre: "text", label: "De trop" }).await.is(422).says("Vous avez déjà 50 champs");
    // Two of one name have two keys.
    added(&owner, "contact", "text", "Taille", "").await;
    added(&owner, "contact", "text", "Taille", "").await;
    let names: Vec<String> = space.db.list("SELECT name FROM custom_field WHERE subject = 'contact' ORDER BY name", args![]).await.unwrap();
    assert_eq!(names, ["taille", "taille-2"]);
}

#[test]
fn numbers_are_read_as_people_write_them_and_said_in_their_language() {
    let field = |kind| Field {
        id: Uuid::nil(),
        subject: Subject::Party,
        label: String::new(),
        kind,
        options: Vec::new(),
        position: 0,
        version: 1,
        retired_at: None,
        is_imported: false,
    };
    let number = field(Kind::Number);
    for (typed, raw) in [
        ("12", "12"),
        ("1 250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1.250,50", "1250.50"),
        ("-0,5", "-0.5"),
        ("−3", "-3"),
        ("1\u{202f}000", "1000"),
    ] {
        assert_eq!(number.parse(Lang::Fr, typed).unwrap().unwrap().raw, raw, "{typed}");
    }
    for wrong in ["douze", "1,2,3", "--1", "1e9", "12,", ",5", "1234567890123456789"] {
        assert!(number.parse(Lang::Fr, wrong).is_err(), "{wrong}");
    }
    assert_eq!(number.say(Lang::Fr, "", "-1250.5").replace('\u{202f}', " "), "−1 250,5");
    assert_eq!(number.say(Lang::En, "", "-0.5"), "−0.5");
    assert!(field(Kind::Integer).parse(Lang::Fr, "1,5").is_err());
    assert_eq!(field(Kind::Integer).parse(Lang::Fr, "15").unwrap().unwrap().raw, "15");
}
