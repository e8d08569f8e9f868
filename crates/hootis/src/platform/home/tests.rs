//! What a visitor reads first.

use hootis_policy::plans;

use crate::testing::TestApp;
use crate::web::format::euros;
use crate::web::i18n::Lang;

#[tokio::test]
async fn the_prices_are_those_of_the_policy_in_both_languages() {
    let app = TestApp::new().await;
    for (path, lang) in [("/", Lang::Fr), ("/en", Lang::En)] {
        let mut page = app.anyone().get(path).await.is(200);
        for plan in plans::ALL {
            page = page.says(&euros(lang, i64::from(plan.month_cents))).says(&euros(lang, i64::from(plan.year_cents)));
        }
        page.says(&plans::TRIAL.words(lang.into()));
    }
}

#[tokio::test]
async fn every_link_of_the_navigation_leads_to_a_section_that_is_there() {
    let app = TestApp::new().await;
    let page = app.anyone().get("/").await.is(200).text();
    let anchors: Vec<&str> = page.split("href=\"/#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() >= 4, "{anchors:?}");
    for anchor in anchors {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
}

#[tokio::test]
async fn the_home_page_sets_no_cookie_and_may_be_found_by_search_engines() {
    let app = TestApp::new().await;
    let page = app.anyone().get("/").await.is(200);
    assert!(page.headers.get("set-cookie").is_none());
    page.says_not("noindex").says("<meta name=\"description\"");
}
