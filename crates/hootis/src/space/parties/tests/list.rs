//! Paging, sorting, filters, and actions on many.

use std::collections::BTreeSet;

use hootis_space::{Conn as _, SpaceDb, args};
use uuid::Uuid;

use super::made;
use crate::testing::{Answer, Client, TestApp, TestSpace, form};
use crate::web::person::sort_key;

/// A party of the tests below: id, name, town, when it was made.
type Row = (Uuid, String, Option<String>, i64);

/// Writes parties past the form: many, with homonyms, towns shared and missing, instants shared.
async fn many(db: &SpaceDb, n: usize) -> Vec<Row> {
    let towns = [Some("Montauban"), Some("Évreux"), None, Some("moissac"), Some("Zürich")];
    let rows: Vec<Row> = (0..n)
        .map(|i| {
            let name = format!("{} {}", ["Atelier", "Écurie", "boulangerie", "Café", "SARL Zola"][i * 7 % 5], i * 13 % (n / 2 + 1));
            (Uuid::now_v7(), name, towns[i * 3 % 5].map(str::to_owned), 1_000 + i64::try_from(i / 3).unwrap())
        })
        .collect();
    let sql = "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, town, town_key, is_closed, version, created_at, updated_at)
               VALUES ($1, 'company', $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)";
    let sets = rows.iter().enumerate().map(|(i, (id, name, town, at))| {
        let key = town.as_deref().map(sort_key);
        args![*id, i % 2 == 0, i % 3 == 0, i % 5 == 0, name, sort_key(name), town.clone(), key, false, *at, 5_000 - *at]
    });
    db.execute_many(sql, sets.collect()).await.unwrap();
    rows
}

fn ids_in(page: &Answer) -> Vec<Uuid> {
    let text = page.text();
    let rows = text.split("<th scope=\"row\"").skip(1);
    rows.map(|row| row.split("href=\"/admin/clients/").nth(1).unwrap()[..36].parse().unwrap()).collect()
}

/// All pages of a list, forwards, and how many there were.
async fn walk(client: &Client, first: &str) -> (Vec<Vec<Uuid>>, Answer) {
    let mut pages = Vec::new();
    let mut page = client.get(first).await.is(200);
    loop {
        pages.push(ids_in(&page));
        if !page.text().contains("rel=\"next\"") {
            return (pages, page);
        }
        let next = page.attribute("rel=\"next\" href", "");
        page = client.get(&next).await.is(200);
        assert!(pages.len() < 20, "the list never ends");
    }
}

#[tokio::test]
async fn every_order_shows_each_row_once_forwards_and_back() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let rows = many(&space.db, 133).await;
    let by = |key: &dyn Fn(&Row) -> (String, String, i64)| {
        let mut sorted = rows.clone();
        sorted.sort_by_key(|row| (key(row), row.0));
        sorted.into_iter().map(|row| row.0).collect::<Vec<_>>()
    };
    let town = |row: &Row| row.2.as_deref().map_or_else(|| "~".to_owned(), sort_key);
    let mut newest = by(&|row| (String::new(), String::new(), row.3));
    newest.reverse();
    let mut changed = by(&|row| (String::new(), String::new(), 5_000 - row.3));
    changed.reverse();
    for (sort, expected) in [
        ("", by(&|row| (sort_key(&row.1), String::new(), 0))),
        ("ville", by(&|row| (town(row), sort_key(&row.1), 0))),
        ("recent", newest),
        ("modif", changed),
    ] {
        let (pages, last) = walk(&owner, &format!("/admin/clients?tri={sort}")).await;
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 33], "{sort}");
        assert_eq!(pages.concat(), expected, "{sort}");
        let middle = owner.get(&last.attribute("rel=\"prev\" href", "")).await.is(200);
        assert_eq!(ids_in(&middle), pages[1], "{sort}: back");
        let first = owner.get(&middle.attribute("rel=\"prev\" href", "")).await.is(200);
        assert_eq!(ids_in(&first), pages[0], "{sort}: back again");
        assert!(!first.text().contains("rel=\"prev\""), "{sort}: there is nothing before the first page");
    }
}

