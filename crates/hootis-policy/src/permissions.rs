//! Who may do what in the back office of a space, and how far its contacts see in Station Clients.

use crate::applications::Group;
use crate::text::Text;

/// What a member is in its space. Stored as [`Role::as_str`] in `member.role`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Answers for the space: everything.
    Owner,
    /// Runs the space: everything but what concerns owners.
    Administrator,
    /// Works with customers.
    Editor,
    /// Looks things up.
    Reader,
}

impl Role {
    /// Every role, the one that may do most first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Administrator, Self::Editor, Self::Reader];

    /// Its name in the database and in programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Editor => "editor",
            Self::Reader => "reader",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Owner => Text::new("Propriétaire", "Owner"),
            Self::Administrator => Text::new("Administrateur", "Administrator"),
            Self::Editor => Text::new("Collaborateur", "Editor"),
            Self::Reader => Text::new("Lecteur", "Reader"),
        }
    }

    /// Whether a member of this role may invite, change or deactivate a member of `other`, or give
    /// somebody that role. Without the second half an administrator would make himself an owner.
    #[must_use]
    pub const fn may_manage(self, other: Self) -> bool {
        match other {
            Self::Owner => may(self, Right::OwnersWrite),
            Self::Administrator | Self::Editor | Self::Reader => may(self, Right::MembersWrite),
        }
    }
}

/// Something that a page or an action demands of the member who asks for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Right {
    /// See parties, their notes, tags and timeline; search them.
    PartiesRead,
    /// Add, change and archive parties; write notes.
    PartiesWrite,
    /// Delete parties for good.
    PartiesDelete,
    /// See contacts that are not private to somebody else.
    ContactsRead,
    /// Add, change and archive contacts.
    ContactsWrite,
    /// Delete contacts for good.
    ContactsDelete,
    /// See conversations, but those with somebody's private contacts; search them.
    MessagesRead,
    /// Write to contacts and notes between colleagues; hand conversations over, close and open them again.
    MessagesWrite,
    /// Delete what others wrote in a conversation.
    MessagesDelete,
    /// See photos, videos and documents.
    MediaRead,
    /// Add, describe and move them, put them in the trash and take them out.
    MediaWrite,
    /// Delete for good what is in the trash.
    MediaDelete,
    /// Make, rename, put on and take off tags.
    TagsWrite,
    /// See who works here.
    MembersRead,
    /// Invite, change and deactivate members who are not owners.
    MembersWrite,
    /// The same for owners.
    OwnersWrite,
    /// See what was imported, and the warnings.
    ImportsRead,
    /// Connect a Dolibarr, upload a dump, import, undo.
    ImportsRun,
    /// Change the settings of the space.
    SettingsWrite,
    /// See what everybody did.
    JournalRead,
    /// See and revoke the keys of programs. Making one takes [`Right::SettingsWrite`].
    KeysRead,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 21] = [
        Self::PartiesRead,
        Self::PartiesWrite,
        Self::PartiesDelete,
        Self::ContactsRead,
        Self::ContactsWrite,
        Self::ContactsDelete,
        Self::MessagesRead,
        Self::MessagesWrite,
        Self::MessagesDelete,
        Self::MediaRead,
        Self::MediaWrite,
        Self::MediaDelete,
        Self::TagsWrite,
        Self::MembersRead,
        Self::MembersWrite,
        Self::OwnersWrite,
        Self::ImportsRead,
        Self::ImportsRun,
        Self::SettingsWrite,
        Self::JournalRead,
        Self::KeysRead,
    ];

    /// Whether it only lets see: what is left of it in a space that is read only.
    #[must_use]
    pub const fn only_reads(self) -> bool {
        matches!(
            self,
            Self::PartiesRead
                | Self::ContactsRead
                | Self::MessagesRead
                | Self::MediaRead
                | Self::MembersRead
                | Self::ImportsRead
                | Self::JournalRead
                | Self::KeysRead
        )
    }

    /// The group of features that it is part of, which a space may have switched off.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::MessagesRead | Self::MessagesWrite | Self::MessagesDelete => Some(Group::Messages),
            Self::MediaRead | Self::MediaWrite | Self::MediaDelete => Some(Group::Media),
            Self::ImportsRead | Self::ImportsRun => Some(Group::Dolibarr),
            Self::PartiesRead
            | Self::PartiesWrite
            | Self::PartiesDelete
            | Self::ContactsRead
            | Self::ContactsWrite
            | Self::ContactsDelete
            | Self::TagsWrite
            | Self::MembersRead
            | Self::MembersWrite
            | Self::OwnersWrite
            | Self::SettingsWrite
            | Self::JournalRead
            | Self::KeysRead => None,
        }
    }

    /// What it allows, for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::PartiesRead => Text::new("Voir les clients", "See customers"),
            Self::PartiesWrite => Text::new("Ajouter et modifier des clients", "Add and change customers"),
            Self::PartiesDelete => Text::new("Supprimer des clients", "Delete customers"),
            Self::ContactsRead => Text::new("Voir les contacts", "See contacts"),
            Self::ContactsWrite => Text::new("Ajouter et modifier des contacts", "Add and change contacts"),
            Self::ContactsDelete => Text::new("Supprimer des contacts", "Delete contacts"),
            Self::MessagesRead => Text::new("Lire les conversations", "Read conversations"),
            Self::MessagesWrite => Text::new("Écrire aux contacts et à l’équipe", "Write to contacts and to the team"),
            Self::MessagesDelete => Text::new("Supprimer les messages des autres", "Delete messages of others"),
            Self::MediaRead => Text::new("Voir les photos et documents", "See photos and documents"),
            Self::MediaWrite => Text::new("Ajouter et modifier des photos et documents", "Add and change photos and documents"),
            Self::MediaDelete => Text::new("Vider la corbeille des photos et documents", "Empty the trash of photos and documents"),
            Self::TagsWrite => Text::new("Gérer et poser les étiquettes", "Manage and put on tags"),
            Self::MembersRead => Text::new("Voir l’équipe", "See the team"),
            Self::MembersWrite => Text::new("Gérer l’équipe", "Manage the team"),
            Self::OwnersWrite => Text::new("Gérer les propriétaires", "Manage owners"),
            Self::ImportsRead => Text::new("Voir les imports", "See imports"),
            Self::ImportsRun => Text::new("Importer", "Import"),
            Self::SettingsWrite => Text::new("Changer les réglages", "Change the settings"),
            Self::JournalRead => Text::new("Lire le journal", "Read the journal"),
            Self::KeysRead => Text::new("Voir et révoquer les clés d’API", "See and revoke API keys"),
        }
    }
}

