//! What visitors read, and machines.

mod differences;
mod forms;
mod inline;
mod notices;

use hootis_policy::data::{self, Database};
use hootis_policy::documents::Kind;
use hootis_policy::operator::Declared;
use hootis_policy::{cookies, plans, processors, retention, versions};

use crate::testing::TestApp;
use crate::web::format;
use crate::web::i18n::Lang;

#[tokio::test]
async fn every_document_is_published_in_both_languages_with_its_version_and_date_and_sets_no_cookie() {
    let app = TestApp::new().await;
    for kind in Kind::ALL {
        for (prefix, lang) in [("", Lang::Fr), ("/en", Lang::En)] {
            let answer = app.anyone().get(&format!("{prefix}{}", kind.path())).await.is(200);
            assert!(answer.headers.get("set-cookie").is_none(), "{kind:?}");
            let version = versions::of(kind).first().expect("a version");
            let answer = answer.says(kind.title().to(lang.into())).says(&format::plain_date(lang, version.effective)).says_not("noindex");
            let page = answer.text();
            let contents: Vec<&str> = page.split("<a href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert!(contents.len() > 3, "{kind:?}: {contents:?}");
            for anchor in contents.into_iter().filter(|anchor| *anchor != "contenu") {
                assert!(page.contains(&format!("id=\"{anchor}\"")), "{kind:?} {lang:?}: nothing is called {anchor}");
            }
            assert!(!page.contains("[?]") && !page.contains("](/"), "{kind:?} {lang:?}");
        }
    }
}

#[tokio::test]
async fn every_link_of_the_footer_and_of_the_documents_leads_somewhere() {
    let app = TestApp::new().await;
    for start in ["/", "/en", "/confidentialite", "/en/confidentialite", "/en/securite", "/telechargements", "/en/conditions", "/tarifs"] {
        let page = app.anyone().get(start).await.is(200).text();
        let links = page.split(" href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next());
        for link in links.filter(|link| !link.starts_with("assets/")) {
            let answer = app.anyone().get(&format!("/{link}")).await;
            assert_eq!(answer.status.as_u16(), 200, "{start} links to /{link}");
        }
    }
}

#[tokio::test]
async fn the_policy_names_who_answers_and_what_the_declarations_say() {
    let app = TestApp::new().await;
    let who = Declared::fictional();
    let mut page = app.anyone().get("/confidentialite").await.is(200).says(&who.operator.legal_name).says(&who.operator.privacy_email);
    page = page.says(&who.carriers[0].name).says("CNIL");
    for processor in processors::ALL {
        page = page.says(processor.name.fr);
    }
    for rule in [retention::SIGNUP, retention::SPACE_DISABLED, retention::INVOICE] {
        page = page.says(&rule.keep.words(Lang::Fr.into()));
    }
    for (path, fact) in [
        ("/mentions-legales", &who.operator.publication_director),
        ("/mentions-legales", &who.carriers[0].address),
        ("/securite", &who.operator.security_email),
    ] {
        app.anyone().get(path).await.is(200).says(fact);
    }
}

#[tokio::test]
async fn p_d2_the_public_list_of_cookies_is_the_declaration() {
    let app = TestApp::new().await;
    let page = app.anyone().get("/en/cookies").await.is(200).text();
    let named: Vec<&str> = page.split("<th scope=\"row\" class=\"h-c-a\"><code>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    let mut named: Vec<String> = named.into_iter().map(|name| html_escape::decode_html_entities(name).into_owned()).collect();
    let mut declared: Vec<String> = cookies::ALL.iter().map(|cookie| cookie.shown_name()).collect();
    declared.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, declared);
}

#[tokio::test]
async fn p_d3_each_version_can_be_read_and_compared() {
    let app = TestApp::new().await;
    for version in versions::of(Kind::Privacy) {
        let n = version.number;
        let day = format::plain_date(Lang::Fr, version.effective);
        app.anyone().get(&format!("/confidentialite/versions/{n}")).await.is(200).says(&day).says(&version.document(Lang::Fr.into()).title);
        app.anyone().get(&format!("/en/confidentialite/versions/{n}/differences")).await.is(200).says("What changed");
        app.anyone().get(&format!("/confidentialite/versions/{n}/differences?avec=1")).await.is(200);
        app.anyone().get("/confidentialite").await.is(200).says(&day);
    }
    for nowhere in ["0", "999", "-1", "x", "1.5"] {
        app.anyone().get(&format!("/confidentialite/versions/{nowhere}")).await.is(404);
        app.anyone().get(&format!("/confidentialite/versions/{nowhere}/differences")).await.is(404);
    }
    app.anyone().get("/confidentialite/versions/1/differences?avec=77").await.is(404);
}

#[tokio::test]
async fn security_txt_is_what_rfc_9116_wants_and_not_out_of_date() {
    let app = TestApp::new().await;
    for _ in 0..2 {
        let answer = app.anyone().get("/.well-known/security.txt").await.is(200);
        assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
        let text = answer.text();
        let line =
            |name: &str| text.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_else(|| panic!("no {name}")).to_owned();
        assert_eq!(line("Contact"), format!("mailto:{}", Declared::fictional().operator.security_email));
        assert!(line("Canonical").ends_with("/.well-known/security.txt") && line("Policy").ends_with("/securite"));
        let expires = format::day_start(&line("Expires")[..10]).expect("a day");
        let now = app.app.now().0;
        assert!(expires > now && expires < now + 366 * 86_400_000, "{}", line("Expires"));
        app.advance(std::time::Duration::from_secs(400 * 86_400));
    }
}

#[tokio::test]
async fn every_file_offered_can_be_downloaded_and_no_other() {
    let app = TestApp::new().await;
    for lang in Lang::ALL {
        for file in crate::platform::documents::files::list(lang) {
            let answer = app.anyone().get(&format!("/telechargements/{}", file.name)).await.is(200);
            assert!(answer.headers["content-disposition"].to_str().expect("text").contains(&file.name));
            assert!(answer.text().len() > 200, "{}", file.name);
        }
    }
    for nothing in ["nothing.md", "privacy.de.md", "..%2Fplatform.key", "privacy.fr.md.md", "master.key"] {
        app.anyone().get(&format!("/telechargements/{nothing}")).await.is(404);
    }
}

#[tokio::test]
async fn the_pricing_page_has_the_plans_of_the_policy_and_says_what_is_only_announced() {
    let app = TestApp::new().await;
    for (path, lang, announced) in [("/tarifs", Lang::Fr, "annoncé"), ("/en/tarifs", Lang::En, "announced")] {
        let mut page = app.anyone().get(path).await.is(200).says(announced).says(&plans::TRIAL.words(lang.into()));
        for plan in plans::ALL {
            page = page.says(plan.title.to(lang.into())).says(&format::euros(lang, i64::from(plan.month_cents)));
            page = page.says(&format::euros(lang, i64::from(plan.year_cents))).says(&format::size_bytes(lang, plan.storage_bytes));
        }
    }
}

#[tokio::test]
async fn the_operator_reads_and_takes_the_record_of_both_databases_and_its_customers() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    let operator = app.operator("Nora").await;
    let mut page = operator.get("/operateur/registre").await.is(200).says("Acme");
    let (file, csv) = (operator.get("/operateur/registre.md").await.is(200).text(), operator.get("/operateur/registre.csv").await.is(200).text());
    for table in Database::ALL.into_iter().flat_map(data::tables).filter(|table| table.is_personal()) {
        page = page.says(table.about.fr);
        assert!(file.contains(table.about.fr) && csv.contains(table.about.fr), "{}", table.name);
    }
    assert!(file.contains("- Acme\n"), "{file}");
}

#[test]
fn p_k1_no_word_of_the_interface_says_a_period_that_nobody_declares() {
    let mut read = 0;
    for (file, text) in crate::web::tests::sources::sources(&[".ftl"]) {
        let foreign = hootis_policy::consistency::foreign_periods(&text);
        assert!(foreign.is_empty(), "{file} says {foreign:?}: no declaration does");
        read += 1;
    }
    assert!(read > 30, "{read} catalogues were read");
}
