//! What a space's features may ask of the platform, and nothing more: a job, a mail, a sealed file.

use std::path::PathBuf;

use hootis_policy::operator::Declared;
use hootis_policy::processors;
use hootis_vault::{FileKey, Sealer, SpaceKeys};
use secrecy::SecretString;
use uuid::Uuid;

use super::factors;
use crate::app::{App, Held, Site};
use crate::clock::Now;
use crate::error::{Error, OrLog as _, Result};
use crate::jobs;
use crate::mail::{self, Letter};
use crate::passwords::Passwords;
use crate::platform::accounts::{self, Account};
use crate::platform::{api_keys, spaces, throttle, trends};
use crate::web::letter::Notice;

pub use crate::platform::api_keys::{ApiKey, NewKey};
pub use crate::platform::trends::Counted;

/// The desk of one space.
#[derive(Clone)]
pub struct Desk {
    app: App,
    space: Uuid,
}

impl Desk {
    pub(super) fn new(app: App, space: Uuid) -> Self {
        Self { app, space }
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Now {
        self.app.now()
    }

    /// How the site is reached.
    #[must_use]
    pub fn site(&self) -> &Site {
        self.app.site()
    }

    /// Asks for a job in this space.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn ask(&self, kind: &'static str, payload: String, unique_key: Option<String>) -> Result<()> {
        jobs::ask(self.app.platform(), self.now(), kind, Some(self.space), payload, unique_key.map(|key| format!("{}:{key}", self.space))).await?;
        self.app.wake();
        Ok(())
    }

