//! The words in which [`crate::data`] speaks of tables and columns.

use crate::retention::Ground;
use crate::text::Text;

/// What a column tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// Nothing about anybody.
    Technical,
    /// Who somebody is: names, civility, birthday, photo.
    Identity,
    /// How to reach somebody: e-mail, phone, postal address.
    ContactDetails,
    /// Proves who somebody is, or opens something.
    Credential,
    /// Where a visitor comes from, in whatever form.
    NetworkAddress,
    /// What a browser says of itself.
    Browser,
    /// Who did what, and when somebody was there.
    Activity,
    /// How somebody likes it: language, theme.
    Preference,
    /// Facts about a company. Of a sole trader they are personal.
    Company,
    /// What the company put in its space.
    Content,
    /// A mail on its way.
    Message,
}

impl Kind {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Technical => Text::new("technique", "technical"),
            Self::Identity => Text::new("identité", "identity"),
            Self::ContactDetails => Text::new("coordonnées", "contact details"),
            Self::Credential => Text::new("secret d’accès", "credential"),
            Self::NetworkAddress => Text::new("adresse IP", "IP address"),
            Self::Browser => Text::new("navigateur", "browser"),
            Self::Activity => Text::new("activité", "activity"),
            Self::Preference => Text::new("préférence", "preference"),
            Self::Company => Text::new("société", "company"),
            Self::Content => Text::new("contenu du client", "content of the customer"),
            Self::Message => Text::new("e-mail à remettre", "e-mail to deliver"),
        }
    }
}

/// In which form a column is kept. A hash is not encryption: nobody can turn it back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Protection {
    /// As it is.
    Clear,
    /// Argon2id, with a salt of its own: for what people choose.
    PasswordHash,
    /// SHA-256 of a long random value: nothing to guess.
    Digest,
    /// A hash under a key of the operator's: nobody else can try values.
    KeyedHash,
    /// Encrypted with the key of the space, or of the platform.
    Sealed,
    /// A key, encrypted with the master key.
    Wrapped,
}

impl Protection {
    /// Whether who has the key can read it again.
    #[must_use]
    pub const fn is_encryption(self) -> bool {
        matches!(self, Self::Sealed | Self::Wrapped)
    }

    /// Whether nobody can read it again.
    #[must_use]
    pub const fn is_hash(self) -> bool {
        matches!(self, Self::PasswordHash | Self::Digest | Self::KeyedHash)
    }

    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Clear => Text::new("en clair", "in clear"),
            Self::PasswordHash => Text::new("empreinte Argon2id", "Argon2id hash"),
            Self::Digest => Text::new("empreinte SHA-256", "SHA-256 hash"),
            Self::KeyedHash => Text::new("empreinte à clé", "keyed hash"),
            Self::Sealed => Text::new("chiffré par la clé de sa base", "encrypted with the key of its database"),
            Self::Wrapped => Text::new("chiffré par la clé maîtresse", "encrypted with the master key"),
        }
    }
}

/// What becomes of a column when the person or thing it tells of is erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Erasure {
    /// The row is deleted.
    WithRow,
    /// The row stays, the column is emptied.
    Null,
    /// The row stays, the column says this instead.
    Placeholder(&'static str),
    /// It is a key, and destroying it is the erasure of everything under it.
    KeyDestroyed,
}

impl Erasure {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::WithRow => Text::new("ligne supprimée", "row deleted"),
            Self::Null => Text::new("vidé", "emptied"),
            Self::Placeholder(_) => Text::new("remplacé", "replaced"),
            Self::KeyDestroyed => Text::new("clé détruite", "key destroyed"),
        }
    }
}

/// Who answers for data (GDPR, articles 4 and 28).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Responsible {
    /// The operator decides why and how.
    Controller,
    /// The customer decides; the operator carries out and helps.
    Processor,
}

impl Responsible {
    /// For people: what the operator is.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Controller => Text::new("responsable de traitement", "controller"),
            Self::Processor => Text::new("sous-traitant du client", "processor for the customer"),
        }
    }
}

/// What a table is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Purpose {
    /// Opening a space for whoever asks for it.
    SignUp,
    /// The account: who it is, signing in.
    Account,
    /// The space itself: its name, key and state.
    Space,
    /// Keeping attackers and impostors out.
    Security,
    /// Mails that the person asked for or must get.
    Mail,
    /// Running the service.
    Operation,
    /// Measuring the audience, without any visitor in it.
    Audience,
    /// News of Hootis for those who asked for them.
    Marketing,
    /// The company's team.
    Team,
    /// The company's dealings with its customers.
    Relations,
    /// Bringing in what the company has in Dolibarr.
    Import,
}

impl Purpose {
    /// Why the law lets the operator hold it, where the operator decides.
    #[must_use]
    pub const fn ground(self) -> Ground {
        match self {
            Self::Security | Self::Audience => Ground::LegitimateInterest,
            Self::Marketing => Ground::Consent,
            Self::SignUp | Self::Account | Self::Space | Self::Mail | Self::Operation => Ground::Contract,
            Self::Team | Self::Relations | Self::Import => Ground::Instructions,
        }
    }

    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::SignUp => Text::new("ouvrir un espace à qui le demande", "open a space for whoever asks"),
            Self::Account => Text::new("tenir le compte et sa connexion", "keep the account and its sign-in"),
            Self::Space => Text::new("fournir l’espace", "provide the space"),
            Self::Security => Text::new("protéger le service et ses utilisateurs", "protect the service and its users"),
            Self::Mail => Text::new("remettre les e-mails demandés", "deliver the e-mails asked for"),
            Self::Marketing => Text::new("donner des nouvelles à qui l’a demandé", "send news to those who asked for them"),
            Self::Operation => Text::new("faire fonctionner le service", "run the service"),
            Self::Audience => Text::new("mesurer l’audience, sans aucun visiteur dedans", "measure the audience, without any visitor in it"),
            Self::Team => Text::new("l’équipe de l’entreprise", "the company's team"),
            Self::Relations => Text::new("les relations de l’entreprise avec ses clients", "the company's dealings with its customers"),
            Self::Import => Text::new("reprendre les données de Dolibarr", "bring in what is in Dolibarr"),
        }
    }
}
