//! Threads that may wait for a disk, so that a page which asks ten questions changes threads once.

use std::cell::Cell;
use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::Engine;

/// How many pages are worked on at once on such threads, fewer than the runtime has: a page may itself wait for work that needs
/// another of them.
const PAGES: usize = 8;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread may wait.
pub(crate) fn is_here() -> bool {
    HERE.get()
}

/// Where pages are worked on.
pub struct Threads(Option<Arc<Semaphore>>);

impl Threads {
    /// Those for databases of an engine. Only SQLCipher waits for a disk; PostgreSQL is waited for without a thread.
    #[must_use]
    pub fn of(engine: Engine) -> Self {
        Self((engine == Engine::Cipher).then(|| Arc::new(Semaphore::new(PAGES))))
    }

    /// Runs `page` on one thread, whatever it asks of databases in between. With all of them at work it goes on where it was
    /// called, and changes threads for each question. It runs to its end even when its caller goes away.
    pub async fn run<T: Send + 'static>(&self, page: impl Future<Output = T> + Send + 'static) -> T {
        let Some(turn) = self.0.as_ref().and_then(|pages| Arc::clone(pages).try_acquire_owned().ok()) else { return page.await };
        let runtime = Handle::current();
        let work = move || {
            let _turn = turn;
            let _here = Here::enter();
            runtime.block_on(page)
        };
        match tokio::task::spawn_blocking(work).await.map_err(tokio::task::JoinError::try_into_panic) {
            Ok(done) => done,
            Err(Ok(panic)) => std::panic::resume_unwind(panic),
            // The runtime ends: nobody waits for the answer.
            Err(Err(_)) => std::future::pending().await,
        }
    }
}

/// Threads are used again by others: whatever happens, the mark goes.
struct Here;

impl Here {
    fn enter() -> Self {
        HERE.set(true);
        Self
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        HERE.set(false);
    }
}

#[cfg(test)]
mod tests {
    use super::{PAGES, Threads, is_here};
    use crate::Engine;

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_page_is_worked_on_where_waiting_harms_nobody_and_the_one_too_many_where_it_was() {
        let threads = std::sync::Arc::new(Threads::of(Engine::Cipher));
        assert!(!is_here());
        assert!(threads.run(async { is_here() }).await);
        assert!(!Threads::of(Engine::Postgres).run(async { is_here() }).await);
        let (gate, held) = (std::sync::Arc::new(tokio::sync::Barrier::new(PAGES + 1)), std::sync::Arc::new(tokio::sync::Barrier::new(PAGES + 1)));
        let pages: Vec<_> = (0..PAGES)
            .map(|_| {
                let (threads, gate, held) = (threads.clone(), gate.clone(), held.clone());
                tokio::spawn(async move {
                    threads
                        .run(async move {
                            held.wait().await;
                            gate.wait().await;
                            is_here()
                        })
                        .await
                })
            })
            .collect();
        held.wait().await;
        assert!(!threads.run(async { is_here() }).await, "one too many");
        gate.wait().await;
        for page in pages {
            assert!(page.await.unwrap());
        }
        let fails = threads.clone();
        let failed = tokio::spawn(async move { fails.run(async { panic!("a page of ours") }).await }).await;
        assert!(failed.is_err_and(|error| error.is_panic()), "as if it had been worked on where it was");
        assert!(!tokio::task::spawn_blocking(is_here).await.unwrap(), "the mark is gone from the thread");
        assert!(threads.run(async { is_here() }).await);
    }
}
