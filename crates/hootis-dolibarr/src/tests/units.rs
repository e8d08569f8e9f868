//! Small parts: HTML, PHP's arrays, dates, addresses of machines.

use crate::{Guard, IpRange, html, is_public, php, text};

fn safe(source: &str) -> (String, String) {
    let note = html::note(source).unwrap();
    (note.html.unwrap_or_default(), note.text)
}

#[test]
fn plain_notes_stay_plain() {
    for plain in ["a < b & c", "Voir <téléphone> et <moi@essai.example>", "1 <2> 3", "x <", "<bold move"] {
        let note = html::note(plain).unwrap();
        assert_eq!((note.text.as_str(), note.html), (plain, None));
    }
    assert_eq!(html::note("Caf&eacute; &amp; th&#233;&nbsp;!").unwrap().text, "Café & thé\u{a0}!");
    assert_eq!(html::note(" \r\n "), None);
    assert_eq!(html::note("<p> </p><br>"), None);
}

#[test]
fn html_is_written_anew_from_what_is_allowed() {
    let source = "<p class=x>Attention : <strong onclick=\"a()\">paiement lent</strong> 😬</p>\r\n<ul><li>Relancé</li>\
                  <li>M<sup>me</sup> &OElig;uvrard</li></ul><table><tr><td>a</td><td>b</td></tr></table>";
    let (html, text) = safe(source);
    assert_eq!(
        html,
        "<p>Attention : <strong>paiement lent</strong> 😬</p><ul><li>Relancé</li><li>M<sup>me</sup> Œuvrard</li></ul>\
         \x20a b<br>"
    );
    assert_eq!(text, "Attention : paiement lent 😬\n\n- Relancé\n- Mme Œuvrard\na b");
}

#[test]
fn nothing_dangerous_survives() {
    let hostile = [
        "<b>x</b><script>alert(1)</script>",
        "<b>x</b><img src=x onerror=alert(1)>",
        "<b>x</b><svg><style><img src=x onerror=alert(1)></style></svg>",
        "<b>x</b><a href='javascript:alert(1)'>y</a>",
        "<b>x</b><a href=\" JaVa&#9;Script&colon;alert(1)\">y</a>",
        "<b>x</b><a href=data:text/html,x>y</a>",
        "<b>x</b><iframe src=//essai.example></iframe>",
        "<b>x</b><!-- <script> --><![CDATA[<script>]]>",
        "<b>x</b><scr<script>ipt>alert(1)</scr</script>ipt>",
        "<b>x</b><p title=\"><script>alert(1)</script>\">y",
        "<b>x</b>&lt;script&gt;alert(1)&lt;/script&gt;",
        "<b>x</b><form action=//x><input name=a><textarea></form><b>y</textarea>",
        "<b>x</b><a href='https://essai.example/\"onmouseover=\"x'>y</a>",
        "<b>x</b><math><mi xlink:href=\"data:x\">",
    ];
    for source in hostile {
        let (html, _) = safe(source);
        let allowed = ["<b>", "</b>", "<p>", "</p>", "</a>"];
        let mut rest = allowed.iter().fold(html.clone(), |rest, tag| rest.replace(tag, ""));
        while let Some(at) = rest.find("<a href=\"https://essai.example/") {
            let end = rest[at..].find('>').unwrap() + at;
            assert_eq!(rest[at..end].matches('"').count(), 4, "{source} -> {html}");
            rest.replace_range(at..=end, "");
        }
        assert!(!rest.contains('<'), "{source} -> {html}");
    }
}

#[test]
fn links_of_people_survive_and_everything_is_closed() {
    let (html, text) = safe("<a class='x' href='https://essai.example/?a=1&amp;b=2'>voir<b><i>ici");
    assert_eq!(html, "<a href=\"https://essai.example/?a=1&amp;b=2\" rel=\"nofollow noopener noreferrer\">voir<b><i>ici</i></b></a>");
    assert_eq!(text, "voirici");
}

