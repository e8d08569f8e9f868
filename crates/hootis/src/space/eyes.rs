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

    /// The condition on a conversation, whose id stands in the column `of`: these eyes see all its contacts, and saw those who were
    /// erased. Its arguments are pushed on `args`.
    #[must_use]
    pub fn conversation(self, of: &str, args: &mut Vec<Value>) -> String {
        let contacts = self.condition(args);
        args.push(Value::Id(self.member));
        let gone = format!("g.private_to = ${}", args.len());
        let gone = if self.sees_unclaimed { format!("({gone} OR g.private_to IS NULL)") } else { gone };
        format!(
            "(NOT EXISTS (SELECT 1 FROM conversation_contact x JOIN contact c ON c.id = x.contact_id
                          WHERE x.conversation_id = {of} AND NOT COALESCE({contacts}, FALSE))
              AND NOT EXISTS (SELECT 1 FROM conversation g WHERE g.id = {of} AND g.is_private AND NOT COALESCE({gone}, FALSE)))"
        )
    }

    /// The member who looks.
    #[must_use]
    pub fn member(self) -> Uuid {
        self.member
    }
}
