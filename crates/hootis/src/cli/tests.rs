//! What commands write.

use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use super::spaces::{create, shown};
use crate::clock::{Life as _, Now};
use crate::platform::lifecycle::{self, Action, DisabledBy};
use crate::platform::spaces;
use crate::testing::TestApp;
use crate::web::i18n::Lang;

#[tokio::test]
async fn the_link_of_a_space_made_for_somebody_lives_as_long_as_its_rule_says() {
    let app = TestApp::new().await;
    create(&app.app, "Atelier", "olive@atelier.example", "Olive Lunel", Lang::Fr).await.expect("a space");
    let (created, expires): (i64, i64) = app.app.platform().get("SELECT created_at, expires_at FROM password_link", args![]).await.expect("a link");
    assert_eq!(Now(expires), Now(created).after(retention::PASSWORD_LINK.span()));
    let letter = app.mail_to("olive@atelier.example").await;
    assert!(letter.text.contains("valable 1 heure") || letter.text.contains("valable une heure"), "{}", letter.text);
}

#[tokio::test]
async fn an_owner_who_has_an_account_is_told_of_a_space_made_for_them() {
    let app = TestApp::new().await;
    for company in ["Atelier", "Scierie"] {
        create(&app.app, company, "olive@atelier.example", "Olive Lunel", Lang::En).await.expect("a space");
    }
    let letter = app.mail_to("olive@atelier.example").await;
    assert_eq!(letter.subject, "A space was opened for you: Scierie");
    for part in ["http://hootis.localhost/console", "you are its owner", "Olive Lunel"] {
        assert!(letter.text.contains(part), "{}", letter.text);
    }
    let links: i64 = app.app.platform().get("SELECT COUNT(*) FROM password_link", args![]).await.expect("a count");
    assert_eq!(links, 1, "nobody chooses a password a second time");
}

#[tokio::test]
async fn of_a_closed_space_nothing_inside_is_said() {
    let app = TestApp::new().await;
    let space = create(&app.app, "Atelier", "olive@atelier.example", "Olive Lunel", Lang::Fr).await.expect("a space");
    let open = shown(&app.app, &space.slug).await.expect("a space");
    let migrations = i64::try_from(app.app.spaces().schema_version()).expect("a number");
    assert_eq!(open["counts"]["members"], 1);
    assert_eq!(open["schema_version"], migrations);
    // What the database itself says, not what this version of the program would make.
    let db = spaces::open(&app.app, space.id).await.expect("a space");
    db.execute("DELETE FROM schema_migration WHERE position = (SELECT MAX(position) FROM schema_migration)", args![]).await.expect("older");
    assert_eq!(shown(&app.app, &space.slug).await.expect("a space")["schema_version"], migrations - 1);
    drop(db);
    lifecycle::take(&app.app, space.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    let closed = shown(&app.app, &space.slug).await.expect("a space");
    let none = serde_json::json!({
        "parties": null, "contacts": null, "members": null, "tags": null, "custom_fields": null, "products": null, "quotes": null, "orders": null,
        "invoices": null, "payments": null, "events": null, "projects": null, "tasks": null, "tickets": null, "ticket_messages": null, "files": null,
    });
    assert_eq!((&closed["counts"], &closed["schema_version"]), (&none, &serde_json::Value::Null));
    assert!(closed["bytes"].as_u64().is_some_and(|bytes| bytes > 0));
}
