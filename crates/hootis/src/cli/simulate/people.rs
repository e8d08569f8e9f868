//! Companies: what each wants of Hootis, step after step, and what it was told was done.

use hootis_policy::retention;
use hootis_space::Conn as _;
use uuid::Uuid;

use super::browser::{Browser, Trouble};
use super::chance::Chance;
use super::eyes::Canary;
use super::life::Life;
use super::model::{AccountLife, SpaceLife};
use super::rights::judge_form;
use super::scripts::script;
use super::time::{DAY, MINUTE, ms};

/// What becomes of a company.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plan {
    /// Closes its space after some days, and destroys it without waiting.
    Hurried,
    /// Tries, and lets the trial end.
    Trial,
    /// Signs up and never confirms.
    Ghost,
    /// Pays, gives notice, takes it back, gives notice again.
    Canceller,
    /// Brings its Dolibarr, takes the import back, and lets the trial end.
    Importer,
    /// Lets the trial end, and comes back while it may.
    Returner,
    /// Pays and stays.
    Subscriber,
    /// Asks for the deletion of the account.
    Leaver,
    /// Asks for it, and stays after all.
    Waverer,
    /// Pays for years, imports and keeps what came, invites somebody who never answers.
    Keeper,
}

/// Every plan.
pub(super) const PLANS: &[Plan] = &[
    Plan::Hurried,
    Plan::Trial,
    Plan::Ghost,
    Plan::Canceller,
    Plan::Importer,
    Plan::Returner,
    Plan::Subscriber,
    Plan::Leaver,
    Plan::Waverer,
    Plan::Keeper,
];

/// One thing that a person does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    SignUp,
    /// By the six digits, or by the link of the same mail in another browser.
    Confirm,
    /// Writes down so many contacts.
    Write(u32),
    /// Erases a contact for good.
    Erase,
    /// Asks for another password, and chooses one.
    ForgetPassword,
    /// Invites a colleague, who never answers.
    Invite,
    /// Uploads a dump of a Dolibarr.
    Upload,
    /// Has it counted, after it was looked at.
    Count,
    /// Imports it.
    Import,
    /// Takes the import back.
    Undo,
    /// Names a machine of the house as its Dolibarr.
    Reach,
    /// Looks at the console, and closes the browser.
    LookIn,
    /// The operator writes down that so many days are paid for.
    Subscribe(i64),
    GiveNotice,
    TakeBack,
    /// Closes the space at once.
    Close,
    Reopen,
    /// Tries to reopen it once more, though the days to choose a plan were given already.
    ReopenInVain,
    /// Destroys a closed space without waiting.
    Destroy,
    /// Asks for the deletion of the account.
    Leave,
    /// Keeps the account after all.
    Stay,
    /// Says in the console whether news are wanted.
    News(bool),
    /// Has the mail program end the news.
    OneClick,
}

impl Step {
    /// Whether it is done in the back office, which has to be open.
    fn is_in_the_office(self) -> bool {
        matches!(self, Self::Write(_) | Self::Erase | Self::Invite | Self::Upload | Self::Count | Self::Import | Self::Undo | Self::Reach)
    }
}

/// A contact that was written down.
#[derive(Clone, Debug)]
pub(super) struct Contact {
    pub canary: Canary,
    pub id: Uuid,
    pub is_erased: bool,
}

/// What a company was told about its space.
#[derive(Clone, Default, Debug)]
pub(super) struct Ledger {
    /// When the sign-up was acknowledged.
    pub signed_up: Option<i64>,
    /// When the space was shown as ready.
    pub opened: Option<i64>,
    /// What must become of the space.
    pub life: Option<SpaceLife>,
    /// What must become of the account.
    pub account: AccountLife,
    pub contacts: Vec<Contact>,
    /// What was said about news, and when.
    pub news: super::news::Answers,
    /// The page of the last run of its imports.
    pub check: Option<String>,
    /// When it last began to upload a dump.
    pub uploaded: Option<i64>,
    /// A dump was imported.
    pub has_dump: bool,
    /// A machine of the house was named.
    pub has_reached: bool,
    /// How often the holder took another name.
    pub renamed: u32,
    /// The destruction of the space was asked for.
    pub is_ended: bool,
}

/// A company and the person who signs up for it.
#[derive(Clone)]
pub(super) struct Company {
    pub number: u32,
    pub plan: Plan,
    pub ledger: Ledger,
    /// When the next step is, if there is one.
    pub next: Option<i64>,
    script: Vec<(i64, Step)>,
    at: usize,
    pub public: Browser,
    pub office: Option<Browser>,
    pub chance: Chance,
    passwords: u32,
    /// When the holder was let in with the password.
    pub signed_in: Vec<i64>,
    /// When a crash first cut off the step that comes next.
    pub cut_at: Option<i64>,
}

