//! Everybody else who may receive something, what, and where.
//!
//! A connection to a host that nobody here owns is refused. Three kinds of hosts exist: those
//! written here, those that the operator names in its configuration (its carriers), and those that
//! a customer names (its Dolibarr).

use crate::promises::{self, Promise};
use crate::retention::Ground;
use crate::text::Text;

/// Which machine speaks to a processor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// The visitor's browser: its hosts go into the content security policy, after consent only.
    Browser,
    /// The server of Hootis.
    Server,
    /// Both: it stands between them.
    Between,
}

/// Where a processor is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hosts {
    /// These very hosts. `*.example.com` stands for every host below it, and not for itself.
    Named(&'static [&'static str]),
    /// The operator says in its configuration, with name, country, contract reference and date.
    NamedByOperator,
    /// A customer says, for each connection of its space.
    NamedByCustomer,
}

/// On what the transfer out of the European Union rests (GDPR, chapter V).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Transfer {
    /// Nothing leaves the Union.
    None,
    /// Decision (EU) 2023/1795: United States, certified companies.
    DataPrivacyFramework,
    /// The Commission's adequacy decision for the United Kingdom.
    UnitedKingdom,
    /// As the operator declares for its own carriers.
    DeclaredByOperator,
    /// As the customer decides, who is the controller.
    DecidedByCustomer,
}

impl Transfer {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::None => Text::new("aucun", "none"),
            Self::DataPrivacyFramework => Text::new("décision (UE) 2023/1795, cadre UE–États-Unis", "Decision (EU) 2023/1795, EU–US framework"),
            Self::UnitedKingdom => Text::new("décision d’adéquation, Royaume-Uni", "adequacy decision, United Kingdom"),
            Self::DeclaredByOperator => Text::new("déclaré par l’opérateur", "declared by the operator"),
            Self::DecidedByCustomer => Text::new("décidé par le client", "decided by the customer"),
        }
    }
}

/// What a processor is needed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// Measuring the audience.
    Audience,
    /// Sending the SMS of two-factor sign-in.
    SecondFactor,
    /// Standing before the servers.
    Shield,
    /// Collecting the price.
    Payment,
    /// Handing mails over.
    Mail,
    /// Keeping files.
    Storage,
    /// Running the machines.
    Hosting,
    /// Being read, at its owner's request.
    Source,
}

/// Somebody else who may receive something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Processor {
    /// Unique; in logs and in the configuration.
    pub id: &'static str,
    /// Its name for people.
    pub name: Text,
    /// Where it is.
    pub country: Text,
    /// What it does.
    pub purpose: Text,
    /// What it is needed for.
    pub task: Task,
    /// All that may leave.
    pub data: Text,
    /// Who speaks to it.
    pub reach: Reach,
    /// Where.
    pub hosts: Hosts,
    /// Why the law lets it receive that. [`Ground::Consent`]: nothing leaves before it is given.
    pub ground: Ground,
    /// On what a transfer out of the Union rests.
    pub transfer: Transfer,
    /// The promise about it.
    pub promise: &'static Promise,
}

impl Processor {
    /// Whether `host` is one of those written here. Case does not matter, ports are not part of it.
    #[must_use]
    pub fn owns(&self, host: &str) -> bool {
        let Hosts::Named(hosts) = self.hosts else { return false };
        hosts.iter().any(|pattern| matches(pattern, host))
    }
}

/// Whether a host is the one that a pattern names, or below it.
fn matches(pattern: &str, host: &str) -> bool {
    let (pattern, host) = (pattern.to_ascii_lowercase(), host.trim_end_matches('.').to_ascii_lowercase());
    match pattern.strip_prefix('*') {
        Some(below) => host.len() > below.len() && host.ends_with(below),
        None => host == pattern,
    }
}

const UNITED_STATES: Text = Text::new("États-Unis", "United States");
const BY_OPERATOR: Text = Text::new("selon l’opérateur", "as the operator declares");

/// The host that the tag of Google Analytics is loaded from: the only one of its hosts that may send a script.
pub const GOOGLE_TAG: &str = "www.googletagmanager.com";

/// Audience measurement. Off by default; nothing is loaded before consent.
pub const GOOGLE_ANALYTICS: Processor = Processor {
    id: "google-analytics",
    name: Text::new("Google Analytics", "Google Analytics"),
    country: UNITED_STATES,
    purpose: Text::new("mesure d’audience du site public", "audience measurement of the public site"),
    task: Task::Audience,
    data: Text::new("traits du navigateur, IP tronquée, localisation approximative, langue", "browser data, truncated IP, coarse location, language"),
    reach: Reach::Browser,
    hosts: Hosts::Named(&[GOOGLE_TAG, "*.google-analytics.com", "*.analytics.google.com"]),
    ground: Ground::Consent,
    transfer: Transfer::DataPrivacyFramework,
    promise: &promises::T1,
};

/// Where Authy is asked.
pub const AUTHY_API: &str = "api.authy.com";
/// Where Twilio takes messages.
pub const TWILIO_API: &str = "api.twilio.com";

/// Invitations to two-factor sign-in by SMS, for an operator who still has a key of Authy.
pub const AUTHY: Processor = Processor {
    id: "authy",
    name: Text::new("Authy (Twilio)", "Authy (Twilio)"),
    country: UNITED_STATES,
    purpose: Text::new("SMS d’invitation à la double authentification", "SMS that invites to two-factor sign-in"),
    task: Task::SecondFactor,
    data: Text::new("jeton de sécurité, numéro de téléphone", "security token, phone number"),
    reach: Reach::Server,
    hosts: Hosts::Named(&[AUTHY_API]),
    ground: Ground::Consent,
    transfer: Transfer::DataPrivacyFramework,
    promise: &promises::T2,
};

