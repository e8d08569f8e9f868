//! Reads and writes of the member table.

use hootis_policy::permissions::Role;
use hootis_space::search::{self, fold};
use hootis_space::{Conn, DbError, FromRow, OnUnique, Row, Statement, Tx, args};
use uuid::Uuid;

use super::member::{COLUMNS, Member, MemberState};

use crate::clock::Now;
use crate::error::Result;
use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::person::{Email, sort_key};

/// The first rows of a new space: its name, and its owner.
#[must_use]
pub fn owner_rows(now: Now, account: Uuid, name: &str, email: &str, lang: Lang, company: &str) -> Vec<Statement> {
    vec![
        Statement { sql: "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('company', $1, $2, $2)", args: args![company, now] },
        Statement {
            sql: "INSERT INTO member (id, account_id, name, name_key, email, email_key, role, state, lang, theme, version, created_at, updated_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, 'auto', 1, $9, $9)",
            args: args![Uuid::now_v7(), account, name, sort_key(name), email, email.to_lowercase(), Role::Owner.as_str(), lang.code(), now],
        },
    ]
}

/// The owner's row of an account.
///
/// # Errors
/// When the database refuses.
pub async fn owner_of_account(conn: &impl Conn, account: Uuid) -> Result<Option<Uuid>> {
    Ok(conn.find("SELECT id FROM member WHERE account_id = $1 AND state = 'active'", args![account]).await?)
}

/// The account that a member is, who enters from the console.
///
/// # Errors
/// When the database refuses.
pub async fn account_of(conn: &impl Conn, id: Uuid) -> Result<Option<Uuid>> {
    Ok(conn.get::<Option<Uuid>>("SELECT account_id FROM member WHERE id = $1", args![id]).await?)
}

/// Ends every session of a member.
pub(super) async fn end_sessions(tx: &Tx, id: Uuid) -> Result<()> {
    tx.execute("DELETE FROM member_session WHERE member_id = $1", args![id]).await?;
    Ok(())
}

/// Most people that are shown of those who sign in, signed in once or are invited.
const MOST_SHOWN: i64 = 500;
/// Most people that are looked through for a search, and offered as a choice.
const MOST_SEARCHED: i64 = 2_000;

/// A member, or 404.
///
/// # Errors
/// When there is none.
pub async fn get(conn: &impl Conn, id: Uuid) -> Result<Member> {
    Ok(conn.get(&format!("SELECT {COLUMNS} FROM member m WHERE m.id = $1"), args![id]).await?)
}

/// Those who sign in, are invited, or signed in once, by name.
pub(super) async fn list_team(conn: &impl Conn) -> Result<Vec<Member>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM member m WHERE m.state <> 'listed'
         ORDER BY CASE m.state WHEN 'deactivated' THEN 1 ELSE 0 END, m.name_key, m.id LIMIT $1"
    );
    Ok(conn.list(&sql, args![MOST_SHOWN]).await?)
}

/// People of Dolibarr who do not sign in, by name, after `(name_key, id)`, each with its own key.
pub(super) async fn list_listed(conn: &impl Conn, after: Option<&(String, Uuid)>, most: i64) -> Result<Vec<(Member, String)>> {
    let (key, id) = after.map_or_else(|| (String::new(), Uuid::nil()), Clone::clone);
    let sql = format!(
        "SELECT {COLUMNS}, m.name_key FROM member m WHERE m.state = 'listed' AND (m.name_key, m.id) > ($1, $2)
         ORDER BY m.name_key, m.id LIMIT $3"
    );
    Ok(conn.list(&sql, args![key, id, most]).await?)
}

/// Those whose name, address, position or telephone holds every word of `question`.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, most: usize) -> Result<Vec<Member>> {
    let question = fold(question);
    let words: Vec<&str> = question.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    // A team is small: reading it costs less than keeping an index of it.
    let sql = format!("SELECT {COLUMNS} FROM member m ORDER BY m.name_key, m.id LIMIT $1");
    let everybody: Vec<Member> = conn.list(&sql, args![MOST_SEARCHED]).await?;
    let holds = |member: &Member| {
        let text = body(member);
        words.iter().all(|word| text.contains(word))
    };
    Ok(everybody.into_iter().filter(holds).take(most).collect())
}

/// A member to choose from a list.
pub struct Choice {
    pub id: Uuid,
    pub name: String,
}

impl FromRow for Choice {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, name: row.take()? })
    }
}

/// Everybody who is or was in the team, by name, to choose from.
///
/// # Errors
/// When the database refuses.
pub async fn list_choices(conn: &impl Conn) -> Result<Vec<Choice>> {
    Ok(conn.list("SELECT id, name FROM member WHERE state <> 'listed' ORDER BY name_key, id LIMIT $1", args![MOST_SHOWN]).await?)
}

