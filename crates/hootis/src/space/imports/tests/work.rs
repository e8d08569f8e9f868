//! Agenda, projects, tickets, discounts and links: coming in, changing, going, undone; and what is erased with people.

use hootis_dolibarr::Take;
use hootis_space::{Conn as _, SpaceDb, args};
use uuid::Uuid;

use super::dump::Dolibarr;
use super::faults::cut_off_after;
use super::state::{assert_same, exactly, in_words};
use super::{ask, counts, folder, request, source, take_in, touched};
use crate::space::imports::command::{Request, undo_last};
use crate::testing::{TestApp, form};

const SCHEMA: &str = "
CREATE TABLE `llx_propal` (`rowid` int, `entity` int, `ref` varchar(30), `fk_soc` int, `fk_statut` int, `datep` date, `total_ttc` double(24,8));
CREATE TABLE `llx_facture` (`rowid` int, `entity` int, `ref` varchar(30), `type` int, `fk_soc` int, `fk_statut` int, `paye` int, `datef` date, `total_ttc` double(24,8));
CREATE TABLE `llx_projet` (`rowid` int, `entity` int, `ref` varchar(50), `fk_soc` int, `fk_project` int, `title` varchar(255), `fk_statut` int, `dateo` date);
CREATE TABLE `llx_projet_task` (`rowid` int, `entity` int, `ref` varchar(50), `fk_projet` int, `fk_task_parent` int, `label` varchar(255), `planned_workload` double, `duration_effective` double, `progress` int);
CREATE TABLE `llx_element_time` (`rowid` int, `fk_element` int, `elementtype` varchar(32), `element_date` date, `element_duration` double, `fk_user` int);
CREATE TABLE `llx_ticket` (`rowid` int, `entity` int, `ref` varchar(128), `fk_soc` int, `subject` varchar(255), `message` text, `fk_statut` int, `origin_email` varchar(128), `datec` datetime);
CREATE TABLE `llx_c_actioncomm` (`id` int, `code` varchar(50), `type` varchar(50), `libelle` varchar(128));
INSERT INTO `llx_c_actioncomm` VALUES (1,'AC_TEL','system','Appel'),(40,'AC_OTH_AUTO','systemauto','Autre');
CREATE TABLE `llx_actioncomm` (`id` int, `entity` int, `fk_action` int, `code` varchar(50), `label` varchar(255), `note` text, `datep` datetime, `percent` int, `fk_soc` int, `fk_contact` int, `fk_element` int, `elementtype` varchar(255), `fk_user_author` int);
CREATE TABLE `llx_actioncomm_resources` (`rowid` int, `fk_actioncomm` int, `fk_element` int, `element_type` varchar(50), `answer_status` varchar(50), `mandatory` int);
CREATE TABLE `llx_element_element` (`rowid` int, `fk_source` int, `sourcetype` varchar(32), `fk_target` int, `targettype` varchar(32));
CREATE TABLE `llx_societe_remise_except` (`rowid` int, `entity` int, `fk_soc` int, `amount_ttc` double(24,8), `fk_facture_source` int, `fk_facture` int, `description` text);
INSERT INTO `llx_propal` VALUES (1,1,'PR1',1,2,'2026-01-01',120);
INSERT INTO `llx_facture` VALUES (1,1,'FA1',0,1,1,0,'2026-02-01',120),(2,1,'FA2',0,2,1,0,'2026-02-02',120);
";

