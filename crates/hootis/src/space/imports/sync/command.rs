//! One pass that the operator asks for on the command line.

use hootis_dolibarr::{Guard, ServerSource, Source};

use super::super::command::{Refusal, Report, Request, import};
use super::super::queries as runs;
use super::super::store::Credentials;
use super::{job, queries};
use crate::access::JobContext;
use crate::clock::Clock;
use crate::error::{Error, Result};

/// Keeps the connection of an import, sealed, so that what it read can be kept up with.
///
/// # Errors
/// When the database refuses.
pub async fn keep(context: &JobContext, entity: i64, server: &ServerSource) -> Result<()> {
    let source = runs::find_source_of_entity(&context.space, entity).await?.ok_or(Error::NotFound)?;
    let password = server.password().cloned().unwrap_or_default();
    let credentials = Credentials { url: server.address(), password, protection: server.protection() };
    let sealed = credentials.seal(&context.desk, source.id).await?;
    runs::update_label(&context.space, context.desk.now(), source.id, &server.label()).await?;
    runs::update_credentials(&context.space, context.desk.now(), source.id, Some(sealed.to_vec())).await
}

/// Reads the connected Dolibarr of a space again, and takes what has changed. The company within it, and what was done.
///
/// # Errors
/// See [`Refusal`].
pub async fn once(context: &JobContext, clock: &Clock) -> Result<(i64, Report), Refusal> {
    let (space, desk) = (&context.space, &context.desk);
    let source = queries::find_source(space).await?.ok_or(Refusal::NotConnected)?;
    let sealed = source.sealed_url.as_deref().ok_or(Refusal::NotConnected)?;
    let credentials = Credentials::open(desk, source.id, sealed).await?;
    // The operator may reach any host, as when importing.
    let server = ServerSource::parse(&credentials.url, Some(credentials.password.clone()), Guard::Any)?.protected(credentials.protection);
    desk.call_customer_host(server.host()).await?;
    let (entity, take) = queries::choice(space, source.id).await?;
    let identity = server.label();
    let request = Request { source: Source::Server(server), identity, entity, take, dry: false };
    let report = import(space, clock, &desk.folder().await?, request).await?;
    job::ended(context, &runs::get_run(space, report.run).await?).await?;
    Ok((entity, report))
}
