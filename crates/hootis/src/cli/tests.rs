//! What commands write.

use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use super::spaces::create;
use crate::clock::{Life as _, Now};
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
