//! The application: what every request and every job works with, opened once and passed by value.

mod held;
mod keys;
mod owner;
mod signs;
mod site;
mod trial;
mod work;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hootis_policy::operator::Declared;
use hootis_space::{Cluster, DbError, DbKey, Durability, Spaces, Statement, Store};
use hootis_vault::{MasterKeys, Signer, SpaceKey, SpaceKeys};
use secrecy::SecretString;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::clock::{Clock, Now};
use crate::error::{Error, Result};
use crate::live::Hub;
use crate::mail::Transport;
use crate::migrations;
use crate::outgoing::{Outgoing, Rules};
use crate::outreach::Outreach;
use crate::passwords::{Cost, Passwords};
use crate::platform::{PlatformDb, audience::Counters, evidence, journal::Journal, spaces::Openings, visits::Recorder};
use crate::web::{cookies::Counts, i18n::Lang, proxies::Proxies};

pub use held::{Held, KeyChange};
pub(crate) use keys::keys_of_spaces;
pub use keys::rewrap_platform_key;
pub use signs::Signs;
pub use site::Site;
#[cfg(test)]
pub(crate) use work::PANICS;

/// Connections to a PostgreSQL cluster, at most.
const CLUSTER_CONNECTIONS: usize = 16;

/// What the application is opened with.
pub struct Options {
    pub data: PathBuf,
    pub platform: Option<SecretString>,
    pub spaces: Option<SecretString>,
    pub master_key: PathBuf,
    pub open_spaces: usize,
    pub site: Site,
    pub durability: Durability,
    pub cost: Cost,
    pub clock: Clock,
    pub transport: Transport,
    /// Private networks that a Dolibarr named by a stranger may be on.
    pub allow_source: Vec<String>,
    /// The machines in front that say who a request comes from.
    pub proxies: Proxies,
    /// Who is measured, written to and named on the public site.
    pub outreach: Outreach,
    /// Schema of the platform on PostgreSQL.
    pub platform_schema: String,
    /// Who reads photos.
    pub hands: hootis_media::Hands,
    /// Enforcements that are switched off, by name, to see that it is noticed. Development only.
    pub off: Vec<String>,
    /// Who runs this Hootis, and who carries for it.
    pub declared: Declared,
}

/// The application.
#[derive(Clone)]
pub struct App(Arc<Inner>, Option<Arc<Transport>>);

struct Inner {
    site: Site,
    data: PathBuf,
    clock: Clock,
    platform: PlatformDb,
    journal: Journal,
    spaces: Spaces,
    ring: Arc<keys::Ring>,
    platform_key: SpaceKey,
    signer: Signer,
    passwords: Passwords,
    transport: Transport,
    outgoing: Outgoing,
    allow_source: Vec<String>,
    proxies: Proxies,
    evidence: evidence::Cache,
    off: Vec<String>,
    hands: hootis_media::Hands,
    declared: Declared,
    outreach: Outreach,
    cookies: Counts,
    wake: Notify,
    visits: Recorder,
    audience: Counters,
    openings: Openings,
    signs: Signs,
    hub: Hub,
}

