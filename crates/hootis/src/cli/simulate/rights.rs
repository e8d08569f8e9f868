//! What people may ask for, and what may not be asked of them: their own data, the versions of the policy, and a connection to
//! a machine that is none of theirs.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hootis_policy::documents::Kind;
use hootis_policy::versions;
use tokio::net::TcpListener;

use super::browser::{Browser, Trouble};
use super::checks::{INNER, OPTIONAL, READ, UNDECLARED, VERSIONS};
use super::life::Life;
use super::orders;
use super::people::Company;
use super::verdicts::Verdicts;
use crate::error::Result;
use crate::web::format;
use crate::web::i18n::Lang;

/// Fields that nobody has to fill in.
const OPTIONAL_FIELDS: [&str; 6] = ["phone", "activity", "address", "street", "town", "interest"];

/// A machine that nobody has any business with.
#[derive(Clone)]
pub(super) struct House {
    address: SocketAddr,
    calls: Arc<AtomicUsize>,
}

impl House {
    /// Listens on a port that is free, hangs up on whoever calls, and counts them.
    pub(super) async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let house = Self { address: listener.local_addr()?, calls: Arc::default() };
        let calls = Arc::clone(&house.calls);
        tokio::spawn(async move {
            while let Ok((call, _)) = listener.accept().await {
                calls.fetch_add(1, Ordering::SeqCst);
                drop(call);
            }
        });
        Ok(house)
    }
}

/// Holds a form against what it may demand.
pub(super) fn judge_form(verdicts: &mut Verdicts, path: &str, page: &str) {
    let inputs = page.split('<').filter(|tag| ["input", "select", "textarea"].iter().any(|kind| tag.starts_with(kind)));
    let demanded = inputs.filter(|tag| tag.split(['>', ' ']).any(|word| word == "required"));
    let names: Vec<&str> = demanded.filter_map(|tag| tag.split("name=\"").nth(1)?.split('"').next()).collect();
    let wrong: Vec<&&str> = names.iter().filter(|name| OPTIONAL_FIELDS.contains(name)).collect();
    verdicts.look(OPTIONAL, !names.is_empty() && wrong.is_empty(), || format!("{path} demands {names:?}"));
}

/// The policy as it is published: its page; of each version the number, its page and what changed in it.
pub(super) struct Published {
    pub page: String,
    pub versions: Vec<(u32, String, String)>,
}

impl Published {
    /// Holds it against the versions that were declared.
    pub(super) fn judge(&self, verdicts: &mut Verdicts) {
        for version in versions::of(Kind::Privacy) {
            let (number, day) = (version.number, format::plain_date(Lang::Fr, version.effective));
            let is_linked = self.page.contains(&format!("/confidentialite/versions/{number}\""));
            let found = self.versions.iter().find(|(found, ..)| *found == number);
            let holds = found.is_some_and(|(_, page, changes)| page.contains(&day) && (number == 1 || changes.contains(&day)));
            verdicts.look(VERSIONS, is_linked && holds, || format!("version {number} of {day}: linked {is_linked}, readable {holds}"));
        }
    }
}

impl Life {
    /// Reads the policy, in all its versions.
    pub(super) async fn read_policy(&mut self) -> std::result::Result<Published, Trouble> {
        let mut reader = Browser::new(90_002, "Mozilla/5.0");
        let page = reader.get(&self.world, &mut self.verdicts, "/confidentialite").await?.is(200)?.text;
        let mut versions = Vec::new();
        for version in hootis_policy::versions::of(Kind::Privacy) {
            let path = format!("/confidentialite/versions/{}", version.number);
            let shown = reader.get(&self.world, &mut self.verdicts, &path).await?.text;
            let changes = reader.get(&self.world, &mut self.verdicts, &format!("{path}/differences")).await?.text;
            versions.push((version.number, shown, changes));
        }
        Ok(Published { page, versions })
    }

    /// Looks at the policy.
    pub(super) async fn look_at_policy(&mut self) -> Result<()> {
        let outcome = self.read_policy().await.map(|policy| policy.judge(&mut self.verdicts));
        self.settle(outcome, false, "somebody who reads the policy").await?;
        Ok(())
    }

    /// Has a call tried that nobody declared, and looks whether it leaves.
    pub(super) async fn stray(&mut self) -> Result<()> {
        let port = self.world.place().undeclared.address.port();
        let said = self.world.order(&format!("{} {port}", orders::STRAY)).await?;
        let calls = self.world.place().undeclared.calls.load(Ordering::SeqCst);
        self.verdicts.look(UNDECLARED, calls == 0, || format!("it left {calls} times: {said}"));
        Ok(())
    }

    /// Whether anybody called the machine of the house that companies named.
    pub(super) fn look_at_the_house(&mut self) {
        if self.companies.iter().any(|company| company.ledger.has_reached) {
            let calls = self.world.place().house.calls.load(Ordering::SeqCst);
            self.verdicts.look(INNER, calls == 0, || format!("it was called {calls} times"));
        }
    }
}

impl Company {
    /// What the holder is called now.
    pub(super) fn holder(&self) -> String {
        match self.ledger.renamed {
            0 => format!("Olive {}", self.canary()),
            times => format!("Olive {times} {}", self.canary()),
        }
    }

    /// Reads what is known of them, changes their name, and reads it again.
    pub(super) async fn read_and_change(&mut self, life: &mut Life) -> std::result::Result<(), Trouble> {
        self.console(life).await?;
        self.know_themselves(life).await?;
        self.ledger.renamed += 1;
        let name = self.holder();
        self.public.post(&life.world, &mut life.verdicts, "/console/profil", &[("name", &name)]).await?.is(303)?;
        self.know_themselves(life).await
    }

    async fn know_themselves(&mut self, life: &mut Life) -> std::result::Result<(), Trouble> {
        let (name, email) = (self.holder(), self.email());
        for path in ["/console/profil", "/console/profil/donnees.json"] {
            let answer = self.public.get(&life.world, &mut life.verdicts, path).await?.is(200)?;
            let says = (answer.says(&name), answer.says(&email));
            life.verdicts.look(READ, says == (true, true), || format!("{path} says « {name} » and {email}: {says:?}"));
        }
        Ok(())
    }

    /// Names a machine of the house as its Dolibarr.
    pub(super) async fn reach(&mut self, life: &mut Life) -> std::result::Result<(), Trouble> {
        let mut office = self.at_the_office(life).await?;
        let house = life.world.place().house.address;
        let (host, port) = (house.ip().to_string(), house.port().to_string());
        let form = [
            ("host", host.as_str()),
            ("port", &port),
            ("base", "dolibarr"),
            ("user", "lecture"),
            ("password", "sesame"),
            ("protection", "none"),
            ("acknowledged", "1"),
        ];
        let answer = office.post(&life.world, &mut life.verdicts, "/admin/dolibarr/connexion", &form).await?;
        // Refused with the form, or looked at in a while.
        if answer.status != 422 {
            answer.is(303)?;
        }
        self.ledger.has_reached = true;
        Ok(())
    }
}
