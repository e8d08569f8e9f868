//! Takes out what has outlived its rule in the platform's database. Safe to run at any time, twice at once.

use hootis_policy::retention;
use hootis_space::{Conn, args};

use crate::clock::Now;
use crate::error::Result;
use crate::platform::PlatformDb;

/// Rows taken out, by table.
pub type Swept = Vec<(&'static str, u64)>;

/// Takes out what is due.
///
/// # Errors
/// When the database refuses; what was taken out before is gone.
pub async fn run(db: &PlatformDb, now: Now) -> Result<Swept> {
    let rules: [(&'static str, &'static str, i64); 11] = [
        ("signup", "DELETE FROM signup WHERE created_at < $1 AND confirmed_at IS NULL", now.before(retention::SIGNUP).0),
        ("session", "DELETE FROM session WHERE last_used_at < $1", now.before(retention::PUBLIC_SESSION_IDLE).0),
        ("session", "DELETE FROM session WHERE created_at < $1", now.before(retention::PUBLIC_SESSION).0),
        ("password_link", "DELETE FROM password_link WHERE expires_at < $1", now.0),
        ("operator_link", "DELETE FROM operator_link WHERE expires_at < $1", now.0),
        ("operator", "DELETE FROM operator WHERE deactivated_at < $1", now.before(retention::OPERATOR).0),
        ("throttle", "DELETE FROM throttle WHERE ends_at < $1", now.0),
        ("slug_hold", "DELETE FROM slug_hold WHERE until < $1", now.0),
        ("evidence_day", "DELETE FROM evidence_day WHERE created_at < $1", now.before(retention::EVIDENCE_DAY).0),
        ("mail", "DELETE FROM mail WHERE created_at < $1", now.before(retention::MAIL_UNSENT).0),
        ("job", "DELETE FROM job WHERE created_at < $1", now.before(retention::JOB_FAILED).0),
    ];
    let mut swept = Swept::new();
    for (table, sql, before) in rules {
        match db.execute(sql, args![before]).await? {
            0 => {}
            rows => swept.push((table, rows)),
        }
    }
    Ok(swept)
}
