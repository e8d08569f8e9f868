//! Every secret that there is, made by people as they use Hootis, and looked for where it must not be.

mod bytes;
mod canaries;
mod story;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::data::Database;

/// A value that somebody typed or was given, and the column that keeps something made of it.
pub(crate) struct Known {
    pub(crate) database: Database,
    /// `table.column`.
    pub(crate) place: &'static str,
    pub(crate) plain: Vec<u8>,
    /// It opens something, and may stand in no other column either. The rest may: a network, a name.
    pub(crate) is_secret: bool,
}

impl Known {
    /// How it could be written: as it is, as text, in digits.
    pub(crate) fn forms(&self) -> Vec<Vec<u8>> {
        let mut forms = vec![self.plain.clone(), hootis_vault::hex(&self.plain).into_bytes()];
        // Tokens are shown so; of a text that is as it is already, it would be another one.
        if self.plain.iter().any(|byte| !byte.is_ascii_graphic()) {
            forms.push(BASE64_URL_SAFE_NO_PAD.encode(&self.plain).into_bytes());
        }
        forms
    }

    /// Whether some bytes show it.
    pub(crate) fn is_in(&self, bytes: &[u8]) -> bool {
        self.forms().iter().any(|form| memchr::memmem::find(bytes, form).is_some())
    }
}

/// All of them.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) known: Vec<Known>,
}

impl Told {
    fn put(&mut self, database: Database, place: &'static str, plain: impl AsRef<[u8]>, is_secret: bool) {
        self.known.push(Known { database, place, plain: plain.as_ref().to_vec(), is_secret });
    }

    /// A secret that the platform keeps something of.
    fn platform(&mut self, place: &'static str, plain: impl AsRef<[u8]>) {
        self.put(Database::Platform, place, plain, true);
    }

    /// A secret that a space keeps something of.
    fn space(&mut self, place: &'static str, plain: impl AsRef<[u8]>) {
        self.put(Database::Space, place, plain, true);
    }
}

/// The bytes of a token that stands in a link or a cookie.
fn token(text: &str) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text).unwrap_or_else(|_| panic!("{text} is no token"))
}