impl App {
    /// Opens everything, making on the first run what is not there yet: data folder, master key, platform.
    ///
    /// # Errors
    /// When a key does not fit, a schema comes from a newer version, or a database cannot be reached.
    pub async fn open(options: Options) -> Result<Self> {
        if !options.off.is_empty() && !options.site.dev {
            return Err(Error::Bad("enforcements can be switched off in development only".into()));
        }
        tokio::fs::create_dir_all(&options.data).await?;
        let keys = keys::master_keys(&options.master_key, &options.data)?;
        let platform_key = keys::platform_key(&keys, &options.data).await?;
        let store = |cluster: Option<Cluster>, folder: PathBuf| match cluster {
            Some(cluster) => Store::Cluster(cluster),
            None => Store::Files { folder, durability: options.durability },
        };
        let rules = Rules::new(&options.declared.carriers, options.site.dev).switched_off(options.off.iter().any(|off| off == "outgoing"));
        let platform_cluster = connect(options.platform.as_ref(), &rules).await?;
        let spaces_cluster = connect(options.spaces.as_ref(), &rules).await?;
        let own = store(platform_cluster, options.data.clone());
        let platform = own
            .open_platform(&options.platform_schema, DbKey::new(platform_key.database().expose()), migrations::PLATFORM)
            .await
            .map_err(Error::internal)?;
        let journal_key = DbKey::new(platform_key.sub(hootis_vault::Purpose::Journal).expose());
        let journal = own.open_journal(&journal_schema(&options.platform_schema), journal_key, migrations::JOURNAL).await.map_err(Error::internal)?;
        let outgoing = Outgoing::new(rules, platform.clone(), options.clock.clone());
        let (ring, asked) = keys::ring(platform.clone(), options.master_key, keys);
        let spaces = Spaces::new(store(spaces_cluster, options.data.join("spaces")), migrations::SPACE, options.open_spaces, asked);
        let inner = Inner {
            site: options.site,
            data: options.data,
            clock: options.clock.clone(),
            platform,
            journal: Journal::new(journal),
            spaces,
            ring,
            signer: platform_key.signer(),
            platform_key,
            passwords: Passwords::new(options.cost, 2)?,
            transport: options.transport.through(outgoing.clone()),
            outgoing,
            allow_source: options.allow_source,
            proxies: options.proxies,
            evidence: evidence::Cache::default(),
            off: options.off,
            hands: options.hands,
            declared: options.declared,
            outreach: options.outreach,
            cookies: Counts::new(options.clock.clone()),
            wake: Notify::new(),
            visits: Recorder::default(),
            audience: Counters::default(),
            openings: Openings::new(options.clock.now()),
            signs: Signs::default(),
            hub: Hub::default(),
        };
        Ok(Self(Arc::new(inner), None))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Now {
        self.0.clock.now()
    }

    /// Where time comes from.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// How the site is reached.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.0.data
    }

    /// The platform's database.
    #[must_use]
    pub fn platform(&self) -> &PlatformDb {
        &self.0.platform
    }

    /// The security journal: see `platform::journal::note`.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// The databases of spaces. Features reach theirs through `access` only.
    #[must_use]
    pub(crate) fn spaces(&self) -> &Spaces {
        &self.0.spaces
    }

    /// The master keys as they are now.
    #[must_use]
    pub fn keys(&self) -> Arc<MasterKeys> {
        self.0.ring.master()
    }

