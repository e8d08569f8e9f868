//! What people type, parsed.

use super::text::{Piece, draft, excerpt, html, pieces, words};
use crate::web::i18n::Lang;
use hootis_policy::talk::MESSAGE_CHARS;

#[test]
fn nothing_is_cut_off_in_silence() {
    assert_eq!(words(Lang::Fr, " \r\n ").unwrap_err(), "Écrivez quelque chose avant d’envoyer.");
    assert_eq!(words(Lang::Fr, "a\r\nb\u{7}\n\n").unwrap(), "a\nb");
    assert_eq!(words(Lang::Fr, &"é".repeat(MESSAGE_CHARS)).unwrap().chars().count(), MESSAGE_CHARS);
    let refused = words(Lang::Fr, &"é".repeat(MESSAGE_CHARS + 1)).unwrap_err();
    assert!(refused.contains("10\u{202f}001") && refused.contains("10\u{202f}000"), "{refused}");
    assert_eq!(draft("  \n"), None);
    assert_eq!(draft("  a\r\n").as_deref(), Some("  a\n"));
    assert_eq!(excerpt("Bonjour,\n\n  voici  "), "Bonjour, voici");
}

#[test]
fn addresses_can_be_followed_and_calls_are_seen() {
    let calls = ["Inès".to_owned(), "Inès Roy".to_owned()];
    let found = pieces("Voir (https://a.example/x?y=1). @Inès Roy, @Inèse et a@Inès, http:// non", &calls);
    let expected = [
        Piece::Words("Voir ("),
        Piece::Link("https://a.example/x?y=1"),
        Piece::Words("). "),
        Piece::Call("@Inès Roy"),
        Piece::Words(", @Inèse et a@Inès, http:// non"),
    ];
    assert_eq!(found, expected);
    assert_eq!(pieces("javascript:alert(1)", &[]), [Piece::Words("javascript:alert(1)")]);
    assert_eq!(
        html("<b> \"https://a.example/?a=1&b=2\" @Inès", &calls),
        "&lt;b&gt; &quot;<a href=\"https://a.example/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">https://a.example/?a=1&amp;b=2</a>&quot; <strong>@Inès</strong>"
    );
    assert_eq!(pieces("", &[]), []);
    assert_eq!(pieces("@", &calls), [Piece::Words("@")]);
}
