//! A space that is installed.

use hootis_policy::permissions::Role;
use serde_json::Value;

use crate::testing::TestApp;

#[tokio::test]
async fn a_space_says_what_it_is_called_and_how_it_looks_when_it_is_installed() {
    let app = TestApp::new().await;
    let space = app.space("Menuiserie Peyrot").await;
    for (path, start) in [("/manifest.webmanifest", "/admin"), ("/station.webmanifest", "/")] {
        let manifest: Value = serde_json::from_str(&space.anyone().get(path).await.is(200).text()).expect("JSON");
        assert_eq!((manifest["name"].as_str(), manifest["start_url"].as_str()), (Some("Menuiserie Peyrot"), Some(start)));
        for icon in manifest["icons"].as_array().expect("icons") {
            space.anyone().get(icon["src"].as_str().expect("an address")).await.is(200);
        }
    }
    space.member(Role::Reader).await.get("/admin").await.is(200).says("\"/manifest.webmanifest\"");
    space.contact("Chloé Vasseur", None, "own").await.client.get("/").await.is(200).says("\"/station.webmanifest\"");
    space.anyone().get("/admin/connexion").await.is(200).says_not("webmanifest");
}

#[tokio::test]
async fn the_page_for_no_network_holds_nothing_of_the_space_and_the_script_knows_its_version() {
    let app = TestApp::new().await;
    let space = app.space("Menuiserie Peyrot").await;
    let member = space.member(Role::Reader).await;
    let page = member.get("/hors-ligne").await.is(200).says("Pas de connexion").says_not("Peyrot").text();
    assert!(!page.contains("_csrf") && !page.contains("X-CSRF"), "{page}");
    let script = space.anyone().get("/worker.js").await.is(200).says_not("/*version*/").text();
    assert!(script.contains("/hors-ligne"), "{script}");
}
