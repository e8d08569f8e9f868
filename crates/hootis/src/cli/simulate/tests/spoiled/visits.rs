//! Faults in what visitors leave, and are asked.

use hootis_space::args;
use uuid::Uuid;

use super::super::super::browser::Browser;
use super::super::super::checks::{ASKED, COOKIES, FIVE, MEASURED, VISITS};
use super::super::super::eyes::Canary;
use super::super::super::life::Life;
use super::{Fault, Undo, Where, fault, rows};

pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("records have room for the page", &[FIVE], |life| {
            let (spoil, repair) = ("ALTER TABLE visit ADD COLUMN path TEXT", "ALTER TABLE visit DROP COLUMN path");
            Box::pin(rows(life, Where::Platform, (spoil, args![]), (repair, args![])))
        }),
        fault("a record holds the page visited", &[FIVE], |life| {
            Box::pin(visit(life, "Firefox 140", "http://hootis.localhost/mot-de-passe".to_owned()))
        }),
        fault("a record holds the page visited, as its browser", &[FIVE], |life| {
            Box::pin(visit(life, "Firefox 140 /inscription", "http://annuaire.example/".to_owned()))
        }),
        fault("a record holds what was asked of the page that led here", &[FIVE], |life| {
            Box::pin(visit(life, "Firefox 140", format!("http://annuaire.example/{}", Canary::Query(1))))
        }),
        fault("a record holds the whole name of a browser", &[FIVE], |life| {
            Box::pin(visit(life, "Firefox 140 zqb000001", "http://annuaire.example/".to_owned()))
        }),
        fault("records forget where visitors came from", &[VISITS], |life| {
            let (spoil, repair) =
                ("UPDATE visit SET referrer = REPLACE(referrer, '/zqv', '/zqx')", "UPDATE visit SET referrer = REPLACE(referrer, '/zqx', '/zqv')");
            Box::pin(rows(life, Where::Platform, (spoil, args![]), (repair, args![])))
        }),
        fault("who agreed is asked again at once", &[ASKED, MEASURED], |life| {
            Box::pin(async move {
                let agreed = life.regulars.iter_mut().position(|regular| regular.lose_agreement()).expect("somebody agreed");
                life.regular(agreed).await.expect("an answer");
                Undo::Nothing
            })
        }),
        fault("a cookie that nobody declared is set", &[COOKIES], |life| Box::pin(async move { set(life, "theirs=a; Path=/; SameSite=Lax") })),
        fault("a cookie lives longer than declared", &[COOKIES], |life| {
            Box::pin(async move { set(life, "hootis_session=a; Path=/; SameSite=Lax; Max-Age=7201; HttpOnly") })
        }),
        fault("a script can read a cookie that is for the server alone", &[COOKIES], |life| {
            Box::pin(async move { set(life, "hootis_session=a; Path=/; SameSite=Lax; Max-Age=7200") })
        }),
    ]
}

/// Writes a record.
async fn visit(life: &Life, browser: &'static str, referrer: String) -> Undo {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO visit (id, address, visited_at, browser, platform, referrer) VALUES ($1, '127.0.0.1', $2, $3, 'Linux', $4)";
    rows(life, Where::Platform, (sql, args![id, life.now, browser, referrer]), ("DELETE FROM visit WHERE id = $1", args![id])).await
}

/// An answer sets a cookie.
fn set(life: &mut Life, cookie: &str) -> Undo {
    Browser::new(1, "Mozilla/5.0").keep(cookie, &mut life.verdicts, "GET /");
    Undo::Nothing
}
