//! The promises of the published policy, by id.
//!
//! A promise is kept when it has a declaration here or in a sister module, code that enforces it, a
//! test whose name starts with its id (`p_c2_…`), and evidence that the policy page shows. [`Proof`]
//! says where that evidence comes from.

use crate::text::Text;

/// How the running system shows that a promise is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// Rows past their time are counted: there must be none.
    Overdue,
    /// The real schema is compared with the declarations.
    Schema,
    /// Known values are put in, and looked for where they must not be.
    Canary,
    /// The thing is done on a space made for the purpose, and its result compared.
    Exercise,
    /// The journal is counted and its chain verified.
    Journal,
    /// What the running process sent or set is compared with what is declared.
    Traffic,
    /// The configuration in force is read back.
    Configuration,
    /// The published versions are compared.
    Versions,
}

/// One promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Promise {
    /// As people and tests cite it: `C1`.
    pub id: &'static str,
    /// In one line.
    pub title: Text,
    /// Where its evidence comes from.
    pub proof: Proof,
    /// Whether its feature exists today, with code that keeps it, a test and a check. The public page
    /// says so of those that do not.
    pub kept: bool,
}

/// Whether the feature of a promise exists.
enum Today {
    Kept,
    NotYet,
}

impl Promise {
    const fn new(id: &'static str, proof: Proof, today: Today, fr: &'static str, en: &'static str) -> Self {
        Self { id, title: Text::new(fr, en), proof, kept: matches!(today, Today::Kept) }
    }

    /// How the name of a test of this promise starts: `p_c1_`.
    #[must_use]
    pub fn test_prefix(&self) -> String {
        format!("p_{}_", self.id.to_ascii_lowercase())
    }
}

/// Declares a constant for each promise, and [`ALL`] with every one of them.
macro_rules! promises {
    ($($id:ident $proof:ident $today:ident $fr:literal $en:literal)*) => {
        $(#[doc = $en] pub const $id: Promise = Promise::new(stringify!($id), Proof::$proof, Today::$today, $fr, $en);)*

        /// Every promise, in the order of the published policy.
        pub const ALL: &[&Promise] = &[$(&$id),*];
    };
}

promises! {
    C1 Overdue Kept "Identifiants et mot de passe du compte : pendant l’abonnement, plus 30 jours." "Account identifiers and password: while a subscription runs, plus 30 days."
    C2 Canary Kept "Le formulaire de contact n’enregistre rien." "The contact form records nothing."
    C3 Overdue Kept "Double authentification : le numéro de téléphone est facultatif et s’efface une fois le SMS remis." "Two-factor: the phone number is optional and goes once the SMS is delivered."
    C4 Canary NotYet "Les numéros de carte et de compte ne touchent jamais Hootis." "Card and bank numbers never touch Hootis."
    C5 Canary Kept "Les accès à Dolibarr ne sont demandés que pour s’y connecter, scellés, effacés à la déconnexion." "Dolibarr credentials are asked only to connect, sealed, and deleted on disconnection."
    C6 Schema Kept "Nom, société et e-mail sont demandés ; le reste est facultatif." "Name, company and e-mail are asked; the rest is optional."
    C7 Schema Kept "À chaque visite, cinq données sont notées, et rien d’autre." "Five facts are recorded for each visit, and nothing else."
    C8 Exercise NotYet "Ce qu’un client met dans son espace lui appartient." "What a customer puts in its space belongs to it."
    U1 Traffic Kept "Pas de prospection sans moyen d’en sortir ; les tendances sont anonymes." "No marketing mail without a way out; trends are anonymous."
    U2 Canary Kept "Un partenaire local ne reçoit des coordonnées qu’après une case cochée." "A local partner receives contact details only after an explicit tick."
    U3 Journal Kept "Les traces de navigation ne sont pas reliées aux personnes." "Browsing records are not linked to people."
    U4 Journal Kept "Les données d’un espace ne sont traitées que sur les instructions de son client." "A space's data are processed only on its customer's instructions."
    U5 Journal NotYet "Le support n’entre que de façon limitée, visible et révocable." "Support enters in a limited, visible and revocable way only."
    R1 Exercise Kept "Chacun voit et change les données de son compte." "Account holders see and change their account data."
    R2 Exercise Kept "Chacun peut faire supprimer son compte pour de bon." "Account holders can have their account deleted for good."
    R3 Exercise NotYet "Les administrateurs d’un espace changent ou effacent toute donnée personnelle." "A space's administrators change or delete any personal data in it."
    R4 Exercise NotYet "Une copie complète de l’espace se télécharge à tout moment." "A full copy of the space can be exported at any time."
    R5 Exercise Kept "La suppression de tout l’espace peut être demandée à tout moment." "Deletion of the whole space can be asked for at any time."
    S1 Schema Kept "Comptes : nom et e-mail en clair, mot de passe jamais." "Accounts: name and e-mail in clear, the password never."
    S2 Schema Kept "Clés d’API et clé de l’espace protégées, adresse IP gardée 7 jours." "API keys and the space's key protected, the IP address kept 7 days."
    T1 Traffic Kept "Google Analytics : seulement après consentement." "Google Analytics: only after consent."
    T2 Traffic Kept "Authy ou Twilio : un jeton de sécurité et un numéro de téléphone." "Authy or Twilio: a security token and a phone number."
    T3 Traffic Kept "Cloudflare : les traits du navigateur et ses propres cookies." "Cloudflare: traits of the browser and its own cookies."
    T4 Exercise Kept "Dolibarr : rien n’y est jamais écrit." "Dolibarr: nothing is ever written to it."
    T5 Traffic NotYet "GoCardless : ce que demande le mandat, pas plus." "GoCardless: what the mandate needs, no more."
    T6 Configuration Kept "Les transporteurs de l’opérateur sont nommés, ou le service ne démarre pas." "The operator's carriers are named, or the service does not start."
    T7 Traffic Kept "Un serveur désigné par un client ne reçoit que les requêtes demandées." "A host that a customer names receives only the requests asked for."
    K1 Overdue Kept "Comptes et contacts : le temps que demande le but ou la loi." "Account and contact data: as long as the purpose or the law needs."
    K2 Overdue Kept "Traces de navigation : 2 mois." "Browsing records: 2 months."
    K3 Overdue Kept "Un espace résilié reste désactivé 30 jours, puis il est détruit." "A cancelled space is kept disabled 30 days, then destroyed."
    K4 Overdue NotYet "Sauvegardes inaltérables, détruites au bout de 12 mois au plus." "Backups that cannot be altered, destroyed after 12 months at most."
    K5 Overdue Kept "Journal de sécurité : 12 mois." "Security journal: 12 months."
    D1 Traffic Kept "Aucune donnée n’est vendue ni transmise hors de cette liste." "No data are sold or passed on beyond this list."
    D2 Traffic Kept "Les cookies sont ceux de la liste, pour la durée dite." "Cookies are those listed, for the time listed."
    D3 Versions Kept "La date de la politique est celle de son entrée en vigueur ; les versions se comparent." "The policy's date is its effective date; versions can be compared."
}

/// The promise of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Promise> {
    ALL.iter().copied().find(|promise| promise.id == id)
}
