use uuid::Uuid;

use super::{Lab, id};
use crate::{Conn, DbError, Value, args};

const COLUMNS: &str = "INSERT INTO thing (id, name, quantity, active, weight, photo, parent_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_kind_of_value_comes_back_as_it_was() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    type All = ((String, Option<i64>, Option<bool>, Option<f64>), (Option<Vec<u8>>, Option<Uuid>));
    for (name, quantity, active, weight, photo) in [
        ("", Some(0_i64), Some(false), Some(0.0), Some(vec![])),
        ("L'été à Nîmes — 😀 \u{10ffff} '\"%_\\", Some(i64::MAX), Some(true), Some(f64::MAX), Some(vec![0, 1, 255])),
        ("x\ny\tz\r", Some(i64::MIN), None, Some(-1e-300), Some(vec![7; 100_000])),
        ("null", None, None, None, None),
    ] {
        let me = id();
        space.execute(COLUMNS, args![me, name, quantity, active, weight, photo.clone(), me]).await.unwrap();
        let sql = "SELECT name, quantity, active, weight, photo, parent_id FROM thing WHERE id = $1";
        let ((n, q, a, w), (p, parent)): All = space.get(sql, args![me]).await.unwrap();
        assert_eq!((n.as_str(), q, a, w, p, parent), (name, quantity, active, weight, photo, Some(me)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn placeholders_may_stand_in_any_order_and_more_than_once() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let sql = "SELECT CAST($3 AS BIGINT), CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($10 AS BIGINT), CAST($4 AS BIGINT) + $5 + $6 + $7 + $8 + $9";
    let args = (1..=10_i64).map(Value::from).collect();
    let values = space.query(sql, args).await.unwrap().remove(0).rest();
    assert!(values == [3, 1, 2, 3, 10, 39].map(Value::Int));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn arguments_that_are_missing_or_in_excess_are_refused() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let sql = "SELECT name FROM thing WHERE id = $1";
    assert!(space.query(sql, args![]).await.is_err());
    assert!(space.query(sql, args![id(), 2_i64]).await.is_err());
    assert!(space.query(sql, args![id()]).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_column_read_as_another_type_is_an_error_that_shows_no_value() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    super::insert(&space, "secret").await.unwrap();
    let error = space.get::<i64>("SELECT name FROM thing", args![]).await.unwrap_err();
    assert_eq!(error.to_string(), "column 0 holds text, not int");
    assert!(space.get::<String>("SELECT quantity FROM thing", args![]).await.is_err(), "null is no text");
    let error = space.get::<(String, String)>("SELECT name FROM thing", args![]).await.unwrap_err();
    assert!(matches!(error, DbError::Type { column: 1, found: "nothing", .. }));
    assert_eq!(format!("{:?}", args!["secret", 5_i64, Uuid::nil()]), "[text, int, id]");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn zero_characters_are_dropped_from_text() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    super::insert(&space, "a\0b\0").await.unwrap();
    assert_eq!(super::names(&space).await, ["ab"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn sums_and_averages_of_integers_are_numbers() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    for quantity in [10_000_i64, 20_000, 123_456_789_012] {
        space.execute("INSERT INTO thing (id, name, quantity) VALUES ($1, $2, $3)", args![id(), quantity.to_string(), quantity]).await.unwrap();
    }
    assert_eq!(space.get::<i64>("SELECT SUM(quantity) FROM thing", args![]).await.unwrap(), 123_456_819_012);
    assert_eq!(space.get::<i64>("SELECT SUM(-quantity) FROM thing WHERE quantity < $1", args![100_000_i64]).await.unwrap(), -30_000);
    assert_eq!(space.get::<Option<i64>>("SELECT SUM(quantity) FROM thing WHERE quantity < $1", args![0_i64]).await.unwrap(), None);
    assert_eq!(space.get::<i64>("SELECT COUNT(*) FROM thing", args![]).await.unwrap(), 3);
    let mean: f64 = space.get("SELECT AVG(quantity + 1) FROM thing WHERE quantity < $1 OR quantity = 20000", args![15_000_i64]).await.unwrap();
    assert!((mean - 15_001.0).abs() < 1e-6, "{mean}");
    let mean: f64 = space.get("SELECT AVG(quantity) FROM thing", args![]).await.unwrap();
    assert!((mean - 41_152_273_004.0).abs() < 1e-3, "{mean}");
    let third: f64 = space.get("SELECT AVG(CASE WHEN quantity = 10000 THEN 1 ELSE 0 END) FROM thing", args![]).await.unwrap();
    assert!((third - 1.0 / 3.0).abs() < 1e-9, "{third}");
}

/// What one engine gives for a boolean, an id or a whole real number, the other takes: a space can be moved.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn values_as_the_other_engine_gives_them_are_taken() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let me = id();
    let args = vec![Value::Bytes(me.as_bytes().to_vec()), "n".into(), Value::Null, Value::Int(1), Value::Int(12), Value::Null, Value::Null];
    space.execute(COLUMNS, args).await.unwrap();
    let row: (Uuid, bool, f64) = space.get("SELECT id, active, weight FROM thing", args![]).await.unwrap();
    assert_eq!(row, (me, true, 12.0));
}
