//! What one member may see of the people that the company deals with: every feature that shows them looks through it.

use hootis_policy::permissions::Role;
use hootis_space::Value;
use uuid::Uuid;

use crate::access::MemberSession;
use crate::access::portal::Viewer;

/// What one member may see of the contacts.
#[derive(Clone, Copy, Debug)]
pub struct Eyes {
    member: Uuid,
    sees_unclaimed: bool,
}

impl From<&MemberSession> for Eyes {
    fn from(member: &MemberSession) -> Self {
        Self { member: member.id, sees_unclaimed: matches!(member.role, Role::Owner | Role::Administrator) }
    }
}

impl From<&Viewer> for Eyes {
    fn from(viewer: &Viewer) -> Self {
        Self { member: viewer.id, sees_unclaimed: viewer.sees_unclaimed }
    }
}

impl Eyes {
    /// The condition on `contact c`; its arguments are pushed on `args`.
    #[must_use]
    pub fn condition(self, args: &mut Vec<Value>) -> String {
        args.push(Value::Id(self.member));
        let mine = format!("NOT c.is_private OR c.private_to = ${}", args.len());
        if self.sees_unclaimed { format!("({mine} OR c.private_to IS NULL)") } else { format!("({mine})") }
    }

    /// The member who looks.
    #[must_use]
    pub fn member(self) -> Uuid {
        self.member
    }
}
