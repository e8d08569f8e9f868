//! Who runs this Hootis, as its configuration says (`--operator-file`): the controller of the
//! accounts, the processor of the spaces, the publisher of the site.

use serde::Deserialize;

use crate::processors::{self, Carrier};

/// Longest text of a field, in characters.
const FIELD_CHARS: usize = 300;

/// The company that runs a Hootis. The published documents name it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Its legal name.
    pub legal_name: String,
    /// Its legal form and capital: « SARL au capital de 10 000 € ».
    #[serde(default)]
    pub legal_form: String,
    /// Where and under which number it is registered: « RCS Toulouse 123 456 789 ».
    #[serde(default)]
    pub registration: String,
    /// Its VAT number.
    #[serde(default)]
    pub vat_number: String,
    /// Its postal address, in one line.
    pub address: String,
    /// The country of that address.
    pub country: String,
    /// Where people write to.
    pub email: String,
    /// Where people call: the law on trust in the digital economy asks for a number.
    pub phone: String,
    /// Who answers for what is published.
    pub publication_director: String,
    /// Where requests about personal data go.
    pub privacy_email: String,
    /// The data protection officer's name, when there is one.
    #[serde(default)]
    pub data_protection_officer: String,
    /// Where reports of weaknesses go.
    pub security_email: String,
    /// Where the source of what runs here can be had: the licence gives everybody a right to it.
    #[serde(default)]
    pub source_url: String,
}

impl Operator {
    /// An operator that does not exist, for development: everybody can see that it is none.
    #[must_use]
    pub fn fictional() -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            legal_name: text("Hootis Exemple (société fictive, pour le développement)"),
            legal_form: String::new(),
            registration: String::new(),
            vat_number: String::new(),
            address: text("1 rue de l’Exemple, 00000 Exemple"),
            country: text("France"),
            email: text("bonjour@hootis.example"),
            phone: text("05 36 49 00 00"),
            publication_director: text("Personne Fictive"),
            privacy_email: text("confidentialite@hootis.example"),
            data_protection_officer: String::new(),
            security_email: text("securite@hootis.example"),
            source_url: String::new(),
        }
    }

    /// Whether the documents can be published with it.
    ///
    /// # Errors
    /// What is missing or wrong, in words for the operator.
    pub fn check(&self) -> Result<(), String> {
        let needed = [
            ("legal_name", &self.legal_name),
            ("address", &self.address),
            ("country", &self.country),
            ("email", &self.email),
            ("phone", &self.phone),
            ("publication_director", &self.publication_director),
            ("privacy_email", &self.privacy_email),
            ("security_email", &self.security_email),
        ];
        if let Some((field, _)) = needed.iter().find(|(_, value)| value.trim().is_empty()) {
            return Err(format!("the operator has no {field}"));
        }
        let optional = [
            ("legal_form", &self.legal_form),
            ("registration", &self.registration),
            ("vat_number", &self.vat_number),
            ("data_protection_officer", &self.data_protection_officer),
            ("source_url", &self.source_url),
        ];
        let unfit = |value: &str| value.chars().any(char::is_control) || value.chars().count() > FIELD_CHARS;
        if let Some((field, _)) = needed.iter().chain(&optional).find(|(_, value)| unfit(value)) {
            return Err(format!("the operator's {field} is longer than {FIELD_CHARS} characters, or more than one line"));
        }
        let addresses = [("email", &self.email), ("privacy_email", &self.privacy_email), ("security_email", &self.security_email)];
        if let Some((field, _)) = addresses.iter().find(|(_, value)| !is_address(value)) {
            return Err(format!("the operator's {field} is no e-mail address"));
        }
        if !self.source_url.is_empty() && !self.source_url.starts_with("https://") {
            return Err("the operator's source_url must start with https://".to_owned());
        }
        Ok(())
    }
}

/// All that the configuration declares of whoever runs this Hootis.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Who it is.
    pub operator: Operator,
    /// Who carries mails and files, and hosts the machines.
    pub carriers: Vec<Carrier>,
}

impl Declared {
    /// Nobody who exists, for development.
    #[must_use]
    pub fn fictional() -> Self {
        let text = |text: &str| text.to_owned();
        let host = Carrier {
            processor: text(processors::HOST.id),
            name: text("Hébergeur Exemple (fictif)"),
            country: text("France"),
            contract: text("exemple"),
            date: text("2026-01-01"),
            hosts: Vec::new(),
            address: text("2 rue de l’Exemple, 00000 Exemple"),
            phone: text("05 36 49 00 01"),
        };
        Self { operator: Operator::fictional(), carriers: vec![host] }
    }
}

/// Whether a text can stand in `mailto:`.
fn is_address(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._+-".contains(c));
    text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}