/// How many sign in, or are invited to: what the plan counts.
///
/// # Errors
/// When the database refuses.
pub(super) async fn count_signing_in(conn: &impl Conn) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM member WHERE state IN ('active', 'invited')", args![]).await?)
}

/// How many are active, and how many invited.
///
/// # Errors
/// When the database refuses.
pub async fn count_people(conn: &impl Conn) -> Result<(i64, i64)> {
    let sql = "SELECT (SELECT COUNT(*) FROM member WHERE state = 'active'), (SELECT COUNT(*) FROM member WHERE state = 'invited')";
    Ok(conn.get(sql, args![]).await?)
}

/// How many owners besides `id` may sign in.
pub(super) async fn count_other_owners(conn: &impl Conn, id: Uuid) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM member WHERE role = 'owner' AND state = 'active' AND id <> $1", args![id]).await?)
}

/// Lets one act on the team happen at a time, on both engines, until the transaction ends.
pub(super) async fn lock(tx: &Tx, now: Now) -> Result<()> {
    tx.execute("UPDATE setting SET updated_at = $1 WHERE name = 'company'", args![now]).await?;
    Ok(())
}

/// The person of Dolibarr, not yet invited, of an address, if there is just one.
pub(super) async fn find_listed(conn: &impl Conn, email: &Email) -> Result<Option<Uuid>> {
    let found: Vec<Uuid> = conn.list("SELECT id FROM member WHERE email_key = $1 AND state = 'listed' LIMIT 2", args![&email.key]).await?;
    Ok(if let [one] = found[..] { Some(one) } else { None })
}

/// Somebody to invite.
pub(super) struct Invited {
    pub id: Uuid,
    pub name: String,
    pub email: Email,
    pub role: Role,
    pub lang: Lang,
}

/// The address is somebody else's already.
pub(super) struct Taken;

/// Adds somebody who is invited. `Taken` when the address is in use.
pub(super) async fn insert_invited(tx: &Tx, now: Now, new: &Invited) -> Result<Result<(), Taken>> {
    let sql = "INSERT INTO member (id, name, name_key, email, email_key, role, state, lang, theme, invited_at, version, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $5, $6, 'invited', $7, 'auto', $8, 1, $8, $8)";
    let args = args![new.id, &new.name, sort_key(&new.name), &new.email.text, &new.email.key, new.role.as_str(), new.lang.code(), now];
    taken(tx.execute(sql, args).await)
}

/// Invites somebody who is there already: out of Dolibarr, or deactivated before a first password.
pub(super) async fn update_invited(tx: &Tx, now: Now, id: Uuid, email: &Email, role: Role) -> Result<Result<(), Taken>> {
    let sql = "UPDATE member SET state = 'invited', email = $2, email_key = $3, role = $4, invited_at = $5, updated_at = $5, version = version + 1
               WHERE id = $1 AND state <> 'active'";
    taken(tx.execute(sql, args![id, &email.text, &email.key, role.as_str(), now]).await)
}

fn taken(written: std::result::Result<u64, DbError>) -> Result<Result<(), Taken>> {
    enum Why {
        Taken,
        Other(DbError),
    }
    impl From<DbError> for Why {
        fn from(error: DbError) -> Self {
            Self::Other(error)
        }
    }
    match written.on_unique("member_email_key", || Why::Taken) {
        Ok(_) => Ok(Ok(())),
        Err(Why::Taken) => Ok(Err(Taken)),
        Err(Why::Other(error)) => Err(error.into()),
    }
}

/// Sets a state, and ends what the old one allowed: sessions and links.
pub(super) async fn update_state(tx: &Tx, now: Now, id: Uuid, state: MemberState) -> Result<()> {
    let sql = "UPDATE member SET state = $2, updated_at = $3, version = version + 1 WHERE id = $1";
    tx.execute(sql, args![id, state.as_str(), now]).await?;
    tx.execute("DELETE FROM member_session WHERE member_id = $1", args![id]).await?;
    tx.execute("DELETE FROM member_link WHERE member_id = $1", args![id]).await?;
    Ok(())
}

/// Notes when somebody was last written to.
pub(super) async fn update_invited_at(tx: &Tx, now: Now, id: Uuid) -> Result<()> {
    tx.execute("UPDATE member SET invited_at = $2, updated_at = $2 WHERE id = $1", args![id, now]).await?;
    Ok(())
}

/// Sets a role.
pub(super) async fn update_role(tx: &Tx, now: Now, id: Uuid, role: Role) -> Result<()> {
    tx.execute("UPDATE member SET role = $2, updated_at = $3, version = version + 1 WHERE id = $1", args![id, role.as_str(), now]).await?;
    Ok(())
}