/// Which rows there are of what is done, beside parties.
#[derive(Clone)]
struct Work {
    dolibarr: Dolibarr,
    tables: Vec<(&'static str, Vec<String>)>,
}

impl Work {
    /// A few of each, and so many events.
    fn of(parties: i64, events: i64) -> Self {
        let rows = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
        let mut agenda = rows(&[
            "(1,1,1,'AC_TEL','Rappeler Yann','Au sujet du comptoir','2026-03-01 09:00:00',0,1,1,NULL,NULL,1)",
            "(2,1,40,'AC_BILL_VALIDATE','Facture FA1 validée',NULL,'2026-03-01 10:00:00',-1,1,0,1,'invoice',1)",
            "(3,1,40,'TICKET_MSG','Réponse','Nous venons demain','2026-03-02 09:00:00',-1,1,0,1,'ticket',1)",
            "(4,1,1,'TICKET_MSG_PRIVATE','Entre nous','Prévoir deux heures','2026-03-02 09:30:00',-1,1,0,1,'ticket',2)",
        ]);
        agenda.extend((0..events).map(|n| {
            let (row, party) = (100 + n, 1 + n % parties);
            format!("({row},1,40,'AC_COMPANY_MODIFY','Tiers {party} modifié',NULL,'2026-04-01 10:00:00',-1,{party},0,NULL,NULL,1)")
        }));
        let tables = vec![
            ("projet", rows(&["(1,1,'PJ1',1,2,'Comptoir',1,'2026-01-15')", "(2,1,'PJ2',NULL,NULL,'Chantiers',1,NULL)"])),
            ("projet_task", rows(&["(1,1,'T1',1,NULL,'Poser',7200,3600,50)", "(2,1,'T2',1,1,'Poncer',NULL,NULL,0)"])),
            ("element_time", rows(&["(1,1,'task','2026-03-01',3600,1)"])),
            (
                "ticket",
                rows(&[
                    "(1,1,'TS1',1,'Tiroir bloqué','Bonjour',3,'<yann1@client.example>','2026-03-01 08:00:00')",
                    "(2,1,'TS2',2,'Autre','?',0,NULL,'2026-03-02 08:00:00')",
                ]),
            ),
            ("actioncomm", agenda),
            ("actioncomm_resources", rows(&["(1,1,1,'user','1',1)", "(2,1,1,'socpeople',NULL,0)"])),
            ("element_element", rows(&["(1,1,'propal',1,'facture')"])),
            ("societe_remise_except", rows(&["(1,1,1,30,NULL,NULL,'Geste commercial')", "(2,1,1,20,1,2,'(CREDIT_NOTE)')"])),
        ];
        Self { dolibarr: Dolibarr::of(parties), tables }
    }

    fn rows(&mut self, table: &str) -> &mut Vec<String> {
        &mut self.tables.iter_mut().find(|(name, _)| *name == table).unwrap().1
    }

    fn sql(&self) -> String {
        let sql = self.dolibarr.sql();
        let (tables, end) = sql.split_once("-- Dump completed").unwrap();
        let rows: Vec<String> = self
            .tables
            .iter()
            .flat_map(|(name, rows)| rows.chunks(400).map(move |rows| format!("INSERT INTO `llx_{name}` VALUES {};\n", rows.join(",\n"))))
            .collect();
        format!("{tables}{SCHEMA}{}-- Dump completed{end}", rows.concat())
    }

