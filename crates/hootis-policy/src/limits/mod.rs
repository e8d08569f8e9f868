//! How often, how much, how long: the limits that keep a hostile visitor from costing anybody else.

mod requests;
mod slugs;

pub use requests::*;
pub use slugs::*;

use crate::portal;
use crate::span::Span;
use crate::text::Text;

/// By what tries are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// The folded e-mail address that was typed.
    Address,
    /// The network it came from: an IPv4 address, an IPv6 /64.
    Network,
    /// Both together: a stranger elsewhere cannot lock somebody out.
    AddressAndNetwork,
    /// The account or member that is signed in.
    Account,
    /// The space.
    Space,
    /// The key of a program.
    Key,
    /// The browser, as a cookie that is set for this knows it.
    Browser,
    /// The telephone number.
    Phone,
    /// Nothing: all of them together.
    Everybody,
}

/// So many tries in so long a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    /// Unique: part of the key under which tries are counted.
    pub name: &'static str,
    /// By what they are counted.
    pub by: By,
    /// Most tries in a window.
    pub most: u32,
    /// Length of a window, which starts with its first try.
    pub window: Span,
    /// What a person is told there was too much of, as a sentence. How long to wait is added by the page.
    pub words: Text,
}

pub(crate) const fn rate(name: &'static str, by: By, most: u32, window: Span, words: Text) -> Rate {
    Rate { name, by, most, window, words }
}

const SLOW_SIGN_UP: Text = Text::new("Trop d’inscriptions depuis votre connexion à Internet.", "Too many sign-ups from your internet connection.");
const SLOW_ADDRESS: Text = Text::new("Trop d’inscriptions avec cette adresse e-mail.", "Too many sign-ups with this e-mail address.");
const SLOW_TRIALS: Text = Text::new(
    "Trop d’espaces d’essai ouverts depuis votre connexion à Internet.",
    "Too many trial spaces were opened from your internet connection.",
);
const SLOW_TRIALS_BROWSER: Text =
    Text::new("Trop d’espaces d’essai ouverts depuis ce navigateur.", "Too many trial spaces were opened from this browser.");
const SLOW_TYPING: Text = Text::new("Trop de vérifications en une minute.", "Too many checks within a minute.");
const SLOW_SIGN_IN: Text = Text::new("Trop de mots de passe essayés pour cette adresse.", "Too many passwords were tried for this address.");
const SLOW_SIGN_IN_NETWORK: Text =
    Text::new("Trop de mots de passe essayés depuis votre connexion à Internet.", "Too many passwords were tried from your internet connection.");
const SLOW_SIGN_IN_EVERYWHERE: Text = Text::new(
    "Trop de mots de passe essayés pour cette adresse, de plusieurs endroits à la fois. Pour entrer tout de suite, choisissez ici même un nouveau mot de passe par « Mot de passe oublié ».",
    "Too many passwords were tried for this address, from several places at once. To come in now, choose a new password in this very browser with “Forgotten password”.",
);
const SLOW_PASSWORD: Text = Text::new("Trop de mots de passe essayés.", "Too many passwords were tried.");
pub(crate) const SLOW_MAIL: Text = Text::new(
    "Trop d’e-mails demandés pour cette adresse. Regardez aussi vos indésirables.",
    "Too many e-mails asked for with this address. Look in your junk mail too.",
);
pub(crate) const SLOW_MAIL_NETWORK: Text =
    Text::new("Trop d’e-mails demandés depuis votre connexion à Internet.", "Too many e-mails asked for from your internet connection.");
const SLOW_ADDRESS_CHANGE: Text =
    Text::new("Trop de changements d’adresse demandés aujourd’hui.", "Too many changes of address were asked for today.");
const SLOW_CODE: Text = Text::new("Trop de codes essayés.", "Too many codes were tried.");
const SLOW_SMS: Text = Text::new("Trop de SMS demandés.", "Too many text messages asked for.");
const SLOW_SMS_NETWORK: Text =
    Text::new("Trop de SMS demandés depuis votre connexion à Internet.", "Too many text messages asked for from your internet connection.");
const SLOW_SMS_NUMBER: Text = Text::new("Trop de SMS demandés vers ce numéro.", "Too many text messages asked for to this number.");
const SLOW_SMS_ALL: Text = Text::new(
    "Beaucoup de SMS ont été demandés aujourd’hui : aucun ne part pour l’instant.",
    "Many text messages were asked for today: none leaves for now.",
);
const SLOW_LINK: Text =
    Text::new("Trop de liens essayés depuis votre connexion à Internet.", "Too many links were tried from your internet connection.");