/// Removes somebody who never came in.
pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<()> {
    search::remove(tx, super::KIND, &[id]).await?;
    tx.execute("DELETE FROM custom_value WHERE subject_id = $1", args![id]).await?;
    tx.execute("DELETE FROM member WHERE id = $1 AND state = 'invited'", args![id]).await?;
    Ok(())
}

/// What members say of themselves.
pub struct Profile {
    pub name: String,
    pub position: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
}

/// Writes a member's own words.
///
/// # Errors
/// When the database refuses.
pub async fn update_profile(tx: &Tx, now: Now, id: Uuid, profile: &Profile) -> Result<()> {
    let sql =
        "UPDATE member SET name = $2, name_key = $3, position = $4, phone = $5, mobile = $6, updated_at = $7, version = version + 1 WHERE id = $1";
    let own = profile;
    tx.execute(sql, args![id, &own.name, sort_key(&own.name), own.position.clone(), own.phone.clone(), own.mobile.clone(), now]).await?;
    put(tx, id).await
}

/// Writes since when they work here.
pub(super) async fn update_hired(tx: &Tx, now: Now, id: Uuid, day: Option<&str>) -> Result<()> {
    tx.execute("UPDATE member SET hired_on = $2, updated_at = $3, version = version + 1 WHERE id = $1", args![id, day, now]).await?;
    Ok(())
}

/// Writes another picture of a member in the place of the one that was there, or none.
///
/// # Errors
/// When the database refuses.
pub async fn put_photo(tx: &Tx, now: Now, id: Uuid, photo: Option<(String, Vec<u8>)>) -> Result<()> {
    tx.execute("DELETE FROM member_photo WHERE member_id = $1", args![id]).await?;
    let name = photo.as_ref().map(|(name, _)| name.clone());
    tx.execute("UPDATE member SET photo = $2, updated_at = $3 WHERE id = $1", args![id, name, now]).await?;
    if let Some((_, image)) = photo {
        tx.execute("INSERT INTO member_photo (member_id, image, created_at) VALUES ($1, $2, $3)", args![id, image, now]).await?;
    }
    Ok(())
}

/// The picture of a member, or 404.
pub(super) async fn get_photo(conn: &impl Conn, id: Uuid) -> Result<Vec<u8>> {
    Ok(conn.get("SELECT image FROM member_photo WHERE member_id = $1", args![id]).await?)
}

/// Makes a member findable by what their row holds now.
pub(super) async fn put(tx: &Tx, id: Uuid) -> Result<()> {
    let member = get(tx, id).await?;
    Ok(search::put(tx, super::KIND, vec![(id, body(&member))]).await?)
}

fn body(member: &Member) -> String {
    let parts = [Some(&member.name), member.email.as_ref(), member.position.as_ref(), member.phone.as_ref(), member.mobile.as_ref()];
    search::body(&parts.map(|part| part.map(String::as_str)))
}

/// Sets a member's language and theme.
///
/// # Errors
/// When the database refuses.
pub async fn update_look(conn: &impl Conn, now: Now, id: Uuid, lang: Lang, theme: Theme) -> Result<()> {
    conn.execute("UPDATE member SET lang = $2, theme = $3, updated_at = $4 WHERE id = $1", args![id, lang.code(), theme.code(), now]).await?;
    Ok(())
}

/// The hash of a member's password; none for an owner who only ever enters from the console.
///
/// # Errors
/// When the database refuses.
pub async fn find_password_hash(conn: &impl Conn, id: Uuid) -> Result<Option<String>> {
    Ok(conn.get::<Option<String>>("SELECT password_hash FROM member WHERE id = $1", args![id]).await?)
}

/// Sets a member's own password. Only if the old one is still what it was: two at once must not both be told yes.
///
/// # Errors
/// When the database refuses.
pub async fn update_own_password(tx: &Tx, now: Now, id: Uuid, before: &str, hash: &str) -> Result<bool> {
    let sql =
        "UPDATE member SET password_hash = $3, updated_at = $4, version = version + 1 WHERE id = $1 AND password_hash = $2 AND state = 'active'";
    Ok(tx.execute(sql, args![id, before, hash, now]).await? == 1)
}

/// Ends a member's sessions but one, and the links to choose another password.
///
/// # Errors
/// When the database refuses.
pub async fn end_other_sessions(tx: &Tx, id: Uuid, kept: &[u8]) -> Result<()> {
    tx.execute("DELETE FROM member_session WHERE member_id = $1 AND token_hash <> $2", args![id, kept]).await?;
    tx.execute("DELETE FROM member_link WHERE member_id = $1 AND kind = 'password'", args![id]).await?;
    // What they began as a contact does, too.
    for table in ["contact_session", "contact_link"] {
        tx.execute(&format!("DELETE FROM {table} WHERE member_id = $1"), args![id]).await?;
    }
    Ok(())
}
