//! How far a contact sees, and that a person of two companies, or of two spaces, is two strangers.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::access::portal::tests::scope_of;
use crate::testing::portal::sign_in;
use crate::testing::{PASSWORD, TestApp, form};

#[tokio::test]
async fn a_contact_of_two_companies_is_two_strangers() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (bakery, garage) = (space.party("Fournil Peyrot").await, space.party("Garage Vial").await);
    let one = space.contact("Sylvie Peyrot", Some(bakery), "everything").await;
    let two = space.contact("Sylvie Vial", Some(garage), "everything").await;
    space.stranger("Marc Peyrot", Some(bakery)).await;
    one.client.get("/mes-donnees").await.is(200).says("Fournil Peyrot").says("Marc Peyrot").says_not("Garage Vial").says_not("Sylvie Vial");
    two.client.get("/mes-donnees").await.is(200).says("Garage Vial").says_not("Fournil Peyrot").says_not("Marc Peyrot");
    // One is shut out, the other goes on.
    space.db.execute("UPDATE contact_access SET state = 'suspended' WHERE contact_id = $1", args![one.id]).await.expect("a change");
    one.client.get("/").await.is(303);
    two.client.get("/").await.is(200);
}

#[tokio::test]
async fn a_contact_of_two_spaces_is_two_strangers() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let there = rival.contact("Sylvie Peyrot", None, "own").await;
    let same = "sylvie@peyrot.example";
    for space in [&space, &rival] {
        space.db.execute("UPDATE contact_access SET email = $1, email_key = $1", args![same]).await.expect("a change");
    }
    let other = app.app.passwords().hash("tout autre phrase 91".to_owned().into()).await.expect("a hash");
    rival.db.execute("UPDATE contact_access SET password_hash = $1", args![other]).await.expect("a change");
    let (here, elsewhere) = (space.anyone(), rival.anyone());
    sign_in(&here, same).await;
    elsewhere.get("/connexion").await.is(200);
    elsewhere.post("/connexion", form! { email: same, password: PASSWORD }).await.is(422);
    elsewhere.put_cookie("hootis-frontend", &here.cookie("hootis-frontend").expect("a session"));
    elsewhere.get("/").await.is(303);
    // Guessed at in one space, nobody is slowed in the other.
    for _ in 0..hootis_policy::limits::SIGN_IN_ADDRESS.most {
        elsewhere.post("/connexion", form! { email: same, password: "wrong wrong wrong" }).await;
    }
    elsewhere.post("/connexion", form! { email: same, password: "tout autre phrase 91" }).await.is(429);
    sign_in(&space.anyone(), same).await;
    contact.client.get("/").await.is(200);
    there.client.get("/").await.is(200);
}

#[tokio::test]
async fn a_reach_sees_its_own_rows_and_no_others() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (company, other) = (space.party("Fournil Peyrot").await, space.party("Garage Vial").await);
    let colleague = space.stranger("Marc Peyrot", Some(company)).await;
    // Rows that are about: themselves, the company as such, a colleague, another company, nobody.
    let rows = |me: Uuid| [(Some(company), Some(me)), (Some(company), None), (Some(company), Some(colleague)), (Some(other), None), (None, None)];
    for (reach, expected) in [
        ("own", [true, false, false, false, false]),
        ("company", [true, true, false, false, false]),
        ("everything", [true, true, true, false, false]),
    ] {
        let contact = space.contact(&format!("Sylvie {reach}"), Some(company), reach).await;
        let scope = scope_of(&space.db, contact.id).await;
        for ((party, person), seen) in rows(contact.id).into_iter().zip(expected) {
            assert_eq!(scope.sees(party, person), seen, "{reach}: {party:?} {person:?}");
            // In SQL it is the same.
            let (row, about) = (Uuid::now_v7(), Uuid::now_v7());
            let sql = "INSERT INTO contact (id, party_id, last_name, name_key, is_private, version, created_at, updated_at)
                       VALUES ($1, $2, 'x', 'x', FALSE, 1, 1, 1)";
            space.db.execute(sql, args![row, party]).await.expect("a row");
            let sql = "INSERT INTO change_entry (id, actor_kind, actor_id, actor_name, subject_kind, subject_id, action, fields, created_at)
                       VALUES ($1, 'contact', $2, 'x', 'contact', $1, 'x', '[]', 1)";
            space.db.execute(sql, args![about, person]).await.expect("a row");
            let mut found = args![row, about];
            let condition = scope.condition("c.party_id", "e.actor_id", &mut found);
            let sql = format!("SELECT COUNT(*) FROM contact c, change_entry e WHERE c.id = $1 AND e.id = $2 AND {condition}");
            let count: i64 = space.db.get(&sql, found).await.expect("a count");
            assert_eq!(count == 1, seen, "{reach}: {condition}");
        }
    }
}

#[tokio::test]
async fn a_contact_who_is_private_to_a_member_is_no_colleague() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let company = space.party("Fournil Peyrot").await;
    let contact = space.contact("Sylvie Peyrot", Some(company), "everything").await;
    let hidden = space.stranger("Marc Peyrot", Some(company)).await;
    contact.client.get("/mes-donnees").await.is(200).says("Marc Peyrot");
    space.db.execute("UPDATE contact SET is_private = TRUE WHERE id = $1", args![hidden]).await.expect("a change");
    contact.client.get("/mes-donnees").await.is(200).says_not("Marc Peyrot");
}
