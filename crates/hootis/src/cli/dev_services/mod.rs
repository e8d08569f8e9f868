//! `hootis dev-services`: what a Hootis in development speaks to instead of the world.
//!
//! A stand-in for the services that carry messages to telephones, and a mail relay that takes every mail, delivers none, and shows the latest on a page of its own. What it holds
//! is in memory only and is gone when it stops.

mod kept;
mod pages;
mod sms;
pub(super) mod smtp;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use clap::Args;
use tokio::net::TcpListener;

use super::say;
use crate::error::{Error, Result};

#[derive(Args)]
pub(super) struct Options {
    /// Where the relay listens. Port 0: any that is free.
    #[arg(long, default_value = "127.0.0.1:1025")]
    relay: SocketAddr,
    /// Where the page with the mails is.
    #[arg(long, default_value = "127.0.0.1:1080")]
    page: SocketAddr,
    /// Where Twilio and Authy are stood in for.
    #[arg(long, default_value = "127.0.0.1:1081")]
    sms: SocketAddr,
    /// Says as JSON, on one line, where all are.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: &Options) -> Result<()> {
    for address in [options.relay, options.page, options.sms] {
        if !address.ip().is_loopback() {
            return Err(Error::Bad("the services of development listen on this machine only".into()));
        }
    }
    crate::web::i18n::load().map_err(Error::internal)?;
    let (relay, page, phones) = (listen(options.relay).await?, listen(options.page).await?, listen(options.sms).await?);
    let (smtp, at, near) = (relay.local_addr()?, page.local_addr()?, phones.local_addr()?);
    if options.json {
        say(serde_json::json!({ "smtp": format!("smtp://{smtp}"), "page": format!("http://{at}/"), "sms": format!("http://{near}") }));
    } else {
        say(format!("A relay that delivers nothing: --smtp smtp://{smtp}"));
        say(format!("The mails it was given: http://{at}/"));
        let (key, secret) = (sms::KEY, sms::SECRET);
        say(format!(
            "Messages, delivered to nobody: --sms twilio --sms-account ACdevelopment --sms-key {key} --sms-secret {secret} --sms-url http://{near}"
        ));
    }
    let kept = kept::Kept::default();
    let relay = smtp::serve(relay, kept.clone());
    let page = axum::serve(page, pages::service(kept));
    let phones = axum::serve(phones, sms::service(sms::Messages::default()));
    tokio::select! {
        () = relay => {}
        served = async { page.await } => served?,
        served = async { phones.await } => served?,
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| Error::Bad(format!("cannot listen on {address}: {error}").into()))
}

async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}
