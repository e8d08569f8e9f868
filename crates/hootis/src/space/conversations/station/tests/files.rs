//! Files that go with messages: who sees them, and what becomes of them.

use hootis_policy::permissions::Role;
use hootis_policy::{retention, talk};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::begin;
use crate::testing::files::{PHOTO, plain_form, send};
use crate::testing::{TestApp, form};

#[tokio::test]
async fn files_go_with_a_message_both_ways_and_are_seen_by_who_sees_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = space.party("Fournil Peyrot").await;
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "own").await;
    let marc = space.contact("Marc Peyrot", Some(peyrot), "own").await;
    let chief = space.contact("Nadia Peyrot", Some(peyrot), "everything").await;
    let talk = begin(&sylvie, "Pose", "Bonjour").await;
    let photo = send(&sylvie.client, "/messages/envois", "planches.jpg", PHOTO).await;
    // Until it is sent it is nobody else's, and not in the gallery.
    let admin = format!("/admin/medias/{photo}");
    editor.get(&admin).await.is(404);
    editor.get("/admin/medias").await.is(200).says_not("planches.jpg");
    sylvie.client.post(&format!("{talk}/messages"), form! { body: "", joint: photo }).await.is(303);
    let page = sylvie.client.get(&talk).await.is(200);
    let base = format!("{talk}/fichiers/{photo}");
    assert!(page.text().contains(&format!("{base}/vignette")) && page.text().contains("alt=\"planches.jpg\""), "{}", page.text());
    for end in ["fichier", "vignette", "apercu"] {
        sylvie.client.get(&format!("{base}/{end}")).await.is(200);
        chief.client.get(&format!("{base}/{end}")).await.is(200);
        marc.client.get(&format!("{base}/{end}")).await.is(404);
    }
    sylvie.client.get(&format!("{base}/autre")).await.is(404);
    let part = sylvie.client.call("GET", &format!("{base}/fichier"), &[("range", "bytes=0-9")], "").await.is(206);
    assert_eq!(part.headers["content-length"], "10");
    // The team sees it in the conversation and in the gallery, with where it came from, and finds it by its name.
    editor.get(&format!("/admin{talk}")).await.is(200).says(&format!("{admin}/vignette"));
    editor.get(&admin).await.is(200).says("la conversation Pose").says("Fournil Peyrot").says("Sylvie Peyrot");
    editor.get(&format!("/admin{talk}?q=planches")).await.is(200).says("Un message trouvé");
    editor.get("/admin/messages").await.is(200).says("planches.jpg");
    // Another way, without a script, with words and two files at once.
    editor.get(&format!("/admin{talk}")).await.is(200);
    let files: [(&str, &[u8]); 2] = [("plan.pdf", b"%PDF-1.4 plan"), ("faux.jpg", b"<script>")];
    let again = plain_form(&editor, &format!("/admin{talk}/messages"), &[("body", "Voici le plan")], &files).await.is(422).says("faux.jpg");
    let text = again.text();
    let kept = text.split("name=\"joint\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("what came stays in the form").to_owned();
    editor.post(&format!("/admin{talk}/messages"), form! { body: "Voici le plan", joint: kept }).await.is(303);
    sylvie.client.get(&talk).await.is(200).says("plan.pdf").says("Voici le plan");
    let answer = sylvie.client.get(&format!("{talk}/fichiers/{kept}/fichier")).await.is(200);
    assert!(answer.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(space.db.get::<String>("SELECT added_name FROM media WHERE id = $1", args![photo]).await.unwrap().contains("Sylvie"));
    // The export of the contact names what they sent, and nothing else.
    sylvie.client.get("/mes-donnees/donnees.json").await.is(200).says("planches.jpg").says_not("plan.pdf");
    // Deleted with its message: out of the conversation at once, in the trash for the team.
    let message: Uuid = space.db.get("SELECT message_id FROM media WHERE id = $1", args![photo]).await.unwrap();
    sylvie.client.post(&format!("{talk}/messages/{message}/suppression"), form! {}).await.is(303);
    sylvie.client.get(&format!("{base}/fichier")).await.is(404);
    editor.get("/admin/medias/corbeille").await.is(200).says("planches.jpg");
}

#[tokio::test]
async fn a_file_of_an_internal_note_never_leaves_the_team() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = space.party("Fournil Peyrot").await;
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "everything").await;
    let talk = begin(&sylvie, "Pose", "Bonjour").await;
    editor.get(&format!("/admin{talk}")).await.is(200);
    let marge = send(&editor, "/admin/messages/envois", "marge.pdf", b"%PDF-1.4 marge").await;
    editor.post(&format!("/admin{talk}/messages"), form! { body: "", aside: "1", joint: marge }).await.is(303);
    editor.get(&format!("/admin{talk}")).await.is(200).says("marge.pdf");
    sylvie.client.get(&talk).await.is(200).says_not("marge.pdf");
    for path in [format!("{talk}/fichiers/{marge}/fichier"), format!("/medias/{marge}"), format!("/medias/{marge}/fichier")] {
        sylvie.client.get(&path).await.is(404);
    }
    // Nobody shows it by mistake: not the form, not many at once, not the database itself.
    editor.post(&format!("/admin/medias/{marge}/partage"), form! { avec: "client" }).await.is(303);
    editor.post("/admin/medias/lot", form! { ids: marge, action: "montrer" }).await.is(303);
    assert!(space.db.execute("UPDATE media SET shared_at = 1 WHERE id = $1", args![marge]).await.is_err(), "the shape refuses it");
    sylvie.client.get("/documents").await.is(200).says_not("marge.pdf");
    editor.get(&format!("/admin/medias/{marge}")).await.is(200).says("accompagne une note interne");
}

