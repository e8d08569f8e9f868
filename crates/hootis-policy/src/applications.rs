//! Applications: groups of features that the owner of a space switches on and off.
//!
//! What is off is absent everywhere in the space, from menus to addresses; what was put in stays, and is there again when
//! it is switched on.
//!
//! A group is a set of rights: who may not have any of them meets nothing of it. Parties and contacts belong to no group,
//! for everything else is about them.

use crate::permissions::{PortalRight, Right};
use crate::text::Text;

/// A group of features.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Group {
    /// Conversations with contacts.
    Messages,
    /// Photos, videos and documents.
    Media,
    /// The connection to a Dolibarr.
    Dolibarr,
}

impl Group {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Messages, Self::Media, Self::Dolibarr];

    /// Its name in the database and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Media => "media",
            Self::Dolibarr => "dolibarr",
        }
    }

    /// The group of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Messages => Text::new("Messages", "Messages"),
            Self::Media => Text::new("Photos et documents", "Photos and documents"),
            Self::Dolibarr => Text::new("Dolibarr", "Dolibarr"),
        }
    }

    /// What there is no more when it is off.
    #[must_use]
    pub const fn without(self) -> Text {
        match self {
            Self::Messages => Text::new(
                "Sans elle, personne n’écrit à vos contacts depuis l’espace, et eux n’y écrivent pas.",
                "Without it nobody writes to your contacts from the space, and they do not write there.",
            ),
            Self::Media => Text::new(
                "Sans elle, aucun fichier n’entre ni ne se lit, ni ici ni dans Station Clients.",
                "Without it no file comes in or is read, neither here nor in Station Clients.",
            ),
            Self::Dolibarr => Text::new(
                "Sans elle, rien n’est plus repris de votre Dolibarr ; ce qui l’a été reste.",
                "Without it nothing more is taken from your Dolibarr; what was taken stays.",
            ),
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Which groups are off.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Off(u8);

impl Off {
    /// From the words that the space keeps; what a newer version wrote is passed over.
    #[must_use]
    pub fn parse(words: &str) -> Self {
        words.split(' ').filter_map(Group::parse).fold(Self::default(), |off, group| off.with(group, true))
    }

    /// The words to keep.
    #[must_use]
    pub fn words(self) -> String {
        let off: Vec<&str> = Group::ALL.into_iter().filter(|group| self.has(*group)).map(Group::as_str).collect();
        off.join(" ")
    }

    /// Whether a group is off.
    #[must_use]
    pub const fn has(self, group: Group) -> bool {
        self.0 & group.bit() != 0
    }

    /// The same with a group off, or on.
    #[must_use]
    pub const fn with(self, group: Group, off: bool) -> Self {
        Self(if off { self.0 | group.bit() } else { self.0 & !group.bit() })
    }

    /// Whether a member's right is part of a group that is off.
    #[must_use]
    pub fn covers(self, right: Right) -> bool {
        right.group().is_some_and(|group| self.has(group))
    }

    /// The same for a right of contacts.
    #[must_use]
    pub fn covers_portal(self, right: PortalRight) -> bool {
        right.group().is_some_and(|group| self.has(group))
    }
}
