//! Enumerations whose words are stable: they are stored, sent and looked up.

/// Declares an enumeration with a word for each of its variants.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $variant:ident = $word:literal),* $(,)? })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub enum $name { $($(#[$says])* $variant),* }

            impl $name {
                /// Every one.
                pub const ALL: &[Self] = &[$(Self::$variant),*];

                /// Its stable word.
                #[must_use]
                pub const fn as_str(self) -> &'static str {
                    match self { $(Self::$variant => $word),* }
                }

                /// The one of that word.
                #[must_use]
                pub fn parse(word: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|one| one.as_str() == word)
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        )*
    };
}

pub(crate) use words;
