//! The people of one door: who they are, where their rows are, and what is counted and told of them.

use hootis_policy::limits::Rate;
use hootis_space::{Conn as _, Db, DbError, FromRow, PlatformDb, Row, SpaceDb, Tx, args};
use hootis_vault::Sealer;
use uuid::Uuid;

use super::holders::{CLOSE_DOORS, ask_in_spaces};
use super::side::Side;
use crate::access::desk::Desk;
use crate::access::{BackOffice, JobContext, Portal, SpaceGate, factors};
use crate::app::{App, Held};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::mail::{self, Letter};
use crate::platform::accounts::{self, Account};
use crate::platform::operators::{self, Operator};
use crate::platform::{sessions, throttle};
use crate::web::i18n::Lang;
use crate::web::person::Email;

/// Somebody who may sign in.
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub lang: Lang,
    /// None until a password was chosen, for an owner who only ever enters from the console, and for a contact who only ever
    /// signs in with a passkey or a mailed code.
    pub password_hash: Option<String>,
}

impl FromRow for Person {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            email: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            password_hash: row.take()?,
        })
    }
}

impl From<Account> for Person {
    fn from(account: Account) -> Self {
        Self { id: account.id, name: account.name, email: account.email, lang: account.lang, password_hash: Some(account.password_hash) }
    }
}

impl From<Operator> for Person {
    fn from(operator: Operator) -> Self {
        Self { id: operator.id, name: operator.name, email: operator.email, lang: operator.lang, password_hash: operator.password_hash }
    }
}

/// Where the rows of a side are.
enum Rows {
    Platform(PlatformDb),
    Space(SpaceDb),
}

/// The people of one door.
pub struct People {
    pub side: Side,
    /// The company whose members or contacts they are; empty on the public host.
    pub company: String,
    slug: String,
    app: App,
    rows: Rows,
}

impl People {
    /// Account holders, or those who run Hootis.
    #[must_use]
    pub fn of_platform(app: &App, side: Side) -> Self {
        Self { side, company: String::new(), slug: String::new(), app: app.clone(), rows: Rows::Platform(app.platform().clone()) }
    }

    /// The members of a space, or its contacts.
    #[must_use]
    pub fn of_gate(gate: &SpaceGate, side: Side) -> Self {
        Self { side, company: gate.company.clone(), slug: gate.slug.clone(), app: gate.app.clone(), rows: Rows::Space(gate.space.clone()) }
    }

    /// The same, for one of them who is signed in.
    #[must_use]
    pub(in crate::access) fn of_office<R>(app: &App, office: &BackOffice<R>) -> Self {
        Self {
            side: Side::Member,
            company: office.company.clone(),
            slug: office.slug.clone(),
            app: app.clone(),
            rows: Rows::Space(office.space.clone()),
        }
    }

    /// The contacts of a space, for one of them who is signed in.
    #[must_use]
    pub(in crate::access) fn of_portal<R>(app: &App, portal: &Portal<R>) -> Self {
        Self {
            side: Side::Contact,
            company: portal.company.clone(),
            slug: portal.slug.clone(),
            app: app.clone(),
            rows: Rows::Space(portal.space.clone()),
        }
    }

    /// The same, for a job.
    #[must_use]
    pub fn of_job(app: &App, job: JobContext, side: Side) -> Self {
        Self { side, company: job.company, slug: job.slug, app: app.clone(), rows: Rows::Space(job.space) }
    }

    /// The application.
    pub(in crate::access) fn app(&self) -> &App {
        &self.app
    }

    /// The time.
    pub(in crate::access) fn now(&self) -> Now {
        self.app.now()
    }

    /// Their database.
    pub(in crate::access) fn db(&self) -> &Db {
        match &self.rows {
            Rows::Platform(db) => db,
            Rows::Space(db) => db,
        }
    }

    /// Whose members or contacts they are.
    pub(in crate::access) fn space(&self) -> Option<Uuid> {
        match &self.rows {
            Rows::Platform(_) => None,
            Rows::Space(db) => Some(db.id()),
        }
    }

    /// Seals their small secrets. Held until what was sealed is committed: see [`Held`].
    pub(in crate::access) async fn sealer(&self) -> Result<Held<Sealer>> {
        match self.space() {
            None => Ok(Held::freely(self.app.platform_key().secrets())),
            Some(space) => Desk::new(self.app.clone(), space).sealer().await,
        }
    }

    /// An address of one of their pages, for a mail.
    pub(in crate::access) fn address(&self, lang: Lang, path: &str) -> String {
        let path = self.side.path(path);
        match self.side {
            Side::Member | Side::Contact => format!("{}{path}", self.app.site().space_origin(&self.slug)),
            Side::Account | Side::Operator => self.app.site().page(lang, &path),
        }
    }