#[test]
fn a_note_made_to_be_slow_is_not() {
    let started = std::time::Instant::now();
    for piece in ["<a ", "<a =\"", "<a ='<b =\"", "</script", "<script>", "<!--", "&amp", "<p><ul>"] {
        let _ = html::note(&piece.repeat(1_000_000 / piece.len()));
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn choices_are_read_from_php_arrays() {
    let pair = |key: &str, label: &str| (key.to_owned(), label.to_owned());
    let found = php::options("a:1:{s:7:\"options\";a:3:{i:1;s:6:\"Santé\";s:2:\"ng\";s:15:\"Négoce|parent:2\";i:3;N;}}");
    assert_eq!(found, Some(vec![pair("1", "Santé"), pair("ng", "Négoce"), pair("3", "")]));
    // The lengths of a Latin-1 base do not fit its UTF-8 text.
    let found = php::options("a:1:{s:7:\"options\";a:1:{s:1:\"é\";s:5:\"Santé\";}}");
    assert_eq!(found, Some(vec![pair("é", "Santé")]));
    assert_eq!(php::options(""), Some(Vec::new()));
    assert_eq!(php::options("a:1:{s:7:\"options\";s:0:\"\";}"), Some(Vec::new()));
    for broken in ["O:8:\"stdClass\":0:{}", "a:1:{", "a:99999999:{}", "a:1:{s:7:\"options\";a:1:{i:1;s:99:\"x", "é"] {
        assert_eq!(php::options(broken), None, "{broken}");
    }
}

#[test]
fn dates_and_numbers_are_real_or_nothing() {
    assert_eq!(text::day("2024-02-29").as_deref(), Some("2024-02-29"));
    assert_eq!(text::moment("2024-02-29 23:59:59.5").as_deref(), Some("2024-02-29 23:59:59"));
    assert_eq!(text::moment("2024-02-29").as_deref(), Some("2024-02-29 00:00:00"));
    for broken in ["2023-02-29", "0000-00-00", "2024-1-1", "", "+024-01-01", "2024-01-0é"] {
        assert_eq!(text::day(broken), None, "{broken}");
    }
    for broken in ["2024-01-01 25:00:00", "2024-01-01 aa:00:00", "2024-01-01T"] {
        assert_eq!(text::moment(broken), None, "{broken}");
    }
    assert_eq!(text::decimal("1000.00000000").as_deref(), Some("1000"));
    assert_eq!(text::decimal("-0.50").as_deref(), Some("-0.5"));
    assert_eq!(text::decimal("1e5"), None);
    assert_eq!(text::one_line("  a\u{0}b \r\n c&amp;d "), "a b c&d");
    assert_eq!(text::decode(b"\x80\xe9").0, "€é");
}

#[test]
fn strangers_reach_public_addresses_only() {
    let guard = Guard::PublicOnly { allowed: vec!["10.1.0.0/16".parse().unwrap(), "fd00::1".parse().unwrap()] };
    let refused = [
        "127.0.0.1",
        "10.0.0.1",
        "10.2.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.0.192",
        "198.18.0.1",
        "203.0.113.1",
        "168.63.129.16",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00::2",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "2001::1",
        "::127.0.0.1",
        "fd00:ec2::254",
    ];
    for address in refused {
        assert!(!guard.allows(address.parse().unwrap()), "{address}");
        assert!(Guard::Any.allows(address.parse().unwrap()));
    }
    for address in ["10.1.2.3", "::ffff:10.1.2.3", "fd00::1", "8.8.8.8", "2a01:4f8::1", "2002:808:808::"] {
        assert!(guard.allows(address.parse().unwrap()), "{address}");
    }
    assert!(is_public("1.1.1.1".parse().unwrap()));
    for bad in ["10.0.0.0/33", "x/8", "10.0.0.0/", "::/129", ""] {
        assert!(bad.parse::<IpRange>().is_err(), "{bad}");
    }
    let all: IpRange = "0.0.0.0/0".parse().unwrap();
    assert!(all.contains("1.2.3.4".parse().unwrap()) && !all.contains("::1".parse().unwrap()));
}
