//! `hootis space …` and `hootis migrate`.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use clap::Subcommand;
use hootis_policy::retention;
use hootis_space::{Conn, args};
use serde_json::json;
use uuid::Uuid;

use super::{life, say};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail;
use crate::platform::accounts::{self, Account, NewAccount};
use crate::platform::lifecycle::Action;
use crate::platform::spaces::{self, NewSpace, Space, slug};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::letter::Notice;
use crate::web::person::{Email, line};

/// Rows asked for at once.
const PAGE: i64 = 500;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Makes a space; its owner gets a mail to choose a password, or to sign in where they have an account.
    Create {
        /// The company's name.
        #[arg(long)]
        company: String,
        /// The owner's address.
        #[arg(long)]
        owner_email: String,
        /// The owner's name.
        #[arg(long)]
        owner_name: String,
        /// The language of the owner: fr or en.
        #[arg(long, default_value = "fr")]
        lang: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Says that a space is paid for: to the end of a day, or for a month or a year.
    Subscribe {
        slug: String,
        /// The last day paid for: 2027-01-31.
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// By the year.
        #[arg(long)]
        yearly: bool,
    },
    /// Says that a payment failed: everything works, with a warning; the second time the space becomes read only.
    PaymentFailed { slug: String },
    /// Gives notice for its owner: it works until the end of the period paid.
    Cancel { slug: String },
    /// Closes it at once for its owner, who has 30 days to reopen it.
    Close { slug: String },
    /// Takes a notice back, or reopens a closed space.
    Reopen { slug: String },
    /// Says where a space is in its life, with every date.
    State {
        slug: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lists the spaces.
    List {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Shows a space: its state, its engine, how much it holds.
    Show {
        slug: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::Create { company, owner_email, owner_name, lang, json } => {
            let lang = Lang::from_code(lang).ok_or_else(|| Error::Bad("--lang is fr or en".into()))?;
            let space = create(app, company, owner_email, owner_name, lang).await?;
            say(if *json {
                summary(app, &space).to_string()
            } else {
                format!("{} is open at {}", space.company, app.site().space_origin(&space.slug))
            });
        }
        Command::Subscribe { slug, until, yearly } => life::take(app, slug, life::subscribe(until.as_deref(), *yearly)?).await?,
        Command::PaymentFailed { slug } => life::take(app, slug, Action::PaymentFailed).await?,
        Command::Cancel { slug } => life::take(app, slug, Action::GiveNotice).await?,
        Command::Close { slug } => life::take(app, slug, life::CLOSE).await?,
        Command::Reopen { slug } => life::reopen(app, slug).await?,
        Command::State { slug, json } => life::state(app, slug, *json).await?,
        Command::List { json } => list(app, *json).await?,
        Command::Show { slug, json } => show(app, slug, *json).await?,
    }
    Ok(())
}

/// Makes a space for an owner whose account is made if need be.
pub(super) async fn create(app: &App, company: &str, owner_email: &str, owner_name: &str, lang: Lang) -> Result<Space> {
    let company = line(company, 120).ok_or_else(|| Error::Bad("--company is empty".into()))?;
    let name = line(owner_name, 120).ok_or_else(|| Error::Bad("--owner-name is empty".into()))?;
    let email = Email::parse(owner_email).ok_or_else(|| Error::Bad("--owner-email is no e-mail address".into()))?;
    let now = app.now();
    let known = accounts::find_by_email(app.platform(), &email).await?;
    // Nobody knows this password: the owner chooses one by the mailed link.
    let unknown = BASE64_URL_SAFE_NO_PAD.encode(hootis_vault::random_token());
    let hash = app.passwords().hash(unknown.into()).await?;
    let tx = app.platform().begin().await?;
    let account = known.as_ref().map_or_else(Uuid::now_v7, |account| account.id);
    if let Some(known) = &known {
        mail::post(&tx, now, one_more(app, known, &company)?).await?;
    } else {
        accounts::insert(&tx, now, &NewAccount { id: account, email: email.clone(), name: name.clone(), password_hash: hash, lang }).await?;
        let token = hootis_vault::random_token();
        tx.execute(
            "INSERT INTO password_link (token_hash, account_id, expires_at, created_at) VALUES ($1, $2, $3, $4)",
            args![hootis_vault::digest(&token).to_vec(), account, now.after(retention::PASSWORD_LINK), now],
        )
        .await?;
        let link = format!("{}/mot-de-passe/nouveau?lien={}", app.site().origin(), BASE64_URL_SAFE_NO_PAD.encode(token));
        mail::post(&tx, now, welcome(app, lang, &name, &company, link, &email)?).await?;
    }
    let slug = slug::propose(&tx, app.platform_key(), now, &company).await?;
    let id = Uuid::now_v7();
    spaces::insert(app, &tx, now, &NewSpace { id, account_id: account, slug, company: company.clone(), activity: None }).await?;
    tx.commit().await?;
    spaces::make(app, id, app.owner_seed(account, &name, &email.text, lang, &company)).await
}

fn welcome(app: &App, lang: Lang, name: &str, company: &str, link: String, email: &Email) -> Result<mail::Letter> {
    Notice {
        subject: lang.t("letter-welcome-subject").to_owned(),
        preview: lang.t("letter-welcome-preview").to_owned(),
        title: lang.t("letter-welcome-subject").to_owned(),
        name: name.to_owned(),
        text: lang.t_args("letter-welcome-text", &[("company", company.into())]),
        button: lang.t("letter-password-button").to_owned(),
        link,
        small: lang.t_args("letter-welcome-small", &[("period", retention::PASSWORD_LINK.keep.words(lang.into()).into())]),
        ..Notice::default()
    }
    .letter(app.site(), lang, &email.text)
}

/// To somebody who has an account already: they sign in as they always do.
fn one_more(app: &App, owner: &Account, company: &str) -> Result<mail::Letter> {
    let lang = owner.lang;
    Notice {
        subject: lang.t_args("letter-opened-subject", &[("company", company.into())]),
        preview: lang.t("letter-opened-preview").to_owned(),
        title: lang.t("letter-opened-title").to_owned(),
        name: owner.name.clone(),
        text: lang.t_args("letter-opened-text", &[("company", company.into())]),
        button: lang.t("letter-opened-button").to_owned(),
        link: format!("{}/console", app.site().origin()),
        small: lang.t("letter-opened-small").to_owned(),
        ..Notice::default()
    }
    .letter(app.site(), lang, &owner.email)
}

fn summary(app: &App, space: &Space) -> serde_json::Value {
    json!({
        "slug": space.slug,
        "id": space.id,
        "url": format!("{}/admin", app.site().space_origin(&space.slug)),
        "state": space.state.as_str(),
        "created_at": format::machine(space.created_at),
    })
}

async fn list(app: &App, json: bool) -> Result<()> {
    let (mut after, mut all) = (None, Vec::new());
    loop {
        let page = spaces::list(app.platform(), after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for space in &page {
            if json {
                all.push(summary(app, space));
            } else {
                say(format!("{:<40} {:<10} {}", space.slug, space.state.as_str(), space.company));
            }
        }
    }
    if json {
        say(serde_json::Value::Array(all));
    }
    Ok(())
}

async fn show(app: &App, slug: &str, as_json: bool) -> Result<()> {
    let shown = shown(app, slug).await?;
    say(if as_json { shown.to_string() } else { serde_json::to_string_pretty(&shown).map_err(Error::internal)? });
    Ok(())
}

/// What is said of a space. Of a closed one, nobody looks at what is in it.
pub(super) async fn shown(app: &App, slug: &str) -> Result<serde_json::Value> {
    let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
    let db = if space.state.members_sign_in() { Some(spaces::open(app, space.id).await?) } else { None };
    let count = async |sql: &str| -> Result<Option<i64>> {
        match &db {
            Some(db) => Ok(Some(db.get(sql, args![]).await?)),
            None => Ok(None),
        }
    };
    let mut counts = serde_json::Map::new();
    for (name, sql) in [
        ("parties", "SELECT COUNT(*) FROM party"),
        ("contacts", "SELECT COUNT(*) FROM contact"),
        ("members", "SELECT COUNT(*) FROM member"),
        ("tags", "SELECT COUNT(*) FROM tag"),
        ("custom_fields", "SELECT COUNT(*) FROM custom_field"),
        // Of what comes from Dolibarr, what it still has.
        ("products", "SELECT COUNT(*) FROM product WHERE gone_at IS NULL"),
        ("quotes", "SELECT COUNT(*) FROM document WHERE kind = 'quote' AND gone_at IS NULL"),
        ("orders", "SELECT COUNT(*) FROM document WHERE kind = 'order' AND gone_at IS NULL"),
        ("invoices", "SELECT COUNT(*) FROM document WHERE kind = 'invoice' AND gone_at IS NULL"),
        ("payments", "SELECT COUNT(*) FROM payment"),
        ("events", "SELECT COUNT(*) FROM event WHERE gone_at IS NULL"),
        ("projects", "SELECT COUNT(*) FROM project WHERE gone_at IS NULL"),
        ("tasks", "SELECT COUNT(*) FROM project_task WHERE gone_at IS NULL"),
        ("tickets", "SELECT COUNT(*) FROM ticket WHERE gone_at IS NULL"),
        ("ticket_messages", "SELECT COUNT(*) FROM ticket_message WHERE gone_at IS NULL"),
        ("files", "SELECT COUNT(*) FROM media"),
    ] {
        counts.insert(name.to_owned(), count(sql).await?.into());
    }
    Ok(json!({
        "slug": space.slug,
        "state": space.state.as_str(),
        "engine": space.engine,
        "schema_version": count("SELECT COUNT(*) FROM schema_migration").await?,
        "counts": counts,
        "bytes": app.spaces().size_bytes(space.id).await?,
    }))
}

/// Opens every space once, which brings it to the shape of this version; says which could not be.
pub(super) async fn migrate(app: &App) -> Result<()> {
    let (mut after, mut done, mut failed) = (None, 0_u64, 0_u64);
    loop {
        let page = spaces::list(app.platform(), after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        // A disabled one is left alone: it is brought up to date when it comes back.
        for space in page.iter().filter(|space| space.state.members_sign_in()) {
            match spaces::open(app, space.id).await {
                Ok(_) => done += 1,
                Err(error) => {
                    failed += 1;
                    say(format!("{}: {error}", space.slug));
                }
            }
        }
    }
    say(format!("{done} spaces are up to date, {failed} failed"));
    if failed == 0 { Ok(()) } else { Err(Error::internal("some spaces could not be migrated")) }
}
