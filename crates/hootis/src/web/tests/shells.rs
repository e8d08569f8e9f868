//! Each shell is rendered in both languages and read as a browser or a screen reader would.

use askama::Template;

use crate::web::{
    errors::{Detail, ErrorFragment, ErrorPage, Kind},
    i18n::Lang,
    page::{Column, FieldErrors, Mail, Me, Nav, NavEntry, Page, Place, Search, Theme, Toast, icon, initials},
};

#[derive(Template)]
#[template(path = "web/tests/office.html")]
struct Office {
    page: Page,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "web/tests/console.html")]
struct Console {
    page: Page,
}

#[derive(Template)]
#[template(path = "web/tests/public.html")]
struct Public {
    page: Page,
}

#[derive(Template)]
#[template(path = "web/tests/auth.html")]
struct Auth {
    page: Page,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "web/tests/mail.html")]
struct Letter {
    mail: Mail,
}

fn me() -> Me {
    Me {
        name: "Maëlle Lunel".into(),
        initials: initials("Maëlle Lunel").into(),
        detail: "maelle@atelier-lunel.example".into(),
        href: "/admin/reglages/moi".into(),
        sign_out: "/admin/deconnexion".into(),
    }
}

fn office_page(lang: Lang, theme: Theme) -> Page {
    let mut page = Page {
        theme,
        csrf: "0f3a".to_owned(),
        path: "/admin/clients?q=peyrot".to_owned(),
        me: Some(me()),
        nav: Nav {
            columns: Vec::new(),
            home: "/admin".into(),
            place: Some(Place {
                initials: "AL".into(),
                name: "Atelier Lunel".into(),
                detail: "atelier-lunel.hootis.localhost".into(),
                href: "".into(),
            }),
            main: vec![
                NavEntry::new("Accueil", icon("home"), "/admin").tab("Accueil"),
                NavEntry::new("Clients", icon("address-book"), "/admin/clients").tab("Clients"),
                NavEntry::new("Messages", icon("messages"), "/admin/messages").tab("Messages").count(3),
                NavEntry::new("Dolibarr", icon("refresh"), "/admin/dolibarr").tab("Dolibarr"),
                NavEntry::new("Équipe", icon("users"), "/admin/equipe"),
            ],
            foot: vec![NavEntry::new("Réglages", icon("settings"), "/admin/reglages")],
            search: Some(Search {
                action: "/admin/recherche".into(), label: "Rechercher un client, une ville…".into(), value: "<b>peyrot\"".into()
            }),
            theme_action: "/admin/reglages/theme".into(),
        },
        toast: Some(Toast { text: "Fiche archivée".into(), undo: Some(("Annuler".into(), "/admin/clients/1/retour".into())) }),
        ..Page::new(lang, "Clients")
    };
    page.mark_current();
    page
}

fn public_page(lang: Lang, path: &str) -> Page {
    let mut page = Page::public(lang, path, "L’espace de travail des petites entreprises");
    page.description = "Messages, photos, devis et factures.".into();
    page.nav.main = vec![NavEntry::new("Tarifs", "", page.link("/tarifs")), NavEntry::new("Confidentialité", "", page.link("/confidentialite"))];
    page.nav.columns = vec![Column { label: "Légal".into(), links: vec![NavEntry::new("Mentions légales", "", page.link("/mentions-legales"))] }];
    page
}

fn wrong() -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add("siren", "Il manque un chiffre. Un SIREN en compte 9, sans espace.");
    errors.add("email", "Cette adresse n’a pas d’arobase.");
    errors
}

