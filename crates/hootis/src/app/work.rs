//! What the worker asks the application to do.

use super::App;
use crate::error::{Error, OrLog as _, Result};

/// A kind of job that panics.
#[cfg(test)]
pub(crate) const PANICS: &str = "panics";

impl App {
    /// What time does to spaces and accounts: trials and periods end, people are told.
    ///
    /// # Errors
    /// When the database refuses; it goes on from there the next time.
    pub async fn live(&self) -> Result<()> {
        if !self.is_off("space_lives") {
            crate::platform::lifecycle::sweep(self).await?;
        }
        if self.is_off("account_notices") { Ok(()) } else { crate::platform::deletion::sweep(self).await }
    }

    /// Looks whether another process has written in a space that somebody here waits for news of. A space that is not open is
    /// looked at by its streams themselves, as often as they beat.
    ///
    /// # Errors
    /// None: a space whose database refuses is looked at the next time, and the others now.
    pub async fn listen(&self) -> Result<()> {
        for space in self.hub().spaces().into_iter().filter(|space| self.spaces().is_open(*space)) {
            let look = async {
                let db = crate::platform::spaces::open(self, space).await?;
                self.hub().tell(space, crate::space::conversations::position(&db).await?);
                Ok::<_, Error>(())
            };
            look.await.or_log("a space was not looked at for what others wrote");
        }
        Ok(())
    }

    /// Goes on with the changes of spaces' keys that were cut off; how many came to their end.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn go_on_with_keys(&self) -> Result<usize> {
        crate::platform::spaces::go_on(self).await
    }

    /// Hands over every mail that is due, and notes who is told by it; how many went out.
    ///
    /// # Errors
    /// When the database refuses. A relay that refuses is no error here: the mail is tried again later.
    pub async fn send_mails(&self) -> Result<usize> {
        let sent = crate::mail::send_due(self.platform(), self.transport(), self.clock()).await?;
        if sent > 0 {
            crate::platform::deletion::note_handed(self).await?;
        }
        Ok(sent)
    }

    /// Adds up a month that is over, once.
    ///
    /// # Errors
    /// When the database refuses: the month stays open.
    pub async fn close_trends(&self) -> Result<u64> {
        crate::platform::trends::close(self, self.now()).await
    }

    /// Writes what is known of visits and of the audience since the last time.
    ///
    /// # Errors
    /// When the database refuses: it is written the next time.
    pub async fn write_visits(&self) -> Result<()> {
        crate::platform::visits::write(self).await?;
        crate::platform::audience::write(self).await?;
        Ok(())
    }

    /// Tells account holders of a version of the privacy policy that touches them; how many were told.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tell_policy_changes(&self) -> Result<u64> {
        crate::platform::documents::notices::tell_all(self).await
    }

    /// Writes down how many cookies left this process and how many were dropped.
    ///
    /// # Errors
    /// When the database refuses; then they are counted on.
    pub async fn write_counts(&self) -> Result<()> {
        crate::platform::consent::write_counts(self.platform(), self.now(), self.cookies()).await
    }

    /// Whether a job that is at work must stop, for its space was closed. A database that does not answer says nothing.
    pub async fn must_stop(&self, job: &crate::jobs::Job) -> bool {
        let Some(space) = job.space_id else { return false };
        use crate::access::credentials::forgotten::{CONTACT_JOB, MEMBER_JOB};
        use crate::access::credentials::{guessed, holders, mailed};
        let to_sign_in = [MEMBER_JOB, CONTACT_JOB, mailed::JOB, guessed::JOB, holders::END_ENTRIES, holders::CLOSE_DOORS, holders::FOLLOW_ADDRESS]
            .contains(&job.kind.as_str());
        match crate::platform::spaces::get(self.platform(), space).await {
            Ok(space) => !if to_sign_in { space.state.members_sign_in() } else { space.state.treatments_run() },
            Err(error) => matches!(error, Error::NotFound),
        }
    }

    /// Does one piece of work that was asked for.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn run_job(&self, job: &crate::jobs::Job) -> Result<()> {
        use crate::access::JobContext;
        use crate::access::credentials::{People, Side, forgotten, guessed, holders, mailed};
        use crate::access::factors::phone;
        match (job.kind.as_str(), job.space_id) {
            (crate::platform::lifecycle::destruction::JOB, None) => crate::platform::lifecycle::destruction::run(self, &job.payload).await,
            (crate::platform::lifecycle::destruction::NOTE, None) => crate::platform::lifecycle::destruction::note(self, &job.payload).await,
            (crate::platform::deletion::NOTE, None) => crate::platform::deletion::note(self, &job.payload).await,
            (forgotten::ACCOUNT_JOB, None) => forgotten::run(&People::of_platform(self, Side::Account), &job.payload).await,
            (phone::JOB, None) => phone::run(self, &job.payload).await,
            (forgotten::OPERATOR_JOB, None) => forgotten::run(&People::of_platform(self, Side::Operator), &job.payload).await,
            (guessed::JOB, None) => guessed::run(self, None, &job.payload).await,
            (guessed::JOB, Some(space)) => guessed::run(self, Some(JobContext::open_to_sign_in(self, space).await?), &job.payload).await,
            (holders::END_ENTRIES | holders::CLOSE_DOORS | holders::FOLLOW_ADDRESS, Some(space)) => {
                holders::run(self, &job.kind, &JobContext::open_to_sign_in(self, space).await?, &job.payload).await
            }
            (forgotten::MEMBER_JOB, Some(space)) => {
                let people = People::of_job(self, JobContext::open_to_sign_in(self, space).await?, Side::Member);
                forgotten::run(&people, &job.payload).await
            }
            (forgotten::CONTACT_JOB, Some(space)) => {
                let people = People::of_job(self, JobContext::open_to_sign_in(self, space).await?, Side::Contact);
                forgotten::run(&people, &job.payload).await
            }
            (mailed::JOB, Some(space)) => {
                let people = People::of_job(self, JobContext::open_to_sign_in(self, space).await?, Side::Contact);
                mailed::run(&people, &job.payload).await
            }
            (crate::space::imports::job::JOB, Some(space)) => {
                crate::space::imports::job::run(&JobContext::open(self, space).await?, &job.payload, job.attempts).await
            }
            (crate::space::imports::sync::job::JOB, Some(space)) => {
                crate::space::imports::sync::job::run(&JobContext::open(self, space).await?, &job.payload).await
            }
            (crate::space::conversations::notices::JOB, Some(space)) => {
                crate::space::conversations::notices::run(&JobContext::open(self, space).await?, job.id, &job.payload).await
            }
            #[cfg(test)]
            (PANICS, _) => panic!("a job that panics"),
            (kind, _) => Err(Error::internal(format!("no job is called {kind}"))),
        }
    }
}