    /// The origin of their space's own host.
    pub(in crate::access) fn space_origin(&self) -> String {
        self.app.site().space_origin(&self.slug)
    }

    /// Who has that address, if they may sign in.
    pub(in crate::access) async fn find(&self, email: &Email) -> Result<Option<Person>> {
        match self.side {
            Side::Account => Ok(accounts::find_by_email(self.db(), email).await?.map(Person::from)),
            Side::Operator => Ok(operators::find_by_email(self.db(), email).await?.filter(|operator| operator.is_active).map(Person::from)),
            Side::Member => {
                let sql = "SELECT id, name, email, lang, password_hash FROM member WHERE email_key = $1 AND state = 'active'";
                Ok(self.db().find(sql, args![&email.key]).await?)
            }
            Side::Contact => Ok(self.db().find(&contact("a.email_key = $1 AND a.state = 'active'"), args![&email.key]).await?),
        }
    }

    /// Who that is, if they may sign in.
    pub(in crate::access) async fn find_active(&self, id: Uuid) -> Result<Option<Person>> {
        match self.side {
            Side::Account | Side::Operator => self.find_linked(id).await,
            Side::Member => {
                let sql = "SELECT id, name, COALESCE(email, ''), lang, password_hash FROM member WHERE id = $1 AND state = 'active'";
                Ok(self.db().find(sql, args![id]).await?)
            }
            Side::Contact => Ok(self.db().find(&contact("a.contact_id = $1 AND a.state = 'active'"), args![id]).await?),
        }
    }

    /// Who that is, for a link: somebody who is invited, too.
    pub(super) async fn find_linked(&self, id: Uuid) -> Result<Option<Person>> {
        match self.side {
            Side::Account => Ok(accounts::find(self.db(), id).await?.map(Person::from)),
            Side::Operator => Ok(operators::find_active(self.db(), id).await?.map(Person::from)),
            Side::Member => {
                let sql = "SELECT id, name, email, lang, password_hash FROM member WHERE id = $1 AND state IN ('active', 'invited')";
                Ok(self.db().find(sql, args![id]).await?)
            }
            Side::Contact => Ok(self.db().find(&contact("a.contact_id = $1 AND a.state IN ('active', 'invited')"), args![id]).await?),
        }
    }

    /// Sets somebody's password and ends every session of theirs, halves too. Who was invited is let in by it. A second
    /// factor stays what it is.
    pub(super) async fn update_password(&self, tx: &Tx, now: Now, id: Uuid, hash: &str) -> Result<()> {
        factors::forget_halves(tx, id).await?;
        match self.side {
            Side::Account => {
                accounts::update_password(tx, now, id, hash).await?;
                ask_in_spaces(tx, now, CLOSE_DOORS, id).await?;
                sessions::end_all(tx, id).await
            }
            Side::Operator => {
                operators::update_password(tx, now, id, hash).await?;
                sessions::end_all_of_operator(tx, id).await
            }
            Side::Member => {
                let sql = "UPDATE member SET password_hash = $2, state = 'active', updated_at = $3, version = version + 1
                           WHERE id = $1 AND state IN ('active', 'invited')";
                tx.execute(sql, args![id, hash, now]).await?;
                // What they began as a contact does, too.
                for table in ["member_session", "contact_session", "contact_link"] {
                    tx.execute(&format!("DELETE FROM {table} WHERE member_id = $1"), args![id]).await?;
                }
                Ok(())
            }
            Side::Contact => {
                let sql = "UPDATE contact_access SET password_hash = $2, state = 'active', updated_at = $3
                           WHERE contact_id = $1 AND state IN ('active', 'invited')";
                tx.execute(sql, args![id, hash, now]).await?;
                tx.execute("DELETE FROM contact_session WHERE contact_id = $1", args![id]).await?;
                Ok(())
            }
        }
    }

    /// Whether somebody is still who they were when their password was read, in the transaction that lets them in. A new
    /// password that is written in the same instant waits for it, and ends what it began; or it waits for that one.
    pub(in crate::access) async fn expect_still(&self, tx: &Tx, person: &Person) -> Result<()> {
        let (table, id, alive) = match self.side {
            Side::Account => ("account", "id", ""),
            Side::Operator => ("operator", "id", " AND state = 'active'"),
            Side::Member => ("member", "id", " AND state = 'active'"),
            Side::Contact => ("contact_access", "contact_id", " AND state = 'active'"),
        };
        let sql = format!("UPDATE {table} SET updated_at = updated_at WHERE {id} = $1 AND COALESCE(password_hash, '') = $2{alive}");
        match tx.execute(&sql, args![person.id, person.password_hash.as_deref().unwrap_or_default()]).await? {
            0 => Err(Error::Conflict("signin-changed")),
            _ => Ok(()),
        }
    }

