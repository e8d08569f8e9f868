//! `hootis serve`.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{Cli, declared, say};
use crate::app::App;
use crate::config;
use crate::error::{Error, Result};
use crate::platform::signup;
use crate::{router, worker};

pub(super) async fn run(cli: &Cli, options: &config::Serve) -> Result<()> {
    if !cli.site.dev {
        refuse_development(cli)?;
    }
    let app = cli.app_for(options.allow_source.clone(), options.outreach.read()?).await?;
    finish_signups(&app).await;
    let listener =
        TcpListener::bind(options.listen).await.map_err(|error| Error::Bad(format!("cannot listen on {}: {error}", options.listen).into()))?;
    say(format!("Hootis listens on {}: {}", options.listen, app.site().origin()));
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(app.clone(), stopped.clone()));
    let service = router::service(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(signal(stop)).await?;
    worker.await?;
    // The last requests have been answered: nothing more comes.
    worker::write_visits(&app).await;
    Ok(())
}

/// Outside development nothing may be left to chance: no http, no conveniences, operator and carriers named (T6).
fn refuse_development(cli: &Cli) -> Result<()> {
    if !cli.site.site.starts_with("https://") {
        return Err(Error::Bad("outside development (--dev) the site must be https: set --site https://…".into()));
    }
    let relay = cli.mail.smtp.as_deref().and_then(|relay| url::Url::parse(relay).ok()?.host_str().map(str::to_owned));
    declared::check(&cli.declared, relay.as_deref())
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

async fn signal(stop: watch::Sender<bool>) {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} },
        Err(_) => drop(interrupt.await),
    }
    let _nobody_listens = stop.send(true);
}