impl Company {
    pub(super) fn new(number: u32, plans: &[Plan], chance: &mut Chance) -> Self {
        let mut chance = chance.part();
        let plan = plans.get(number as usize % plans.len().max(1)).copied().unwrap_or(Plan::Trial);
        let public =
            Browser::new(number, &format!("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {}", Canary::Agent(number)));
        let script = script(plan, &mut chance);
        Self {
            number,
            plan,
            ledger: Ledger::default(),
            next: None,
            script,
            at: 0,
            public,
            office: None,
            chance,
            passwords: 0,
            signed_in: Vec::new(),
            cut_at: None,
        }
    }

    /// When its first step is.
    pub(super) fn begins(&self, chance: &mut Chance, from: i64, to: i64) -> i64 {
        // Most come early enough for their whole life to be seen.
        let latest = if self.number < 12 { from + 20 * DAY } else { to - (to - from) / 8 };
        chance.between(from, latest) / MINUTE * MINUTE
    }

    /// Who signs up.
    pub(super) fn canary(&self) -> Canary {
        Canary::Person(self.number)
    }

    /// Their address.
    pub(super) fn email(&self) -> String {
        format!("{}@atelier.example", self.canary())
    }

    /// The company's name.
    pub(super) fn name(&self) -> String {
        format!("Atelier {}", self.canary())
    }

    /// The password that they have now.
    pub(super) fn password(&self) -> String {
        // Several of one person, told apart by their end.
        format!("{} rabot lune {}", Canary::Password(self.number), self.passwords)
    }

    /// Does what comes next.
    pub(super) async fn act(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let Some((_, step)) = self.script.get(self.at).copied() else {
            self.next = None;
            return Ok(());
        };
        // Whoever finds the space closed goes home: the trial of somebody who came back may have ended since.
        if step.is_in_the_office() && self.ledger.life.as_ref().is_some_and(|space| !space.is_open(life.now)) {
            self.go_on(life.now);
            return Ok(());
        }
        match step {
            Step::SignUp => self.sign_up(life).await?,
            Step::Confirm => self.confirm(life).await?,
            Step::Write(contacts) => self.write(life, contacts).await?,
            Step::Erase => self.erase(life).await?,
            Step::ForgetPassword => self.forget_password(life).await?,
            Step::Invite => self.invite(life).await?,
            Step::Upload => self.upload(life).await?,
            Step::Count => self.count(life).await?,
            Step::Import => self.import(life).await?,
            Step::Undo => self.undo(life).await?,
            Step::Reach => self.reach(life).await?,
            Step::LookIn => self.look_in(life).await?,
            Step::Subscribe(days) => self.subscribe(life, days).await?,
            Step::GiveNotice => self.give_notice(life).await?,
            Step::TakeBack => self.take_back(life).await?,
            Step::Close => self.close(life).await?,
            Step::Reopen => self.reopen(life).await?,
            Step::ReopenInVain => self.reopen_in_vain(life).await?,
            Step::Destroy => self.destroy(life).await?,
            Step::Leave => self.leave(life).await?,
            Step::Stay => self.stay(life).await?,
            Step::News(wants) => self.answer_about_news(life, wants).await?,
            Step::OneClick => self.one_click(life).await?,
        }
        self.go_on(life.now);
        Ok(())
    }

    /// The next step comes next, whatever became of this one.
    pub(super) fn go_on(&mut self, now: i64) {
        self.at += 1;
        self.cut_at = None;
        self.next = self.script.get(self.at).map(|(after, _)| now + after);
    }

    pub(super) async fn sign_up(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let (world, verdicts) = (&life.world, &mut life.verdicts);
        let page = self.public.get(world, verdicts, "/inscription").await?.is(200)?;
        judge_form(verdicts, "/inscription", &page.text);
        let (company, email, password, name) = (self.name(), self.email(), self.password(), self.holder());
        // Every other one ticks the box for news.
        let news = if self.number.is_multiple_of(2) { "1" } else { "" };
        let form = [
            ("company", company.as_str()),
            ("activity", ""),
            ("name", &name),
            ("email", &email),
            ("password", &password),
            ("slug", ""),
            ("news", news),
        ];
        self.public.post(world, verdicts, "/inscription", &form).await?.is(303)?;
        self.ledger.signed_up = Some(life.now);
        for rule in [&retention::SIGNUP, &retention::CONFIRMATION_LINK, &retention::CONFIRMATION_CODE] {
            life.deadline(life.now + ms(rule.keep));
        }
        Ok(())
    }