#[tokio::test]
async fn what_waits_for_a_message_is_its_senders_alone_and_goes_after_a_day() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let marc = space.contact("Marc Vial", None, "own").await;
    let (hers, his) = (begin(&sylvie, "Pose", "Bonjour").await, begin(&marc, "Vidange", "Bonsoir").await);
    let photo = send(&sylvie.client, "/messages/envois", "planches.jpg", PHOTO).await;
    // Somebody else cannot send it, look at it or take it away.
    marc.client.post(&format!("{his}/messages"), form! { body: "", joint: photo }).await.is(422);
    marc.client.call("DELETE", &format!("/messages/envois/{photo}"), &[("tus-resumable", "1.0.0")], "").await.is(404);
    sylvie.client.get(&format!("{hers}/fichiers/{photo}/fichier")).await.is(404);
    // Taken back it is gone; what is forgotten goes by itself.
    sylvie.client.call("DELETE", &format!("/messages/envois/{photo}"), &[("tus-resumable", "1.0.0")], "").await.is(204);
    let count = async || space.db.get::<i64>("SELECT COUNT(*) FROM media_blob", args![]).await.unwrap();
    assert_eq!(count().await, 0);
    send(&sylvie.client, "/messages/envois", "planches.jpg", PHOTO).await;
    let kept = send(&sylvie.client, "/messages/envois", "notes.txt", b"notes").await;
    sylvie.client.post(&format!("{hers}/messages"), form! { body: "Voici", joint: kept }).await.is(303);
    app.advance(retention::MEDIA_UPLOAD.keep.as_duration());
    app.advance(retention::SPACE_WITHIN.as_duration());
    app.sweep().await;
    assert_eq!(count().await, 1, "what was sent stays");
    sylvie.client.get("/connexion").await;
    // Too many for one message are refused, and those that fit are kept.
    crate::testing::portal::sign_in(&sylvie.client, &sylvie.email).await;
    let many: Vec<(&str, &[u8])> = vec![("a.txt", b"a"); talk::MESSAGE_FILES + 1];
    plain_form(&sylvie.client, &format!("{hers}/messages"), &[("body", "Tous")], &many).await.is(422).says("20 fichiers au plus");
}

#[tokio::test]
async fn who_is_erased_takes_their_files_along_and_leaves_nobody_more_to_read() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let editor = space.member(Role::Editor).await;
    let peyrot = space.party("Fournil Peyrot").await;
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "own").await;
    let marc = space.contact("Marc Peyrot", Some(peyrot), "own").await;
    let chief = space.contact("Nadia Peyrot", Some(peyrot), "everything").await;
    let talk = begin(&sylvie, "Pose", "Bonjour").await;
    let id: Uuid = talk.rsplit('/').next().unwrap().parse().unwrap();
    let sql = "INSERT INTO conversation_contact (conversation_id, contact_id, read_position, noticed_position, created_at) VALUES ($1, $2, 0, 0, 1)";
    space.db.execute(sql, args![id, marc.id]).await.unwrap();
    let photo = send(&sylvie.client, "/messages/envois", "planches.jpg", PHOTO).await;
    sylvie.client.post(&format!("{talk}/messages"), form! { body: "Voici", joint: photo }).await.is(303);
    let plan = send(&owner, "/admin/messages/envois", "plan.pdf", b"%PDF-1.4 plan").await;
    owner.post(&format!("/admin{talk}/messages"), form! { body: "Et le plan", joint: plan }).await.is(303);
    chief.client.get(&talk).await.is(200);
    let member = "SELECT id FROM member WHERE role = 'owner' LIMIT 1";
    space.db.execute(&format!("UPDATE contact SET is_private = TRUE, private_to = ({member}) WHERE id = $1"), args![sylvie.id]).await.unwrap();
    for path in [format!("/admin{talk}"), format!("/admin/medias/{plan}"), format!("/admin/medias/{plan}/fichier")] {
        editor.get(&path).await.is(404);
        owner.get(&path).await.is(200);
    }
    editor.get("/admin/medias").await.is(200).says_not("plan.pdf");
    editor.get("/admin/recherche?q=plan.pdf").await.is(200).says_not("/admin/medias/");
    chief.client.get(&talk).await.is(404);
    owner.post(&format!("/admin/contacts/{}/suppression", sylvie.id), form! {}).await.is(303);
    // What she sent is gone, and nobody sees more of the rest than before.
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM media WHERE id = $1", args![photo]).await.unwrap(), 0);
    for path in [format!("/admin{talk}"), format!("/admin/medias/{plan}"), format!("/admin/medias/{plan}/fichier")] {
        editor.get(&path).await.is(404);
        owner.get(&path).await.is(200);
    }
    chief.client.get(&talk).await.is(404);
    chief.client.get(&format!("{talk}/fichiers/{plan}/fichier")).await.is(404);
    marc.client.get(&talk).await.is(200).says("plan.pdf").says_not("planches.jpg");
    // The last one takes the conversation along, with all that stood in it.
    owner.post(&format!("/admin/contacts/{}/suppression", marc.id), form! {}).await.is(303);
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM media_blob", args![]).await.unwrap(), 0);
    owner.get(&format!("/admin{talk}")).await.is(404);
}
