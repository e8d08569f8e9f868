//! Closing, handing over, calling, finding.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{answer, begin, contact, id_of, party};
use crate::testing::{TestApp, form};

#[tokio::test]
async fn a_conversation_is_done_until_somebody_writes_again() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let sylvie = contact(&space, None, "Sylvie", "Peyrot").await;
    let talk = begin(&editor, &[sylvie], "Bonjour").await;
    answer(&app, &space, id_of(&talk), sylvie, "Sylvie Peyrot", "Merci").await;
    editor.get("/admin/messages").await.is(200).says("Sylvie Peyrot");
    let back = editor.post(&format!("{talk}/fin"), form! {}).await.is(303).location();
    editor.get(&back).await.is(200).says("Conversation terminée").says("Personne n'attend");
    editor.post(&format!("{talk}/fin"), form! {}).await.is(303);
    editor.get(&talk).await.is(200).says("Rouvrir").says("Terminée");
    editor.post(&format!("{talk}/fin/suppression"), form! {}).await.is(303);
    editor.get("/admin/messages").await.is(200).says("Sylvie Peyrot");
    editor.post(&format!("{talk}/fin"), form! {}).await.is(303);
    answer(&app, &space, id_of(&talk), sylvie, "Sylvie Peyrot", "Encore une question").await;
    editor.get("/admin/messages").await.is(200).says("Encore une question");
    editor.get(&talk).await.is(200).says("Terminé").says_not("Rouvrir");
    let told: i64 = space.db.get("SELECT COUNT(*) FROM change_entry WHERE action = 'done'", args![]).await.unwrap();
    assert_eq!(told, 2, "what was done already is not done again");
}

#[tokio::test]
async fn a_conversation_is_handed_over_and_colleagues_are_called_into_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, other) = (space.member(Role::Editor).await, space.member(Role::Editor).await);
    space.db.execute("UPDATE member SET name = 'Inès Roy', name_key = 'ines roy' WHERE role = 'editor' AND name_key <> 'x'", args![]).await.unwrap();
    let ines: Uuid = space.db.get("SELECT member_id FROM member_session s JOIN member m ON m.id = s.member_id WHERE m.role = 'editor' ORDER BY s.created_at DESC, m.id DESC LIMIT 1", args![]).await.unwrap();
    space.db.execute("UPDATE member SET name = 'Théo Blin', name_key = 'theo blin' WHERE role = 'editor' AND id <> $1", args![ines]).await.unwrap();
    let talk = begin(&editor, &[contact(&space, None, "Sylvie", "Peyrot").await], "Bonjour").await;
    other.get("/admin/messages?vue=pour-moi").await.is(200).says_not("Sylvie");
    editor.post(&format!("{talk}/messages"), form! { aside: "1", body: "@Inès peux-tu passer ? Pas @Inèsa" }).await.is(303);
    let page = other.get("/admin/messages?vue=pour-moi").await.is(200).says("Sylvie Peyrot");
    page.says("non lus");
    other.get(&talk).await.is(200).says("Note interne de Théo Blin, invisible du client").says("<strong>@Inès</strong>").says_not("<strong>@Inèsa");
    other.get("/admin/messages?vue=pour-moi").await.is(200).says_not("non lus");
    editor.post(&format!("{talk}/suivi"), form! { membre: ines }).await.is(303);
    editor.get("/admin/messages?vue=pour-moi").await.is(200).says_not("Sylvie");
    editor.post(&format!("{talk}/suivi"), form! { membre: Uuid::now_v7() }).await.is(404);
    editor.post(&format!("{talk}/suivi"), form! { membre: "" }).await.is(303);
    space.owner().await.get("/admin/journal").await.is(200).says("Suivi confié").says("Inès Roy");
    // A note is changed like a message, and deleted.
    let note: Uuid = space.db.get("SELECT id FROM aside", args![]).await.unwrap();
    let own = format!("{talk}/notes/{note}");
    other.get(&own).await.is(403);
    app.advance(Duration::from_secs(60));
    editor.post(&own, form! { body: "Plus rien, @ines" }).await.is(303);
    other.get(&talk).await.is(200).says("Plus rien, <strong>@ines</strong>").says("Modifié à");
    editor.post(&format!("{own}/suppression"), form! {}).await.is(303);
    other.get(&talk).await.is(200).says("Note supprimée").says_not("Plus rien");
    other.post(&format!("{talk}/avis"), form! { avis: "non" }).await.is(303);
    other.get(&talk).await.is(200).says("Recevoir les e-mails");
    other.post(&format!("{talk}/avis"), form! { avis: "oui" }).await.is(303);
    other.get(&talk).await.is(200).says("Ne plus recevoir");
}

#[tokio::test]
async fn contacts_join_a_conversation_and_its_subject_changes() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = party(&space, "Boulangerie Peyrot").await;
    let (sylvie, yannick) = (contact(&space, Some(peyrot), "Sylvie", "Peyrot").await, contact(&space, Some(peyrot), "Yannick", "Moreau").await);
    let stranger = contact(&space, None, "Zoé", "Autre").await;
    let talk = begin(&editor, &[sylvie], "Bonjour").await;
    editor.get(&format!("{talk}/reglages")).await.is(200).says("Yannick Moreau").says("checked disabled");
    let form =
        vec![("subject".to_owned(), "Étagères".to_owned()), ("avec".to_owned(), yannick.to_string()), ("avec".to_owned(), stranger.to_string())];
    editor.post(&format!("{talk}/reglages"), form.clone()).await.is(303);
    editor.post(&format!("{talk}/reglages"), form).await.is(303);
    editor.get(&talk).await.is(200).says("Étagères").says("Yannick Moreau").says_not("Zoé");
    let told: i64 =
        space.db.get("SELECT COUNT(*) FROM change_entry WHERE subject_kind = 'conversation' AND action = 'updated'", args![]).await.unwrap();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn messages_and_notes_are_found_where_they_stand() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let (sylvie, zoe) = (contact(&space, None, "Sylvie", "Peyrot").await, contact(&space, None, "Zoé", "Autre").await);
    let (talk, other) = (begin(&editor, &[sylvie], "Le four arrive mercredi").await, begin(&editor, &[zoe], "Rien à voir").await);
    editor.post(&format!("{talk}/messages"), form! { aside: "1", body: "Prévoir la cire de retouche" }).await.is(303);
    for n in 0..60 {
        let _ = answer(&app, &space, id_of(&talk), sylvie, "Sylvie Peyrot", &format!("Message {n}")).await;
    }
    let found = editor.get("/admin/messages?q=CIRE+retou").await.is(200).says("Prévoir la cire").says("Un message trouvé");
    let at = found.attribute("href", "/admin/messages/0");
    editor.get(&at).await.is(200).says("Prévoir la cire").says("is-marked").says("Messages plus récents").says_not("<p class=\"h-lines\">Message 59");
    editor.get("/admin/recherche?q=four+merc").await.is(200).says("Le four arrive").says_not("Rien à voir");
    editor.get(&format!("{talk}?q=mercredi")).await.is(200).says("Le four arrive mercredi");
    editor.get(&format!("{other}?q=mercredi")).await.is(200).says("Aucun message trouvé");
    for question in ["%", "\"", "'", "NEAR(", "*", "é", "%00", "_", &"x".repeat(5_000)] {
        let query: String = url::form_urlencoded::byte_serialize(question.as_bytes()).collect();
        editor.get(&format!("/admin/messages?q={query}")).await.is(200);
        editor.get(&format!("{talk}?q={query}")).await.is(200);
    }
}
