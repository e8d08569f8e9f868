//! `kill -9` at random points: what was acknowledged is there, and nothing is there by half.

use std::time::Duration;

use futures::future::join_all;
use hootis_policy::states::SpaceState;
use hootis_space::{Conn as _, args};

use super::signups::{Came, Company, mails_to};
use super::{Place, Running};
use crate::app::App;
use crate::platform::evidence::made_for_the_look;
use crate::platform::spaces;

const ROUNDS: u64 = 5;
const COMPANIES: usize = 5;
const CONTACTS: usize = 200;

#[tokio::test]
async fn sign_ups_and_writes_cut_off_by_kills_are_whole_or_not_there_and_keep_what_was_acknowledged() {
    let (place, mut companies) = (Place::new(), Vec::new());
    for round in 0..ROUNDS {
        let server = Running::start(&place).await;
        let from = companies.len();
        companies.extend((0..COMPANIES).map(|n| Company::new(&format!("Atelier {round}{n}"), server.browser())));
        let data = place.data();
        let work = join_all(companies[from..].iter_mut().map(async |company| {
            // The server dies in the middle: how far it came is in the company.
            if company.sign_up(&data).await.is_ok() {
                let _cut_off = company.add_contacts(CONTACTS).await;
            }
        }));
        let moment = Duration::from_millis(u64::from(hootis_vault::random_below(2_500)) + 700 * round);
        tokio::select! { _ = work => {}, () = tokio::time::sleep(moment) => {} }
        server.kill();
    }
    // The last to start finishes what was begun.
    let server = Running::start(&place).await;
    server.terminate().await;
    let app = place.app().await;
    let (made, saved) = (spaces_are_whole(&app).await, companies.iter().map(|company| company.contacts.len()).sum::<usize>());
    println!("{made} spaces and {saved} contacts of {} companies, {ROUNDS} kills", companies.len());
    assert!(made > 0 && saved > 0, "no kill came late enough for a space or a contact to be made: {made}, {saved}");
    for company in &companies {
        keeps_its_promises(&app, &place, company).await;
    }
    drop(app);
    let server = Running::start(&place).await;
    for company in companies.into_iter().filter(|company| company.came == Came::Open) {
        let company = Company { browser: company.browser.moved(server.address), ..company };
        company.enter().await.expect("the server lives").get("/admin").await.is(200);
    }
}

/// Checks that each account has its space and each space its database and owner; how many there are.
async fn spaces_are_whole(app: &App) -> usize {
    let all = spaces::list(app.platform(), None, 1000).await.expect("a list");
    for space in &all {
        assert_eq!(space.state, SpaceState::Trial, "{} is half made", space.slug);
        let db = spaces::open(app, space.id).await.expect("it opens");
        let owners: i64 = db.get("SELECT COUNT(*) FROM member WHERE role = 'owner'", args![]).await.expect("a count");
        assert_eq!(owners, 1, "{} has no owner, or several", space.slug);
    }
    let (accounts, unfinished): (i64, i64) = app
        .platform()
        .get("SELECT (SELECT COUNT(*) FROM account), (SELECT COUNT(*) FROM signup WHERE confirmed_at IS NOT NULL)", args![])
        .await
        .expect("counts");
    assert_eq!((usize::try_from(accounts), unfinished), (Ok(all.len()), 0), "an account is without its space, or a sign-up unfinished");
    let folder = app.data().join("spaces");
    let parts = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    // A look at the promises may be cut off too, and has its own space: the next look takes it out.
    let looked = format!("{}.part", made_for_the_look(app).expect("an id"));
    let parts = parts.filter(|entry| entry.path().extension().is_some_and(|end| end == "part") && *entry.file_name() != *looked).count();
    assert_eq!(parts, 0, "parts of databases are left behind");
    all.len()
}

async fn keeps_its_promises(app: &App, place: &Place, company: &Company) {
    let count = async |sql: &str| app.platform().get::<i64>(sql, args![company.email()]).await.expect("a count");
    let waits = count("SELECT COUNT(*) FROM signup WHERE email = $1").await;
    let has_account = count("SELECT COUNT(*) FROM account WHERE email = $1").await;
    assert!(waits + has_account <= 1, "{} is there twice", company.name);
    match company.came {
        Came::Nowhere => {}
        Came::SignedUp => {
            assert_eq!(waits + has_account, 1, "the sign-up of {} is lost", company.name);
            let queued = count("SELECT COUNT(*) FROM mail WHERE recipient = $1").await;
            assert!(queued > 0 || !mails_to(&place.data(), &company.email()).is_empty(), "the mail to {} is lost", company.name);
        }
        Came::Open => {
            let space = spaces::find_by_slug(app.platform(), &company.slug).await.expect("an answer").expect("the space is there");
            let db = spaces::open(app, space.id).await.expect("it opens");
            for name in &company.contacts {
                let found: i64 = db.get("SELECT COUNT(*) FROM contact WHERE last_name = $1", args![name]).await.expect("a count");
                assert_eq!(found, 1, "{name} of {} was acknowledged", company.name);
            }
        }
    }
}
