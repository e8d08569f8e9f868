//! What comes out of an invented Dolibarr.

use crate::{
    Batch, Phase, ReadOptions, Record, Source, Take, check, column_list,
    record::{CategoryKind, FieldKind, SocialNetwork, Target, ThirdParty},
    testing::{
        all, batches, dump,
        fixture::{Fixture, STYLES, Style, n, t},
        invented,
    },
};

async fn read(fixture: &Fixture) -> Vec<Record> {
    all(dump(fixture.dump(Style::MariaDb)), ReadOptions::default()).await.unwrap().0
}

async fn third_party(fixture: &Fixture, row: i64) -> ThirdParty {
    let found = read(fixture).await.into_iter().find_map(|record| match record {
        Record::ThirdParty(found) if found.row == row => Some(*found),
        _ => None,
    });
    found.unwrap()
}

#[tokio::test]
async fn a_check_tells_what_is_there() {
    let source = Source::Dump(dump(invented::v22().dump(Style::PhpMyAdmin)));
    let found = check(&source, Some(1)).await.unwrap();
    assert_eq!(found.version.as_deref(), Some("22.0.4"));
    assert_eq!((found.prefix.as_str(), found.charset.as_deref()), ("llx_", Some("utf8mb4")));
    assert_eq!(found.entities.iter().map(|entity| entity.id).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(found.entities[0].name.as_deref(), Some("Ateliers d'Essai"));
    let counts = ["third_parties", "contacts", "users", "categories", "custom_fields", "sales_representatives"];
    assert_eq!(counts.map(|name| found.counts[name]), [3, 2, 3, 5, 7, 3]);
    let all = check(&source, None).await.unwrap();
    assert_eq!(counts.map(|name| all.counts[name]), [4, 2, 4, 6, 7, 3]);
    let json = serde_json::to_value(&found).unwrap();
    let warning = &json["warnings"][0];
    assert!(["table", "row", "code", "args", "what", "done"].iter().all(|key| warning.get(key).is_some()), "{warning}");
}

#[tokio::test]
async fn parents_come_before_children_in_every_kind() {
    let records = read(&invented::v22()).await;
    let rows = |pick: fn(&Record) -> Option<i64>| records.iter().filter_map(pick).collect::<Vec<_>>();
    assert_eq!(rows(|record| matches!(record, Record::ThirdParty(_)).then(|| record.row())), [1, 3, 2]);
    assert_eq!(rows(|record| matches!(record, Record::User(_)).then(|| record.row())), [1, 3, 2]);
    assert_eq!(rows(|record| matches!(record, Record::Category(_)).then(|| record.row())), [5, 1, 8, 7, 9]);
    let place = |pick: fn(&Record) -> bool| records.iter().position(pick).unwrap();
    assert!(place(|record| matches!(record, Record::User(_))) < place(|record| matches!(record, Record::ThirdParty(_))));
    assert!(place(|record| matches!(record, Record::ThirdParty(_))) < place(|record| matches!(record, Record::Contact(_))));
    assert!(place(|record| matches!(record, Record::Contact(_))) < place(|record| matches!(record, Record::CategoryLink(_))));
}

#[tokio::test]
async fn secrets_and_personnel_files_are_never_read() {
    for style in STYLES {
        let (records, warnings) = all(dump(invented::v22().dump(style)), ReadOptions::default()).await.unwrap();
        let everything = format!("{records:?} {warnings:?}");
        assert!(everything.contains("lea@essai.example"));
        assert!(!everything.contains("SECRET"), "{style:?}");
        assert!(!everything.contains("SecretDuServeur"), "{style:?}");
    }
}

#[test]
fn the_declared_columns_hold_nothing_forbidden() {
    let forbidden_columns = [
        "pass",
        "pass_crypted",
        "pass_temp",
        "api_key",
        "salary",
        "salaryextra",
        "thm",
        "tjm",
        "birth",
        "birth_place",
        "national_registration_number",
        "personal_email",
        "personal_mobile",
        "iban_prefix",
        "bic",
        "track_id",
        "share",
        "webservices_key",
        "webservices_url",
        "idpers1",
        "idpers2",
        "idpers3",
        "tokenstring",
        "signature",
        "ldap_sid",
    ];
    let forbidden_tables = [
        "societe_rib",
        "societe_account",
        "bank_account",
        "user_rib",
        "user_param",
        "oauth_token",
        "session",
        "emailcollector",
        "emailcollector_emailcollector",
        "blockedlog",
        "user_rights",
        "mailing_unsubscribe",
    ];
    for table in column_list() {
        assert!(!forbidden_tables.contains(&table.name), "{}", table.name);
        for column in table.columns {
            assert!(!forbidden_columns.contains(column), "{}.{column}", table.name);
            assert!(table.name != "user" || !column.starts_with("note"), "{}.{column}", table.name);
        }
    }
}

#[tokio::test]
async fn a_third_party_carries_text_and_no_dictionary_number() {
    let mut fixture = invented::v22();
    let cells = [
        ("name_alias", t("L&apos;&Eacute;pi")),
        ("address", t("1 rue de l'Église\r\nBâtiment B ")),
        ("zip", t("44000")),
        ("town", t("Nantes")),
        ("fk_departement", n("347")),
        ("phone", t("02 40 00 00 00")),
        ("phone_mobile", t("06")),
        ("socialnetworks", t(r#"{"linkedin":"epi","facebook":"","twitter":"@epi"}"#)),
        ("siren", t("123456789")),
        ("siret", t("12345678900011")),
        ("ape", t("1071C")),
        ("idprof4", t("Nantes B")),
        ("idprof5", t("FR123")),
        ("tva_intra", t("FR00")),
        ("tva_assuj", n("1")),
        ("capital", n("1000.50000000")),
        ("fk_typent", n("8")),
        ("fk_effectif", n("2")),
        ("fk_forme_juridique", n("54")),
        ("fk_stcomm", n("-1")),
        ("fk_prospectlevel", t("PL_HIGH")),
        ("logo", t("../../logo.png")),
        ("note_public", t("Ouvert\r\nle matin <tôt>")),
        ("datec", t("2024-12-25 10:00:00")),
        ("note_private", t("<p>Voir <a href='javascript:x'>ici</a> &eacute;t&eacute;</p><script>x()</script>")),
    ];
    for (column, cell) in cells {
        fixture.set("societe", "1", column, cell);
    }
    let found = third_party(&fixture, 1).await;
    assert_eq!((found.name.as_str(), found.alias.as_deref()), ("Boulangerie L'Épi", Some("L'Épi")));
    assert_eq!((found.is_customer, found.is_prospect, found.is_supplier, found.is_person), (true, false, false, true));
    assert_eq!(found.address.street.as_deref(), Some("1 rue de l'Église\nBâtiment B"));
    assert_eq!(found.address.country.as_deref(), Some("FR"));
    let department = found.address.department.unwrap();
    assert_eq!((department.code.as_str(), department.label.as_deref()), ("44", Some("Loire-Atlantique")));
    let network = |network: &str, account: &str| SocialNetwork { network: network.into(), account: account.into() };
    assert_eq!(found.social_networks, [network("linkedin", "epi"), network("twitter", "@epi")]);
    assert_eq!((found.siren.as_deref(), found.rcs.as_deref()), (Some("123456789"), Some("Nantes B")));
    assert_eq!(found.professional_ids, [(5, "FR123".to_owned())]);
    assert_eq!((found.capital.as_deref(), found.vat_liable), (Some("1000.5"), Some(true)));
    assert_eq!(found.legal_form.unwrap().label.as_deref(), Some("SARL"));
    assert_eq!(found.size.unwrap().label.as_deref(), Some("6 - 10"));
    assert_eq!(found.prospect_status.unwrap().code, "ST_NO");
    assert_eq!(found.prospect_level.unwrap().code, "PL_HIGH");
    assert_eq!(found.logo.as_deref(), Some("logo.png"));
    let (public, private) = (found.note_public.unwrap(), found.note_private.unwrap());
    assert_eq!((public.text.as_str(), public.html), ("Ouvert\nle matin <tôt>", None));
    assert_eq!((private.text.as_str(), private.html.as_deref()), ("Voir ici été", Some("<p>Voir ici été</p>")));
    assert_eq!(found.created.as_deref(), Some("2024-12-25 10:00:00"));
}

#[tokio::test]
async fn professional_ids_are_french_for_french_rows_only() {
    let mut fixture = invented::v22();
    fixture.set("societe", "3", "siren", t("0123.456.789")).set("societe", "3", "fk_pays", n("2"));
    let belgian = third_party(&fixture, 3).await;
    assert_eq!((belgian.siren, belgian.professional_ids), (None, vec![(1, "0123.456.789".to_owned())]));
    assert_eq!((belgian.is_customer, belgian.is_prospect, belgian.is_supplier), (true, true, true));
}

#[tokio::test]
async fn custom_fields_come_with_labels_instead_of_keys() {
    let records = read(&invented::v22()).await;
    let fields: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::CustomField(field) => Some((field.name.as_str(), field.kind, field.options.len())),
            _ => None,
        })
        .collect();
    assert_eq!(
        fields,
        [
            ("secteur", FieldKind::Choice, 2),
            ("vip", FieldKind::Boolean, 0),
            ("liens", FieldKind::Link, 0),
            ("choix", FieldKind::Choices, 2),
            ("visite", FieldKind::Date, 0),
            ("gps", FieldKind::Decimal, 0),
            ("voeux", FieldKind::LongText, 0),
        ]
    );
    let values = records.iter().find_map(|record| match record {
        Record::CustomValues(values) if values.target == Target::ThirdParty => Some(values),
        _ => None,
    });
    let values = values.unwrap();
    let shown: Vec<_> = values.values.iter().map(|value| (value.field.as_str(), value.display.as_str(), value.raw.as_str())).collect();
    assert_eq!(values.row, 1);
    assert_eq!(
        shown,
        [
            ("secteur", "Artisanat", "1"),
            ("vip", "Oui", "1"),
            ("liens", "4,5", "4,5"),
            ("choix", "Artisanat, Négoce", "1,ng"),
            ("visite", "2025-03-01", "2025-03-01"),
            ("gps", "47.2", "47.2"),
        ]
    );
}

#[tokio::test]
async fn an_old_dolibarr_with_another_prefix_is_read_by_looking() {
    let mut fixture = invented::old();
    fixture.set("societe", "1", "skype", t("epi.nantes"));
    let found = check(&Source::Dump(dump(fixture.dump(Style::MariaDb))), Some(1)).await.unwrap();
    assert_eq!((found.version.as_deref(), found.prefix.as_str()), (Some("13.0.5"), "erp2_"));
    let codes: Vec<_> = found.warnings.iter().map(|warning| (warning.code, warning.arg("column"))).collect();
    assert!(codes.contains(&("version-untested", "")), "{codes:?}");
    assert!(codes.contains(&("missing-column", "socialnetworks")), "{codes:?}");
    let network = SocialNetwork { network: "skype".into(), account: "epi.nantes".into() };
    assert_eq!(third_party(&fixture, 1).await.social_networks, [network]);
}

#[tokio::test]
async fn only_what_is_taken_is_read() {
    let source = dump(invented::v22().dump(Style::MariaDb));
    let take = Take {
        contacts: false,
        users: false,
        categories: false,
        custom_fields: false,
        notes: false,
        sales_representatives: false,
        sales: false,
        work: false,
    };
    let (records, _) = all(source.clone(), ReadOptions { take, ..ReadOptions::default() }).await.unwrap();
    assert!(records.iter().all(|record| matches!(record, Record::ThirdParty(_))));
    assert_eq!(records.len(), 3);
    let take = Take { contacts: false, ..Take::default() };
    let (records, _) = all(source, ReadOptions { take, ..ReadOptions::default() }).await.unwrap();
    let of_contacts = |record: &Record| match record {
        Record::Contact(_) => true,
        Record::CategoryLink(link) => link.target == Target::Contact,
        Record::CustomValues(values) => values.target == Target::Contact,
        _ => false,
    };
    assert!(!records.iter().any(of_contacts));
}

#[tokio::test]
async fn fingerprints_change_with_what_is_read_and_with_nothing_else() {
    let before = read(&invented::v22()).await;
    let mut fixture = invented::v22();
    fixture.set("societe", "1", "tms", t("2026-01-01 00:00:00")).set("societe", "1", "webservices_key", t("x"));
    let prints = |records: &[Record]| records.iter().map(Record::fingerprint).collect::<Vec<_>>();
    assert_eq!(prints(&read(&fixture).await), prints(&before));
    fixture.set("societe", "1", "town", t("Rezé"));
    let after = read(&fixture).await;
    let changed: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a.fingerprint() != b.fingerprint()).collect();
    assert!(matches!(changed.as_slice(), [(Record::ThirdParty(found), _)] if found.row == 1));
    let distinct: std::collections::HashSet<_> = prints(&after).into_iter().collect();
    assert_eq!(distinct.len(), after.len());
}

#[tokio::test]
async fn the_fingerprint_of_a_row_is_the_same_in_every_release() {
    // Changing this makes every row of every space look changed once: raise the format version then.
    let category =
        crate::record::Category { row: 5, label: "Clients".into(), color: Some("00aaff".into()), parent_row: None, kind: CategoryKind::Customer };
    let hex: String = category.fingerprint().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "2716302a07efe9da89799775828575e9516d205882658e68b7d9315ec1ad6f1d");
}

#[tokio::test]
async fn positions_rise_and_phases_follow_each_other() {
    let read: Vec<Batch> = batches(dump(invented::v22().dump(Style::MariaDb)), ReadOptions::default()).await.unwrap();
    assert!(read.windows(2).all(|pair| pair[0].position < pair[1].position));
    assert_eq!(read.first().map(|batch| batch.position.phase), Some(Phase::CustomFields));
    let json = serde_json::to_string(&read[0].position).unwrap();
    assert_eq!(serde_json::from_str::<crate::Position>(&json).unwrap(), read[0].position);
}
