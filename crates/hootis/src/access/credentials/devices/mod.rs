//! Browsers that somebody signed in with before. A new one is told of by mail.
//!
//! No cookie is set for this. A browser is known by its family, its system and the wider network that it comes from,
//! under a keyed hash: an update or a new address of the same provider is no new browser, another country mostly is. The
//! first browser of all is told of to nobody.

#[cfg(test)]
mod tests;

use std::net::IpAddr;

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::people::{People, Person};
use super::side::Side;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::format;
use crate::web::letter::Notice;
use crate::web::visit::Visit;

impl People {
    /// Somebody has signed in with this browser: it is known from now on, and told of if it was not.
    pub(super) async fn meet(&self, visit: &Visit, id: Uuid) -> Result<()> {
        let (table, column) = self.devices();
        let (hash, now) = (self.device_hash(visit, id), self.now());
        let tx = self.begin().await?;
        let sql = format!("UPDATE {table} SET last_used_at = $3 WHERE {column} = $1 AND device_hash = $2");
        if tx.execute(&sql, args![id, hash.clone(), now]).await? == 1 {
            return self.commit(tx, None).await;
        }
        let others: i64 = tx.get(&format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1"), args![id]).await?;
        let sql = format!("INSERT INTO {table} ({column}, device_hash, last_used_at, created_at) VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING");
        let is_new = tx.execute(&sql, args![id, hash, now]).await? == 1;
        let letter = match self.find_linked(id).await? {
            Some(person) if is_new && others > 0 => Some(self.new_device(visit, &person)?),
            _ => None,
        };
        self.commit(tx, letter).await
    }

    /// Whether somebody signed in with this browser before, or chose their password with it.
    pub(in crate::access) async fn has_met(&self, visit: &Visit, id: Uuid) -> Result<bool> {
        let (table, column) = self.devices();
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1 AND device_hash = $2");
        Ok(self.db().get::<i64>(&sql, args![id, self.device_hash(visit, id)]).await? > 0)
    }

    /// Knows this browser from now on: whoever has the mailbox chose a password with it, which was told of by mail.
    pub(super) async fn remember(&self, visit: &Visit, id: Uuid) -> Result<()> {
        let (table, column) = self.devices();
        let sql = format!(
            "INSERT INTO {table} ({column}, device_hash, last_used_at, created_at) VALUES ($1, $2, $3, $3)
             ON CONFLICT ({column}, device_hash) DO UPDATE SET last_used_at = $3"
        );
        self.db().execute(&sql, args![id, self.device_hash(visit, id), self.now()]).await?;
        Ok(())
    }

    const fn devices(&self) -> (&'static str, &'static str) {
        match self.side {
            Side::Account | Side::Operator => ("known_device", "holder_id"),
            Side::Member => ("member_device", "member_id"),
            Side::Contact => ("contact_device", "contact_id"),
        }
    }

    fn device_hash(&self, visit: &Visit, id: Uuid) -> Vec<u8> {
        let (family, system) = visit.device();
        let seen = format!("{id}\n{family}\n{system}\n{}", wider(visit.client()));
        self.app().platform_key().keyed_hash("device", seen.as_bytes()).to_vec()
    }

    fn new_device(&self, visit: &Visit, person: &Person) -> Result<Letter> {
        let lang = person.lang;
        let browser = Some(visit.browser()).filter(|browser| !browser.is_empty()).unwrap_or_else(|| lang.t("sessions-unknown").to_owned());
        let (text, sessions) = match self.side {
            Side::Account => (lang.t("letter-device-account").to_owned(), self.address(lang, "/console/sessions")),
            Side::Operator => (lang.t("letter-device-operator").to_owned(), self.address(lang, "/sessions")),
            Side::Member => {
                let company = self.company.as_str().into();
                (lang.t_args("letter-device-member", &[("company", company)]), self.address(lang, "/reglages/sessions"))
            }
            Side::Contact => {
                let company = self.company.as_str().into();
                (lang.t_args("letter-device-member", &[("company", company)]), self.address(lang, crate::access::portal::OWN_ACCESS))
            }
        };
        let notice = Notice {
            subject: lang.t("letter-device-subject").to_owned(),
            preview: lang.t("letter-device-preview").to_owned(),
            title: lang.t("letter-device-subject").to_owned(),
            name: person.name.clone(),
            text,
            facts: vec![
                (lang.t("letter-device-browser").to_owned(), browser),
                (lang.t("letter-device-when").to_owned(), format::datetime(lang, self.now().0)),
            ],
            button: lang.t("letter-device-button").to_owned(),
            link: sessions,
            small: lang.t("letter-device-small").to_owned(),
            ..Notice::default()
        };
        notice.letter(self.app().site(), lang, &person.email)
    }
}

/// The network that an address belongs to, as wide as a provider's: /16 in version 4, /32 in version 6.
fn wider(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            format!("{a}.{b}")
        }
        IpAddr::V6(v6) => {
            let [a, b, ..] = v6.segments();
            format!("{a:x}:{b:x}")
        }
    }
}
