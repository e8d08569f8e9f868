//! From trial to nothing: what is done, what is left, what is told, and what a crash leaves.

use hootis_space::{Conn as _, args};

use super::super::destruction::{Step, finish, finish_with};
use super::*;
use crate::error::Error;
use crate::platform::journal;
use crate::platform::spaces::slug;
use crate::signing;
use crate::testing::{PASSWORD, form};

/// The certificate that the owner got, checked.
async fn certificate(app: &TestApp, space: &TestSpace<'_>) -> serde_json::Value {
    let mails = app.mails().await;
    let with: Vec<_> = mails.iter().filter(|mail| mail.to == space.owner_email()).filter_map(|mail| mail.attachment.clone()).collect();
    let [file] = with.as_slice() else { panic!("{} certificates", with.len()) };
    assert!(file.name.starts_with("hootis-") && file.name.ends_with(".json"));
    signing::verify(&file.content, app.app.signer().public_key()).expect("it is good").document
}

async fn nothing_is_left(app: &TestApp, space: &TestSpace<'_>) {
    let id = space.row.id;
    assert!(!app.app.spaces().exists(id).await.expect("an answer"), "the database is there");
    assert!(!app.data().join("files").join(id.to_string()).exists(), "files are there");
    let sql = "SELECT slug, company, activity, wrapped_key FROM space WHERE id = $1";
    let row: (String, String, Option<String>, Option<Vec<u8>>) = app.app.platform().get(sql, args![id]).await.expect("a row");
    assert_eq!(row, (format!("~{}", id.simple()), "—".to_owned(), None, None));
    for table in ["job", "mail"] {
        let rows: i64 = app.app.platform().get(&format!("SELECT COUNT(*) FROM {table} WHERE space_id = $1"), args![id]).await.expect("a count");
        assert_eq!(rows, 0, "{table}");
    }
    let reminders: i64 = app.app.platform().get("SELECT COUNT(*) FROM reminder WHERE subject_id = $1", args![id]).await.expect("a count");
    assert_eq!((reminders, number(app, "SELECT COUNT(*) FROM destruction").await), (0, 0));
    assert!(!app.app.spaces().open_ids().contains(&id), "it is open");
}

#[tokio::test]
async fn p_k3_a_trial_without_subscription_is_disabled_thirty_days_then_destroyed_with_a_certificate() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let id = space.row.id;
    let folder = app.data().join("files").join(id.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("photo.age"), [7; 1_000]).expect("a file");
    live(&app, trial() - SECOND).await;
    assert_eq!(state(&app, id).await, SpaceState::Trial);
    live(&app, SECOND).await;
    assert_eq!(state(&app, id).await, SpaceState::Disabled);
    assert_eq!(mails_about(&app, &space, "est désactivé").await, 1);
    live(&app, grace() - SECOND).await;
    assert_eq!(state(&app, id).await, SpaceState::Disabled, "it was promised thirty times twenty-four hours");
    assert!(app.app.spaces().exists(id).await.expect("an answer"));
    live(&app, SECOND).await;
    assert_eq!(state(&app, id).await, SpaceState::Destroyed);
    nothing_is_left(&app, &space).await;
    let document = certificate(&app, &space).await;
    assert_eq!(document["space"]["company"], "Acme");
    assert_eq!((document["reason"].as_str(), document["engine"].as_str()), (Some("time"), Some(app.app.spaces().engine().name())));
    assert!(document["database"]["rows"].as_i64().is_some_and(|rows| rows > 0));
    assert_eq!((document["files"]["count"].as_i64(), document["files"]["bytes"].as_i64()), (Some(1), Some(1_000)));
    let members = document["database"]["tables"].as_array().expect("tables").iter().find(|table| table["name"] == "member").expect("members");
    assert_eq!(members["rows"], 1);
    if app.app.spaces().engine().encrypts_whole_databases() {
        let file = &document["database"]["files"][0];
        assert!(file["bytes"].as_i64().is_some_and(|bytes| bytes > 4_096) && file["sha256"].as_str().is_some_and(|hash| hash.len() == 64));
    } else {
        assert_eq!(members["sha256"].as_str().map(str::len), Some(64));
    }
    assert_eq!(document["key"]["id"].as_str().map(str::len), Some(16));
    let free = slug::is_free(app.app.platform(), app.app.platform_key(), app.app.now(), "acme").await.expect("an answer");
    assert!(!free, "the address could lead to a stranger");
}

