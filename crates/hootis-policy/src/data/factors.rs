//! Second factors: the same tables on the platform, for accounts and operators, and in each space, for members.

use super::Protection::{Digest, PasswordHash, Sealed};
use super::{Column, Kind, Purpose, Table};
use crate::retention;
use crate::text::Text;

const FACTOR: &[Column] = &[
    Column::plain("holder_id"),
    Column::credential("sealed_secret", Sealed),
    Column::plain("last_step").not_exported(),
    Column::personal("created_at", Kind::Activity),
    Column::plain("updated_at"),
];
const ABOUT_FACTOR: Text = Text::new("Les applications d’authentification", "Authenticator applications");

const RECOVERY_CODE: &[Column] = &[
    Column::plain("id").not_exported(),
    Column::plain("holder_id").not_exported(),
    Column::credential("code_hash", PasswordHash),
    Column::personal("created_at", Kind::Activity),
];
const ABOUT_RECOVERY_CODE: Text = Text::new("Les codes de secours qui n’ont pas servi", "Recovery codes that were not used");

const HALF_SIGN_IN: &[Column] = &[
    Column::credential("token_hash", Digest),
    Column::plain("holder_id").not_exported(),
    Column::plain("expires_at").not_exported(),
    Column::plain("created_at").not_exported(),
];
const ABOUT_HALF_SIGN_IN: Text = Text::new("Les connexions qui attendent leur second facteur", "Sign-ins that wait for their second factor");

const FACTOR_RECOVERY: &[Column] = &[
    Column::plain("holder_id").not_exported(),
    Column::credential("token_hash", Digest),
    Column::plain("due_at").not_exported(),
    Column::personal("created_at", Kind::Activity).not_exported(),
];
const ABOUT_FACTOR_RECOVERY: Text =
    Text::new("Les demandes de qui a tout perdu, et leur échéance", "Requests of those who lost everything, and when they are due");

const PASSKEY: &[Column] = &[
    Column::plain("id"),
    Column::plain("holder_id").not_exported(),
    // Neither it nor the public key opens anything.
    Column::plain("credential_id").not_exported(),
    Column::plain("public_key").not_exported(),
    Column::plain("sign_count").not_exported(),
    Column::personal("label", Kind::Preference),
    Column::personal("last_used_at", Kind::Activity),
    Column::personal("created_at", Kind::Activity),
];
const ABOUT_PASSKEY: Text = Text::new("Les clés d’accès : leur partie publique", "Passkeys: their public half");

const PASSKEY_CHALLENGE: &[Column] =
    &[Column::credential("challenge_hash", Digest), Column::plain("expires_at").not_exported(), Column::plain("created_at").not_exported()];
const ABOUT_PASSKEY_CHALLENGE: Text = Text::new("Les défis auxquels une clé d’accès a répondu", "Challenges that a passkey has answered");

const FACTOR_PHONE: &[Column] = &[
    Column::plain("id").not_exported(),
    Column::personal("sealed_number", Kind::ContactDetails).held(Sealed).under(&retention::TWO_FACTOR_PHONE).not_exported(),
    Column::plain("created_at").not_exported(),
];
const ABOUT_FACTOR_PHONE: Text =
    Text::new("Les numéros à qui un SMS d’invitation part, le temps de l’envoyer", "Numbers that an SMS of invitation goes to, until it has left");

pub(super) const PLATFORM: &[Table] = &[
    Table::platform("factor", Purpose::Account, &[&retention::ACCOUNT, &retention::OPERATOR], ABOUT_FACTOR, FACTOR),
    Table::platform("recovery_code", Purpose::Account, &[&retention::ACCOUNT, &retention::OPERATOR], ABOUT_RECOVERY_CODE, RECOVERY_CODE),
    Table::platform("passkey", Purpose::Account, &[&retention::ACCOUNT, &retention::OPERATOR], ABOUT_PASSKEY, PASSKEY),
    Table::platform("passkey_challenge", Purpose::Account, &[&retention::PASSKEY_CHALLENGE], ABOUT_PASSKEY_CHALLENGE, PASSKEY_CHALLENGE),
    Table::platform("factor_recovery", Purpose::Account, &[&retention::FACTOR_RECOVERY], ABOUT_FACTOR_RECOVERY, FACTOR_RECOVERY),
    Table::platform("factor_phone", Purpose::Account, &[&retention::TWO_FACTOR_PHONE], ABOUT_FACTOR_PHONE, FACTOR_PHONE),
    Table::platform("half_sign_in", Purpose::Account, &[&retention::HALF_SIGN_IN], ABOUT_HALF_SIGN_IN, HALF_SIGN_IN),
];

pub(super) const SPACE: &[Table] = &[
    Table::space("factor", Purpose::Team, &[&retention::SPACE_CONTENT], ABOUT_FACTOR, FACTOR),
    Table::space("recovery_code", Purpose::Team, &[&retention::SPACE_CONTENT], ABOUT_RECOVERY_CODE, RECOVERY_CODE),
    Table::space("passkey", Purpose::Team, &[&retention::SPACE_CONTENT], ABOUT_PASSKEY, PASSKEY),
    Table::space("passkey_challenge", Purpose::Team, &[&retention::PASSKEY_CHALLENGE], ABOUT_PASSKEY_CHALLENGE, PASSKEY_CHALLENGE),
    Table::space("factor_recovery", Purpose::Team, &[&retention::FACTOR_RECOVERY], ABOUT_FACTOR_RECOVERY, FACTOR_RECOVERY),
    Table::space("half_sign_in", Purpose::Team, &[&retention::HALF_SIGN_IN], ABOUT_HALF_SIGN_IN, HALF_SIGN_IN),
];