const SLOW_INVITATIONS: Text =
    Text::new("Trop d’invitations envoyées par votre espace aujourd’hui.", "Your space has sent too many invitations today.");
const SLOW_INVITATION: Text = Text::new(
    "Trop d’invitations à cette adresse. Demandez à la personne de regarder aussi ses indésirables.",
    "Too many invitations to this address. Ask the person to look in their junk mail too.",
);
const SLOW_CONNECTION: Text = Text::new("Trop d’essais de connexion à un Dolibarr.", "Too many attempts to connect to a Dolibarr.");
const SLOW_UPLOAD: Text = Text::new("Trop de fichiers envoyés par votre espace aujourd’hui.", "Your space has sent too many files today.");
const SLOW_MEDIA: Text = Text::new("Trop de fichiers envoyés en peu de temps.", "Too many files were sent in a short time.");
const SLOW_SUPPORT: Text = Text::new("Trop d’accords donnés aujourd’hui.", "Too many agreements were given today.");
const SLOW_API: Text = Text::new("Trop d’appels en peu de temps.", "Too many calls in a short time.");
const SLOW_API_KEYS: Text = Text::new("Trop de clés créées par votre espace aujourd’hui.", "Your space has made too many keys today.");
const SLOW_MESSAGE: Text = Text::new("Trop de messages depuis votre connexion à Internet.", "Too many messages from your internet connection.");