/// Every shell: its name and its HTML.
fn everything(lang: Lang, theme: Theme) -> Vec<(String, String)> {
    let console = Page { nav: Nav { search: None, ..office_page(lang, theme).nav }, ..office_page(lang, theme) };
    let visitor = |path| Page { theme, ..public_page(lang, path) };
    let mut pages = vec![
        ("office".to_owned(), Office { page: office_page(lang, theme), errors: wrong() }.render().unwrap()),
        ("console".to_owned(), Console { page: console }.render().unwrap()),
        ("public".to_owned(), Public { page: visitor("/") }.render().unwrap()),
        ("auth".to_owned(), Auth { page: visitor("/inscription"), errors: wrong() }.render().unwrap()),
    ];
    for kind in Kind::ALL {
        let detail = Detail { reference: "HT-7F3A-0912".to_owned(), ..Detail::default() };
        pages.push((format!("{kind:?}"), ErrorPage::new(visitor("/tarifs"), kind, detail).render().unwrap()));
    }
    pages
}

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[test]
fn every_page_has_one_title_its_language_and_a_way_to_the_content() {
    for lang in Lang::ALL {
        for (name, html) in everything(lang, Theme::Auto) {
            assert_eq!(count(&html, "<h1"), 1, "{name}: one h1");
            assert!(html.starts_with("<!doctype html>"), "{name}: standards mode");
            assert!(html.contains(&format!("<html lang=\"{}\" data-bs-theme=\"auto\">", lang.code())), "{name}: language and theme");
            assert!(html.contains(&format!("<a class=\"h-skip\" href=\"#contenu\">{}</a>", lang.t("shell-skip"))), "{name}: skip link");
            assert_eq!(count(&html, "id=\"contenu\""), 1, "{name}: one main");
            assert_eq!(count(&html, "<main"), 1, "{name}: one main");
            assert!(!html.contains("[?]") && !html.contains("[shell"), "{name}: every message is there");
            assert!(!html.contains("/assets/unknown"), "{name}: every file is there");
        }
    }
}

#[test]
fn nothing_on_a_page_needs_the_policy_for_scripts_and_styles_to_be_relaxed() {
    for (name, html) in everything(Lang::Fr, Theme::Dark) {
        assert!(!html.contains("<style"), "{name}: a style element");
        assert!(!html.contains(" style="), "{name}: a style attribute");
        assert!(!html.contains(" hx-on") && !html.contains("javascript:"), "{name}: code in an attribute");
        assert!(!html.contains(" onclick") && !html.contains(" onload") && !html.contains(" onsubmit"), "{name}: a handler in an attribute");
        assert_eq!(count(&html, "<script"), count(&html, "<script src=\"/assets/"), "{name}: a script of its own");
        assert!(!html.contains("http://") && !html.contains("https://"), "{name}: something from elsewhere");
    }
}

#[test]
fn identifiers_and_anchors_of_a_page_agree() {
    for (name, html) in everything(Lang::Fr, Theme::Auto) {
        let ids: Vec<&str> = values(&html, " id=\"").collect();
        let mut seen = std::collections::HashSet::new();
        for id in &ids {
            assert!(seen.insert(*id), "{name}: {id} is there twice");
        }
        let pointed = ["href=\"#", " for=\"", "aria-describedby=\"", "aria-labelledby=\"", "data-h-reveal=\"", "data-h-open=\""];
        for id in pointed.iter().flat_map(|p| values(&html, p)) {
            assert!(seen.contains(id), "{name}: {id} is pointed at and is not there");
        }
    }
}

/// What stands between each mark and the next quote.
fn values<'a>(html: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(mark).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn the_office_says_where_one_is_and_escapes_what_people_typed() {
    let html = Office { page: office_page(Lang::Fr, Theme::Dark), errors: wrong() }.render().unwrap();
    assert!(html.contains("data-bs-theme=\"dark\""));
    assert_eq!(count(&html, "<a href=\"/admin/clients\" aria-current=\"page\">"), 2, "in the menu and in the bar");
    assert!(html.contains("value=\"&#60;b&#62;peyrot&#34;\""), "the search comes back, escaped");
    assert!(html.contains("<form method=\"post\" action=\"/admin/deconnexion\"><input type=\"hidden\" name=\"_csrf\" value=\"0f3a\">"));
    assert!(html.contains("<a href=\"#siren\">Il manque un chiffre."));
    assert!(html.contains("aria-invalid=\"true\" aria-describedby=\"siren-aide\""));
    assert!(html.contains("2\u{a0}champs") || html.contains("2 champs sont à corriger"));
    assert!(html.contains("value=\"autre\" selected"));
}

