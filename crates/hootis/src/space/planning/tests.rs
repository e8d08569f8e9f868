//! Stories of agenda, projects and tickets, as members see them.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, Value, args, search};
use uuid::Uuid;

use super::line::hours;
use crate::space::documents;
use crate::testing::{TestApp, TestSpace};

/// Writes a row; what is not said is what a column of that kind is without.
async fn row(space: &TestSpace<'_>, table: &str, columns: &[(&str, Value)]) -> Uuid {
    let id = Uuid::now_v7();
    let mut all: Vec<(&str, Value)> = vec![("id", id.into()), ("version", 1_i64.into()), ("created_at", 0_i64.into()), ("updated_at", 0_i64.into())];
    all.extend(columns.iter().cloned());
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let holders: Vec<String> = (1..=all.len()).map(|n| format!("${n}")).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), holders.join(", "));
    space.db.execute(&sql, all.into_iter().map(|(_, value)| value).collect()).await.unwrap();
    id
}

fn event<'a>(label: &str, starts: &str, more: &[(&'a str, Value)]) -> Vec<(&'a str, Value)> {
    let mut columns: Vec<(&'a str, Value)> = vec![("label", label.into()), ("starts", starts.into()), ("is_all_day", false.into())];
    for (name, value) in [("is_automatic", Value::Bool(false)), ("progress", "not_applicable".into())] {
        if !more.iter().any(|(known, _)| *known == name) {
            columns.push((name, value));
        }
    }
    columns.extend(more.iter().cloned());
    columns
}

async fn find(space: &TestSpace<'_>, kind: &'static str, id: Uuid, words: &str) {
    search::put(&space.db, kind, vec![(id, search::body(&[Some(words)]))]).await.unwrap();
}

#[tokio::test]
async fn the_agenda_shows_what_comes_and_traces_when_they_are_asked_for() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/agenda").await.is(200).says("Rien à venir");
    owner.get("/admin/projets").await.is(200).says("Rien pour l'instant");
    let peyrot = space.party("Boulangerie Peyrot").await;
    let party = ("party_id", Value::from(peyrot));
    let call = event("Rappeler Yann", "2099-03-01 09:30:00", &[party.clone(), ("kind", "Appel".into()), ("progress", "to_do".into())]);
    let call = row(&space, "event", &call).await;
    find(&space, "event", call, "Rappeler Yann").await;
    row(&space, "event", &event("Visite", "2020-03-01 10:00:00", &[party.clone(), ("progress", "done".into())])).await;
    row(&space, "event", &event("Facture validée", "2099-03-02 10:00:00", &[party, ("is_automatic", true.into())])).await;
    let list = owner.get("/admin/agenda").await.is(200);
    list.says("Rappeler Yann").says("À faire").says("Boulangerie Peyrot").says("1er mars 2099, 09:30").says_not("Visite").says_not("Facture validée");
    owner.get_part("/admin/agenda?etat=fini").await.is(200).says("Visite").says("Fait").says_not("Rappeler");
    owner.get_part("/admin/agenda?traces=1").await.is(200).says("Facture validée").says("Rappeler");
    owner.get_part("/admin/agenda?etat=a-faire").await.is(200).says("Rappeler Yann").says_not("Visite").says("Une ligne.");
    owner.get_part("/admin/agenda?etat=tout&q=yann").await.is(200).says("Rappeler Yann").says_not("Visite").says_not("<html");
    for broken in ["apres=x", "avant=%27%3B_0", "client=x", "etat=x"] {
        owner.get(&format!("/admin/agenda?{broken}")).await.is(200);
    }
    let page = owner.get(&format!("/admin/agenda/{call}")).await.is(200);
    page.says("Rappeler Yann").says("Appel").says("Boulangerie Peyrot").says("Pas de note.");
    owner.get(&format!("/admin/agenda/{}", Uuid::now_v7())).await.is(404);
}

#[tokio::test]
async fn the_agenda_pages_by_key_both_ways() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    for n in 0..110 {
        row(&space, "event", &event(&format!("RDV-{n:04}"), &format!("2099-01-{:02} 10:00:00", 1 + n / 4), &[])).await;
    }
    let found = |text: &str| text.split(">RDV-").skip(1).map(|rest| rest[..4].to_owned()).collect::<Vec<_>>();
    let link = |text: &str, rel: &str| {
        let rest = text.split_once(&format!("rel=\"{rel}\" href=\""))?.1;
        Some(rest.split('"').next()?.replace("&amp;", "&").replace("&#38;", "&"))
    };
    let (mut seen, mut pages, mut address) = (Vec::new(), Vec::new(), "/admin/agenda".to_owned());
    loop {
        let text = owner.get(&address).await.is(200).text();
        seen.extend(found(&text));
        pages.push(found(&text));
        let Some(next) = link(&text, "next") else {
            let back = owner.get(&link(&text, "prev").unwrap()).await.is(200).text();
            assert_eq!(found(&back), pages[1]);
            break;
        };
        address = next;
    }
    assert_eq!(pages.len(), 3);
    assert_eq!(seen, (0..110).map(|n| format!("{n:04}")).collect::<Vec<_>>(), "the soonest first, each once");
}