    /// A later state: changed, gone and new.
    fn later(&self) -> Self {
        let mut later = self.clone();
        let change = |rows: &mut Vec<String>, at: usize, from: &str, to: &str| rows[at] = rows[at].replace(from, to);
        change(later.rows("projet"), 0, ",1,'2026-01-15'", ",2,'2026-01-15'");
        later.rows("projet_task").remove(1);
        change(later.rows("element_time"), 0, "3600", "5400");
        change(later.rows("ticket"), 0, ",3,'<yann1", ",8,'<yann1");
        later.rows("ticket").remove(1);
        later.rows("actioncomm").remove(3);
        change(later.rows("actioncomm"), 0, "09:00:00',0", "09:00:00',100");
        later.rows("actioncomm").push("(50,1,1,'AC_TEL','Neuf',NULL,'2026-05-01 09:00:00',-1,2,0,NULL,NULL,1)".to_owned());
        later.rows("actioncomm_resources").remove(1);
        later.rows("element_element").clear();
        later.rows("societe_remise_except").remove(0);
        later
    }
}

async fn number(space: &SpaceDb, sql: &str) -> i64 {
    space.get(sql, args![]).await.unwrap()
}

#[tokio::test]
async fn what_is_done_comes_in_and_the_second_time_nothing_is_written() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let work = Work::of(4, 3);
    let dry = ask(&app, &space, request(source(&work.sql()), 1, true)).await.unwrap();
    let report = take_in(&app, &space, &work.sql()).await;
    let expected = [
        ("projects", 2),
        ("tasks", 2),
        ("time_spent", 1),
        ("tickets", 2),
        ("ticket_messages", 2),
        ("events", 5),
        ("attendees", 2),
        ("links", 1),
        ("discounts", 2),
    ];
    for (table, created) in expected {
        assert_eq!(counts(&report, table).created, created, "{table}");
        assert_eq!(counts(&dry, table), counts(&report, table), "a count says what the import does: {table}");
    }
    // Everything hangs on what it belongs to, within a batch too.
    let sql = "SELECT COUNT(*) FROM project_task t JOIN project_task u ON u.id = t.parent_id JOIN project p ON p.id = t.project_id JOIN party c ON c.id = p.party_id
               WHERE t.label = 'Poncer'";
    assert_eq!(number(&space.db, sql).await, 1);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM event WHERE is_automatic").await, 4);
    let about = "SELECT COUNT(*) FROM event e JOIN document d ON d.id = e.about_id WHERE e.about_kind = 'invoice' AND d.reference = 'FA1'";
    assert_eq!(number(&space.db, about).await, 1);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM ticket_message WHERE is_internal").await, 1);
    let linked = "SELECT COUNT(*) FROM record_link l JOIN document a ON a.id = l.source_id JOIN document b ON b.id = l.target_id WHERE a.kind = 'quote' AND b.kind = 'invoice'";
    assert_eq!(number(&space.db, linked).await, 1);
    // Traces are not searched for.
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM search_entry WHERE kind = 'event'").await, 1);
    let before = exactly(&space.db).await;
    assert_eq!(touched(&take_in(&app, &space, &work.sql()).await), (0, 0, 0));
    assert_same(&before, &exactly(&space.db).await, "the second time");
}

#[tokio::test]
async fn what_is_done_follows_dolibarr_and_an_undo_puts_all_back() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let work = Work::of(4, 0);
    let empty = exactly(&space.db).await;
    take_in(&app, &space, &work.sql()).await;
    let first = exactly(&space.db).await;
    let report = take_in(&app, &space, &work.later().sql()).await;
    let told = |table: &str| {
        let counts = counts(&report, table);
        (counts.created, counts.updated, counts.removed)
    };
    assert_eq!((told("projects"), told("tasks"), told("time_spent")), ((0, 1, 0), (0, 0, 1), (0, 1, 0)));
    assert_eq!((told("tickets"), told("ticket_messages")), ((0, 1, 1), (0, 0, 1)));
    assert_eq!((told("events"), told("attendees")), ((1, 1, 0), (0, 0, 1)));
    assert_eq!((told("links"), told("discounts")), ((0, 0, 1), (0, 0, 1)));
    for table in ["project_task", "ticket", "ticket_message"] {
        assert_eq!(number(&space.db, &format!("SELECT COUNT(*) FROM {table} WHERE gone_at IS NOT NULL")).await, 1, "{table} stays, and says so");
    }
    assert_eq!(touched(&take_in(&app, &space, &work.later().sql()).await), (0, 0, 0));
    for _ in 0..2 {
        undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    }
    assert_same(&first, &exactly(&space.db).await, "after what came later was undone");
    undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_same(&empty, &exactly(&space.db).await, "after everything was undone");
}

