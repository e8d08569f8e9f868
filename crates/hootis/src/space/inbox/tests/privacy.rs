//! Who sees what, and what is left of somebody who is erased.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{answer, begin, contact, id_of, messages, party};
use crate::testing::{TestApp, form};
use crate::web::tests::sources::sources;

#[tokio::test]
async fn a_conversation_with_somebody_s_private_contact_is_seen_by_nobody_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, other, owner) = (space.member(Role::Editor).await, space.member(Role::Editor).await, space.owner().await);
    editor.get("/admin/contacts/nouveau").await.is(200);
    let card = editor.post("/admin/contacts/nouveau", form! { id: Uuid::now_v7(), last_name: "Secrète", first_name: "Zoé", is_private: "1" }).await;
    let zoe: Uuid = card.is(303).location().split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    let talk = begin(&editor, &[zoe], "Entre nous").await;
    answer(&app, &space, id_of(&talk), zoe, "Zoé Secrète", "Oui").await;
    editor.get("/admin/messages").await.is(200).says("Zoé Secrète");
    editor.get("/admin/recherche?q=entre+nous").await.is(200).says("Entre nous");
    for stranger in [&other, &owner] {
        stranger.get(&talk).await.is(404);
        stranger.get(&format!("{talk}/suite?apres=0&depuis=0")).await.is(404);
        stranger.get("/admin/messages?vue=toutes").await.is(200).says_not("Zoé");
        stranger.get("/admin").await.is(200).says_not("h-count");
        stranger.get("/admin/recherche?q=entre+nous").await.is(200).says_not("Entre nous");
        stranger.post(&format!("{talk}/messages"), form! { body: "x" }).await.is(404);
        stranger.get(&format!("/admin/messages/nouveau?contact={zoe}")).await.is(404);
    }
    owner.get("/admin/journal").await.is(200).says_not("Zoé");
}

#[tokio::test]
async fn readers_read_and_write_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let talk = begin(&space.owner().await, &[contact(&space, None, "Sylvie", "Peyrot").await], "Bonjour").await;
    let reader = space.member(Role::Reader).await;
    reader.get(&talk).await.is(200).says("Bonjour").says_not("<textarea").says_not("Terminé").says_not("Objet et participants");
    for path in ["/messages", "/fin", "/suivi", "/brouillon", "/reglages"] {
        reader.post(&format!("{talk}{path}"), form! { body: "x" }).await.is(403);
    }
}

#[tokio::test]
async fn p_r3_what_an_erased_contact_wrote_is_gone_and_a_conversation_with_nobody_goes_whole() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let peyrot = party(&space, "Peyrot").await;
    let (sylvie, yannick) = (contact(&space, Some(peyrot), "Sylvie", "Peyrot").await, contact(&space, Some(peyrot), "Yannick", "Moreau").await);
    let (alone, both) = (begin(&owner, &[sylvie], "Pour vous seule").await, begin(&owner, &[sylvie, yannick], "À tous deux").await);
    owner.post(&format!("{alone}/messages"), form! { aside: "1", body: "Entre collègues" }).await.is(303);
    answer(&app, &space, id_of(&alone), sylvie, "Sylvie Peyrot", "Un secret").await;
    answer(&app, &space, id_of(&both), sylvie, "Sylvie Peyrot", "Une confidence").await;
    answer(&app, &space, id_of(&both), yannick, "Yannick Moreau", "Une réponse").await;
    owner.post(&format!("/admin/contacts/{sylvie}/suppression"), form! {}).await.is(303);
    owner.get(&alone).await.is(404);
    let page = owner.get(&both).await.is(200).says("À tous deux").says("Une réponse").says("Message supprimé");
    page.says_not("confidence").says_not("Sylvie");
    for table in ["message", "aside", "search_entry", "conversation_contact"] {
        let column = if table == "conversation_contact" { "contact_id" } else { "body" };
        let rows = space.db.query(&format!("SELECT {column} FROM {table}"), args![]).await.unwrap();
        for row in rows {
            let said = format!(
                "{:?}",
                row.rest()
                    .into_iter()
                    .map(|value| match value {
                        hootis_space::Value::Text(text) => text,
                        _ => String::new(),
                    })
                    .collect::<Vec<_>>()
            );
            for word in ["secret", "confidence", "ollegues", "ollègues", "sylvie"] {
                assert!(!said.contains(word), "{table} still says {word}");
            }
        }
    }
    // A party that goes leaves its contacts, and what was said to them.
    owner.post(&format!("/admin/clients/{peyrot}/suppression"), form! {}).await.is(303);
    owner.get(&both).await.is(200).says("Yannick Moreau");
    assert_eq!(messages(&space, id_of(&both)).await.len(), 3);
}

/// Structural: the table of the internal notes has one feature, which only the pages of the back office may import.
#[test]
fn nothing_but_the_back_office_can_name_an_internal_note() {
    let edges = include_str!("../../../../../xtask/edges.txt");
    let importers: Vec<&str> =
        edges.lines().filter_map(|line| line.split('#').next()?.split_once("-> space::asides")).map(|(from, _)| from.trim()).collect();
    assert_eq!(importers, ["space::inbox"]);
    let names_it = |text: &str| ["FROM aside", "INTO aside", "UPDATE aside", "JOIN aside"].iter().any(|sql| text.contains(sql));
    let named: Vec<String> =
        sources(&[".rs"]).into_iter().filter(|(file, text)| !file.contains("tests") && names_it(text)).map(|(file, _)| file).collect();
    // And the eyes of a simulated life, which look at every table from outside.
    assert_eq!(named, ["cli/simulate/eyes/rules.rs", "space/asides/queries.rs"]);
}
