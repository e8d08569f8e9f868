//! Acts on the team, one at a time: who may do what to whom is judged under one lock.

use hootis_policy::journal::Act as Noted;
use hootis_policy::permissions::{Right, Role};
use hootis_policy::plans;
use hootis_space::Tx;
use uuid::Uuid;

use super::member::{Member, MemberState};
use super::queries;
use crate::access::BackOffice;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange};

/// One act on the team by a member whose rights were read again under the lock: a click that was on its
/// way when they were taken changes nothing.
pub(super) struct Act {
    pub(super) tx: Tx,
    pub(super) now: Now,
    actor: Actor,
    me: Member,
}

impl Act {
    /// Waits for its turn.
    pub(super) async fn begin<R>(office: &BackOffice<R>) -> Result<Self> {
        let tx = office.space.begin().await?;
        queries::lock(&tx, office.now).await?;
        let me = queries::get(&tx, office.member.id).await?;
        if me.state != MemberState::Active {
            return Err(Error::SignIn);
        }
        Ok(Self { tx, now: office.now, actor: Actor::from(office), me })
    }

    /// The member acted on, if the actor may manage who has that role.
    pub(super) async fn on(&self, id: Uuid) -> Result<Member> {
        let member = queries::get(&self.tx, id).await?;
        self.may_give(member.role)?;
        Ok(member)
    }

    /// Whether the actor may give a role, and manage those who have it.
    pub(super) fn may_give(&self, role: Role) -> Result<()> {
        if self.me.role.may_manage(role) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Whether it is the actor.
    pub(super) fn is_me(&self, id: Uuid) -> bool {
        self.me.id == id
    }

    /// Refuses what would leave the space without an owner who can sign in.
    pub(super) async fn keeps_an_owner(&self, leaving: &Member) -> Result<()> {
        if leaving.is_acting_owner() && queries::count_other_owners(&self.tx, leaving.id).await? == 0 {
            return Err(Error::Conflict("members-last-owner"));
        }
        Ok(())
    }

    /// Whether the plan has room for one more who signs in.
    pub(super) async fn has_room(&self) -> Result<bool> {
        Ok(queries::count_signing_in(&self.tx).await? < i64::from(plans::TRIAL_PLAN.members))
    }

    /// Revokes the keys of programs that somebody made who may make none any more: they know them. Before the act lasts, so
    /// that at worst a key has to be made anew.
    pub(super) async fn revoke_keys<R>(&self, office: &BackOffice<R>, id: Uuid) -> Result<()> {
        for (key, name) in office.desk().revoke_keys_of(id).await? {
            let fields = changes::differences([("name", Some(name.as_str()), None)]);
            changes::record(&self.tx, self.now, &self.actor, "api_key", office.space.id(), "deleted", &fields).await?;
            office.note(Noted::ApiKeyRevoked, key, None).await;
        }
        Ok(())
    }

    /// Writes the act down, and makes it last.
    pub(super) async fn done(self, subject: Uuid, action: &'static str, fields: &[FieldChange]) -> Result<()> {
        changes::record(&self.tx, self.now, &self.actor, super::KIND, subject, action, fields).await?;
        Ok(self.tx.commit().await?)
    }
}

/// What an account of the team says of one field, to be written down.
pub(super) fn changed(field: &str, before: Option<&str>, after: Option<&str>) -> Vec<FieldChange> {
    changes::differences([(field, before, after)])
}

/// The roles that a member may give, the least first, as a list of choices.
pub(super) fn roles<R>(office: &BackOffice<R>) -> Vec<(&'static str, &'static str)> {
    let lang = office.lang().into();
    let may = |role: &Role| office.may(Right::MembersWrite) && office.member.role.may_manage(*role);
    Role::ALL.into_iter().rev().filter(may).map(|role| (role.as_str(), role.title().to(lang))).collect()
}
