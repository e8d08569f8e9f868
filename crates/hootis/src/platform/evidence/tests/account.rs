//! What holders may do, and the keys: spoiled, and seen.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{is_broken, is_kept};
use crate::testing::TestApp;

#[tokio::test]
async fn p_r1_a_table_that_holders_are_not_handed_is_seen() {
    let app = TestApp::new().await;
    let _space = app.space("Acme").await;
    is_kept(&app, "R1").await;
    app.app.platform().execute("CREATE TABLE aside (account_id UUID PRIMARY KEY)", args![]).await.expect("a table");
    is_broken(&app, "R1", "La table aside parle de comptes").await;
    app.app.platform().execute("DROP TABLE aside", args![]).await.expect("gone");
    is_kept(&app, "R1").await;
    let accounts: i64 = app.app.platform().get("SELECT COUNT(*) FROM account", args![]).await.expect("a count");
    assert_eq!(accounts, 1, "what was tried never was");
}

#[tokio::test]
async fn p_s2_keys_in_clear_and_addresses_past_their_time_are_seen() {
    let app = TestApp::new().await;
    let (space, other) = (app.space("Acme").await, app.space("Rival").await);
    let platform = app.app.platform();
    is_kept(&app, "S2").await;
    let sql = "INSERT INTO api_key (id, space_id, name, scopes, key_hash, hint, member_id, expires_at, created_at)
               VALUES ($1, $2, 'Caisse', 'clients:read', $3, 'abcd', $1, $4, $4)";
    let (id, now) = (Uuid::now_v7(), app.app.now());
    platform.execute(sql, args![id, space.row.id, hootis_vault::digest(b"x").to_vec(), now]).await.expect("a key");
    is_kept(&app, "S2").await;
    platform.execute("UPDATE api_key SET key_hash = $1", args![b"hootis_012345678901234567890123456789".to_vec()]).await.expect("spoiled");
    is_broken(&app, "S2", "1 clé d’API n’est pas une empreinte").await;
    platform.execute("DELETE FROM api_key", args![]).await.expect("gone");
    let long_ago = now.before(hootis_policy::retention::TRIAL_TRACE).before(hootis_policy::Span::hours(2));
    let sql = "INSERT INTO trial_trace (id, browser_hash, address, created_at) VALUES ($1, $2, '203.0.113.7', $3)";
    platform.execute(sql, args![id, vec![200_u8; 32], long_ago]).await.expect("a trace");
    is_broken(&app, "S2", "en retard").await;
    platform.execute("DELETE FROM trial_trace", args![]).await.expect("gone");
    is_kept(&app, "S2").await;
    let sql = "UPDATE space SET wrapped_key = (SELECT wrapped_key FROM space WHERE id = $1) WHERE id = $2";
    platform.execute(sql, args![space.row.id, other.row.id]).await.expect("spoiled");
    is_broken(&app, "S2", "1 espace n’a pas de clé à lui").await;
}
