//! `hootis serve`.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{Cli, declared, say, served};
use crate::app::App;
use crate::config;
use crate::error::{Error, Result};
use crate::platform::signup;
use crate::web::proxies::{CloudflareList, Proxies};
use crate::web::server::{self, Limits};
use crate::{router, worker};

pub(super) async fn run(cli: &Cli, options: &config::Serve) -> Result<()> {
    hootis_space::wipe_freed_memory();
    if cli.site.dev {
        served::refuse_as_development(&cli.storage.data)?;
    } else {
        refuse_development(cli)?;
    }
    let proxies = Proxies::parse(&options.trusted_proxy, &CloudflareList::of(&cli.storage.data)?)?;
    let app = cli.app_for(options.allow_source.clone(), options.outreach.read()?, proxies).await?;
    finish_signups(&app).await;
    let listener =
        TcpListener::bind(options.listen).await.map_err(|error| Error::Bad(format!("cannot listen on {}: {error}", options.listen).into()))?;
    served::keep(cli)?;
    say(format!("Hootis listens on {}: {}", options.listen, app.site().origin()));
    if let Some(warning) = unseen_visitors(&app, options.listen) {
        tracing::warn!("{warning}");
    }
    if let Some(warning) = half_rotated(&app) {
        tracing::warn!("{warning}");
    }
    let (stop, stopped) = watch::channel(false);
    let mut worker = tokio::spawn(worker::run(app.clone(), stopped.clone()));
    tokio::spawn(signal(stop, app.clone()));
    let service = router::service(app.clone());
    let mut server = std::pin::pin!(server::serve(listener, service, app.proxies(), Limits::default(), stopped.clone()));
    tokio::select! {
        ended = &mut server => {
            ended?;
            worker.await?;
        }
        ended = &mut worker => {
            ended?;
            // Without its worker a server mails, forgets and destroys nothing: it must not go on as if it did.
            if !*stopped.borrow() {
                return Err(Error::internal("the worker ended by itself"));
            }
            server.await?;
        }
    }
    // The last requests have been answered: nothing more comes.
    worker::write_visits(&app).await;
    Ok(())
}

/// Behind a proxy of which nobody told us, every visitor has its address: what one does too often is refused to all.
fn unseen_visitors(app: &App, listen: SocketAddr) -> Option<&'static str> {
    let is_alone = app.proxies().is_empty() && listen.ip().to_canonical().is_loopback();
    (is_alone && !app.site().dev).then_some(
        "every visitor has the address of the proxy in front, and counts as one: name it with --trusted-proxy \
         (127.0.0.1 where it is on this machine, cloudflare for Cloudflare's)",
    )
}

/// A change of the master key that was cut off leaves the old one in its file, where it still opens everything.
fn half_rotated(app: &App) -> Option<String> {
    let keys = app.keys().ids().len();
    (keys > 1).then(|| format!("the key file holds {keys} master keys: a change was cut off, run hootis keys rotate-master to end it"))
}

/// Outside development nothing may be left to chance: no http, no conveniences, operator and carriers named (T6).
fn refuse_development(cli: &Cli) -> Result<()> {
    if !cli.site.address().starts_with("https://") {
        return Err(Error::Bad("outside development (--dev) the site must be https: set --site https://…".into()));
    }
    let relay = cli.mail.smtp.as_deref().and_then(|relay| url::Url::parse(relay).ok()?.host_str().map(str::to_owned));
    declared::check(&cli.declared, relay.as_deref())?;
    if relay.is_none() {
        // In a folder they would stay, readable, for ever.
        return Err(Error::Bad("outside development (--dev) mails must leave: set --smtp".into()));
    }
    Ok(())
}

/// Finishes the spaces whose making was cut off by a crash.
pub(super) async fn finish_signups(app: &App) {
    match signup::unfinished(app.platform()).await {
        Ok(ids) => {
            for id in ids {
                if let Err(error) = signup::finish(app, id).await {
                    tracing::error!(%error, signup.id = %id, "a space could not be finished");
                }
            }
        }
        Err(error) => tracing::error!(%error, "unfinished sign-ups could not be looked for"),
    }
}

async fn signal(stop: watch::Sender<bool>, app: App) {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} },
        Err(_) => drop(interrupt.await),
    }
    let _nobody_listens = stop.send(true);
    // A stream of events never ends by itself, and the server waits for the last answer.
    app.hub().close();
}
