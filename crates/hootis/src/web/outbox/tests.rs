//! Mails read back as people read them.

use super::message::{Message, Piece, pieces};

const MAIL: &str = "From: Hootis <bonjour@hootis.example>\r\nTo: maelle@atelier.example\r\nSubject: =?utf-8?b?Vm90cmUgbW90IGRlIHBhc3NlIGE=?=\r\n \
                    =?utf-8?b?IMOpdMOpIGNoYW5nw6k=?=\r\nDate: Mon, 23 Nov 2026 22:28:58 +0000\r\nContent-Type: multipart/alternative; boundary=\"x\"\r\n\r\n\
                    --x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBonjour Ma=C3=ABlle,\r\n\
                    http://hootis.localhost/inscription/confirmation?lien=3DabcABC=\r\n123 ou 482915\r\n--\r\nNe plus rien recevoir\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>--x--\r\n";

#[test]
fn a_mail_is_read_with_its_accents_and_without_its_html() {
    let mail = Message::read(MAIL.as_bytes());
    assert_eq!(mail.to, "maelle@atelier.example");
    assert_eq!(mail.subject, "Votre mot de passe a été changé");
    assert_eq!(mail.text, "Bonjour Maëlle,\nhttp://hootis.localhost/inscription/confirmation?lien=abcABC123 ou 482915\n--\nNe plus rien recevoir");
}

#[test]
fn addresses_become_links_and_nothing_else_does() {
    assert_eq!(
        pieces("voir https://hootis.example/x et javascript:alert(1)"),
        [
            Piece::Words("voir ".into()),
            Piece::Link("https://hootis.example/x".into()),
            Piece::Words("et ".into()),
            Piece::Words("javascript:alert(1)".into())
        ]
    );
}

#[test]
fn what_is_no_mail_is_shown_as_it_is() {
    assert_eq!(Message::read(b"\n\nnothing like a mail").text, "nothing like a mail");
    assert_eq!(Message::read(b"").subject, "");
}
