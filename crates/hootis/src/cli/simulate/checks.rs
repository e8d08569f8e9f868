//! Every check of a simulated life. None can be made elsewhere, and each has been seen red: tests hold this list against
//! the faults that they plant.

use hootis_policy::promises::{self, Promise};
use hootis_policy::retention::Rule;

/// One thing that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Check {
    promise: &'static Promise,
    name: &'static str,
}

impl Check {
    /// The check of a rule of retention.
    pub(super) const fn of_rule(rule: &'static Rule) -> Self {
        Self { promise: rule.promise, name: rule.name }
    }

    /// Its promise, and its name, which is what must hold.
    pub(super) const fn names(&self) -> (&'static str, &'static str) {
        (self.promise.id, self.name)
    }
}

macro_rules! checks {
    ($($check:ident = $promise:ident, $name:literal;)*) => {
        $(pub(super) const $check: Check = Check { promise: &promises::$promise, name: $name };)*

        /// All of them but those of the rules.
        #[cfg(test)]
        pub(super) const ALL: &[Check] = &[$($check),*];
    };
}

checks! {
    NOT_EARLY = C1, "sign-ups wait their 7 days";
    GONE = C1, "who is gone is nowhere";
    ACCOUNTS = C1, "accounts are there as long as they may, and no longer";
    WORDS = C2, "words of the contact form are nowhere";
    DELIVERED = C2, "a message is with the operator when its writer is told so, else with its writer";
    SEALED = C5, "uploaded dumps go within 24 h and lie sealed";
    OPTIONAL = C6, "forms demand no phone number, no address and no line of business";
    FIVE = C7, "a browsing record is five facts, and no page";
    CONTENT = C8, "what was acknowledged is kept";
    APART = C8, "what is in a space is in no other place";
    NO_STRANGER = D1, "nobody beyond this machine is called";
    UNDECLARED = D1, "a call to a host that nobody declared does not leave";
    COOKIES = D2, "cookies are declared, with their life and attributes";
    PAST = D2, "cookies of the past are taken away when they are seen";
    ASKED = D2, "visitors are asked until they answer, and then not for six months";
    VERSIONS = D3, "each version of the policy can be read, with its date, and held against the one before";
    WARNED = K1, "who loses their account was told 7 days before";
    VISITS = K2, "browsing records are there for 61 days and no day more";
    STATES = K3, "spaces are in the state that their dates say";
    GRACE = K3, "nothing is destroyed before 30 days of 24 h";
    REMINDED = K3, "reminders come once each, on their day";
    HANDED_ONCE = K3, "a mail is handed over once, and again only where a crash came between";
    DATABASE_GONE = K3, "of a destroyed space no database, file, session, job or byte is left";
    KEY_GONE = K3, "the key of a destroyed space is gone";
    CERTIFIED = K3, "its owner has one certificate, and its signature is good";
    HELD = K3, "the address of a destroyed space is held for a year, and free then";
    CHAINED = K5, "each entry of the security journal follows the one before, up to the end";
    VERIFIED = K5, "Hootis itself finds the security journal whole";
    NOTED = K5, "each sign-in of a holder is in the security journal";
    READ = R1, "holders read what is known of them, and change it";
    LEFT = R2, "who asked for the deletion of their account has it, and not before they may change their mind";
    ERASED = R3, "what was erased in a space is nowhere in it";
    ENDED = R5, "a space whose destruction is asked for is destroyed at once";
    PASSWORDS = S1, "passwords are nowhere in clear";
    UNAGREED = T1, "nothing of the measurement reaches who did not agree to it";
    MEASURED = T1, "who agreed is measured, and no longer than six months without being asked again";
    INNER = T7, "no machine of the house is called because a customer names it";
    MAILED_ONCE = U1, "a mailing reaches each person once at most, and all who asked for news but whose mail a crash cut off";
    UNASKED = U1, "nobody has news who did not ask, or no longer does";
    WAY_OUT = U1, "news carry a way out, and one click of the mail program takes it";
    PARTNERS = U2, "a partner has one mail, of somebody who agreed under its name";
    SHUT = U4, "a closed space opens to nobody";
}
