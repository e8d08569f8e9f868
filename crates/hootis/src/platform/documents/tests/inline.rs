//! The signs that words may hold.

use crate::platform::documents::inline::html;
use crate::web::i18n::Lang;

fn shown(text: &str) -> String {
    html(Lang::En, "/en", text).0
}

#[test]
fn links_code_and_strong_words_become_html_and_everything_else_is_text() {
    assert_eq!(shown("a `b<c` **d [e](/f) g** h"), "a <code>b&lt;c</code> <strong>d <a href=\"/en/f\">e</a> g</strong> h");
    assert_eq!(shown("[x](/.well-known/security.txt)"), "<a href=\"/.well-known/security.txt\">x</a>");
    assert_eq!(shown("[x](https://www.cnil.fr/plaintes)"), "<a href=\"https://www.cnil.fr/plaintes\">x</a>");
    assert_eq!(shown("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_eq!(shown("[x](javascript:alert(1))"), "[x](javascript:alert(1))");
    assert_eq!(shown("[x](/\"onclick=\"y)"), "<a href=\"/en/&quot;onclick=&quot;y\">x</a>");
    assert_eq!(shown("5 * 3 [ `open **open"), "5 * 3 [ `open **open");
}

#[test]
fn french_gets_its_typography() {
    assert_eq!(html(Lang::Fr, "", "Rien : vraiment ?").0, "Rien\u{a0}: vraiment\u{202f}?");
}
