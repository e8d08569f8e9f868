//! Where the site is: its scheme and host, and the addresses made from them.

use crate::error::{Error, Result};
use crate::web::i18n::Lang;

/// How the site is reached.
#[derive(Clone, Debug)]
pub struct Site {
    /// `http` or `https`.
    pub scheme: String,
    /// The public host with its port, as browsers send it: `hootis.localhost:8080`.
    pub host: String,
    /// Development conveniences are on.
    pub dev: bool,
}

impl Site {
    /// Reads an address such as `https://hootis.fr`.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(address: &str, dev: bool) -> Result<Self> {
        let url = url::Url::parse(address).map_err(|_| Error::Bad("the site's address must look like https://hootis.fr".into()))?;
        let host = url
            .host_str()
            .filter(|_| matches!(url.scheme(), "http" | "https"))
            .ok_or_else(|| Error::Bad("the site's address must start with http:// or https://".into()))?;
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        if url.scheme() == "http" && !dev {
            return Err(Error::Bad("outside development the site must be https".into()));
        }
        Ok(Self { scheme: url.scheme().to_owned(), host, dev })
    }

    /// The public site's origin.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.host)
    }

    /// The full address of a page of the public site, in a language.
    #[must_use]
    pub fn page(&self, lang: Lang, path: &str) -> String {
        let prefix = match lang {
            Lang::Fr => "",
            Lang::En => "/en",
        };
        format!("{}{prefix}{path}", self.origin())
    }

    /// The origin of a space.
    #[must_use]
    pub fn space_origin(&self, slug: &str) -> String {
        format!("{}://{slug}.{}", self.scheme, self.host)
    }
}