#[tokio::test]
async fn p_k3_a_clock_that_jumps_does_not_cut_the_thirty_days_short() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    // Somebody sets the machine's clock forward: the steady one has not moved.
    app.advance(days(40));
    app.app.platform().execute("UPDATE steady_clock SET ticks = $1", args![app.app.now()]).await.expect("a jump");
    for _ in 0..3 {
        live(&app, days(9)).await;
        assert_eq!(state(&app, space.row.id).await, SpaceState::Disabled);
    }
    live(&app, days(3)).await;
    assert_eq!(state(&app, space.row.id).await, SpaceState::Destroyed);
}

#[tokio::test]
async fn p_r5_an_owner_closes_a_space_with_the_password_and_comes_back_with_one_click() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let page = format!("/console/espaces/{}", space.row.id);
    let owner = space.account().await;
    owner.get("/console").await.is(200).says(&page);
    owner.get(&page).await.is(200).says("Fermer tout de suite").says("Essai gratuit").says_not("Résilier…");
    owner.get(&format!("{page}/fermeture")).await.is(200).says("Fermer l'espace de Acme ?");
    owner.post(&format!("{page}/fermeture"), form! { password: "pas le bon" }).await.is(422).says("Ce n'est pas votre mot de passe");
    assert_eq!(state(&app, space.row.id).await, SpaceState::Trial);
    for _ in 0..2 {
        owner.post(&format!("{page}/fermeture"), form! { password: PASSWORD }).await.is(303);
    }
    assert_eq!(mails_about(&app, &space, "est fermé").await, 1);
    space.anyone().get("/admin").await.is(404);
    owner.get(&page).await.is(200).says("Rouvrir l'espace").says("Détruire tout de suite");
    for _ in 0..2 {
        owner.post(&format!("{page}/fermeture/suppression"), form! {}).await.is(303);
    }
    assert_eq!((state(&app, space.row.id).await, mails_about(&app, &space, "est rouvert").await), (SpaceState::Trial, 1));
    space.owner().await.get("/admin").await.is(200);
    // The other tab still shows the way to destroy it.
    owner.post(&format!("{page}/destruction"), form! { password: PASSWORD, slug: "acme", sur: "1" }).await.is(409);
}

#[tokio::test]
async fn p_r5_a_closed_space_is_destroyed_at_once_when_its_owner_insists() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    let (owner, path) = (space.account().await, format!("/console/espaces/{}/destruction", space.row.id));
    owner.get(&path).await.is(200).says("Je sais que c'est définitif");
    for (password, slug, sure, wrong) in [
        (PASSWORD, "rival", "1", "Ce n'est pas l'adresse"),
        (PASSWORD, "acme", "", "Cochez cette case"),
        ("pas le bon", "acme", "1", "Ce n'est pas votre mot de passe"),
    ] {
        owner.post(&path, form! { password: password, slug: slug, sur: sure }).await.is(422).says(wrong);
    }
    assert_eq!(state(&app, space.row.id).await, SpaceState::Disabled);
    for _ in 0..2 {
        owner.post(&path, form! { password: PASSWORD, slug: "acme", sur: "1" }).await.is(303);
    }
    nothing_is_left(&app, &space).await;
    assert_eq!(certificate(&app, &space).await["reason"], "owner");
    owner.get(&format!("/console/espaces/{}", space.row.id)).await.is(200).says("Détruit le").says_not("acme.hootis");
    owner.get("/console").await.is(200).says("Détruit");
    owner.get(&path).await.is(409);
}