/// Sign-ups from one network: an office behind one address may sign up together.
pub const SIGN_UP_NETWORK: Rate = rate("sign_up_network", By::Network, 10, Span::hours(1), SLOW_SIGN_UP);
/// Sign-ups with one address: each sends it a mail.
pub const SIGN_UP_ADDRESS: Rate = rate("sign_up_address", By::Address, 5, Span::hours(24), SLOW_ADDRESS);
/// Trials opened from one network within an hour: an office behind one address may begin together.
pub const TRIALS_NETWORK_HOUR: Rate = rate("trials_network_hour", By::Network, 10, Span::hours(1), SLOW_TRIALS);
/// The same within a day.
pub const TRIALS_NETWORK_DAY: Rate = rate("trials_network_day", By::Network, 20, Span::hours(24), SLOW_TRIALS);
/// Trials opened from one browser within an hour, as the cookie against duplicate trials knows it.
pub const TRIALS_BROWSER_HOUR: Rate = rate("trials_browser_hour", By::Browser, 3, Span::hours(1), SLOW_TRIALS_BROWSER);
/// The same within a day.
pub const TRIALS_BROWSER_DAY: Rate = rate("trials_browser_day", By::Browser, 5, Span::hours(24), SLOW_TRIALS_BROWSER);
/// Looks at whether a sub-domain is free, while somebody types.
pub const SLUG_NETWORK: Rate = rate("slug_network", By::Network, 120, Span::minutes(1), SLOW_TYPING);
/// Looks at how strong a password is, while somebody types: each costs milliseconds of a processor.
pub const STRENGTH_NETWORK: Rate = rate("strength_network", By::Network, 120, Span::minutes(1), SLOW_TYPING);
/// Wrong passwords for one address from one network.
pub const SIGN_IN_ADDRESS: Rate = rate("sign_in_address", By::AddressAndNetwork, 10, Span::minutes(15), SLOW_SIGN_IN);
/// Wrong passwords from one network, whoever for.
pub const SIGN_IN_NETWORK: Rate = rate("sign_in_network", By::Network, 60, Span::minutes(15), SLOW_SIGN_IN_NETWORK);
/// Wrong passwords for one address from anywhere: many machines guess together.
///
/// Past that, a right password opens only to a browser that its owner signed in with before, or chose the password with, so that nobody is locked out.
pub const SIGN_IN_EVERYWHERE: Rate = rate("sign_in_everywhere", By::Address, 50, Span::hours(1), SLOW_SIGN_IN_EVERYWHERE);
/// Notices that many passwords are tried for an address, to whom it belongs.
pub const SIGN_IN_NOTICE: Rate = rate("sign_in_notice", By::Address, 1, Span::hours(24), SLOW_MAIL);
/// Changes of e-mail address that an account asks for: each sends two mails.
pub const ADDRESS_CHANGE: Rate = rate("address_change", By::Account, 5, Span::hours(24), SLOW_ADDRESS_CHANGE);
/// Wrong passwords where a person who is signed in must type it again.
pub const PASSWORD_AGAIN: Rate = rate("password_again", By::Account, 10, Span::minutes(15), SLOW_PASSWORD);
/// Codes of a second factor tried for one person from one network, recovery codes too.
pub const SECOND_FACTOR_NETWORK: Rate = rate("second_factor_network", By::Account, 10, Span::minutes(15), SLOW_CODE);
/// Six-digit codes tried for one person from anywhere: three in a million are right at a time.
///
/// Those from browsers that the person signed in with before are counted apart, and recovery codes are not counted here: whoever knows the password
/// cannot shut its owner out.
pub const SECOND_FACTOR: Rate = rate("second_factor", By::Account, 30, Span::hours(1), SLOW_CODE);
/// Messages to a telephone that one person asks for: each costs, and numbers that cost much are a trade.
pub const SMS_MINUTE: Rate = rate("sms_minute", By::Account, 1, Span::minutes(1), SLOW_SMS);
/// The same, in a day.
pub const SMS_DAY: Rate = rate("sms_day", By::Account, 3, Span::hours(24), SLOW_SMS);
/// The same from one network, whoever for.
pub const SMS_NETWORK: Rate = rate("sms_network", By::Network, 10, Span::hours(24), SLOW_SMS_NETWORK);
/// The same to one number, whoever asks: nobody is rung at by strangers. Half a day, so that even the keyed hash that is
/// counted goes before the day in which the number itself must.
pub const SMS_NUMBER: Rate = rate("sms_number", By::Phone, 3, Span::hours(12), SLOW_SMS_NUMBER);
/// All of them: whoever has many accounts and many networks costs no more than this.
pub const SMS_ALL: Rate = rate("sms_all", By::Everybody, 200, Span::hours(24), SLOW_SMS_ALL);
/// Mails with a link to choose a new password, for one address.
pub const RESET_ADDRESS: Rate = rate("reset_address", By::Address, 3, Span::hours(1), SLOW_MAIL);
/// The same from one network.
pub const RESET_NETWORK: Rate = rate("reset_network", By::Network, 20, Span::hours(1), SLOW_MAIL_NETWORK);
/// Confirmation mails sent again, or to a changed address, for one address.
pub const RESEND_ADDRESS: Rate = rate("resend_address", By::Address, 3, Span::hours(1), SLOW_MAIL);
/// The same from one network.
pub const RESEND_NETWORK: Rate = rate("resend_network", By::Network, 20, Span::hours(1), SLOW_MAIL_NETWORK);
/// Six-digit codes tried from one network, whichever sign-up or sign-in they are for.
pub const CODE_NETWORK: Rate = rate("code_network", By::Network, 30, Span::hours(1), SLOW_CODE);
/// Mailed links and entry codes tried from one network: a right one is never far from the first.
pub const LINK_NETWORK: Rate = rate("link_network", By::Network, 60, Span::hours(1), SLOW_LINK);
/// Invitations sent by one space.
pub const INVITATION_SPACE: Rate = rate("invitation_space", By::Space, 50, Span::hours(24), SLOW_INVITATIONS);
/// Invitations to one address from one space, sent again included.
pub const INVITATION_ADDRESS: Rate = rate("invitation_address", By::Address, 5, Span::hours(1), SLOW_INVITATION);
/// Connections to a host that a customer names: Hootis is nobody's port scanner.
pub const CONNECTION_SPACE: Rate = rate("connection_space", By::Space, 20, Span::minutes(10), SLOW_CONNECTION);
/// Dumps uploaded by one space.
pub const UPLOAD_SPACE: Rate = rate("upload_space", By::Space, 20, Span::hours(24), SLOW_UPLOAD);

/// Photos, videos and documents that one member sends: a whole card of a camera, and another one.
pub const MEDIA_MEMBER: Rate = rate("media_member", By::Account, 5_000, Span::hours(24), SLOW_MEDIA);

/// Files that one contact sends with messages.
pub const MEDIA_CONTACT: Rate = rate("media_contact", By::Account, 500, Span::hours(24), SLOW_MEDIA);

/// Messages to the operator, or to a partner, from one network: each leaves at once as a mail.
pub const CONTACT_NETWORK: Rate = rate("contact_network", By::Network, 5, Span::hours(1), SLOW_MESSAGE);