#[tokio::test]
async fn a_run_cut_off_among_events_ends_like_one_that_was_not() {
    let app = TestApp::new().await;
    let work = Work::of(4, 1_200);
    let later = work.later().sql();
    let whole = app.space("Entier").await;
    take_in(&app, &whole, &work.sql()).await;
    let expected = take_in(&app, &whole, &later).await;
    let state = in_words(&whole.db).await;
    let mut tried = 0;
    for batches in (14..).step_by(2) {
        let space = app.space("Coupé").await;
        take_in(&app, &space, &work.sql()).await;
        if cut_off_after(&app, &space, &later, batches).await {
            break;
        }
        let report = take_in(&app, &space, &later).await;
        assert_eq!(report.progress.tables, expected.progress.tables, "after {batches} batches");
        let own = in_words(&space.db).await;
        for table in ["event", "event_attendee", "ticket", "ticket_message", "record_link"] {
            assert_eq!(state[table].len(), own[table].len(), "{table} after {batches} batches");
        }
        tried += 1;
    }
    assert!(tried >= 3, "only {tried} cuts");
}

#[tokio::test]
async fn work_that_is_not_asked_for_or_not_in_the_dump_is_left_alone() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let work = Work::of(4, 0);
    take_in(&app, &space, &work.sql()).await;
    let before = exactly(&space.db).await;
    let without = Request { take: Take { work: false, sales: false, ..Take::default() }, ..request(source(&work.later().sql()), 1, false) };
    assert_eq!(touched(&ask(&app, &space, without).await.unwrap()), (0, 0, 0));
    assert_eq!(touched(&take_in(&app, &space, &work.dolibarr.sql()).await), (0, 0, 0), "a dump without these tables says nothing of them");
    assert_same(&before, &exactly(&space.db).await, "afterwards");
}

async fn local(space: &SpaceDb, table: &str, row: i64) -> Uuid {
    space.get("SELECT local_id FROM origin WHERE source_table = $1 AND source_row = $2", args![table, row]).await.unwrap()
}

#[tokio::test]
async fn what_is_about_a_party_goes_with_it_and_does_not_come_back() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    let work = Work::of(4, 8);
    take_in(&app, &space, &work.sql()).await;
    let party = local(&space.db, "societe", 1).await;
    owner.post(&format!("/admin/clients/{party}/suppression"), form! {}).await.is(303);
    for (table, left) in
        [("project", 1), ("project_task", 0), ("time_spent", 0), ("ticket", 1), ("ticket_message", 0), ("record_link", 0), ("discount", 0)]
    {
        assert_eq!(number(&space.db, &format!("SELECT COUNT(*) FROM {table}")).await, left, "{table}");
    }
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM event").await, 6, "those of the other parties");
    let found = "SELECT COUNT(*) FROM search_entry WHERE kind IN ('event', 'ticket', 'project')";
    assert_eq!(number(&space.db, found).await, 2, "what is gone is not found");
    assert_eq!(touched(&take_in(&app, &space, &work.sql()).await), (0, 0, 0));
}

#[tokio::test]
async fn p_r3_what_is_about_a_contact_goes_with_them() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    let work = Work::of(4, 0);
    take_in(&app, &space, &work.sql()).await;
    take_in(&app, &space, &work.later().sql()).await;
    let (contact, event) = (local(&space.db, "socpeople", 1).await, local(&space.db, "actioncomm", 1).await);
    space.db.execute("UPDATE contact SET email = 'Yann1@client.example' WHERE id = $1", args![contact]).await.unwrap();
    let images = format!("SELECT COUNT(*) FROM import_before WHERE before_image LIKE '%{event}%'");
    assert!(number(&space.db, &images).await > 0, "what it was before can be put back");
    owner.post(&format!("/admin/contacts/{contact}/suppression"), form! {}).await.is(303);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM event WHERE label = 'Rappeler Yann'").await, 0);
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM ticket WHERE from_address IS NOT NULL").await, 0, "a ticket that came from their address");
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM ticket_message").await, 0);
    assert_eq!(number(&space.db, &images).await, 0, "no image of it is left");
    assert_eq!(number(&space.db, "SELECT COUNT(*) FROM event").await, 2, "the others stay");
}
