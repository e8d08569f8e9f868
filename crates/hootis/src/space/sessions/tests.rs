//! A member's sessions.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use crate::testing::{PASSWORD, TestApp, form};

#[tokio::test]
async fn a_member_sees_their_own_sessions_and_ends_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (here, colleague) = (space.member(Role::Reader).await, space.member(Role::Editor).await);
    let email: String = space.db.get("SELECT email FROM member WHERE role = 'reader'", args![]).await.expect("a member");
    let again = async || {
        let client = space.anyone();
        client.get("/admin/connexion").await.is(200);
        client.post("/admin/connexion", form! { email: email, password: PASSWORD }).await.is(303);
        client
    };
    let (one, two) = (again().await, again().await);
    let page = here.get("/admin/reglages/sessions").await.is(200).says("Celle-ci");
    assert_eq!(page.text().matches("name=\"session\"").count(), 2, "two others, and no colleague's");
    let handles: Vec<String> =
        page.text().split("name=\"session\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    colleague.post("/admin/reglages/sessions/suppression", form! { session: handles[0] }).await.is(303);
    assert_eq!((one.get("/admin").await.status.as_u16(), two.get("/admin").await.status.as_u16()), (200, 200), "a colleague ends nobody's");
    here.post("/admin/reglages/sessions/suppression", form! { session: handles[0] }).await.is(303);
    let alive = [one.get("/admin").await.status.as_u16(), two.get("/admin").await.status.as_u16()];
    assert!(alive.contains(&200) && alive.contains(&303), "{alive:?}");
    here.post("/admin/reglages/sessions/suppression", form! {}).await.is(303);
    assert_eq!((one.get("/admin").await.status.as_u16(), two.get("/admin").await.status.as_u16()), (303, 303));
    here.get("/admin").await.is(200);
    colleague.get("/admin").await.is(200);
}
