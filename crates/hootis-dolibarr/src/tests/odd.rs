//! Bases that are not as they should be.

use crate::{
    ReadOptions, Record, WARNING_CODES, Warning,
    testing::{
        all, dump,
        fixture::{Fixture, NULL, Style, n, t},
        invented,
    },
};

async fn read(fixture: &Fixture) -> (Vec<Record>, Vec<Warning>) {
    all(dump(fixture.dump(Style::MariaDb)), ReadOptions::default()).await.unwrap()
}

fn told<'a>(warnings: &'a [Warning], code: &str) -> Vec<(&'a str, Option<i64>)> {
    let same = warnings.iter().filter(|warning| warning.code == code);
    same.map(|warning| (warning.table.as_str(), warning.row)).collect()
}

#[tokio::test]
async fn broken_dates_are_told_and_left_empty() {
    let mut fixture = invented::v22();
    fixture.set("societe", "1", "datec", t("0000-00-00 00:00:00")).set("societe", "3", "datec", t("2024-13-45 10:00:00"));
    fixture.set("socpeople", "1", "birthday", t("1980-02-30")).set("socpeople", "2", "birthday", t("né en mai"));
    let (records, warnings) = read(&fixture).await;
    let expected = [("societe", Some(1)), ("societe", Some(3)), ("socpeople", Some(1)), ("socpeople", Some(2))];
    assert_eq!(told(&warnings, "bad-date"), expected);
    assert!(!format!("{warnings:?}").contains("mai"), "a warning repeats no text of the base");
    for record in records {
        match record {
            Record::ThirdParty(found) => assert_eq!(found.created, None),
            Record::Contact(found) => assert_eq!(found.birthday, None),
            _ => {}
        }
    }
}

#[tokio::test]
async fn orphans_are_told_and_read_without_what_is_missing() {
    let mut fixture = invented::v22();
    fixture.set("societe", "2", "parent", n("77")).set("socpeople", "2", "fk_soc", n("78"));
    fixture.set("socpeople", "1", "fk_user_creat", n("79"));
    fixture.add("societe_extrafields", &[("rowid", n("10")), ("fk_object", n("80")), ("vip", n("1"))]);
    let (records, warnings) = read(&fixture).await;
    assert_eq!(told(&warnings, "orphan-parent"), [("categorie", Some(9)), ("societe", Some(2))]);
    assert_eq!(told(&warnings, "orphan-third-party"), [("socpeople", Some(2))]);
    assert_eq!(told(&warnings, "orphan-user"), [("socpeople", Some(1))]);
    let links = [("societe_commerciaux", Some(77)), ("societe_extrafields", Some(80)), ("categorie_societe", Some(77))];
    assert_eq!(told(&warnings, "orphan-link"), links);
    assert_eq!(told(&warnings, "loop"), [("categorie", Some(8))]);
    let without = records.iter().filter(|record| match record {
        Record::ThirdParty(found) => found.row == 2 && found.parent_row.is_none(),
        Record::Contact(found) => found.row == 2 && found.third_party_row.is_none(),
        _ => false,
    });
    assert_eq!(without.count(), 2);
}

#[tokio::test]
async fn third_parties_that_are_their_own_ancestors_are_read() {
    let mut fixture = invented::v22();
    fixture.set("societe", "3", "parent", n("2")).set("societe", "1", "parent", n("1"));
    let (records, warnings) = read(&fixture).await;
    assert_eq!(told(&warnings, "loop"), [("categorie", Some(8)), ("societe", Some(1)), ("societe", Some(2))]);
    let found: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::ThirdParty(found) => Some((found.row, found.parent_row)),
            _ => None,
        })
        .collect();
    assert_eq!(found, [(1, None), (2, None), (3, Some(2))]);
}

#[tokio::test]
async fn what_dolibarr_encrypted_is_told_and_never_shown() {
    let mut fixture = invented::v22();
    fixture.set("societe", "1", "email", t("dolcrypt:AES-256-CTR:10fbb3:gTKF"));
    fixture.set("societe_extrafields", "9", "liens", t("dolcrypt:AES-256-CTR:aa:bb"));
    let (records, warnings) = read(&fixture).await;
    assert!(!format!("{records:?}{warnings:?}").contains("AES-256"));
    assert_eq!(told(&warnings, "encrypted-value"), [("societe", Some(1)), ("societe_extrafields", Some(1))]);
}