    async fn confirm(&mut self, life: &mut Life) -> Result<(), Trouble> {
        // A crash may have come after the confirmation and before its answer.
        if life.count("SELECT COUNT(*) FROM account WHERE email = $1", hootis_space::args![self.email()]).await.unwrap_or(0) > 0 {
            self.sign_in(life).await?;
        } else {
            self.confirm_by_mail(life).await?;
        }
        self.ledger.opened = self.ledger.opened.or(Some(life.now));
        if self.number.is_multiple_of(2) && self.ledger.news.is_empty() {
            self.ledger.news.push((life.now, true));
        }
        let slug = self.enter(life).await?;
        if self.ledger.life.is_none() {
            let sql = "SELECT id, state_since FROM space WHERE slug = $1";
            let row: Result<(Uuid, i64), _> = life.eyes.platform.get(sql, hootis_space::args![&slug]).await;
            let (id, since) = row.map_err(|_| Trouble::Odd(format!("{slug} is not among the spaces")))?;
            // A crash may have come after it was made and before it was said.
            let mut space = SpaceLife::new(id, &slug, since.clamp(self.cut_at.unwrap_or(life.now), life.now));
            space.sample = life.eyes.sample(id);
            for date in space.dates() {
                life.deadline(date);
            }
            self.ledger.life = Some(space);
        }
        Ok(())
    }

    /// Signs in to the console.
    pub(super) async fn sign_in(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let (world, verdicts, email, password) = (&life.world, &mut life.verdicts, self.email(), self.password());
        self.public.get(world, verdicts, "/connexion").await?;
        let answer = self.public.post(world, verdicts, "/connexion", &[("email", &email), ("password", &password)]).await?.is(303)?;
        if answer.location().contains("connexion") {
            return Err(answer.odd("signing in leads back to it"));
        }
        self.signed_in.push(life.now);
        Ok(())
    }

    /// Makes sure to be signed in to the console.
    pub(super) async fn console(&mut self, life: &mut Life) -> Result<super::browser::Answer, Trouble> {
        let page = self.public.get(&life.world, &mut life.verdicts, "/console").await?;
        if page.status == 200 {
            return Ok(page);
        }
        self.sign_in(life).await?;
        self.public.get(&life.world, &mut life.verdicts, "/console").await?.is(200)
    }

    /// Enters the back office by the link that the console gives; the space's slug.
    pub(super) async fn enter(&mut self, life: &mut Life) -> Result<String, Trouble> {
        let page = self.console(life).await?;
        let action = page.attributes("action", "/console/espaces/").into_iter().find(|action| action.ends_with("/entree"));
        let action = action.ok_or_else(|| page.odd("no way into the space"))?;
        let link = self.public.post(&life.world, &mut life.verdicts, &action, &[]).await?.is(200)?.attribute("href", "http://")?;
        let rest = link.trim_start_matches("http://");
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let slug = host.split('.').next().unwrap_or_default().to_owned();
        let mut office = self.public.at(&slug);
        let answer = office.get(&life.world, &mut life.verdicts, path).await?.is(303)?;
        if answer.location() != "/admin" {
            return Err(answer.odd("the code of the console opens nothing"));
        }
        self.office = Some(office);
        Ok(slug)
    }

    async fn forget_password(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let email = self.email();
        if life.is_post_slow() {
            return Err(Trouble::NotYet);
        }
        let before = life.outbox.last_to(&email).map(|letter| letter.id.clone());
        self.public.close();
        self.public.get(&life.world, &mut life.verdicts, "/mot-de-passe").await?;
        self.public.post(&life.world, &mut life.verdicts, "/mot-de-passe", &[("email", &email)]).await?.is(200)?;
        life.world.order_all(super::orders::WORK).await?;
        life.read_mails().map_err(|error| Trouble::Odd(error.to_string()))?;
        let letter = life.outbox.last_to(&email).filter(|letter| Some(&letter.id) != before.as_ref()).cloned();
        let letter = letter.ok_or_else(|| Trouble::Odd("no mail to choose a password came".into()))?;
        let link = letter.link("http://").unwrap_or_default().to_owned();
        let path = link[link.find("/mot-de-passe").unwrap_or(0)..].to_owned();
        let token = link.rsplit_once("lien=").map_or("", |(_, token)| token);
        self.public.get(&life.world, &mut life.verdicts, &path).await?.is(200)?;
        self.passwords += 1;
        let password = self.password();
        self.public.post(&life.world, &mut life.verdicts, "/mot-de-passe/nouveau", &[("lien", token), ("password", &password)]).await?.is(200)?;
        Ok(())
    }
}