#[tokio::test]
async fn filters_narrow_the_list_and_are_counted() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let rows = many(&space.db, 60).await;
    let shown = async |query: &str| walk(&owner, &format!("/admin/clients?{query}")).await.0.concat().into_iter().collect::<BTreeSet<_>>();
    let wanted =
        |keep: &dyn Fn(usize, &Row) -> bool| rows.iter().enumerate().filter(|(i, row)| keep(*i, row)).map(|(_, row)| row.0).collect::<BTreeSet<_>>();
    assert_eq!(shown("type=client").await, wanted(&|i, _| i % 3 == 0));
    assert_eq!(shown("type=prospect").await, wanted(&|i, _| i % 2 == 0));
    assert_eq!(shown("type=fournisseur").await, wanted(&|i, _| i % 5 == 0));
    assert_eq!(shown("ville=EVREUX").await, wanted(&|_, row| row.2.as_deref() == Some("Évreux")));
    assert_eq!(shown("ville=evreux&type=client").await, wanted(&|i, row| i % 3 == 0 && row.2.as_deref() == Some("Évreux")));
    assert_eq!(shown("origine=dolibarr").await, BTreeSet::new());
    let page = owner.get("/admin/clients").await.is(200).says("60 fiches");
    page.says("Clients 20").says("Prospects 30").says("Fournisseurs 12").says("Archivés 0");
    owner.get("/admin/clients?ville=zurich").await.is(200).says("12 fiches trouvées");
    // What makes no sense is left aside.
    for nonsense in ["apres=x", "avant=%00", "etiquette=x&tri=y", "apres=AAAA&avant=BBBB", "fait=archive-x", "fait=x-3"] {
        owner.get(&format!("/admin/clients?{nonsense}")).await.is(200);
    }
}

async fn ticked(client: &Client, ids: &[Uuid], action: &str, tag: &str) -> Answer {
    let mut fields = form! { action: action, etiquette: tag, retour: "/admin/clients?q=x" };
    fields.extend(ids.iter().map(|id| ("ids".to_owned(), id.to_string())));
    let to = client.post("/admin/clients/lot", fields).await.is(303).location();
    assert!(to.starts_with("/admin/clients?q=x&fait="), "{to}");
    client.get(&to).await.is(200)
}

async fn archived(space: &TestSpace<'_>) -> i64 {
    space.db.get("SELECT COUNT(*) FROM party WHERE archived_at IS NOT NULL", args![]).await.unwrap()
}

#[tokio::test]
async fn many_are_archived_and_brought_back_tagged_and_untagged() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let ids: Vec<Uuid> = many(&space.db, 500).await.into_iter().map(|row| row.0).collect();
    let known = [ids.clone(), vec![]].concat();
    ticked(&owner, &known, "archiver", "").await.says("500 fiches archivées");
    assert_eq!(archived(&space).await, 500);
    owner.get("/admin/clients?type=archive").await.is(200).says("Archivés 500").says("Sortir des archives");
    ticked(&owner, &ids[..2], "desarchiver", "").await.says("2 fiches sorties");
    assert_eq!(archived(&space).await, 498);
    ticked(&owner, &ids, "etiqueter", "Fidèle").await.says("500 fiches étiquetées");
    ticked(&owner, &ids[..3], "etiqueter", "FIDELE").await.says("Aucune fiche étiquetée");
    ticked(&owner, &ids[1..], "retirer", "fidèle").await.says("Étiquette retirée de 499 fiches");
    let left: i64 = space.db.get("SELECT COUNT(*) FROM party_tag", args![]).await.unwrap();
    assert_eq!(left, 1);
    let tags: i64 = space.db.get("SELECT COUNT(*) FROM tag", args![]).await.unwrap();
    assert_eq!(tags, 1);
    owner.get(&format!("/admin/clients/{}", ids[1])).await.is(200).says("a retiré une étiquette").says("a archivé la fiche");
    // One too many, somebody else's ids, a list that is none of ours.
    let mut fields = form! { action: "archiver" };
    fields.extend((0..501).map(|_| ("ids".to_owned(), Uuid::now_v7().to_string())));
    owner.post("/admin/clients/lot", fields).await.is(413);
    ticked(&owner, &[Uuid::now_v7()], "etiqueter", "Fidèle").await.says("Aucune fiche étiquetée");
    let away = form! { action: "archiver", retour: "https://elsewhere.example/admin/clients" };
    assert_eq!(owner.post("/admin/clients/lot", away).await.is(303).location(), "/admin/clients?fait=archive-0");
}

#[tokio::test]
async fn what_people_type_is_never_markup() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let evil = "<script>alert('é')</script>\"><img src=x>";
    let id = made(&owner, &[("name", evil), ("alias", evil), ("town", evil), ("address", evil), ("confirmed", "1")]).await;
    let card = format!("/admin/clients/{id}");
    owner.post(&format!("{card}/etiquettes"), form! { name: evil }).await.is(303);
    owner.post(&format!("{card}/notes"), form! { body: evil }).await.is(303);
    for path in [card.clone(), format!("{card}/modifier"), format!("{card}/suppression"), "/admin/clients".to_owned()] {
        owner.get(&path).await.is(200).says_not("<script>alert").says_not("<img src=x");
    }
    let q = url::form_urlencoded::byte_serialize(evil.as_bytes()).collect::<String>();
    owner.get(&format!("/admin/clients?q={q}&ville={q}")).await.is(200).says_not("<script>alert").says_not("<img src=x");
}
