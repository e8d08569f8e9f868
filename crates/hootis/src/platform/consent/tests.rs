//! Visitors are asked, answer, change their minds; and what pages hold before, after and instead.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use hootis_policy::cookies::CHOICE_ASKED_AGAIN;

use super::pages::RECEIPT;
use super::{Figures, figures};
use crate::signing;
use crate::testing::{Answer, Client, TestApp, form};

const ID: &str = "G-TEST12345";
/// Pages of the public site where the audience is measured once the visitor agreed.
const MEASURED: [&str; 4] = ["/", "/en", "/cookies", "/tarifs"];
/// Pages where people write to somebody: asked like everywhere, and no script of anybody else's beside what they type.
const WRITTEN: [&str; 2] = ["/contact", "/partenaires"];
/// Pages where it never is: signing up and in, the console, pages of development, errors.
const NEVER: [&str; 6] = ["/inscription", "/connexion", "/mot-de-passe", "/console", "/console/courrier", "/nowhere"];

async fn measured() -> TestApp {
    TestApp::with(|options| options.outreach.analytics = Some(ID.to_owned())).await
}

async fn answer(client: &Client, audience: &str) -> Answer {
    client.post("/cookies", form! { audience: audience, back: "/contact" }).await.is(303)
}

fn policy(answer: &Answer) -> String {
    answer.headers["content-security-policy"].to_str().expect("text").to_owned()
}

#[track_caller]
fn holds_nothing_of_google(answer: &Answer) {
    let text = answer.text();
    assert!(!text.contains("gtag") && !text.contains(ID) && !text.contains("analytics."), "{} holds the tag", answer.asked);
    assert!(!policy(answer).contains("google"), "{} is open to Google: {}", answer.asked, policy(answer));
}

