//! The record that a company takes away.

use hootis_policy::data::{self, Database};
use hootis_policy::operator::Declared;
use hootis_policy::permissions::Role;

use crate::testing::TestApp;

#[tokio::test]
async fn a_company_reads_and_takes_its_record_with_every_table_of_its_space() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let operator = Declared::fictional().operator.legal_name;
    let mut page = owner.get("/admin/registre").await.is(200).says("Acme").says(&operator);
    let file = owner.get("/admin/registre.md").await.is(200);
    assert!(file.headers["content-disposition"].to_str().expect("text").contains("registre.md"));
    let csv = owner.get("/admin/registre.csv").await.is(200);
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    let (file, csv) = (file.text(), csv.text());
    for table in data::tables(Database::Space).iter().filter(|table| table.is_personal()) {
        page = page.says(table.about.fr);
        assert!(file.contains(table.about.fr) && csv.contains(table.about.fr), "{}", table.name);
    }
    assert!(file.contains("Acme") && csv.lines().skip(1).all(|line| line.starts_with("Acme,")), "{csv}");
}

#[tokio::test]
async fn who_may_not_change_the_settings_does_not_read_the_record() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for path in ["/admin/registre", "/admin/registre.md", "/admin/registre.csv"] {
        space.member(Role::Reader).await.get(path).await.is(403);
        space.member(Role::Administrator).await.get(path).await.is(200);
    }
}
