//! A search finds what a naive look at every row finds.

use std::collections::BTreeSet;

use hootis_space::search::fold;
use hootis_space::{Conn as _, search};
use uuid::Uuid;

use super::super::queries::list::{Filter, page};
use super::super::queries::write;
use super::super::row::Details;
use crate::clock::Now;
use crate::space::tags::{self, Subject};
use crate::testing::TestApp;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

const NAMES: [&str; 12] =
    ["Atelier", "L’Œuvre", "Garçon", "Peyrot", "NOËL", "Straße", "Ørsted", "Lunel", "d'Été", "Cœur-Volant", "Zapatería", "Ile-de-Ré"];
const TOWNS: [&str; 6] = ["Montauban", "L'Haÿ-les-Roses", "Évreux", "Saint-Étienne", "Moissac", "Łódź"];
const TAGS: [&str; 4] = ["Fidèle", "Chantier en cours", "À rappeler", "Été 2026"];

fn random(dice: &mut Dice) -> Details {
    let digits = |dice: &mut Dice, n: usize| (0..n).map(|_| char::from(b'0' + u8::try_from(dice.roll(10)).unwrap())).collect::<String>();
    let phone = digits(dice, 8).as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into_owned()).collect::<Vec<_>>().join(" ");
    Details {
        name: format!("{} {} {}", dice.pick(&NAMES), dice.pick(&NAMES), digits(dice, 2)),
        town: (dice.roll(3) > 0).then(|| dice.pick(&TOWNS).to_owned()),
        siren: (dice.roll(2) > 0).then(|| digits(dice, 9)),
        phone: (dice.roll(2) > 0).then(|| format!("05 {phone}")),
        email: (dice.roll(2) > 0).then(|| format!("{}@{}.example", digits(dice, 3), fold(dice.pick(&NAMES)).replace(' ', "-"))),
        ..Details::default()
    }
}

fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().all(|word| text.contains(word))
}

#[tokio::test]
async fn a_search_finds_what_a_look_at_every_row_finds() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let mut dice = Dice(42);
    let mut rows: Vec<(Uuid, String, Vec<&str>)> = Vec::new();
    let tx = space.db.begin().await.unwrap();
    for _ in 0..300 {
        let (id, details) = (Uuid::now_v7(), random(&mut dice));
        write::insert(&tx, Now(1), id, &details).await.unwrap();
        let own: Vec<&str> = TAGS.into_iter().filter(|_| dice.roll(4) == 0).collect();
        for tag in &own {
            tags::add(&tx, Now(1), Subject::Party, tag, &[id]).await.unwrap();
        }
        rows.push((id, write::search_body(&details), own));
    }
    tx.commit().await.unwrap();
    let mut hits = 0;
    for _ in 0..400 {
        let (_, body, own) = &rows[dice.roll(rows.len())];
        // A piece of a row, words in any order, sometimes with one of its tags, sometimes with something else.
        let chars: Vec<char> = body.chars().collect();
        let (start, length) = (dice.roll(chars.len()), 3 + dice.roll(9));
        let mut question: String = chars.iter().skip(start).take(length).collect();
        match dice.roll(4) {
            0 if !own.is_empty() => question = format!("{} {}", own[dice.roll(own.len())], question),
            1 => question = format!("{question} {}", dice.pick(&NAMES).to_uppercase()),
            _ => {}
        }
        let folded = fold(&question);
        let is_number = folded.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let joined = if is_number { folded.replace(' ', "") } else { folded };
        let words: Vec<&str> = joined.split(' ').filter(|word| !word.is_empty()).collect();
        // Words of one or two letters have rules of their own, which the index's own tests know.
        if words.is_empty() || words.iter().any(|word| word.chars().count() < 3) {
            continue;
        }
        let naive: BTreeSet<Uuid> = rows.iter().filter(|(_, body, own)| naive(body, own, &words)).map(|row| row.0).collect();
        let mut found = BTreeSet::new();
        let mut filter = Filter { search: question.clone(), ..Filter::default() };
        loop {
            let lines = page(&space.db, &filter).await.unwrap();
            assert_eq!(lines.count, Some(i64::try_from(naive.len()).unwrap()), "count of {question:?}");
            found.extend(lines.lines.iter().map(|line| line.id));
            match lines.next {
                Some(key) => filter.cursor = Some(super::super::queries::list::Cursor::After(key)),
                None => break,
            }
        }
        assert_eq!(found, naive, "{question:?}");
        hits += naive.len();
    }
    assert!(hits > 400, "the questions find something: {hits}");
    let engine = space.db.engine().name();
    let mut args = Vec::new();
    assert!(search::matching(space.db.engine(), "party", "…", &mut args).is_none(), "{engine}: no letter, no search");
}

/// Every word in the row, those that a tag of the row holds left aside.
fn naive(body: &str, own: &[&str], words: &[&str]) -> bool {
    let without = |tag: &str| words.iter().copied().filter(|word| !fold(tag).contains(word)).collect::<Vec<_>>();
    holds(body, words) || own.iter().any(|tag| without(tag).len() < words.len() && holds(body, &without(tag)))
}