#[tokio::test]
async fn p_r5_a_rival_sees_and_ends_nothing_of_another_s() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    let rival = app.space("Rival").await.account().await;
    for way in ["", "/resiliation", "/fermeture", "/destruction"] {
        rival.get(&format!("/console/espaces/{}{way}", space.row.id)).await.is(404);
    }
    for way in ["/resiliation", "/resiliation/suppression", "/fermeture", "/fermeture/suppression", "/destruction"] {
        rival.post(&format!("/console/espaces/{}{way}", space.row.id), form! { password: PASSWORD, slug: "acme", sur: "1" }).await.is(404);
    }
    assert_eq!(state(&app, space.row.id).await, SpaceState::Disabled);
}

#[tokio::test]
async fn p_r5_notice_takes_three_clicks_works_to_the_end_and_can_be_taken_back() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let id = space.row.id;
    step(&app, id, Action::Subscribe { until: None, is_yearly: false }).await;
    let owner = space.account().await;
    let page = owner.get("/console").await.is(200).attribute("href", "/console/espaces/");
    let notice = owner.get(&page).await.is(200).says("se renouvelle").attribute("href", &format!("{page}/resiliation"));
    owner.get(&notice).await.is(200).says("Résilier l'abonnement");
    for _ in 0..2 {
        owner.post(&notice, form! {}).await.is(303);
    }
    assert_eq!((state(&app, id).await, mails_about(&app, &space, "résiliation").await), (SpaceState::Ending, 1));
    owner.get(&page).await.is(200).says("Résilié. L'espace fonctionne jusqu'au").says("Garder mon abonnement");
    space.owner().await.get("/admin").await.is(200);
    for _ in 0..2 {
        owner.post(&format!("{page}/resiliation/suppression"), form! {}).await.is(303);
    }
    assert_eq!(state(&app, id).await, SpaceState::Active);
    owner.post(&notice, form! {}).await.is(303);
    live(&app, days(32)).await;
    assert_eq!(state(&app, id).await, SpaceState::Disabled);
    assert_eq!(mails_about(&app, &space, "est désactivé").await, 1);
    space.account().await.post(&notice, form! {}).await.is(409);
}

#[tokio::test]
async fn p_k3_a_destruction_that_is_cut_off_anywhere_is_done_to_the_end_once() {
    for cut in [Step::Counted, Step::DatabaseGone, Step::FilesGone, Step::KeyGone] {
        let app = TestApp::new().await;
        let space = closed(&app, "Acme").await;
        step(&app, space.row.id, Action::Destroy).await;
        let crash = |reached| if reached == cut { Err(Error::internal("killed")) } else { Ok(()) };
        for _ in 0..2 {
            assert!(finish_with(&app.app, space.row.id, crash).await.is_err(), "{cut:?}");
        }
        let key: Option<Vec<u8>> = app.app.platform().get("SELECT wrapped_key FROM space WHERE id = $1", args![space.row.id]).await.expect("a row");
        assert_eq!(key.is_some(), cut != Step::KeyGone, "{cut:?}: the key goes last");
        let certificates = number(&app, "SELECT COUNT(*) FROM mail WHERE attachment IS NOT NULL").await;
        assert_eq!(certificates, 0, "{cut:?}: the certificate says that the key is gone");
        assert!(matches!(take(&app.app, space.row.id, Action::Reopen).await.expect("an answer"), Outcome::Refused(_)), "there is no way back");
        app.drain().await;
        nothing_is_left(&app, &space).await;
        finish(&app.app, space.row.id).await.expect("nothing is left to do");
        let document = certificate(&app, &space).await;
        assert!(document["database"]["rows"].as_i64().is_some_and(|rows| rows > 0), "{cut:?}: counted after it was gone");
        let noted = journal::list_last(app.app.journal(), 100).await.expect("the journal");
        let destroyed = noted.iter().filter(|line| line.kind == "space_destroyed" && line.space == Some(space.row.id)).count();
        assert_eq!(destroyed, 1, "{cut:?}");
    }
}

#[tokio::test]
async fn p_k3_two_who_destroy_at_once_give_one_certificate() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    step(&app, space.row.id, Action::Destroy).await;
    let both = futures::future::join(finish(&app.app, space.row.id), finish(&app.app, space.row.id)).await;
    both.0.and(both.1).expect("both come to an end");
    nothing_is_left(&app, &space).await;
    certificate(&app, &space).await;
}

