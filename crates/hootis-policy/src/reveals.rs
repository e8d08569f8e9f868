//! On which grounds browsing records may be linked to people (promise U3): a closed list.

use crate::text::Text;

/// Why the law lets, or makes, the operator link browsing records to people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum RevealGround {
    /// A requisition of a public prosecutor or of an investigator.
    Requisition,
    /// The order of a judge.
    CourtOrder,
    /// An authority that a law gives this power to.
    Authority,
    /// Security, after an abuse of the service (GDPR, article 6.1.f).
    Abuse,
    /// The person asked for what is held about them (GDPR, article 15).
    AccessRequest,
}

use RevealGround::{Abuse, AccessRequest, Authority, CourtOrder, Requisition};

impl RevealGround {
    /// Every ground.
    pub const ALL: [Self; 5] = [Requisition, CourtOrder, Authority, Abuse, AccessRequest];

    /// Its name in the database and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Requisition => "requisition",
            CourtOrder => "court-order",
            Authority => "authority",
            Abuse => "abuse",
            AccessRequest => "access-request",
        }
    }

    /// The ground of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == name)
    }

    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Requisition => Text::new("réquisition judiciaire", "judicial requisition"),
            CourtOrder => Text::new("décision d’un juge", "order of a judge"),
            Authority => Text::new("demande d’une autorité habilitée par la loi", "request of an authority empowered by law"),
            Abuse => Text::new("sécurité, après un abus (art. 6.1.f)", "security, after an abuse (art. 6.1.f)"),
            AccessRequest => Text::new("demande d’accès de la personne (art. 15)", "the person's own access request (art. 15)"),
        }
    }
}