/// Agreements to let support in, by one account: each sends a mail.
pub const SUPPORT_ACCOUNT: Rate = rate("support_account", By::Account, 20, Span::hours(24), SLOW_SUPPORT);
/// Calls of programs with one key.
pub const API_KEY: Rate = rate("api_key", By::Key, 600, Span::minutes(1), SLOW_API);
/// Keys that are none, from one network.
pub const API_NETWORK: Rate = rate("api_network", By::Network, 60, Span::minutes(15), SLOW_API);
/// Keys made by one space.
pub const API_KEYS_SPACE: Rate = rate("api_keys_space", By::Space, 20, Span::hours(24), SLOW_API_KEYS);

/// Every rate.
pub const RATES: &[&Rate] = &[
    &SIGN_UP_NETWORK,
    &SIGN_UP_ADDRESS,
    &TRIALS_NETWORK_HOUR,
    &TRIALS_NETWORK_DAY,
    &TRIALS_BROWSER_HOUR,
    &TRIALS_BROWSER_DAY,
    &SLUG_NETWORK,
    &STRENGTH_NETWORK,
    &SIGN_IN_ADDRESS,
    &SIGN_IN_NETWORK,
    &SIGN_IN_EVERYWHERE,
    &SIGN_IN_NOTICE,
    &PASSWORD_AGAIN,
    &SECOND_FACTOR_NETWORK,
    &SECOND_FACTOR,
    &SMS_MINUTE,
    &SMS_DAY,
    &SMS_NETWORK,
    &SMS_NUMBER,
    &SMS_ALL,
    &ADDRESS_CHANGE,
    &RESET_ADDRESS,
    &RESET_NETWORK,
    &portal::MAILED_CODE_ADDRESS,
    &portal::MAILED_CODE_NETWORK,
    &portal::MAILED_CODE_EVERYWHERE,
    &portal::MAILED_CODE_TRIES,
    &portal::CORRECTION_CONTACT,
    &portal::ERASURE_CONTACT,
    &RESEND_ADDRESS,
    &RESEND_NETWORK,
    &CODE_NETWORK,
    &LINK_NETWORK,
    &INVITATION_SPACE,
    &INVITATION_ADDRESS,
    &CONNECTION_SPACE,
    &UPLOAD_SPACE,
    &MEDIA_MEMBER,
    &MEDIA_CONTACT,
    &CONTACT_NETWORK,
    &SUPPORT_ACCOUNT,
    &API_KEY,
    &API_NETWORK,
    &API_KEYS_SPACE,
    &crate::talk::MESSAGES_PERSON,
    &crate::talk::DRAFTS_PERSON,
];

/// How long support may be let into a space: chosen by its owner each time.
pub const SUPPORT_LASTS: [Span; 4] = [Span::hours(1), Span::hours(4), Span::hours(24), Span::days(3)];
/// How long a request of support waits for an answer: as long as an invitation.
pub const SUPPORT_WAITS: Span = Span::days(7);

/// Tries of one six-digit code before it is dead: five in a million.
pub const CODE_TRIES: u32 = 5;
/// Confirmation mails of one sign-up, changes of address included.
pub const CONFIRMATION_SENDS: u32 = 5;

/// How long the page that shows the secret of an authenticator application is good.
pub const PENDING_FACTOR: Span = Span::minutes(30);
/// How long somebody waits who has lost their second factor and all recovery codes: for its owner to see it and say no.
pub const FACTOR_RECOVERY_WAIT: Span = Span::hours(72);
/// Shortest password, in characters.
pub const PASSWORD_MIN_CHARS: usize = 12;
/// Longest password, in characters.
pub const PASSWORD_MAX_CHARS: usize = 128;

