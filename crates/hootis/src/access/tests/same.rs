//! Known or not, an address is answered the same: as many hashes, as many rows, the same status, a page of the same length.

use hootis_policy::data::{self, Database};
use hootis_policy::limits;
use hootis_space::{Conn, args};

use super::{CHROME, From, post_from};
use crate::testing::{Answer, Client, PASSWORD, TestApp, TestSpace, form};

/// What an answer cost, and what could be seen of it.
#[derive(PartialEq, Eq, Debug)]
struct Seen {
    status: u16,
    bytes: usize,
    hashes: usize,
    rows: Vec<(&'static str, i64)>,
}

/// A door with somebody behind it, and nobody whose address is as long.
struct Behind {
    client: Client,
    path: &'static str,
    known: String,
}

impl Behind {
    /// The address of the known one, or one that nobody has.
    fn address(&self, who: Who) -> String {
        let (name, host) = self.known.split_once('@').expect("an address");
        match who {
            Who::Known => self.known.clone(),
            Who::Nobody => format!("{}@{host}", "x".repeat(name.len())),
            Who::Other => format!("{}@{host}", "y".repeat(name.len())),
        }
    }
}

#[derive(Clone, Copy)]
enum Who {
    Known,
    Nobody,
    /// Nobody either: the first of all, for what is counted by network.
    Other,
}

async fn four_doors(app: &TestApp, space: &TestSpace<'_>) -> [Behind; 4] {
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    space.member(hootis_policy::permissions::Role::Editor).await;
    let member = space.db.get("SELECT email FROM member WHERE role = 'editor'", args![]).await.expect("an address");
    app.operator("nadia").await;
    [
        Behind { client: app.anyone(), path: "/connexion", known: space.owner_email() },
        Behind { client: app.anyone(), path: "/operateur/connexion", known: app.operator_email("nadia") },
        Behind { client: space.anyone(), path: "/admin/connexion", known: member },
        Behind { client: space.anyone(), path: "/connexion", known: contact.email },
    ]
}

async fn counted(conn: &impl Conn, database: Database, into: &mut Vec<(&'static str, i64)>) {
    for table in data::tables(database) {
        into.push((table.name, conn.get(&format!("SELECT COUNT(*) FROM {}", table.name), args![]).await.expect("a count")));
    }
}

async fn rows(app: &TestApp, space: &TestSpace<'_>) -> Vec<(&'static str, i64)> {
    let mut all = Vec::new();
    counted(app.app.platform(), Database::Platform, &mut all).await;
    counted(&space.db, Database::Space, &mut all).await;
    all
}

/// What asking costs and shows. Nothing is done in the background meanwhile.
async fn seen(app: &TestApp, space: &TestSpace<'_>, ask: impl AsyncFnOnce() -> Answer) -> Seen {
    let (before, hashes) = (rows(app, space).await, app.app.passwords().taken());
    let answer = ask().await;
    let after = rows(app, space).await;
    Seen {
        status: answer.status.as_u16(),
        bytes: answer.text().len(),
        hashes: app.app.passwords().taken() - hashes,
        rows: before
            .into_iter()
            .zip(after)
            .filter(|(before, after)| before.1 != after.1)
            .map(|(before, after)| (after.0, after.1 - before.1))
            .collect(),
    }
}

#[tokio::test]
async fn signing_in_costs_and_says_the_same_at_each_door_whoever_has_the_address() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for door in four_doors(&app, &space).await {
        door.client.get(door.path).await.is(200);
        let ask = async |who: Who| {
            let form = form! { email: door.address(who), password: "not the password" };
            // As for whoever was never heard of: somebody has signed in here before.
            app.app.platform().execute("DELETE FROM throttle", args![]).await.expect("an answer");
            seen(&app, &space, async || door.client.post(door.path, form).await).await
        };
        ask(Who::Other).await;
        let (known, nobody) = (ask(Who::Known).await, ask(Who::Nobody).await);
        assert_eq!(known, nobody, "{} of {}", door.path, door.known);
        assert_eq!((known.status, known.hashes), (422, 1));
        assert!(!known.rows.is_empty(), "it is counted");
    }
}

#[tokio::test]
async fn too_many_wrong_passwords_cost_and_say_the_same_at_each_door_whoever_has_the_address() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for door in four_doors(&app, &space).await {
        door.client.get(door.path).await.is(200);
        let wrong = async |who: Who, n: u32| {
            // From networks of its own for each of the two.
            let first = if matches!(who, Who::Known) { 10 } else { 11 };
            let (email, address) = (door.address(who), format!("{first}.{}.{}.1", n / 250, n % 250));
            post_from(&door.client, From { agent: CHROME, address: &address }, door.path, &[("email", &email), ("password", "not the password")])
                .await
        };
        let mut all = Vec::new();
        for who in [Who::Known, Who::Nobody] {
            for n in 0..limits::SIGN_IN_EVERYWHERE.most {
                wrong(who, n).await.is(422);
            }
            // The one after which the owner is told.
            all.push(seen(&app, &space, async || wrong(who, limits::SIGN_IN_EVERYWHERE.most).await).await);
        }
        assert_eq!(all[0], all[1], "{} of {}", door.path, door.known);
        assert_eq!((all[0].status, all[0].hashes), (429, 1));
        let told = app
            .mails()
            .await
            .iter()
            .filter(|mail| mail.subject.starts_with("Beaucoup de mots de passe"))
            .map(|mail| mail.to.clone())
            .collect::<Vec<_>>();
        assert_eq!(told.last(), Some(&door.known), "whoever has the address is told, by a job");
        assert!(!told.contains(&door.address(Who::Nobody)));
    }
}

#[tokio::test]
async fn asking_for_a_new_password_costs_and_says_the_same_at_each_door_whoever_has_the_address() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for door in four_doors(&app, &space).await {
        let path = door.path.replace("connexion", "mot-de-passe");
        door.client.get(&path).await.is(200);
        let ask = async |who: Who| {
            let form = form! { email: door.address(who) };
            seen(&app, &space, async || door.client.post(&path, form).await).await
        };
        ask(Who::Other).await;
        let (known, nobody) = (ask(Who::Known).await, ask(Who::Nobody).await);
        assert_eq!(known, nobody, "{path} of {}", door.known);
        assert_eq!((known.status, known.hashes), (200, 0));
    }
}

#[tokio::test]
async fn signing_up_and_a_mailed_code_cost_and_say_the_same_whoever_has_the_address() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let [account, _, _, contact] = four_doors(&app, &space).await;
    let sign_up = async |who: Who| {
        let client = app.anyone();
        client.get("/inscription").await.is(200);
        let form = form! { company: "Atelier Nord", name: "Olive", email: account.address(who), password: PASSWORD };
        seen(&app, &space, async || client.post("/inscription", form).await).await
    };
    sign_up(Who::Other).await;
    let (known, nobody) = (sign_up(Who::Known).await, sign_up(Who::Nobody).await);
    assert_eq!(known, nobody);
    assert_eq!((known.status, known.hashes), (303, 1));
    contact.client.get("/connexion/e-mail").await.is(200);
    let code = async |who: Who| {
        let form = form! { email: contact.address(who) };
        seen(&app, &space, async || contact.client.post("/connexion/e-mail", form).await).await
    };
    code(Who::Other).await;
    let (known, nobody) = (code(Who::Known).await, code(Who::Nobody).await);
    assert_eq!(known, nobody);
    assert_eq!(known.status, 303);
}
