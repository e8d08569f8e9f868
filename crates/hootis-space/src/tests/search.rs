use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Lab, id, key};
use crate::connect::{Access, connect};
use crate::search::{CAP, body, fold, matching, put, remove};
use crate::{Conn, Durability, Engine, args};

async fn found(db: &impl Conn, kind: &'static str, question: &str) -> Option<BTreeSet<Uuid>> {
    let mut args = args![];
    let sql = matching(db.engine(), kind, question, &mut args)?;
    let ids: Vec<Uuid> = db.list(&format!("{sql} "), args).await.unwrap();
    let count = ids.len();
    let set: BTreeSet<Uuid> = ids.into_iter().collect();
    assert_eq!(set.len(), count, "a row was found twice");
    Some(set)
}

#[test]
fn folding_leaves_letters_and_digits_in_lower_case_without_accents() {
    for (text, folded) in [
        ("", ""),
        ("  ", ""),
        ("Crème BRÛLÉE", "creme brulee"),
        ("L'Œuvre & Cie", "l oeuvre cie"),
        ("Straße ẞ", "strasse ss"),
        ("Łódź Ørsted Æ", "lodz orsted ae"),
        ("İstanbul", "istanbul"),
        ("e\u{301}te\u{301}", "ete"),
        ("ﬁn ① ²", "fin 1 2"),
        ("--a__b%%c\\d--", "a b c d"),
        ("FR 12 345-678", "fr 12 345 678"),
        ("\u{0}x\u{0}", "x"),
    ] {
        assert_eq!(fold(text), folded, "{text:?}");
        assert_eq!(fold(&fold(text)), fold(text), "folding twice changes nothing");
    }
}

