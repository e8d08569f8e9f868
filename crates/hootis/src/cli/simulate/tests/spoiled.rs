//! What no switch turns off is spoiled by hand, and the simulation must see it.

use hootis_space::{Conn as _, args};

use super::super::browser::{Browser, COOKIES};
use super::super::life::ONCE;
use super::super::people::Plan;
use super::super::record;
use super::super::verdicts::Check;
use super::*;

/// One who tries, and what is looked at closely in the middle.
const ONE: Size = Size { companies: 1, visitors: 0, crashes: 0, between_looks: ms(Span::days(9)), plans: &[Plan::Trial] };

#[track_caller]
fn is_broken(verdicts: &Verdicts, check: Check) {
    assert!(verdicts.broken().contains(&(check.promise.id, check.name)), "{:?} was not seen:\n{}", check.name, verdicts.lines().join("\n"));
}

#[tokio::test]
async fn an_entry_of_the_journal_that_is_changed_and_one_that_is_missing_are_seen() {
    let somewhere = Somewhere::new();
    let mut life = somewhere.life(&[], 5, 1, ONE).await;
    life.live(|_| {}).await.expect("a life ends");
    all_held(&life.verdicts, 5);
    let last: i64 = life.eyes.journal.get("SELECT MAX(sequence) FROM entry", args![]).await.expect("a number");
    for (entry, spoil, repair, checks) in [
        (last - 1, "created_at = created_at + 1", "created_at = created_at - 1", &[record::VERIFIED] as &[_]),
        // Elsewhere, it is missing where it was.
        (last - 1, "sequence = -sequence", "sequence = -sequence", &[record::VERIFIED, record::CHAINED]),
        (last, "sequence = -sequence", "sequence = -sequence", &[record::VERIFIED, record::CHAINED]),
    ] {
        life.verdicts = Verdicts::default();
        let change = |what: &str| format!("UPDATE entry SET {what} WHERE sequence IN ($1, $2)");
        life.eyes.journal.execute(&change(spoil), args![entry, -entry]).await.expect("spoiled");
        life.look_at_journal().await.expect("a look");
        checks.iter().for_each(|check| is_broken(&life.verdicts, *check));
        life.eyes.journal.execute(&change(repair), args![entry, -entry]).await.expect("repaired");
        life.verdicts = Verdicts::default();
        life.look_at_journal().await.expect("a look");
        all_held(&life.verdicts, 5);
    }
}

#[tokio::test]
async fn a_mail_that_comes_twice_is_seen() {
    let somewhere = Somewhere::new();
    let mut life = somewhere.life(&[], 5, 1, ONE).await;
    life.live(|_| {}).await.expect("a life ends");
    all_held(&life.verdicts, 5);
    let folder = life.world.place().post.folder().to_owned();
    std::fs::copy(folder.join("0000000000.eml"), folder.join("9999999999.eml")).expect("a copy");
    life.read_mails().expect("mails");
    is_broken(&life.verdicts, ONCE);
}

#[test]
fn a_cookie_that_nobody_declared_is_seen() {
    let mut verdicts = Verdicts::default();
    let mut browser = Browser::new(1, "Mozilla/5.0");
    browser.keep("hootis_session=a; Path=/; SameSite=Lax; Max-Age=7200; HttpOnly", &mut verdicts, "GET /");
    assert!(verdicts.all_hold());
    for cookie in ["theirs=a; Path=/; SameSite=Lax", "hootis_session=a; Path=/; SameSite=Lax; Max-Age=7201; HttpOnly"] {
        let mut verdicts = Verdicts::default();
        browser.keep(cookie, &mut verdicts, "GET /");
        is_broken(&verdicts, COOKIES);
    }
}
