//! A space, and the people in it.

use hootis_policy::permissions::Role;
use hootis_space::{Conn, SpaceDb, args};
use uuid::Uuid;

use super::{Client, PASSWORD, TestApp, form};
use crate::platform::accounts::{self, NewAccount};
use crate::platform::spaces::{self, NewSpace, Space, slug};
use crate::web::i18n::Lang;
use crate::web::person::{Email, sort_key};

/// A space that is open.
pub(crate) struct TestSpace<'a> {
    app: &'a TestApp,
    pub(crate) row: Space,
    pub(crate) db: SpaceDb,
}

impl<'a> TestSpace<'a> {
    pub(super) async fn create(test: &'a TestApp, company: &str) -> Self {
        let (app, now) = (&test.app, test.app.now());
        let slug = slug::propose(app.platform(), app.platform_key(), now, company).await.expect("a slug");
        let email = Email::parse(&format!("owner@{slug}.example")).expect("an address");
        let account = Uuid::now_v7();
        let hash = app.passwords().hash(PASSWORD.to_owned().into()).await.expect("a hash");
        let tx = app.platform().begin().await.expect("a transaction");
        let new = NewAccount { id: account, email: email.clone(), name: format!("Olive {company}"), password_hash: hash, lang: Lang::Fr };
        accounts::insert(&tx, now, &new).await.expect("an account");
        let id = Uuid::now_v7();
        let new = NewSpace { id, account_id: account, slug, company: company.to_owned(), activity: None };
        spaces::insert(app, &tx, now, &new).await.expect("a space");
        tx.commit().await.expect("a commit");
        let seed = app.owner_seed(account, &format!("Olive {company}"), &email.text, Lang::Fr, company);
        let row = spaces::make(app, id, seed).await.expect("the space opens");
        let db = spaces::open(app, id).await.expect("the space opens");
        Self { app: test, row, db }
    }

    /// The application that it is in.
    pub(super) fn app(&self) -> &TestApp {
        self.app
    }

    /// The time.
    pub(super) fn now(&self) -> crate::clock::Now {
        self.app.app.now()
    }

    /// The space's host.
    pub(crate) fn host(&self) -> String {
        format!("{}.hootis.localhost", self.row.slug)
    }

    /// The owner's address.
    pub(crate) fn owner_email(&self) -> String {
        format!("owner@{}.example", self.row.slug)
    }

    /// Somebody on the space's host whom nobody knows.
    pub(crate) fn anyone(&self) -> Client {
        self.app.anyone_at(&self.host())
    }

    /// The owner, signed in to the public site.
    pub(crate) async fn account(&self) -> Client {
        let client = self.app.anyone();
        client.get("/connexion").await.is(200);
        client.post("/connexion", form! { email: self.owner_email(), password: PASSWORD }).await.is(303);
        client
    }

    /// The owner in the back office, come from the console.
    pub(crate) async fn owner(&self) -> Client {
        let console = self.account().await;
        let page = console.post(&format!("/console/espaces/{}/entree", self.row.id), form! {}).await.is(200);
        let (host, path) = Client::split(&page.attribute("href", "http://"));
        let client = console.at(&host);
        assert_eq!(client.get(&path).await.is(303).location(), "/admin");
        client
    }

    /// A member of a role, signed in on the space's host.
    pub(crate) async fn member(&self, role: Role) -> Client {
        let (name, now) = (format!("Paul {}", role.as_str()), self.app.app.now());
        let email = format!("{}-{}@{}.example", role.as_str(), Uuid::now_v7().simple(), self.row.slug);
        let hash = self.app.app.passwords().hash(PASSWORD.to_owned().into()).await.expect("a hash");
        self.db
            .execute(
                "INSERT INTO member (id, name, name_key, email, email_key, role, state, password_hash, lang, theme, version, created_at, updated_at)
                 VALUES ($1, $2, $3, $4, $4, $5, 'active', $6, 'fr', 'auto', 1, $7, $7)",
                args![Uuid::now_v7(), &name, sort_key(&name), &email, role.as_str(), hash, now],
            )
            .await
            .expect("a member");
        let client = self.anyone();
        client.get("/admin/connexion").await.is(200);
        client.post("/admin/connexion", form! { email: email, password: PASSWORD }).await.is(303);
        client
    }
}