#[track_caller]
fn holds_the_tag(answer: &Answer) {
    let text = answer.text();
    assert!(
        text.contains(&format!("data-h-id=\"{ID}\" data-h-tag=\"https://www.googletagmanager.com/gtag/js\" data-h-seconds=\"33696000\"")),
        "{text}"
    );
    assert!(!text.contains("<script>"), "nothing is inline");
    let policy = policy(answer);
    assert!(policy.contains("script-src 'self' https://www.googletagmanager.com;"), "{policy}");
    assert!(
        policy.contains("connect-src 'self' https://www.googletagmanager.com https://*.google-analytics.com https://*.analytics.google.com;"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[track_caller]
fn asks(answer: &Answer) -> bool {
    answer.text().contains("class=\"h-cookie\"")
}

#[tokio::test]
async fn p_t1_the_matrix_of_answers_and_pages() {
    let app = measured().await;
    let space = app.space("Acme").await;
    for audience in ["later", "no", "yes"] {
        for account in [app.anyone(), space.account().await] {
            if audience != "later" {
                assert_eq!(answer(&account, audience).await.location(), "/contact");
            }
            for path in MEASURED {
                let page = account.get(path).await.is(200);
                if audience == "yes" {
                    holds_the_tag(&page)
                } else {
                    holds_nothing_of_google(&page)
                }
                assert_eq!(asks(&page), audience == "later" && path != "/cookies", "{audience} {path}");
            }
            for path in WRITTEN {
                let page = account.get(path).await.is(200);
                holds_nothing_of_google(&page);
                assert_eq!(asks(&page), audience == "later", "{audience} {path}");
            }
            for path in NEVER {
                let page = account.get(path).await;
                holds_nothing_of_google(&page);
                assert!(!asks(&page), "{path} asks");
            }
        }
        // A space knows nothing of all this.
        let office = space.owner().await;
        for path in ["/admin", "/admin/connexion", "/"] {
            let page = office.get(path).await;
            holds_nothing_of_google(&page);
            assert!(!asks(&page), "{path} asks");
        }
    }
}

#[tokio::test]
async fn p_d2_nothing_is_set_before_an_answer_and_only_the_answer_after_it() {
    let app = measured().await;
    let visitor = app.anyone();
    let page = visitor.get("/").await.is(200);
    assert!(!page.headers.contains_key(header::SET_COOKIE), "a mere visit sets a cookie");
    for (audience, word) in [("yes", "audience=yes"), ("no", "audience=no")] {
        let visitor = app.anyone();
        let answered = answer(&visitor, audience).await;
        let set: Vec<&str> = answered.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()).collect();
        assert_eq!(set.len(), 1, "{set:?}");
        assert!(set[0].starts_with("rgpd=") && set[0].contains(word), "{set:?}");
    }
}

#[tokio::test]
async fn p_d2_the_three_answers_of_the_banner_are_equally_easy() {
    let app = measured().await;
    let text = app.anyone().get("/").await.is(200).text();
    let banner = &text[text.find("<section class=\"h-cookie\"").expect("a banner")..];
    let form = &banner[banner.find("<form").expect("a form")..banner.find("</form>").expect("its end")];
    // Same element or link, same class, same level, and each by itself enough.
    assert_eq!(form.matches("<button class=\"btn\" name=\"audience\" value=\"").count(), 2, "{form}");
    assert_eq!(form.matches("<a class=\"btn\" href=\"/cookies#choix\"").count(), 1, "{form}");
    assert_eq!(form.matches("class=\"btn").count(), 3, "{form}");
    // The home page does not claim what is not so here.
    app.anyone().get("/").await.says("Aucun cookie de mesure sans votre accord");
    let english = app.anyone().get("/en").await.is(200).text();
    assert!(english.contains("action=\"/en/cookies\"") && english.contains(">Refuse</button>"));
}

#[tokio::test]
async fn p_t1_taking_the_agreement_back_removes_what_it_had_allowed() {
    let app = measured().await;
    let visitor = app.anyone();
    answer(&visitor, "yes").await;
    // As the tag's script would have done.
    visitor.put_cookie("_ga", "GA1.1.1");
    visitor.put_cookie("_ga_TEST12345", "GS1.1.1");
    visitor.get("/").await.is(200);
    assert!(visitor.cookie("_ga").is_some(), "an agreement is not forgotten");
    let answered = answer(&visitor, "no").await;
    let removed: Vec<_> = answered.headers.get_all(header::SET_COOKIE).iter().filter(|v| v.to_str().is_ok_and(|v| v.contains("Max-Age=0"))).collect();
    assert_eq!(removed.len(), 4, "both names, on the host and on the domain: {removed:?}");
    assert_eq!((visitor.cookie("_ga"), visitor.cookie("_ga_TEST12345")), (None, None));
    holds_nothing_of_google(&visitor.get("/").await);
}

#[tokio::test]
async fn p_t1_where_the_operator_measures_nothing_nobody_is_asked_and_the_page_says_so() {
    let app = TestApp::new().await;
    let visitor = app.anyone();
    for path in ["/", "/contact", "/cookies"] {
        let page = visitor.get(path).await.is(200);
        assert!(!asks(&page), "{path}");
        holds_nothing_of_google(&page);
    }
    visitor.get("/cookies").await.says("Rien ici ne demande votre accord").says_not("Accepter la mesure");
    visitor.get("/en/cookies").await.is(200).says("Nothing here needs your agreement");
    // An answer to a question that was not asked is not kept.
    answer(&visitor, "yes").await;
    assert_eq!(visitor.cookie("rgpd"), None);
    visitor.get("/cookies/recu").await.is(404);
}

async fn signalled(app: &TestApp, method: &str, path: &str, body: &str, cookies: &str) -> Answer {
    let client = app.anyone();
    let request = Request::builder().method(method).uri(path).header(header::HOST, "hootis.localhost").header("sec-gpc", "1");
    let request = request.header(header::COOKIE, cookies).header("sec-fetch-site", "same-origin");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    client.send(request.body(Body::from(body.to_owned())).expect("a request")).await
}

#[tokio::test]
async fn p_t1_a_browser_that_asks_not_to_be_followed_is_heard_without_a_question() {
    let app = measured().await;
    let agreed = app.anyone();
    answer(&agreed, "yes").await;
    let cookie = format!("rgpd={}; _ga=GA1", agreed.cookie("rgpd").expect("a choice"));
    for path in ["/", "/cookies"] {
        for cookies in ["a=b", &cookie] {
            let page = signalled(&app, "GET", path, "", cookies).await.is(200);
            holds_nothing_of_google(&page);
            assert!(!asks(&page), "{path}");
            // What an earlier agreement had allowed goes.
            assert_eq!(page.headers.get_all(header::SET_COOKIE).iter().count(), if cookies == "a=b" { 0 } else { 2 });
        }
    }
    signalled(&app, "GET", "/cookies", "", "a=b").await.says("Nous l'écoutons").says_not("Accepter la mesure");
    assert!(!signalled(&app, "POST", "/cookies", "audience=yes", "a=b").await.is(303).headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn p_d2_the_question_comes_back_after_six_months() {
    let app = measured().await;
    let visitor = app.anyone();
    answer(&visitor, "yes").await;
    app.advance(CHOICE_ASKED_AGAIN.as_duration() - Duration::from_millis(1));
    holds_the_tag(&visitor.get("/").await);
    app.advance(Duration::from_millis(1));
    let page = visitor.get("/").await.is(200);
    holds_nothing_of_google(&page);
    assert!(asks(&page));
}

#[tokio::test]
async fn the_answer_leads_back_to_its_page_and_nowhere_else() {
    let app = measured().await;
    let visitor = app.anyone();
    let to = async |back: &str| visitor.post("/cookies", form! { audience: "no", back: back }).await.is(303).location();
    assert_eq!(to("/en/contact").await, "/en/contact");
    assert_eq!(to("//evil.example").await, "/cookies?fait=1#choix");
    assert_eq!(to("").await, "/cookies?fait=1#choix");
    visitor.get("/cookies?fait=1").await.is(200).says("Votre choix est noté").says("Mesure refusée");
    visitor.post("/cookies", form! { audience: "perhaps" }).await.is(400);
    // Another site cannot answer for the visitor.
    let stranger = app.anyone();
    let request = stranger.request("POST", "/cookies").header("sec-fetch-site", "cross-site").header("origin", "https://evil.example");
    stranger.send(request.body(Body::from("audience=yes")).expect("a request")).await.is(403);
    assert_eq!(stranger.cookie("rgpd"), None);
}

#[tokio::test]
async fn p_d2_the_receipt_of_a_choice_is_signed_and_says_what_was_asked_and_answered() {
    let app = measured().await;
    let visitor = app.anyone();
    visitor.get("/cookies/recu").await.is(404);
    answer(&visitor, "yes").await;
    let receipt = visitor.get("/cookies/recu").await.is(200);
    assert!(receipt.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
    let key = app.app.signer().public_key();
    let signed = signing::verify(&receipt.text(), key).expect("ours");
    assert_eq!(signed.kind, RECEIPT);
    assert_eq!(signed.document["chosen_at"], "2026-11-23T08:00:00Z");
    assert_eq!(signed.document["purposes"][0]["answer"], "yes");
    assert_eq!(signed.document["purposes"][0]["recipient"], "Google Analytics");
    let forged = receipt.text().replace("\"answer\": \"yes\"", "\"answer\": \"no\"");
    assert!(signing::verify(&forged, key).is_err());
    // It is made from the browser's own cookie: another browser has none.
    app.anyone().get("/cookies/recu").await.is(404);
}

#[tokio::test]
async fn p_d2_what_left_and_what_was_dropped_is_counted_for_a_day() {
    let app = TestApp::new().await;
    let told = async || {
        app.app.write_counts().await.expect("counts can be written");
        figures(app.app.platform(), app.app.now()).await.expect("figures")
    };
    assert_eq!(told().await, Figures::default());
    app.anyone().get("/connexion").await.is(200);
    assert_eq!(told().await, Figures { set: 1, dropped: 0 });
    app.anyone().get("/connexion").await.is(200);
    app.anyone().get("/connexion").await.is(200);
    assert_eq!(told().await, Figures { set: 3, dropped: 0 }, "written down twice in one hour");
    app.advance(Duration::from_secs(25 * 3600));
    assert_eq!(told().await, Figures::default());
}