#[tokio::test]
async fn codes_absent_from_the_dictionaries_are_kept_without_a_label() {
    let mut fixture = invented::v22();
    fixture.set("societe", "1", "fk_forme_juridique", n("5498")).set("societe", "3", "fk_pays", n("999"));
    let (records, warnings) = read(&fixture).await;
    assert_eq!(told(&warnings, "unknown-code"), [("societe", Some(1))]);
    assert_eq!(told(&warnings, "unknown-reference"), [("societe", Some(3))]);
    let form = records.iter().find_map(|record| match record {
        Record::ThirdParty(found) => found.legal_form.clone(),
        _ => None,
    });
    assert_eq!(form.map(|form| (form.code, form.label)), Some(("5498".to_owned(), None)));
}

#[tokio::test]
async fn latin1_and_mixed_encodings_are_read() {
    let mut fixture = invented::v22();
    fixture.set("societe", "1", "nom", t("Caf@LATIN@ de l'été")).set("societe", "3", "nom", t("Prix : 5 @EURO@"));
    let mut bytes = Vec::new();
    let text = String::from_utf8(fixture.dump(Style::MariaDb)).unwrap();
    // One name wholly in Latin-1, one with the euro sign of Windows, the others in UTF-8.
    for (place, part) in text.split("@LATIN@ de l'été").flat_map(|part| part.split("@LATIN@ de l\\'été")).enumerate() {
        if place > 0 {
            bytes.extend_from_slice(b"\xe9 de l\\'\xe9t\xe9");
        }
        bytes.extend_from_slice(part.as_bytes());
    }
    let euro = bytes.windows(6).position(|window| window == b"@EURO@").unwrap();
    bytes.splice(euro..euro + 6, [0x80]);
    let (records, warnings) = all(dump(bytes), ReadOptions::default()).await.unwrap();
    assert_eq!(told(&warnings, "charset-guessed"), [("societe", Some(1)), ("societe", Some(3))]);
    let names: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::ThirdParty(found) => Some(found.name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["Café de l'été", "Prix : 5 €", "Filiale"]);
}

#[tokio::test]
async fn missing_tables_and_columns_are_told_and_read_without() {
    let mut fixture = invented::v22();
    fixture.tables.retain(|table| !matches!(table.name, "c_typent" | "extrafields" | "categorie_contact"));
    let user = fixture.table("user");
    let job = user.columns.iter().position(|name| *name == "job").unwrap();
    user.columns[job] = "fonction";
    let (records, warnings) = read(&fixture).await;
    let tables: Vec<_> = told(&warnings, "missing-table").into_iter().map(|(table, _)| table).collect();
    assert_eq!(tables, ["c_typent", "extrafields", "categorie_contact"]);
    assert_eq!(told(&warnings, "missing-column"), [("user", None)]);
    assert!(records.iter().any(|record| matches!(record, Record::ThirdParty(_))));
}

#[tokio::test]
async fn rows_that_are_unreadable_or_twice_there_are_skipped() {
    let mut fixture = invented::v22();
    fixture.add("societe", &[("nom", t("Sans numéro")), ("entity", n("1"))]);
    fixture.add("societe", &[("rowid", n("1")), ("nom", t("Encore")), ("entity", n("1"))]);
    fixture.table("socpeople").rows.push(vec![n("9"), NULL]);
    let (records, warnings) = read(&fixture).await;
    assert_eq!(told(&warnings, "duplicate-row"), [("societe", Some(1))]);
    assert_eq!(told(&warnings, "bad-row"), [("socpeople", None), ("societe", None)]);
    assert_eq!(records.iter().filter(|record| matches!(record, Record::ThirdParty(_))).count(), 3);
}

#[tokio::test]
async fn a_thousand_of_the_same_are_told_as_a_number() {
    let mut fixture = invented::v22();
    for row in 100..1_100_u32 {
        let id: &'static str = row.to_string().leak();
        let cells = [("rowid", n(id)), ("nom", t("X")), ("entity", n("1")), ("fk_forme_juridique", n("5499"))];
        fixture.add("societe", &cells);
    }
    let (_, warnings) = read(&fixture).await;
    assert_eq!(told(&warnings, "unknown-code").len(), 100);
    let more: Vec<_> = warnings.iter().filter(|warning| warning.code == "more-of-the-same").collect();
    assert_eq!(more.len(), 1);
    assert_eq!((more[0].arg("code"), more[0].arg("count")), ("unknown-code", "900"));
}

#[test]
fn every_warning_has_its_sentences() {
    for (code, names) in WARNING_CODES {
        let args: Vec<_> = names.iter().map(|name| (*name, "@")).collect();
        let warning = Warning::new("societe", Some(1), code, &args);
        assert_ne!(warning.what(), *code, "{code} has no sentence");
        assert_eq!(warning.what().matches('@').count(), names.len(), "{code} does not use its arguments");
        assert!(!warning.done().is_empty());
    }
}
