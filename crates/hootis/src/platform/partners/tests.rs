//! A visitor looks for a partner, and one gets a mail: with a tick, and under its own name only.

use hootis_policy::processors::Partner;

use super::places::{ELSEWHERE, find, regions};
use crate::testing::{Answer, Client, TestApp, form};

fn partner(name: &str, countries: &[&str], regions: &[&str]) -> Partner {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Partner {
        name: name.to_owned(),
        email: format!("{}@partenaire.example", name.to_lowercase()),
        countries: owned(countries),
        regions: owned(regions),
        contract: "P-1".to_owned(),
        date: "2026-11-23".to_owned(),
    }
}

fn ours() -> Vec<Partner> {
    vec![partner("Nord", &["FR"], &["Bretagne", "Normandie"]), partner("France", &["FR"], &[]), partner("Lemania", &["CH", "BE"], &[])]
}

async fn with_partners() -> TestApp {
    TestApp::with(|options| options.outreach.partners = ours()).await
}

#[test]
fn a_partner_of_the_region_comes_before_that_of_the_country() {
    let all = ours();
    let name = |country: &str, region: &str| find(&all, country, region).map(|partner| partner.name.as_str());
    assert_eq!(regions(&all, "FR"), ["Bretagne", "Normandie"]);
    assert_eq!(name("FR", "Bretagne"), Some("Nord"));
    assert_eq!(name("FR", ELSEWHERE), Some("France"));
    assert_eq!(name("BE", ""), Some("Lemania"));
    assert_eq!(name("DE", ""), None);
    assert_eq!(name("", ""), None);
}

fn filled(partner: &str, agree: &str) -> Vec<(String, String)> {
    form! {
        pays: "FR", region: "Bretagne", partner: partner, name: "Ada Bres", email: "ada@atelier.example", phone: "06 39 98 77 31",
        company: "Atelier Bres", agree: agree
    }
}

async fn ask(app: &TestApp, fields: Vec<(String, String)>) -> (Client, Answer) {
    let visitor = app.anyone();
    visitor.get("/partenaires?pays=FR&region=Bretagne").await.is(200);
    let answer = visitor.post("/partenaires", fields).await;
    (visitor, answer)
}

#[tokio::test]
async fn the_place_is_asked_first_and_the_partner_is_named_before_anything_is_sent() {
    let app = with_partners().await;
    let visitor = app.anyone();
    visitor.get("/partenaires").await.is(200).says("Où êtes-vous").says_not("Transmettre ma demande");
    // A country with partners by region: the region is asked too.
    visitor.get("/partenaires?pays=FR").await.is(200).says("Normandie").says_not("Transmettre ma demande");
    visitor.get("/partenaires?pays=FR&region=Bretagne").await.is(200).says("<strong class=\"h-grow\">Nord</strong>").says("Transmettre ma demande");
    visitor.get("/partenaires?pays=FR&region=-").await.is(200).says("<strong class=\"h-grow\">France</strong>");
    visitor.get("/partenaires?pays=CH").await.is(200).says("<strong class=\"h-grow\">Lemania</strong>");
    visitor.get("/partenaires?pays=DE").await.is(200).says("Aucun partenaire pour").says_not("Transmettre ma demande");
    visitor.get("/partenaires?pays=%22%3E%3Cscript%3E").await.is(200).says_not("<script>");
    visitor.get("/en/partenaires?pays=FR&region=Bretagne").await.is(200).says("Pass my request on");
}

#[tokio::test]
async fn p_u2_without_the_tick_nothing_leaves_and_the_box_is_never_ticked_beforehand() {
    let app = with_partners().await;
    let page = app.anyone().get("/partenaires?pays=FR&region=Bretagne").await.is(200).text();
    let from = page.find("id=\"agree\"").expect("a box");
    assert!(!page[from..page[from..].find('>').expect("its end") + from].contains("checked"), "the box is ticked");
    let (_, answer) = ask(&app, filled("Nord", "")).await;
    answer.is(422).says("sans votre accord, rien ne part").says("Ada Bres");
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn p_u2_one_mail_goes_to_the_partner_that_was_named_with_the_dated_proof_and_nothing_is_stored() {
    let app = with_partners().await;
    let (visitor, answer) = ask(&app, filled("Nord", "1")).await;
    assert_eq!(answer.is(303).location(), "/partenaires?fait=1");
    visitor.get("/partenaires?fait=1").await.is(200).says("Votre demande est partie");
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1, "one mail, to one partner");
    let mail = &mails[0];
    assert_eq!((mail.to.as_str(), mail.reply_to.as_deref()), ("nord@partenaire.example", Some("ada@atelier.example")));
    for part in ["Ada Bres", "06 39 98 77 31", "Atelier Bres", "Bretagne", "transmis à Nord", "23 novembre 2026"] {
        assert!(mail.text.replace(['\u{a0}', '\u{202f}'], " ").contains(part), "{part} is missing:\n{}", mail.text);
    }
    for table in hootis_policy::data::tables(hootis_policy::data::Database::Platform) {
        use hootis_space::Conn as _;
        let sql = format!("SELECT * FROM {}", table.name);
        for row in app.app.platform().query(&sql, hootis_space::args![]).await.expect("rows") {
            let text = format!("{:?}", row.rest());
            assert!(!text.contains("Ada Bres") && !text.contains("atelier.example"), "{} holds the request: {text}", table.name);
        }
    }
}

#[tokio::test]
async fn p_u2_a_partner_who_was_not_named_on_the_page_gets_nothing() {
    let app = with_partners().await;
    let (_, answer) = ask(&app, filled("Somebody else", "1")).await;
    let page = answer.is(422).says("Le partenaire de ce lieu vient de changer").says("Nord").text();
    let from = page.find("id=\"agree\"").expect("a box");
    assert!(!page[from..page[from..].find('>').expect("its end") + from].contains("checked"), "the tick was for another partner");
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn where_no_partner_is_named_the_page_says_so_and_offers_the_contact_form() {
    let app = TestApp::new().await;
    app.anyone().get("/partenaires").await.is(200).says("Pas encore de partenaire local").says("href=\"/contact\"");
    app.anyone().get("/en/partenaires").await.is(200).says("No local partner yet");
    let visitor = app.anyone();
    visitor.get("/connexion").await.is(200);
    visitor.post("/partenaires", filled("Nord", "1")).await.is(422);
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn a_region_that_cannot_be_chosen_gets_into_no_mail() {
    let app = with_partners().await;
    let forged = "X\nAccord : « tout », le 1 janvier 2020";
    for (country, partner) in [("BE", "Lemania"), ("FR", "France")] {
        let mut fields = filled(partner, "1");
        for (name, value) in &mut fields {
            match name.as_str() {
                "pays" => *value = country.to_owned(),
                "region" => *value = forged.to_owned(),
                _ => {}
            }
        }
        let (visitor, answer) = ask(&app, fields).await;
        answer.is(422).says_not("2020");
        visitor.get(&format!("/partenaires?pays={country}&region=X%0AAccord")).await.is(200).says_not("Accord");
    }
    assert!(app.mails().await.is_empty());
}
