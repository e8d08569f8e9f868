//! Rights as types: `BackOffice<may::PartiesRead>` proves one.

use hootis_policy::permissions::Right;

/// A marker that stands for a right.
pub trait Requires: Send + Sync + 'static {
    /// The right.
    const RIGHT: Right;
}

/// One marker a right.
pub mod may {
    use super::{Requires, Right};

    macro_rules! markers {
        ($($name:ident),* $(,)?) => { $(
            #[doc = concat!("Proves `", stringify!($name), "`.")]
            pub struct $name;
            impl Requires for $name { const RIGHT: Right = Right::$name; }
        )* };
    }
    markers! {
        PartiesRead, PartiesWrite, PartiesDelete, ContactsRead, ContactsWrite, ContactsDelete, MessagesRead, MessagesWrite, MessagesDelete, MediaRead, MediaWrite, MediaDelete, TagsWrite, MembersRead, MembersWrite, OwnersWrite,
        ImportsRead, ImportsRun, SettingsWrite, JournalRead, KeysRead,
    }
}