    /// Asks for a job in this space that waits until an instant. Asked again under the same key meanwhile, it is one job.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn ask_at(&self, kind: &'static str, payload: String, unique_key: &str, at: Now) -> Result<()> {
        jobs::ask(self.app.platform(), at, kind, Some(self.space), payload, Some(format!("{}:{unique_key}", self.space))).await
    }

    /// Tells whoever waits for news of this space that something was said, up to a position.
    pub fn tell(&self, position: i64) {
        self.app.hub().tell(self.space, position);
    }

    /// Says that something was left in the space that comes due one day: for work that took long.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn expect_sweep(&self) -> Result<()> {
        spaces::expect_sweep(self.app.platform(), self.now(), self.space).await
    }

    /// Posts a mail.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn post(&self, letter: Letter) -> Result<()> {
        mail::post_of_space(self.app.platform(), self.now(), self.space, letter).await?;
        self.app.wake();
        Ok(())
    }

    /// Posts a mail and takes out the job that it answers, both or neither. False: somebody else has done so, and nothing is posted.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn post_in_place_of(&self, job: Uuid, letter: Letter) -> Result<bool> {
        let tx = self.app.platform().begin().await?;
        if !jobs::take_out(&tx, job).await? {
            return Ok(false);
        }
        mail::post_of_space(&tx, self.now(), self.space, letter).await?;
        tx.commit().await?;
        self.app.wake();
        Ok(true)
    }

    /// Half a keyed hash of what belongs to this space: 128 bits that prove in a link that we wrote it.
    #[must_use]
    pub fn mark(&self, context: &'static str, data: &[u8]) -> [u8; 16] {
        let hash = self.app.platform_key().keyed_hash(context, &[self.space.as_bytes(), data].concat());
        let mut mark = [0; 16];
        mark.copy_from_slice(&hash[..16]);
        mark
    }

    /// Tells the platform what the company of this space is called from now on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rename_company(&self, company: &str) -> Result<()> {
        spaces::update_company(self.app.platform(), self.now(), self.space, company).await
    }

    /// Tells the platform the totals of a space that takes part in the trends, for this month.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_totals(&self, counted: Counted) -> Result<()> {
        trends::put_totals(self.app.platform(), self.now(), trends::month_of(self.now()), self.space, counted).await
    }

    /// A message was written: it counts where the space takes part in the trends, and whoever waits for it is told.
    pub async fn said(&self, position: i64) {
        // It is written, whatever becomes of the count.
        trends::add_message(self.app.platform(), trends::month_of(self.now()), self.space).await.or_log("a message could not be counted");
        self.tell(position);
    }

    /// The keys of programs that speak for this space, the newest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn list_keys(&self) -> Result<Vec<ApiKey>> {
        api_keys::list_of_space(self.app.platform(), self.space).await
    }

    /// Makes one: the only time that it can be read.
    ///
    /// # Errors
    /// `Conflict` when there are too many.
    pub async fn make_key(&self, new: &NewKey) -> Result<SecretString> {
        api_keys::make(&self.app, self.now(), self.space, new).await
    }

    /// Revokes one; what it was called.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_key(&self, id: Uuid) -> Result<Option<String>> {
        api_keys::revoke(&self.app, self.space, id).await
    }

    /// Revokes those that a member made, who knows them; id and name of each.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_keys_of(&self, member: Uuid) -> Result<Vec<(Uuid, String)>> {
        api_keys::revoke_of_member(&self.app, self.space, member).await
    }

    /// Tells whoever owns the space by mail, at the address of their account.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tell_owner(&self, notice: impl FnOnce(&Account) -> Notice + Send) -> Result<()> {
        let space = spaces::get(self.app.platform(), self.space).await?;
        let account = accounts::get(self.app.platform(), space.account_id).await?;
        let letter = Notice { name: account.name.clone(), ..notice(&account) }.letter(self.app.site(), account.lang, &account.email)?;
        self.post(letter).await
    }

    /// Takes back what was told of this space.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_totals(&self) -> Result<()> {
        trends::drop_totals(self.app.platform(), self.space).await
    }

    /// Counts one try of `rate` by `who` in this space.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub async fn count(&self, rate: &hootis_policy::limits::Rate, who: &str) -> Result<()> {
        throttle::count(self.app.platform(), self.app.platform_key(), self.now(), rate, &format!("{}\n{who}", self.space)).await
    }

    /// Forgets the tries of `who`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget(&self, rate: &hootis_policy::limits::Rate, who: &str) -> Result<()> {
        throttle::forget(self.app.platform(), self.app.platform_key(), rate, &format!("{}\n{who}", self.space)).await
    }

    /// Whether an account, which enters the space from the console, has a second factor there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn has_factor(&self, account: Uuid) -> Result<bool> {
        factors::is_on(self.app.platform(), account).await
    }

    /// Hashing and checking of passwords.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        self.app.passwords()
    }

    /// Seals small secrets with this space's key. Held until what was sealed is committed: see [`Held`].
    ///
    /// # Errors
    /// When the key cannot be had.
    pub async fn sealer(&self) -> Result<Held<Sealer>> {
        Ok(self.keys().await?.map(|keys| keys.secrets()))
    }

    /// Seals files with this space's key. Held until the file has its end.
    ///
    /// # Errors
    /// When the key cannot be had.
    pub async fn file_key(&self) -> Result<Held<FileKey>> {
        Ok(self.keys().await?.map(|keys| keys.files()))
    }

    async fn keys(&self) -> Result<Held<SpaceKeys>> {
        Ok(self.app.hold_keys_of(self.space).await?)
    }

    /// The folder of this space's sealed files, made if need be.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn folder(&self) -> Result<PathBuf> {
        let folder = self.app.data().join("files").join(self.space.to_string());
        tokio::fs::create_dir_all(&folder).await?;
        Ok(folder)
    }

    /// Who reads photos.
    #[must_use]
    pub fn hands(&self) -> &hootis_media::Hands {
        self.app.hands()
    }

    /// Who runs this Hootis, and who carries for it.
    #[must_use]
    pub fn declared(&self) -> &Declared {
        self.app.declared()
    }

    /// Whether spaces here are encrypted files of their own.
    #[must_use]
    pub fn encrypts_whole_databases(&self) -> bool {
        self.app.spaces().engine().encrypts_whole_databases()
    }

    /// Lets one call to a host that this space's customer names through, and counts it.
    ///
    /// # Errors
    /// When it may not leave.
    pub async fn call_customer_host(&self, host: &str) -> Result<()> {
        self.app.outgoing().pass(&processors::CUSTOMER_HOST, host).await.map_err(Error::internal)
    }

    /// Whether a customer may name any machine, those of the house too: in simulations alone, to see that it is noticed.
    #[must_use]
    pub fn allows_any_source(&self) -> bool {
        self.app.is_off("sources")
    }

    /// Private networks that a Dolibarr may be on besides public addresses.
    #[must_use]
    pub fn allow_source(&self) -> &[String] {
        self.app.allow_source()
    }
}