#[tokio::test]
async fn a_project_shows_its_tasks_and_their_time() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let columns = [("reference", "PJ1".into()), ("title", "Comptoir".into()), ("status", "open".into()), ("currency", "EUR".into())];
    let more =
        [("made", Value::from("2026-01-15 08:00:00")), ("description_html", "<p>En <b>chêne</b></p>".into()), ("description", "En chêne".into())];
    let project = row(&space, "project", &[columns.to_vec(), more.to_vec(), vec![("budget_cents", 150_000_i64.into())]].concat()).await;
    for (position, label, percent) in [(1_i64, "Poser", 50_i64), (2, "Poncer", 100)] {
        let task =
            [("project_id", Value::from(project)), ("label", label.into()), ("position", position.into()), ("progress_percent", percent.into())];
        let task = row(&space, "project_task", &[task.to_vec(), vec![("planned_seconds", 7_200_i64.into())]].concat()).await;
        row(&space, "time_spent", &[("task_id", task.into()), ("seconds", 5_400_i64.into())]).await;
    }
    row(&space, "event", &event("Livraison", "2026-03-01 10:00:00", &[("project_id", project.into())])).await;
    owner.get("/admin/projets").await.is(200).says("Comptoir").says("PJ1").says("En cours").says("value=\"75\"");
    owner.get_part("/admin/projets?etat=fini").await.is(200).says_not("Comptoir").says("Rien de tel");
    let page = owner.get(&format!("/admin/projets/{project}")).await.is(200);
    let page = page.says("<b>chêne</b>").says("Poser").says("75 %").says("1 h 30").says("3 h passées sur 4 h prévues").says("Livraison");
    page.says("1\u{202f}500,00\u{a0}€");
    assert_eq!((hours(0), hours(300), hours(3_600), hours(3_900)), ("0 min".into(), "5 min".into(), "1 h".into(), "1 h 05".into()));
}

#[tokio::test]
async fn a_ticket_reads_like_a_conversation_and_cannot_be_answered() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let columns =
        [("reference", Value::from("TS1")), ("subject", "Tiroir bloqué".into()), ("message", "Bonjour".into()), ("status", "in_progress".into())];
    let ticket = row(
        &space,
        "ticket",
        &[columns.to_vec(), vec![("made", "2026-03-01 08:00:00".into()), ("from_address", "yann@client.example".into())]].concat(),
    )
    .await;
    for (internal, text) in [(false, "Nous venons demain"), (true, "Prévoir deux heures")] {
        let message = [("ticket_id", Value::from(ticket)), ("is_internal", internal.into()), ("by_mail", false.into()), ("body", text.into())];
        row(&space, "ticket_message", &[message.to_vec(), vec![("written", "2026-03-02 09:00:00".into())]].concat()).await;
    }
    owner.get("/admin/tickets").await.is(200).says("Tiroir bloqué").says("En cours");
    owner.get_part("/admin/tickets?etat=fini").await.is(200).says_not("Tiroir");
    let page = owner.get(&format!("/admin/tickets/{ticket}")).await.is(200);
    let page = page.says("Bonjour").says("yann@client.example").says("Nous venons demain").says("Note interne de").says("Prévoir deux heures");
    page.says("On répond à ce ticket dans Dolibarr.").says_not("<textarea");
}

#[tokio::test]
async fn what_is_about_a_private_contact_is_for_whoever_sees_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let reader = space.member(Role::Reader).await;
    let contact = space.stranger("Yann Le Goff", None).await;
    space.db.execute("UPDATE contact SET is_private = $2 WHERE id = $1", args![contact, true]).await.unwrap();
    let id = row(&space, "event", &event("Déjeuner", "2099-03-01 12:00:00", &[("contact_id", contact.into())])).await;
    owner.get("/admin/agenda").await.is(200).says("Déjeuner");
    owner.get(&format!("/admin/agenda/{id}")).await.is(200).says("Yann Le Goff");
    reader.get("/admin/agenda").await.is(200).says_not("Déjeuner");
    reader.get(&format!("/admin/agenda/{id}")).await.is(404);
}

#[tokio::test]
async fn a_document_says_what_it_was_made_of() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let quote = documents::testing::Sample { kind: "quote", ..documents::testing::Sample::invoice("PR1", None) }.keep(&space.db).await;
    let invoice = documents::testing::invoice(&space.db, "FA1", None).await;
    let link = [("source_kind", Value::from("quote")), ("source_id", quote.into()), ("target_kind", "invoice".into()), ("target_id", invoice.into())];
    row(&space, "record_link", &link).await;
    owner.get(&format!("/admin/documents/{invoice}")).await.is(200).says("Issu de").says(&format!("/admin/documents/{quote}"));
    owner.get(&format!("/admin/documents/{quote}")).await.is(200).says("A donné").says(&format!("/admin/documents/{invoice}"));
}