/// Whether a member of `role` has `right`. The whole matrix is this one page.
#[must_use]
pub const fn may(role: Role, right: Right) -> bool {
    match right {
        Right::PartiesRead | Right::ContactsRead | Right::MessagesRead | Right::MediaRead | Right::MembersRead => true,
        Right::PartiesWrite | Right::ContactsWrite | Right::MessagesWrite | Right::MediaWrite | Right::TagsWrite => {
            matches!(role, Role::Owner | Role::Administrator | Role::Editor)
        }
        Right::PartiesDelete
        | Right::ContactsDelete
        | Right::MessagesDelete
        | Right::MediaDelete
        | Right::MembersWrite
        | Right::ImportsRead
        | Right::ImportsRun
        | Right::SettingsWrite
        | Right::JournalRead
        | Right::KeysRead => {
            matches!(role, Role::Owner | Role::Administrator)
        }
        Right::OwnersWrite => matches!(role, Role::Owner),
    }
}

/// An application as a contact meets it in Station Clients. How far they see is said for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Application {
    /// Their own data and, if the reach says so, their company's.
    Data,
    /// Conversations.
    Messages,
    /// Photos, videos and documents.
    Files,
}

impl Application {
    /// Every application, in the order of the pages.
    pub const ALL: [Self; 3] = [Self::Messages, Self::Files, Self::Data];

    /// Its name in forms and in programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Messages => "messages",
            Self::Files => "files",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Data => Text::new("Données", "Data"),
            Self::Messages => Text::new("Messages", "Messages"),
            Self::Files => Text::new("Photos et documents", "Photos and documents"),
        }
    }
}

/// How far a contact sees in an application. Each holds the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Reach {
    /// What is about themselves or was sent to them by name.
    Own,
    /// Also what is about their company as such, or was sent to it and to no other person by name.
    Company,
    /// Also what is about other people of their company, or was sent to them.
    Everything,
}

impl Reach {
    /// Every reach, the shortest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Company, Self::Everything];

    /// Its name in the database and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Company => "company",
            Self::Everything => "everything",
        }
    }

    /// The reach of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.as_str() == name)
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Own => Text::new("Ce qui lui est propre", "Their own"),
            Self::Company => Text::new("Ce qui concerne aussi son entreprise", "Also what concerns their company"),
            Self::Everything => {
                Text::new("Tout ce qui concerne son entreprise et ses autres contacts", "Everything of their company and its other contacts")
            }
        }
    }
}

/// Something that a page or an action of Station Clients demands. Every contact who comes in has each of them; how far it
/// carries is their [`Reach`] in its application.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum PortalRight {
    /// See data.
    DataRead,
    /// Correct one's own, and ask for their erasure.
    DataWrite,
    /// Read conversations.
    MessagesRead,
    /// Write in them.
    MessagesWrite,
    /// See and download files.
    FilesRead,
    /// Send files.
    FilesWrite,
}

impl PortalRight {
    /// The application whose reach it has.
    #[must_use]
    pub const fn application(self) -> Application {
        match self {
            Self::DataRead | Self::DataWrite => Application::Data,
            Self::MessagesRead | Self::MessagesWrite => Application::Messages,
            Self::FilesRead | Self::FilesWrite => Application::Files,
        }
    }

    /// The group of features that it is part of, which a space may have switched off.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        match self.application() {
            Application::Data => None,
            Application::Messages => Some(Group::Messages),
            Application::Files => Some(Group::Media),
        }
    }

    /// Whether it only lets see: what is left of it in a space that is read only, and to members who look as a contact.
    #[must_use]
    pub const fn only_reads(self) -> bool {
        matches!(self, Self::DataRead | Self::MessagesRead | Self::FilesRead)
    }
}
