//! Files that are shown in Station Clients.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::{PHOTO, kept};
use crate::testing::{TestApp, form};

#[tokio::test]
async fn a_member_shows_a_file_to_a_party_or_to_one_contact_and_hides_it_again() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let editor = space.member(Role::Editor).await;
    let (peyrot, vial) = (space.party("Fournil Peyrot").await, space.party("Garage Vial").await);
    let (own, company) = (space.contact("Sylvie Peyrot", Some(peyrot), "own").await, space.contact("Marc Peyrot", Some(peyrot), "company").await);
    let everything = space.contact("Nadia Peyrot", Some(peyrot), "everything").await;
    let other = space.contact("Aline Vial", Some(vial), "everything").await;
    let elsewhere = rival.contact("Sylvie Peyrot", Some(rival.party("Fournil Peyrot").await), "everything").await;
    let names = vec![(peyrot, "fournil peyrot".to_owned()), (vial, "garage vial".to_owned())];
    hootis_space::search::put(&space.db, "party", names).await.unwrap();
    let photo = kept(&space, &editor, "planches.jpg", PHOTO).await;
    let id = photo.rsplit('/').next().unwrap().to_owned();
    let station = format!("/medias/{id}");
    // Without a customer there is nobody to show it to.
    editor.post(&format!("{photo}/partage"), form! { avec: "client" }).await.is(303);
    editor.get("/admin/medias?fait=refus-1").await.is(200).says("un fichier sans client");
    everything.client.get("/medias").await.is(200).says("Rien n'est partagé");
    editor.post("/admin/medias/lot", form! { ids: &id, action: "deplacer", party: "Fournil Peyrot" }).await.is(303);
    assert!(editor.post("/admin/medias/lot", form! { ids: &id, action: "montrer" }).await.is(303).location().contains("montre-1"));
    editor.get(&photo).await.is(200).says("Visible dans Station Clients depuis");
    for contact in [&company, &everything] {
        contact.client.get("/medias").await.is(200).says(&format!("{station}/vignette"));
        contact.client.get("/").await.is(200).says(&format!("{station}/vignette"));
        for end in ["", "/fichier", "/vignette", "/apercu"] {
            contact.client.get(&format!("{station}{end}")).await.is(200);
        }
        contact.client.call("GET", &format!("{station}/fichier"), &[("range", "bytes=5-9")], "").await.is(206);
    }
    for contact in [&own, &other, &elsewhere] {
        contact.client.get("/medias").await.is(200).says("Rien n'est partagé");
        for end in ["", "/fichier", "/vignette", "/apercu"] {
            contact.client.get(&format!("{station}{end}")).await.is(404);
        }
    }
    // To one alone: themselves, and who sees everything of the company, unless they are private to a member.
    editor.post(&format!("{photo}/partage"), form! { avec: own.id }).await.is(303);
    own.client.get(&station).await.is(200);
    everything.client.get(&station).await.is(200);
    company.client.get(&station).await.is(404);
    editor.post(&format!("{photo}/partage"), form! { avec: other.id }).await.is(303);
    other.client.get(&station).await.is(404);
    let sql = "UPDATE contact SET is_private = TRUE, private_to = (SELECT id FROM member WHERE role = 'editor') WHERE id = $1";
    space.db.execute(sql, args![own.id]).await.unwrap();
    own.client.get(&station).await.is(200);
    everything.client.get(&station).await.is(404);
    space.member(Role::Administrator).await.get(&photo).await.is(404);
    space.db.execute("UPDATE contact SET is_private = FALSE WHERE id = $1", args![own.id]).await.unwrap();
    // Moved to another party it is shown to neither.
    editor.post("/admin/medias/lot", form! { ids: &id, action: "deplacer", party: "Garage Vial" }).await.is(303);
    for contact in [&own, &everything, &other] {
        contact.client.get(&station).await.is(404);
    }
    editor.post(&format!("{photo}/partage"), form! { avec: "client" }).await.is(303);
    other.client.get(&station).await.is(200);
    editor.post(&format!("{photo}/partage"), form! { avec: "" }).await.is(303);
    other.client.get(&station).await.is(404);
    space.owner().await.get("/admin/journal").await.is(200).says("Montré dans Station Clients").says("Retiré de Station Clients");
}

#[tokio::test]
async fn documents_have_a_page_and_a_look_as_the_contact_sees_the_same() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = space.party("Fournil Peyrot").await;
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "company").await;
    let plan = kept(&space, &editor, "plan.pdf", b"%PDF-1.4 plan").await;
    let id = plan.rsplit('/').next().unwrap().to_owned();
    space.db.execute("UPDATE media SET party_id = $1", args![peyrot]).await.unwrap();
    editor.post(&format!("{plan}/partage"), form! { avec: "client" }).await.is(303);
    let look = editor.post(&format!("/admin/contacts/{}/apercu", sylvie.id), form! {}).await.is(303).location();
    editor.get(&look).await.is(303);
    for client in [&sylvie.client, &editor] {
        client.get("/documents").await.is(200).says("plan.pdf").says(&format!("/medias/{id}/fichier?telecharger=1"));
        client.get("/medias").await.is(200).says_not("plan.pdf");
        let answer = client.get(&format!("/medias/{id}/fichier")).await.is(200);
        assert!(answer.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        client.get(&format!("/medias/{id}/vignette")).await.is(404);
    }
    editor.post(&format!("{plan}/suppression"), form! {}).await.is(303);
    sylvie.client.get("/documents").await.is(200).says_not("plan.pdf");
    sylvie.client.get(&format!("/medias/{id}/fichier")).await.is(404);
}
