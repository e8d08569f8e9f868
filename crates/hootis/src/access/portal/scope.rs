//! How far a contact sees, as a value.

use hootis_policy::permissions::{Application, Reach};
use hootis_space::Value;
use uuid::Uuid;

use super::session::{ContactSession, Viewer};

/// The contact who asks, their companies, and how far they see of them in one application. Only the extractor of Station
/// Clients makes one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PortalScope {
    contact: Uuid,
    parties: Vec<Uuid>,
    reach: Reach,
    viewer: Option<Viewer>,
}

impl PortalScope {
    pub(super) fn of(contact: &ContactSession, application: Application) -> Self {
        let reach = match application {
            Application::Data => contact.reach_data,
            Application::Messages => contact.reach_messages,
            Application::Files => contact.reach_files,
        };
        let viewer = contact.viewer.clone();
        Self { viewer, ..Self::new(contact.id, contact.party.as_ref().map(|party| party.id), reach) }
    }

    /// The companies are none of the business of whoever sees their own only.
    pub(super) fn new(contact: Uuid, party: Option<Uuid>, reach: Reach) -> Self {
        let parties = if reach == Reach::Own { Vec::new() } else { party.into_iter().collect() };
        Self { contact, parties, reach, viewer: None }
    }

    /// The contact who asks.
    #[must_use]
    pub fn contact(&self) -> Uuid {
        self.contact
    }

    /// The companies whose things they see; none for whoever sees their own only.
    #[must_use]
    pub fn parties(&self) -> &[Uuid] {
        &self.parties
    }

    /// The member who looks as the contact does, and sees nothing that they may not see as themselves.
    #[must_use]
    pub fn viewer(&self) -> Option<&Viewer> {
        self.viewer.as_ref()
    }

    /// How far they see.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Whether they see what is about a company and maybe about one of its people.
    #[must_use]
    pub fn sees(&self, party: Option<Uuid>, contact: Option<Uuid>) -> bool {
        let of_company = party.is_some_and(|party| self.parties.contains(&party));
        match contact {
            Some(contact) if contact == self.contact => true,
            Some(_) => of_company && self.reach == Reach::Everything,
            None => of_company && self.reach >= Reach::Company,
        }
    }

    /// The same as a condition in SQL on two columns that name a company and one of its people, either of which may be
    /// NULL; its arguments are pushed on `args`.
    #[must_use]
    pub fn condition(&self, party: &str, contact: &str, args: &mut Vec<Value>) -> String {
        args.push(Value::Id(self.contact));
        let own = format!("{contact} = ${}", args.len());
        if self.parties.is_empty() {
            return format!("({own})");
        }
        let holes: Vec<String> = self
            .parties
            .iter()
            .map(|id| {
                args.push(Value::Id(*id));
                format!("${}", args.len())
            })
            .collect();
        let of_company = format!("{party} IN ({})", holes.join(", "));
        match self.reach {
            Reach::Own => format!("({own})"),
            Reach::Company => format!("({own} OR ({contact} IS NULL AND {of_company}))"),
            Reach::Everything => format!("({own} OR {of_company})"),
        }
    }
}