    /// The same, and that nothing more is asked of who gave a password alone: a second factor may just have been turned on.
    pub(in crate::access) async fn expect_no_more(&self, tx: &Tx, person: &Person, strong: bool) -> Result<()> {
        self.expect_still(tx, person).await?;
        if !strong && factors::is_on(tx, person.id).await? {
            return Err(Error::Conflict("signin-changed"));
        }
        Ok(())
    }

    /// Whether a member's password opens nothing here: they have an account with a second factor. Whoever has nothing but
    /// their mailbox chooses a password here as well as there, and then a second factor of their own.
    pub(super) async fn must_come_by_the_console(&self, person: &Person) -> Result<bool> {
        match self.account_of(person.id).await? {
            Some(account) => factors::is_on(self.app.platform(), account).await,
            None => Ok(false),
        }
    }

    /// The account of a member who has one: of the owner of a space.
    pub(super) async fn account_of(&self, id: Uuid) -> Result<Option<Uuid>> {
        match self.side {
            Side::Member => Ok(self.db().find::<Option<Uuid>>("SELECT account_id FROM member WHERE id = $1", args![id]).await?.flatten()),
            Side::Account | Side::Operator | Side::Contact => Ok(None),
        }
    }

    /// Counts one try of `rate` by `who`. Tries at another door, or in another space, are others.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub(in crate::access) async fn count(&self, rate: &Rate, who: &str) -> Result<()> {
        throttle::count(self.app.platform(), self.app.platform_key(), self.now(), rate, &self.bucket(who)).await
    }

    /// Forgets the tries of `who`: they proved who they are.
    pub(in crate::access) async fn forget(&self, rate: &Rate, who: &str) -> Result<()> {
        throttle::forget(self.app.platform(), self.app.platform_key(), rate, &self.bucket(who)).await
    }

    /// Counts one try of `rate` from a network: the doors of the public host are counted together.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub(in crate::access) async fn count_network(&self, rate: &Rate, network: &str) -> Result<()> {
        let who = if self.side == Side::Operator { network.to_owned() } else { self.bucket(network) };
        throttle::count(self.app.platform(), self.app.platform_key(), self.now(), rate, &who).await
    }

    /// Gives a try of a network back: it was a right one.
    pub(in crate::access) async fn give_back_network(&self, rate: &Rate, network: &str) -> Result<()> {
        let who = if self.side == Side::Operator { network.to_owned() } else { self.bucket(network) };
        throttle::give_back(self.app.platform(), self.app.platform_key(), rate, &who).await
    }

    /// Gives a try of `who` back: it was a right one.
    pub(super) async fn give_back(&self, rate: &Rate, who: &str) -> Result<()> {
        throttle::give_back(self.app.platform(), self.app.platform_key(), rate, &self.bucket(who)).await
    }

    fn bucket(&self, who: &str) -> String {
        match (self.side, self.space()) {
            (Side::Operator, _) => format!("operator\n{who}"),
            (Side::Contact, Some(space)) => format!("{space}\ncontact\n{who}"),
            (_, Some(space)) => format!("{space}\n{who}"),
            (_, None) => who.to_owned(),
        }
    }

    /// Makes a change last, and mails what is to be said of it. On the platform both or neither.
    pub(in crate::access) async fn commit(&self, tx: Tx, letter: Option<Letter>) -> Result<()> {
        match (self.space(), letter) {
            (_, None) => tx.commit().await?,
            (None, Some(letter)) => {
                mail::post(&tx, self.now(), letter).await?;
                tx.commit().await?;
            }
            (Some(space), Some(letter)) => {
                tx.commit().await?;
                mail::post_of_space(self.app.platform(), self.now(), space, letter).await?;
            }
        }
        self.app.wake();
        Ok(())
    }

    /// Mails what is to be said, where nothing is written with it.
    pub(in crate::access) async fn post(&self, letter: Letter) -> Result<()> {
        match self.space() {
            None => drop(mail::post(self.app.platform(), self.now(), letter).await?),
            Some(space) => mail::post_of_space(self.app.platform(), self.now(), space, letter).await?,
        }
        self.app.wake();
        Ok(())
    }

    /// Starts a transaction in their database.
    pub(in crate::access) async fn begin(&self) -> Result<Tx> {
        self.db().begin().await.map_err(Error::from)
    }
}

/// A contact who comes in to Station Clients, of `contact_access a`. One who was put away does not.
fn contact(which: &str) -> String {
    format!(
        "SELECT c.id, CASE WHEN c.first_name IS NULL THEN c.last_name ELSE c.first_name || ' ' || c.last_name END, a.email, a.lang, a.password_hash
         FROM contact_access a JOIN contact c ON c.id = a.contact_id WHERE {which} AND c.archived_at IS NULL"
    )
}
