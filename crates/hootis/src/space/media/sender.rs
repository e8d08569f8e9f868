//! Who sends files, and where: a member to the gallery or with a message, a contact with a message.

use axum::extract::FromRequestParts;
use hootis_policy::limits::{self, Rate};
use hootis_space::SpaceDb;
use uuid::Uuid;

use crate::access::desk::Desk;
use crate::access::portal::can;
use crate::access::{BackOffice, Portal, may};
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::i18n::Lang;
use crate::web::visit::Visit;

/// Whoever sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    pub id: Uuid,
    pub name: String,
    pub is_contact: bool,
}

/// A door through which files come.
pub trait Door: FromRequestParts<App, Rejection = Error> + Send + Sync + 'static {
    /// Where uploads are.
    const UPLOADS: &'static str;
    /// Whether what comes goes with a message.
    const ATTACHES: bool;
    /// How many files one sender may send.
    const RATE: &'static Rate;

    /// The space.
    fn space(&self) -> &SpaceDb;
    /// What is not in its database.
    fn desk(&self) -> Desk;
    /// The language that is answered in.
    fn lang(&self) -> Lang;
    /// The request.
    fn visit(&self) -> &Visit;
    /// Who sends.
    fn sender(&self) -> Sender;
    /// The same door as it is now. Who sends for long may have been signed out, or the space closed, meanwhile.
    ///
    /// # Errors
    /// When they may send no more.
    fn again(&self) -> impl Future<Output = Result<Self>> + Send;
}

macro_rules! office {
    ($right:ty, $uploads:literal, $attaches:literal) => {
        impl Door for BackOffice<$right> {
            const UPLOADS: &'static str = $uploads;
            const ATTACHES: bool = $attaches;
            const RATE: &'static Rate = &limits::MEDIA_MEMBER;

            fn space(&self) -> &SpaceDb {
                &self.space
            }

            fn desk(&self) -> Desk {
                self.desk()
            }

            fn lang(&self) -> Lang {
                self.lang()
            }

            fn visit(&self) -> &Visit {
                &self.visit
            }

            fn sender(&self) -> Sender {
                Sender { id: self.member.id, name: self.member.name.clone(), is_contact: false }
            }

            async fn again(&self) -> Result<Self> {
                let office = self.standing().enter().await?;
                office.still_accepts_writes().await?;
                Ok(office)
            }
        }
    };
}
office!(may::MediaWrite, "/admin/medias/envois", false);
office!(may::MessagesWrite, "/admin/messages/envois", true);

impl Door for Portal<can::MessagesWrite> {
    const UPLOADS: &'static str = "/messages/envois";
    const ATTACHES: bool = true;
    const RATE: &'static Rate = &limits::MEDIA_CONTACT;

    fn space(&self) -> &SpaceDb {
        &self.space
    }

    fn desk(&self) -> Desk {
        self.desk()
    }

    fn lang(&self) -> Lang {
        self.lang()
    }

    fn visit(&self) -> &Visit {
        &self.visit
    }

    fn sender(&self) -> Sender {
        Sender { id: self.contact.id, name: self.contact.name.clone(), is_contact: true }
    }

    async fn again(&self) -> Result<Self> {
        let portal = self.standing().enter().await?;
        if portal.may_write() { Ok(portal) } else { Err(Error::Conflict("portal-read-only")) }
    }
}