#[test]
fn a_body_joins_its_parts_and_writes_numbers_also_without_blanks() {
    assert_eq!(body(&[Some("Été"), None, Some(" "), Some("06 12-34")]), "ete 06 12 34 061234");
    assert_eq!(body(&[Some("12 rue")]), "12 rue");
    assert_eq!(body(&[]), "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn rows_are_found_by_any_part_of_each_word() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let (acme, nimes, other) = (id(), id(), id());
    let entries = vec![
        (acme, body(&[Some("Acmé Électricité"), Some("Saint-Étienne"), Some("732 829 320"), Some("+33 4 66 12 34 56")])),
        (nimes, body(&[Some("Boulangerie du Gard"), Some("Nîmes"), Some("info@gard.example")])),
        (other, body(&[Some("Ab")])),
    ];
    put(&space, "party", entries).await.unwrap();
    put(&space, "contact", vec![(acme, "acme".into())]).await.unwrap();
    for (question, expected) in [
        ("acme", vec![acme]),
        ("ÉLECTRI", vec![acme]),
        ("tienne acm", vec![acme]),
        ("acme nimes", vec![]),
        ("732829320", vec![acme]),
        ("732 829 320", vec![acme]),
        ("829", vec![acme]),
        ("nîm", vec![nimes]),
        ("info@gard", vec![nimes]),
        ("du", vec![]),
        ("du gard", vec![nimes]),
        ("ard du", vec![nimes]),
        ("ab", vec![other]),
        ("a", vec![acme, other]),
        ("bo ni", vec![nimes]),
        ("bo li", vec![]),
        ("zz", vec![]),
        ("\"acme\"", vec![acme]),
        ("acme*", vec![acme]),
        ("OR acme", vec![]),
        ("a%", vec![acme, other]),
        ("a_me", vec![]),
        ("'; DROP TABLE thing", vec![]),
    ] {
        assert_eq!(found(&space, "party", question).await.unwrap(), BTreeSet::from_iter(expected), "{question}");
    }
    for nothing in ["", "  ", "%", "_%\\", "\"*\"", "😀"] {
        assert_eq!(found(&space, "party", nothing).await, None, "{nothing}");
    }
    assert_eq!(found(&space, "contact", "acme").await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_word_that_every_row_holds_is_cut_short() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let entries = (0..CAP + 500).map(|i| (id(), format!("societe numero{i:05}"))).collect();
    put(&space, "party", entries).await.unwrap();
    assert_eq!(found(&space, "party", "societe").await.unwrap().len(), CAP);
    assert_eq!(found(&space, "party", "so").await.unwrap().len(), CAP);
    assert_eq!(found(&space, "party", "societe numero00007").await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_question_of_any_length_is_answered() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    put(&space, "party", vec![(id(), "abc def".into())]).await.unwrap();
    assert_eq!(found(&space, "party", &"abc ".repeat(10_000)).await.unwrap().len(), 1);
    assert_eq!(found(&space, "party", &"x".repeat(10_000)).await.unwrap().len(), 0);
    assert_eq!(found(&space, "party", &"ab ".repeat(1_000)).await.unwrap().len(), 1);
}

/// What a reader who looks at every row would find.
fn naive(rows: &BTreeMap<Uuid, String>, question: &str) -> BTreeSet<Uuid> {
    let words: Vec<&str> = question.split(' ').collect();
    let first_short = words.iter().find(|word| word.len() < 3);
    let all_short = words.iter().all(|word| word.len() < 3);
    let holds = |body: &str| {
        words.iter().all(|word| if word.len() >= 3 { body.contains(word) } else { body.split(' ').any(|w| w.starts_with(word)) })
            && (!all_short || first_short.is_none_or(|word| body.starts_with(word)))
    };
    rows.iter().filter(|(_, body)| holds(body)).map(|(id, _)| *id).collect()
}

/// A small generator: the same draws at each run.
struct Draws(u64);

impl Draws {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn text(&mut self, words: usize, letters: usize) -> String {
        let word = |draws: &mut Self| (0..=draws.below(letters)).map(|_| ["a", "b", "c"][draws.below(3)]).collect::<String>();
        (0..=self.below(words)).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_index_finds_what_a_look_at_every_row_finds_after_any_changes() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let mut draws = Draws(42);
    let mut rows: BTreeMap<Uuid, String> = BTreeMap::new();
    let ids: Vec<Uuid> = (0..60).map(|_| id()).collect();
    for _ in 0..40 {
        // Some of them twice in one batch, some that are there already, some that are not.
        let batch: Vec<(Uuid, String)> = (0..12).map(|_| (ids[draws.below(60)], draws.text(5, 6))).collect();
        let gone: Vec<Uuid> = (0..5).map(|_| ids[draws.below(60)]).collect();
        let tx = space.begin().await.unwrap();
        put(&tx, "party", batch.clone()).await.unwrap();
        remove(&tx, "party", &gone).await.unwrap();
        remove(&tx, "party", &gone).await.unwrap();
        tx.commit().await.unwrap();
        rows.extend(batch);
        rows.retain(|id, _| !gone.contains(id));
        for _ in 0..10 {
            let question = draws.text(3, 5);
            assert_eq!(found(&space, "party", &question).await.unwrap(), naive(&rows, &question), "{question} among {rows:?}");
        }
    }
    if space.engine() == Engine::Cipher {
        space.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)", args![]).await.unwrap();
    }
}

/// Both engines plan a statement once: SQLite would do it again for each value that a limit or a comparison is given.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_statement_that_was_prepared_is_not_parsed_again_for_other_values() {
    let folder = tempfile::tempdir().unwrap();
    let connection = connect(&folder.path().join("one.db"), &key(), Durability::Full, Access::Create).unwrap();
    connection.execute_batch("CREATE TABLE thing (name TEXT)").unwrap();
    let mut statement = connection.prepare("SELECT name FROM thing WHERE name LIKE $1 ORDER BY name LIMIT $2").unwrap();
    for limit in 1..4_i64 {
        let rows = statement.query_map(rusqlite::params![format!("a{limit}%"), limit], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(rows.count(), 0);
    }
    assert_eq!(statement.get_status(rusqlite::StatementStatus::RePrepare), 0);
}
