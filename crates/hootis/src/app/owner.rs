//! What the owner of a space sees and changes of it from the console.

use uuid::Uuid;

use super::App;
use crate::error::Result;
use crate::platform::spaces::{self, Space};
use crate::space::{members, parties, settings};

impl App {
    /// What the owner of a space sees of it in the console: people who sign in, and parties.
    ///
    /// # Errors
    /// When the space cannot be opened.
    pub async fn usage(&self, space: &Space) -> Result<(i64, i64)> {
        let db = spaces::enter(self, space).await?;
        let (active, invited) = members::count_people(&db).await?;
        Ok((active + invited, parties::count(&db, self.now()).await?))
    }

    /// Gives the company of a space another name, on the platform and, where it can be written to, in the space itself.
    ///
    /// # Errors
    /// When a database refuses. Sent again, it ends the same.
    pub async fn rename_company(&self, space: &Space, holder: (Uuid, &str), company: &str) -> Result<()> {
        if space.state.accepts_writes() {
            let db = spaces::enter(self, space).await?;
            settings::rename(&db, self.now(), holder, &space.company, company).await?;
        }
        spaces::update_company(self.platform(), self.now(), space.id, company).await
    }
}