#[test]
fn navigation_is_reachable_without_a_script() {
    let html = Office { page: office_page(Lang::Fr, Theme::Auto), errors: FieldErrors::default() }.render().unwrap();
    assert!(html.contains("<aside class=\"h-side\" id=\"menu\""));
    assert!(html.contains("<a href=\"#menu\">"), "a plain link opens the drawer");
    assert!(html.contains("href=\"#contenu\" aria-label=\"Fermer le menu\""), "a plain link closes it");
    let css = crate::web::assets::text("hootis.css").unwrap();
    assert!(css.contains(".h-side:target{visibility:visible"));
    let html = Public { page: public_page(Lang::Fr, "/") }.render().unwrap();
    assert!(html.contains("<details class=\"h-menu d-lg-none\">"));
}

#[test]
fn the_automatic_theme_needs_no_script() {
    let css = crate::web::assets::text("hootis.css").unwrap();
    let dark = css.split("@media (prefers-color-scheme:dark){[data-bs-theme=auto]{").nth(1).expect("a rule for the automatic theme");
    assert!(css.contains("[data-bs-theme=dark]"));
    assert!(dark.contains('}'));
}

#[test]
fn a_visitor_changes_language_and_stays_on_the_page() {
    let there_and_back = [("/", "/en"), ("/tarifs", "/en/tarifs"), ("/tarifs?a=1", "/en/tarifs?a=1"), ("/entreprises", "/en/entreprises")];
    for (french, english) in there_and_back {
        assert_eq!(Page::public(Lang::Fr, french, "").in_other_language(), english);
        assert_eq!(Page::public(Lang::En, english, "").in_other_language(), french);
    }
    assert_eq!(Page::public(Lang::En, "/en", "").link("/tarifs"), "/en/tarifs");
    assert_eq!(Page::public(Lang::En, "/en", "").link("/"), "/en");
    assert_eq!(Page::public(Lang::Fr, "//elsewhere.example", "").in_other_language(), "/en//elsewhere.example");
}

#[test]
fn an_error_for_htmx_is_a_few_lines_and_shows_no_cause() {
    let detail = Detail { text: "Réessayez dans 4 minutes.".into(), reference: String::new() };
    let html = ErrorFragment::new(Page::new(Lang::Fr, ""), Kind::Slow, detail).render().unwrap();
    assert!(html.contains("role=\"alert\""));
    assert!(html.contains("Réessayez dans 4 minutes."));
    assert!(!html.contains("<html") && !html.contains("<code>"));
}

#[test]
fn a_mail_fetches_nothing() {
    let mail = Mail {
        lang: Lang::Fr,
        subject: "Confirmez votre adresse".into(),
        preview: "Un clic suffit.".into(),
        privacy: "https://hootis.example/confidentialite".into(),
    };
    let html = Letter { mail }.render().unwrap();
    assert!(!html.contains("<img") && !html.contains("<script") && !html.contains("<link") && !html.contains("url("));
    assert!(html.contains("<html lang=\"fr\">"));
    assert_eq!(count(&html, "<h1"), 1);
    assert!(html.contains(">482 915<"));
}

#[test]
fn initials_are_two_letters_at_most() {
    assert_eq!(initials("Maëlle Lunel"), "ML");
    assert_eq!(initials("Élodie de la Tour"), "ÉT");
    assert_eq!(initials("hootis"), "H");
    assert_eq!(initials("  "), "");
}

/// Not a check: writes the pages where `HOOTIS_SHELLS_DIR` says, to be looked at in a browser.
#[test]
#[expect(clippy::disallowed_methods, reason = "asked for by whoever looks at the pages, not a setting of the program")]
fn the_pages_can_be_written_down_to_be_looked_at() {
    let Some(folder) = std::env::var_os("HOOTIS_SHELLS_DIR").map(std::path::PathBuf::from) else { return };
    for theme in [Theme::Light, Theme::Dark, Theme::Auto] {
        for (name, html) in everything(Lang::Fr, theme) {
            std::fs::write(folder.join(format!("{}-{}.html", name.to_lowercase(), theme.code())), html).unwrap();
        }
    }
}
