//! What happens while somebody sends slowly.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hootis_policy::limits;
use hootis_space::{Conn as _, args};

use super::{PIECES, TUS, begin, bytes, count, files};
use crate::platform::spaces::{self, Change};
use crate::testing::{Answer, Client, TestApp, TestSpace};

const BLOCK: usize = hootis_vault::BLOCK;

/// More than is sealed at a time, so that it is on the disk before the rest comes.
const FIRST: usize = 17 * BLOCK;

/// Sends an upload in one request whose second half comes after something else was done.
async fn slowly(app: &TestApp, space: &TestSpace<'_>, by: &Client, upload: &str, content: &[u8], meanwhile: impl Future<Output = ()>) -> Answer {
    let (give, take) = tokio::sync::mpsc::channel::<Bytes>(4);
    let body = futures::stream::unfold(take, |mut take| async { take.recv().await.map(|bytes| (Ok::<_, std::io::Error>(bytes), take)) });
    let sending = by.call("PATCH", upload, &[TUS, PIECES, ("upload-offset", "0")], Body::from_stream(body));
    let giving = async move {
        give.send(Bytes::copy_from_slice(&content[..FIRST])).await.unwrap();
        while !files(app, space).iter().any(|path| std::fs::metadata(path).is_ok_and(|file| file.len() > 8 * BLOCK as u64)) {
            tokio::task::yield_now().await;
        }
        meanwhile.await;
        // Whoever was sent away does not take it.
        let _taken = give.send(Bytes::copy_from_slice(&content[FIRST..])).await;
    };
    tokio::join!(sending, giving).0
}

#[tokio::test]
async fn who_sends_slowly_does_not_keep_the_key_from_being_changed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let content = bytes(2 * FIRST);
    let upload = begin(&owner, "lent.bin", content.len(), &[]).await.is(201).location();
    let change = async {
        let changed = spaces::change_key(&app.app, space.row.id, 0).await.unwrap();
        assert!(matches!(changed, Change::Done(_)), "{changed:?}");
    };
    slowly(&app, &space, &owner, &upload, &content, change).await.is(204);
    let path = format!("/admin/medias/{}", super::newest(&space).await);
    assert_eq!(owner.get(&format!("{path}/fichier")).await.is(200).body, content);
}

#[tokio::test]
async fn who_loses_the_right_while_they_send_adds_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let paul = space.member(hootis_policy::permissions::Role::Editor).await;
    paul.get("/admin/medias").await.is(200);
    let content = bytes(2 * FIRST);
    let upload = begin(&paul, "lent.bin", content.len(), &[]).await.is(201).location();
    let demote = async {
        space.db.execute("UPDATE member SET role = 'reader' WHERE role = 'editor'", args![]).await.unwrap();
    };
    slowly(&app, &space, &paul, &upload, &content, demote).await.is(403);
    assert_eq!(count(&space, "media").await, 0);
}

#[tokio::test]
async fn what_is_being_sent_is_swept_by_nobody() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let content = bytes(2 * FIRST);
    let upload = begin(&owner, "lent.bin", content.len(), &[]).await.is(201).location();
    let old = app.app.now().before(hootis_policy::retention::MEDIA_TRASH);
    let sweep = async {
        // As after days of sending: the row was last touched before it began.
        space.db.execute("UPDATE media_upload SET updated_at = $1", args![old]).await.unwrap();
        app.sweep().await;
        assert_eq!((count(&space, "media_upload").await, files(&app, &space).len()), (1, 1));
    };
    slowly(&app, &space, &owner, &upload, &content, sweep).await.is(204);
    assert_eq!(count(&space, "media").await, 1);
}

/// A form that goes on for `most` bytes, and how many of them were taken.
fn endless(start: String, most: usize) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let of = Arc::clone(&taken);
    let more = futures::stream::unfold((), move |()| {
        let is_more = of.fetch_add(16 * 1024, Ordering::Relaxed) < most;
        std::future::ready(is_more.then(|| (Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 16 * 1024])), ())))
    });
    let first = futures::stream::once(std::future::ready(Ok(Bytes::from(start))));
    (Body::from_stream(futures::StreamExt::chain(first, more)), taken)
}

#[tokio::test]
async fn a_text_without_an_end_is_refused_before_it_fills_the_memory() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let token = owner.cookie("_csrf-backend").unwrap();
    let first = format!("--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n--b\r\n");
    for (path, field) in [("/admin/medias", "client"), ("/admin/dolibarr/depot", "acknowledged")] {
        for head in [format!("Content-Disposition: form-data; name=\"{field}\"\r\n\r\n"), "X-Head: ".to_owned()] {
            let (body, taken) = endless(format!("{first}{head}"), 64 << 20);
            let answer = owner.post_body(path, "multipart/form-data; boundary=b", body).await;
            let taken = taken.load(Ordering::Relaxed);
            assert!([400, 413, 422].contains(&answer.status.as_u16()) && taken < 3 << 20, "{path} {head}: {} after {taken}", answer.status);
        }
    }
    // A file is no text: it may be as long as it wants.
    let head = "Content-Disposition: form-data; name=\"fichiers\"; filename=\"long.bin\"\r\n\r\n";
    let (body, taken) = endless(format!("{first}{head}"), 5 << 20);
    owner.post_body("/admin/medias", "multipart/form-data; boundary=b", body).await.is(400);
    assert!(taken.load(Ordering::Relaxed) > 5 << 20);
    assert!(files(&app, &space).is_empty());
}

#[tokio::test]
async fn two_who_begin_at_once_do_not_take_the_same_place() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let most = usize::try_from(limits::MEDIA_BYTES).unwrap();
    for n in 0..24 {
        begin(&owner, &format!("{n}.bin"), most, &[]).await.is(201);
    }
    let (one, two) = tokio::join!(begin(&owner, "a.bin", most, &[]), begin(&owner, "b.bin", most, &[]));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 413]);
    // Nor does a form take what was promised.
    super::form(&owner, &[], &[("petit.txt", b"x")]).await.is(422).says("La place de votre formule est épuisée");
    app.advance(Duration::from_secs(25 * 3_600));
    app.sweep().await;
    assert_eq!(count(&space, "media_upload").await, 0);
}
