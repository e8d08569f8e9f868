//! What a company chose for its Station Clients: whether it is open, its colour, its words.

use hootis_space::{Conn, Value, args};
use serde::{Deserialize, Serialize};

use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::brand::{Brand, Color, Shades};
use crate::web::person::initials;

/// The setting's name.
const NAME: &str = "portal";

/// What becomes of what a contact corrects.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corrections {
    /// The team reads it, and accepts or refuses.
    #[default]
    Proposed,
    /// It is written at once.
    Direct,
}

/// The choices. Where a company has made none, Station Clients is open, in the colour of Hootis.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    pub is_open: bool,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// What the home and the sign-in page say.
    pub welcome: String,
    pub corrections: Corrections,
    /// Names the logo that there is; none where there is no logo.
    pub logo: Option<String>,
}

impl Default for Look {
    fn default() -> Self {
        Self { is_open: true, color: None, welcome: String::new(), corrections: Corrections::default(), logo: None }
    }
}

impl Look {
    /// The choices of a space.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn get(conn: &impl Conn) -> Result<Self> {
        let said: Option<String> = conn.find("SELECT value FROM setting WHERE name = $1", args![NAME]).await?;
        // What a newer version wrote counts as not said: closed is the safe side.
        Ok(said.map_or_else(Self::default, |said| serde_json::from_str(&said).unwrap_or(Self { is_open: false, ..Self::default() })))
    }

    /// Writes the choices.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put(&self, conn: &impl Conn, now: Now) -> Result<()> {
        let said = serde_json::to_string(self).map_err(Error::internal)?;
        let sql = "INSERT INTO setting (name, value, created_at, updated_at) VALUES ($1, $2, $3, $3)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
        conn.execute(sql, vec![Value::from(NAME), said.into(), now.into()]).await?;
        Ok(())
    }

    /// The colour in shades that can be read; none where the company has chosen none.
    #[must_use]
    pub fn shades(&self) -> Option<Shades> {
        self.color.as_deref().and_then(Color::parse).map(Shades::of)
    }

    /// What the page shells need. Addresses change with what they lead to, so that browsers may keep it.
    #[must_use]
    pub fn brand(&self, company: &str) -> Brand {
        let color = self.color.as_deref().and_then(Color::parse);
        Brand {
            name: company.to_owned(),
            initials: initials(company),
            logo: self.logo.as_ref().map(|name| format!("/marque/{name}")).unwrap_or_default(),
            sheet: color.map(|color| format!("/marque.css?c={}", &color.to_string()[1..])).unwrap_or_default(),
        }
    }
}