    /// The master keys as the file has them now: another process may have rotated them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reload_keys(&self) -> Result<Arc<MasterKeys>> {
        Ok(self.0.ring.reload()?)
    }

    /// The keys of a space, unwrapped for the time of their use.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when it was destroyed, [`DbError::WrongKey`] when it was altered.
    pub async fn keys_of(&self, space: Uuid) -> Result<SpaceKeys, DbError> {
        self.0.ring.of_space(space).await
    }

    /// Puts other master keys in place (rotation).
    pub fn replace_keys(&self, keys: MasterKeys) {
        self.0.ring.replace(keys);
    }

    /// The master key's file.
    #[must_use]
    pub fn master_key_path(&self) -> &Path {
        self.0.ring.path()
    }

    /// The platform's own key: keyed hashes, sealed columns.
    #[must_use]
    pub fn platform_key(&self) -> &SpaceKey {
        &self.0.platform_key
    }

    /// Signs certificates and receipts with the platform's own key (see `signing`).
    #[must_use]
    pub fn signer(&self) -> &Signer {
        &self.0.signer
    }

    /// Hashing and checking of passwords.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// How mails leave.
    #[must_use]
    pub fn transport(&self) -> &Transport {
        self.1.as_deref().unwrap_or(&self.0.transport)
    }

    /// The one door to other hosts.
    #[must_use]
    pub fn outgoing(&self) -> &Outgoing {
        &self.0.outgoing
    }

    /// Private networks that a Dolibarr named by a stranger may be on.
    #[must_use]
    pub fn allow_source(&self) -> &[String] {
        &self.0.allow_source
    }

    /// The machines in front that say who a request comes from.
    #[must_use]
    pub fn proxies(&self) -> &Proxies {
        &self.0.proxies
    }

    /// The history of the checks, as it was read last.
    pub(crate) fn evidence(&self) -> &evidence::Cache {
        &self.0.evidence
    }

    /// Makes the checks of the promises whose time has come; how many were made.
    ///
    /// # Errors
    /// When the results cannot be written.
    pub async fn check_promises(&self) -> Result<usize> {
        evidence::run_due(self).await
    }

    /// Who looks at pages: recognised in memory, recorded once a visit.
    #[must_use]
    pub fn visits(&self) -> &Recorder {
        &self.0.visits
    }

    /// What is counted of the audience.
    #[must_use]
    pub fn audience(&self) -> &Counters {
        &self.0.audience
    }

    /// That the loops of the worker live.
    #[must_use]
    pub fn signs(&self) -> &Signs {
        &self.0.signs
    }

    /// How long spaces took to open.
    #[must_use]
    pub fn openings(&self) -> &Openings {
        &self.0.openings
    }

    /// Who waits for news of which space, in this process.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Whether a simulation switched an enforcement off, by the name of its rule or step. Never outside
    /// development: the application does not open then.
    #[must_use]
    pub fn is_off(&self, enforcement: &str) -> bool {
        self.0.off.iter().any(|off| off == enforcement)
    }

    /// Who reads photos: see `hootis_media`.
    #[must_use]
    pub fn hands(&self) -> &hootis_media::Hands {
        &self.0.hands
    }

    /// Who runs this Hootis, and who carries for it.
    #[must_use]
    pub fn declared(&self) -> &Declared {
        &self.0.declared
    }

    /// Who is measured, written to and named on the public site.
    #[must_use]
    pub fn outreach(&self) -> &Outreach {
        &self.0.outreach
    }

    /// The counts of cookies that were not written down yet.
    #[must_use]
    pub fn cookies(&self) -> &Counts {
        &self.0.cookies
    }

    /// Tells the worker that there is something to do.
    pub fn wake(&self) {
        self.0.wake.notify_one();
    }

    /// Waits until there may be something to do.
    pub async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// The first rows of a new space: its settings and its owner.
    pub fn owner_seed(&self, account: Uuid, name: &str, email: &str, lang: Lang, company: &str) -> Vec<Statement> {
        crate::space::members::owner_rows(self.now(), account, name, email, lang, company)
    }
}

impl App {
    /// A link that enters a space as the member who is this account: one use, sixty seconds.
    ///
    /// # Errors
    /// 404 when the account is no member of the space.
    pub async fn entry_link(&self, space: &crate::platform::spaces::Space, account: Uuid) -> Result<String> {
        use crate::access::credentials::{LinkKind, Side, make_link};
        use crate::space::members::owner_of_account;
        let db = crate::platform::spaces::enter(self, space).await?;
        let member = owner_of_account(&db, account).await?.ok_or(Error::NotFound)?;
        let code = make_link(&db, self.now(), Side::Member, member, LinkKind::Entry).await?;
        Ok(format!("{}/admin/entree?code={code}", self.site().space_origin(&space.slug)))
    }
}

/// The name of the journal's database, beside that of the platform's.
pub(crate) fn journal_schema(platform: &str) -> String {
    platform.strip_prefix("platform").map_or_else(|| format!("{platform}_journal"), |rest| format!("journal{rest}"))
}

async fn connect(url: Option<&SecretString>, rules: &Rules) -> Result<Option<Cluster>> {
    let Some(url) = url else { return Ok(None) };
    for host in Cluster::hosts(url).map_err(Error::internal)? {
        rules.judge_database(&host).map_err(|_| {
            Error::Bad(format!("no carrier \"{}\" of the operator has the database's host {host}", hootis_policy::processors::HOST.id).into())
        })?;
    }
    Ok(Some(Cluster::connect(url, CLUSTER_CONNECTIONS).await.map_err(Error::internal)?))
}