/// The same for everybody else: Authy takes no new customers.
pub const TWILIO: Processor =
    Processor { id: "twilio", name: Text::new("Twilio", "Twilio"), hosts: Hosts::Named(&["verify.twilio.com", TWILIO_API]), ..AUTHY };

/// Where it says which machines are its own.
pub const CLOUDFLARE_MACHINES: &str = "https://api.cloudflare.com/client/v4/ips";

/// Stands before the servers where the operator chose so.
pub const CLOUDFLARE: Processor = Processor {
    id: "cloudflare",
    name: Text::new("Cloudflare", "Cloudflare"),
    country: UNITED_STATES,
    purpose: Text::new("protection et accélération", "protection and speed"),
    task: Task::Shield,
    data: Text::new(
        "adresse IP, traits du navigateur et de l’appareil, ses propres cookies",
        "IP address, browser and device traits, its own cookies",
    ),
    reach: Reach::Between,
    hosts: Hosts::Named(&["api.cloudflare.com"]),
    ground: Ground::LegitimateInterest,
    transfer: Transfer::DataPrivacyFramework,
    promise: &promises::T3,
};

/// Collects the price of the subscription. The payer types the bank account there, never here.
pub const GOCARDLESS: Processor = Processor {
    id: "gocardless",
    name: Text::new("GoCardless", "GoCardless"),
    country: Text::new("Royaume-Uni, France", "United Kingdom, France"),
    purpose: Text::new("prélèvement de l’abonnement", "direct debit of the subscription"),
    task: Task::Payment,
    data: Text::new("nom, e-mail, société, adresse du mandat", "name, e-mail, company, address of the mandate"),
    reach: Reach::Server,
    hosts: Hosts::Named(&["api.gocardless.com", "api-sandbox.gocardless.com"]),
    ground: Ground::Contract,
    transfer: Transfer::UnitedKingdom,
    promise: &promises::T5,
};

/// Hands mails over.
pub const MAIL_RELAY: Processor = Processor {
    id: "mail-relay",
    name: Text::new("Relais de messagerie de l’opérateur", "The operator's mail relay"),
    country: BY_OPERATOR,
    purpose: Text::new("remise des e-mails", "delivery of e-mails"),
    task: Task::Mail,
    data: Text::new("adresse du destinataire, contenu du message", "address of the recipient, content of the message"),
    reach: Reach::Server,
    hosts: Hosts::NamedByOperator,
    ground: Ground::Contract,
    transfer: Transfer::DeclaredByOperator,
    promise: &promises::T6,
};

/// Keeps files and archives where they are not on the machine itself. Everything there is encrypted.
pub const OBJECT_STORE: Processor = Processor {
    id: "object-store",
    name: Text::new("Stockage d’objets de l’opérateur", "The operator's object store"),
    purpose: Text::new("conservation des fichiers et des sauvegardes", "keeping of files and backups"),
    task: Task::Storage,
    data: Text::new("fichiers et archives, chiffrés avant l’envoi", "files and archives, encrypted before they leave"),
    ..MAIL_RELAY
};

/// Runs the machines: the databases are there.
pub const HOST: Processor = Processor {
    id: "host",
    name: Text::new("Hébergeur de l’opérateur", "The operator's host"),
    purpose: Text::new("hébergement des serveurs et des bases", "hosting of the servers and databases"),
    task: Task::Hosting,
    data: Text::new("tout ce que ce registre déclare, sous la forme qu’il dit", "all that this register declares, in the form it says"),
    ..MAIL_RELAY
};

/// What a customer connects its space to. It receives the requests asked for, and nothing else.
pub const CUSTOMER_HOST: Processor = Processor {
    id: "customer-host",
    name: Text::new("Serveur désigné par le client (Dolibarr)", "Host named by the customer (Dolibarr)"),
    country: Text::new("selon le client", "as the customer decides"),
    purpose: Text::new("lecture de son Dolibarr", "reading its Dolibarr"),
    task: Task::Source,
    data: Text::new("les requêtes de lecture demandées", "the read requests asked for"),
    reach: Reach::Server,
    hosts: Hosts::NamedByCustomer,
    ground: Ground::Instructions,
    transfer: Transfer::DecidedByCustomer,
    promise: &promises::T7,
};

/// Every processor, in the order of the published list.
pub const ALL: &[&Processor] = &[&GOOGLE_ANALYTICS, &AUTHY, &TWILIO, &CLOUDFLARE, &GOCARDLESS, &MAIL_RELAY, &OBJECT_STORE, &HOST, &CUSTOMER_HOST];

/// The processor of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Processor> {
    ALL.iter().copied().find(|processor| processor.id == id)
}

/// Who owns a host that is written here. `None`: nobody does, so nothing may be sent there unless
/// the operator's configuration or the customer's connection names it.
#[must_use]
pub fn owner_of(host: &str) -> Option<&'static Processor> {
    ALL.iter().copied().find(|processor| processor.owns(host))
}

mod carriers;
mod partners;
pub use carriers::{Carrier, check_carriers};
pub use partners::{Partner, check_partners};