#[tokio::test]
async fn p_k3_a_database_that_does_not_open_is_destroyed_all_the_same() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    app.app.spaces().destroy(space.row.id).await.expect("it is lost");
    step(&app, space.row.id, Action::Destroy).await;
    finish(&app.app, space.row.id).await.expect("the end");
    nothing_is_left(&app, &space).await;
    let document = certificate(&app, &space).await;
    assert_eq!((&document["database"]["counted"], &document["database"]["rows"]), (&false.into(), &serde_json::Value::Null));
    let mail = app.mail_to(&space.owner_email()).await;
    assert!(mail.text.contains("personne n’a pu compter"), "a number was made up:\n{}", mail.text);
}

#[tokio::test]
async fn p_k3_a_volume_that_is_not_mounted_is_no_space_without_rows() {
    let app = TestApp::new().await;
    if !app.app.spaces().engine().encrypts_whole_databases() {
        return;
    }
    let (acme, rival) = (closed(&app, "Acme").await, closed(&app, "Rival").await);
    for space in [&acme, &rival] {
        step(&app, space.row.id, Action::Destroy).await;
        app.app.spaces().close(space.row.id);
    }
    let (folder, away) = (app.data().join("spaces"), app.data().join("away"));
    std::fs::rename(&folder, &away).expect("unmounted");
    std::fs::create_dir(&folder).expect("where it is mounted");
    finish(&app.app, acme.row.id).await.expect_err("it cannot be counted now");
    assert_eq!(number(&app, "SELECT COUNT(*) FROM destruction WHERE facts IS NULL").await, 2, "nothing was written down");
    std::fs::remove_dir_all(&folder).expect("the empty folder");
    std::fs::rename(&away, &folder).expect("mounted");
    // One that cannot be finished holds up none behind it.
    app.app.platform().execute("UPDATE destruction SET facts = 'spoiled' WHERE space_id = $1", args![acme.row.id]).await.expect("a fault");
    super::super::destruction::finish_unfinished(&app.app, 10).await.expect_err("the first cannot be finished");
    nothing_is_left_of_files(&app, &rival).await;
    assert!(certificate(&app, &rival).await["database"]["rows"].as_i64().is_some_and(|rows| rows > 0));
}

async fn nothing_is_left_of_files(app: &TestApp, space: &TestSpace<'_>) {
    assert!(!app.app.spaces().exists(space.row.id).await.expect("an answer"), "the database is there");
}

#[tokio::test]
async fn p_k3_while_somebody_reads_what_was_there_no_certificate_says_that_the_key_is_gone() {
    let app = TestApp::new().await;
    if !app.app.platform().engine().encrypts_whole_databases() {
        return;
    }
    let space = closed(&app, "Acme").await;
    step(&app, space.row.id, Action::Destroy).await;
    let reader = app.app.platform().snapshot().await.expect("a snapshot");
    let _old: i64 = reader.get("SELECT COUNT(*) FROM space", args![]).await.expect("a count");
    finish(&app.app, space.row.id).await.expect_err("the key still stands in the log");
    assert_eq!(number(&app, "SELECT COUNT(*) FROM mail WHERE attachment IS NOT NULL").await, 0);
    drop(reader);
    finish(&app.app, space.row.id).await.expect("the end");
    nothing_is_left(&app, &space).await;
    certificate(&app, &space).await;
}

#[tokio::test]
async fn what_is_due_is_found_along_an_index() {
    let app = TestApp::new().await;
    let db = app.app.platform();
    if !db.engine().encrypts_whole_databases() {
        // PostgreSQL plans by what is in the tables: a plan of empty ones says nothing.
        return;
    }
    let sql = super::super::queries::due_sql();
    let rows = db.query(&format!("EXPLAIN QUERY PLAN {sql}"), args![app.app.now(), 100_i64]).await.expect("a plan");
    let plan: Vec<String> = rows
        .into_iter()
        .map(|row| match row.rest().pop() {
            Some(hootis_space::Value::Text(detail)) => detail,
            _ => String::new(),
        })
        .collect();
    let plan = plan.join("\n");
    assert!(plan.contains("SEARCH s USING INDEX space_next_at") && !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{plan}");
}
