//! What the security journal can say: a closed list, so that it never holds more than was promised.

use crate::text::Text;

/// Declares [`Act`], its names and its titles.
macro_rules! acts {
    ($($act:ident $name:literal $fr:literal $en:literal)*) => {
        /// Something that the security journal notes. An entry adds opaque ids to it, and words of closed
        /// lists such as a role or a rule: never a name, an address or a content.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Act {
            $(#[doc = $en] $act,)*
        }

        impl Act {
            /// Every act.
            pub const ALL: &[Self] = &[$(Self::$act),*];

            /// Its name in the journal and in programs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$act => $name),* }
            }

            /// For people.
            #[must_use]
            pub const fn title(self) -> Text {
                match self { $(Self::$act => Text::new($fr, $en)),* }
            }
        }
    };
}

acts! {
    SignedIn "signed_in" "Connexion" "Signed in"
    SignInRefused "sign_in_refused" "Connexion refusée" "Sign-in refused"
    PasswordChanged "password_changed" "Mot de passe changé" "Password changed"
    SessionsEnded "sessions_ended" "Sessions fermées" "Sessions ended"
    PasswordReset "password_reset" "Mot de passe remplacé par un lien, sessions fermées" "Password replaced by a link, sessions ended"
    SecondFactorAsked "second_factor_asked" "Mot de passe juste, second facteur demandé" "Right password, second factor asked for"
    SecondFactorOn "second_factor_on" "Double authentification activée" "Two-factor sign-in turned on"
    SecondFactorOff "second_factor_off" "Double authentification désactivée" "Two-factor sign-in turned off"
    RecoveryCodesMade "recovery_codes_made" "Codes de secours remplacés" "Recovery codes replaced"
    RecoveryCodeUsed "recovery_code_used" "Code de secours utilisé" "Recovery code used"
    SecondFactorReset "second_factor_reset" "Double authentification d’une personne retirée" "Somebody's two-factor sign-in removed"
    FactorRecoveryAsked "factor_recovery_asked" "Second facteur déclaré perdu" "Second factor said to be lost"
    FactorRecoveryRefused "factor_recovery_refused" "Récupération annulée" "Recovery cancelled"
    PasskeyAdded "passkey_added" "Clé d’accès ajoutée" "Passkey added"
    PasskeyRemoved "passkey_removed" "Clé d’accès retirée" "Passkey removed"
    FactorSmsAsked "factor_sms_asked" "SMS d’invitation à la double authentification demandé" "SMS of invitation to two-factor sign-in asked for"
    AddressChangeAsked "address_change_asked" "Changement d’adresse e-mail demandé" "Change of e-mail address asked for"
    AddressChanged "address_changed" "Adresse e-mail changée" "E-mail address changed"
    AddressChangeStopped "address_change_stopped" "Changement d’adresse e-mail arrêté" "Change of e-mail address stopped"
    DataExported "data_exported" "Données du compte téléchargées" "Data of the account downloaded"
    MemberInvited "member_invited" "Membre invité" "Member invited"
    InvitationAccepted "invitation_accepted" "Invitation acceptée" "Invitation accepted"
    InvitationWithdrawn "invitation_withdrawn" "Invitation retirée" "Invitation withdrawn"
    ContactInvited "contact_invited" "Contact invité dans Station Clients" "Contact invited to Station Clients"
    ContactViewed "contact_viewed" "Station Clients vue comme un contact" "Station Clients viewed as a contact"
    RoleChanged "role_changed" "Rôle changé" "Role changed"
    AccessRemoved "access_removed" "Accès retiré" "Access removed"
    AccessRestored "access_restored" "Accès rendu" "Access restored"
    TrialRefused "trial_refused" "Essai en double refusé" "Duplicate trial refused"
    SpaceOpened "space_opened" "Espace ouvert, sa clé créée" "Space opened, its key made"
    SpaceStateChanged "space_state_changed" "État d’un espace changé" "State of a space changed"
    SpaceDestroyed "space_destroyed" "Espace détruit avec sa clé" "Space destroyed with its key"
    AccountDeleted "account_deleted" "Compte supprimé" "Account deleted"
    ApiKeyMade "api_key_made" "Clé d’API créée" "API key made"
    ApiKeyUsed "api_key_used" "Clé d’API utilisée, une fois par jour au plus" "API key used, once a day at most"
    ApiKeyRefused "api_key_refused" "Clé d’API refusée" "API key refused"
    ApiKeyRevoked "api_key_revoked" "Clé d’API révoquée" "API key revoked"
    SupportAsked "support_asked" "Accès demandé par le support" "Access asked for by support"
    SupportGranted "support_granted" "Accès accordé au support" "Access granted to support"
    SupportRefused "support_refused" "Accès refusé au support" "Access refused to support"
    SupportEnded "support_ended" "Accès du support coupé" "Access of support ended"
    MasterKeyRotated "master_key_rotated" "Clé maîtresse remplacée" "Master key replaced"
    SpaceKeyChanged "space_key_changed" "Clé d’un espace remplacée" "Key of a space replaced"
    OperatorMade "operator_made" "Compte d’exploitant créé" "Operator made"
    RecordsRevealed "records_revealed" "Traces de navigation reliées à une personne" "Browsing records linked to a person"
    CampaignSent "campaign_sent" "Campagne envoyée" "Campaign sent"
    RetentionRun "retention_run" "Règle de conservation appliquée" "Retention rule applied"
}

/// The act of that name.
#[must_use]
pub fn find(name: &str) -> Option<Act> {
    Act::ALL.iter().copied().find(|act| act.as_str() == name)
}
