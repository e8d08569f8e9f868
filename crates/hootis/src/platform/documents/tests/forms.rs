//! The forms that are declared, and the pages that show them.

use std::collections::BTreeMap;

use hootis_policy::forms::{self, Asked, Form};

use crate::testing::TestApp;

/// The named fields of a form of a page, and whether each is required. Hidden ones are the page's own.
fn fields(page: &str, action: &str) -> BTreeMap<String, bool> {
    let opening = format!("action=\"{action}\"");
    let at = page.find(&opening).unwrap_or_else(|| panic!("no form is sent to {action}"));
    let form = page[at..].split("</form>").next().unwrap_or_default();
    let tags = form.split('<').filter(|tag| ["input ", "select ", "textarea "].iter().any(|start| tag.starts_with(start)));
    let tags = tags.map(|tag| tag.split('>').next().unwrap_or_default()).filter(|tag| !tag.contains("type=\"hidden\""));
    let named = tags.filter_map(|tag| Some((tag.split(" name=\"").nth(1)?.split('"').next()?.to_owned(), is_required(tag))));
    named.collect()
}

/// A tick is looked at where the form is read: browsers need not insist.
fn is_required(tag: &str) -> bool {
    tag.contains(" required") && !tag.contains("type=\"checkbox\"")
}

fn declared(form: &Form) -> BTreeMap<String, bool> {
    form.fields.iter().map(|field| (field.name.to_owned(), field.required && field.asked != Asked::Agreement)).collect()
}

#[tokio::test]
async fn p_c6_each_form_asks_what_is_declared_and_requires_no_more() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let mut seen = 0;
    for form in forms::ALL {
        let Some(path) = form.page else { continue };
        let page = if path.starts_with("/admin") { owner.get(path).await } else { app.anyone().get(path).await };
        assert_eq!(fields(&page.is(200).text(), form.action), declared(form), "{}", form.name);
        seen += 1;
    }
    assert!(seen >= 4, "{seen} forms were looked at");
}
