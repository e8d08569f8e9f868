//! Jobs that end badly.

use hootis_space::{Conn as _, args};

use crate::testing::TestApp;

#[tokio::test]
async fn a_job_that_panics_has_failed_and_the_next_one_is_done() {
    let app = TestApp::new().await;
    for kind in [crate::app::PANICS, crate::platform::lifecycle::destruction::JOB] {
        super::ask(app.app.platform(), app.app.now(), kind, None, uuid::Uuid::nil().to_string(), None).await.expect("a job");
    }
    app.drain().await;
    let left: Vec<(String, i64, Option<String>)> =
        app.app.platform().list("SELECT kind, attempts, last_error FROM job", args![]).await.expect("the jobs");
    let [(kind, attempts, why)] = left.as_slice() else { panic!("one job is left: {left:?}") };
    assert_eq!((kind.as_str(), *attempts), (crate::app::PANICS, 1));
    assert!(why.as_deref().is_some_and(|why| why.contains("panic")), "{why:?}");
}
