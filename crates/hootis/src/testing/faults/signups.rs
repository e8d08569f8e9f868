//! Companies that sign up, as a person does it: form, mail, six digits, first page.

use std::path::Path;
use std::time::{Duration, Instant};

use super::Browser;
use super::process::PATIENCE;
use crate::testing::PASSWORD;

/// How far a company came, as far as the server acknowledged it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Came {
    Nowhere,
    /// The sign-up was taken: a mail is on its way.
    SignedUp,
    /// The space was shown as ready.
    Open,
}

/// A company, and what it was promised.
pub(super) struct Company {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) came: Came,
    pub(super) browser: Browser,
    /// Family names of contacts whose saving was acknowledged.
    pub(super) contacts: Vec<String>,
}

impl Company {
    pub(super) fn new(name: &str, browser: Browser) -> Self {
        Self { name: name.to_owned(), slug: name.to_lowercase().replace(' ', "-"), came: Came::Nowhere, browser, contacts: Vec::new() }
    }

    pub(super) fn email(&self) -> String {
        format!("olive@{}.example", self.slug)
    }

    /// Signs up as far as the server answers.
    pub(super) async fn sign_up(&mut self, data: &Path) -> std::io::Result<()> {
        let browser = &self.browser;
        browser.try_get("/inscription").await?;
        let email = self.email();
        let form = [("company", self.name.as_str()), ("name", "Olive Lunel"), ("email", &email), ("password", PASSWORD), ("slug", &self.slug)];
        browser.try_post("/inscription", &form).await?.is(303);
        self.came = Came::SignedUp;
        let code = code_for(data, &email).await.ok_or(std::io::ErrorKind::TimedOut)?;
        self.browser.try_post("/inscription/code", &[("code", &code)]).await?.is(200).says("Votre espace est prêt");
        self.came = Came::Open;
        Ok(())
    }

    /// Enters the back office by the link that the console gives.
    pub(super) async fn enter(&self) -> std::io::Result<Browser> {
        let console = &self.browser;
        console.try_get("/connexion").await?;
        console.try_post("/connexion", &[("email", &self.email()), ("password", PASSWORD)]).await?.is(303);
        let page = console.try_get("/console").await?.is(200).says(&self.name);
        let at = page.body.find("action=\"/console/espaces/").expect("a way in");
        let action = page.body[at + 8..].split('"').next().unwrap_or_default().to_owned();
        let link = console.try_post(&action, &[]).await?.is(200).link("http://");
        let path = &link[link.find("/admin").expect("a path")..];
        let office = console.at(&self.slug);
        office.try_get(path).await?.is(303);
        Ok(office)
    }

    /// Adds contacts until the server is gone.
    pub(super) async fn add_contacts(&mut self, most: usize) -> std::io::Result<()> {
        let office = self.enter().await?;
        for _ in 0..most {
            office.try_get("/admin/contacts/nouveau").await?.is(200);
            let (id, name) = (uuid::Uuid::now_v7(), format!("Martin{}", self.contacts.len()));
            let form = [("id", id.to_string()), ("last_name", name.clone()), ("anyway", "1".to_owned())];
            let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
            office.try_post("/admin/contacts/nouveau", &form).await?.is(303);
            self.contacts.push(name);
        }
        Ok(())
    }
}

/// The six digits that were mailed to an address, once they are in the outbox.
pub(super) async fn code_for(data: &Path, email: &str) -> Option<String> {
    let until = Instant::now() + Duration::from_secs(20).min(PATIENCE);
    while Instant::now() < until {
        let mails = mails_to(data, email);
        let code = mails.iter().find_map(|mail| {
            let text = mail.split("text/html").next()?;
            text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned)
        });
        if code.is_some() {
            return code;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None
}

/// The mails in the outbox that went to an address.
pub(super) fn mails_to(data: &Path, email: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(data.join("outbox")) else { return Vec::new() };
    let whole = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.extension().is_some_and(|e| e == "eml"));
    whole.filter_map(|path| std::fs::read_to_string(path).ok()).filter(|mail| mail.contains(&format!("To: {email}"))).collect()
}