/// Longest name of a person, company or anything else, in characters.
pub const NAME_CHARS: usize = 200;
/// Longest one-line field, in characters.
pub const LINE_CHARS: usize = 300;
/// Longest e-mail address, in bytes (RFC 5321).
pub const EMAIL_BYTES: usize = 254;
/// Longest phone number as typed, in characters.
pub const PHONE_CHARS: usize = 40;
/// Longest postal address, in characters.
pub const ADDRESS_CHARS: usize = 500;
/// Longest note, in characters.
pub const NOTE_CHARS: usize = 20_000;
/// Longest message of a visitor, in characters.
pub const MESSAGE_CHARS: usize = 5_000;
/// A space opens within this time, 95 times of a hundred.
pub const OPENING: Span = Span::seconds(1);
/// How long a message of a visitor waits for the relay: longer, and the visitor is told that it may not have left.
pub const HAND_OVER: Span = Span::seconds(15);
/// How long after its start a mailing may be taken up again: shorter than its sends are remembered.
pub const CAMPAIGN_OPEN: Span = Span::days(30);
/// Longest text of a mailing, in characters.
pub const CAMPAIGN_CHARS: usize = 20_000;
/// Longest name of a tag, in characters.
pub const TAG_CHARS: usize = 80;
/// Longest value of a custom field, in characters.
pub const CUSTOM_VALUE_CHARS: usize = 10_000;
/// Most fields that a company adds to its parties, and to its contacts: a form of more is no form.
pub const CUSTOM_FIELDS: usize = 50;
/// Longest name of a field, in characters.
pub const CUSTOM_LABEL_CHARS: usize = 80;
/// Most choices of a field.
pub const CUSTOM_OPTIONS: usize = 100;
/// Longest question to the search, in characters.
pub const SEARCH_CHARS: usize = 200;
/// Largest form without a file, in bytes.
pub const FORM_BYTES: usize = 256 * 1024;
/// How long a connected Dolibarr may fail to be read before the owner is told: a server that is down for a night needs nobody.
pub const SYNC_PATIENCE: Span = Span::days(1);
/// The longest pause before a Dolibarr that could not be read is tried again.
pub const SYNC_LONGEST_PAUSE: Span = Span::hours(6);
/// Largest uploaded dump, in bytes: 2 GiB, said before it is sent.
pub const UPLOAD_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Most entries of an archive of files.
pub const ARCHIVE_ENTRIES: u64 = 500_000;
/// Most bytes that an archive of files unfolds into.
pub const ARCHIVE_UNPACKED_BYTES: u64 = 50_000_000_000;
/// Longest that an archive of files is read for.
pub const ARCHIVE_TIME: Span = Span::hours(4);
/// Largest photo, video or document, in bytes: 2 GB, said before it is sent.
pub const MEDIA_BYTES: u64 = 2_000_000_000;
/// Most bytes of one form of files, where no script sends them one by one.
pub const MEDIA_FORM_BYTES: u64 = 2_100_000_000;
/// Most files of one form.
pub const MEDIA_FORM_FILES: usize = 100;
/// Uploads that one member may have begun and not ended.
pub const MEDIA_UPLOADS: i64 = 500;
/// Largest photo, in bytes: it is read whole, in memory.
pub const PHOTO_BYTES: u64 = 64 * 1024 * 1024;
/// Longest side of a photo, in pixels.
pub const PHOTO_SIDE: u32 = 16_384;
/// Most pixels of a photo: a hundred million, more than any telephone's.
pub const PHOTO_PIXELS: u64 = 100_000_000;
/// Most bytes that a decoder may ask for.
pub const PHOTO_MEMORY: u64 = 640 * 1024 * 1024;
/// Most bytes of memory, of all kinds, of the process that reads a photo.
pub const PHOTO_STEP_MEMORY: u64 = 2 * 1024 * 1024 * 1024;
/// Longest caption, and longest alternative text, in characters.
pub const CAPTION_CHARS: usize = 1_000;
/// A space is made within this time of its row, or its making was given up.
pub const SPACE_MAKING: Span = Span::hours(1);
/// Most rows that one bulk action touches.
pub const BULK_ROWS: usize = 1_000;

/// Most browsing records that wait in memory to be written: what comes on top is counted and dropped.
pub const VISITS_WAITING: usize = 10_000;
/// Most visitors that are recognised at once: past that the ones longest gone are forgotten early.
pub const VISITORS_RECOGNISED: usize = 100_000;
/// Most visits recorded from one network (an address, or a /64 in version 6) within a pause: nobody fills the disk by
/// changing names.
pub const VISITS_OF_ADDRESS: u32 = 200;
/// Most records, and most entries of the journal, that one reveal shows.
pub const REVEALED_ROWS: i64 = 10_000;
/// Most different names that one counter of the audience takes in a day; the rest are counted together.
pub const AUDIENCE_NAMES: usize = 1_000;
/// The smallest group that a figure may be about: what counts fewer is shown together or not at all.
pub const GROUP_MIN: i64 = 5;
