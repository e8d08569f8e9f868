//! Which site a command speaks for.

use std::path::Path;

use clap::Parser as _;

use super::super::Cli;
use super::{keep, learn, refuse_as_development};

fn cli(data: &Path, arguments: &[&str]) -> Cli {
    let data = data.to_str().expect("a path");
    Cli::try_parse_from(["hootis"].iter().chain(arguments).chain(&["--data", data])).expect("options")
}

#[test]
fn a_command_speaks_for_the_site_that_was_served_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let mut first = cli(data, &["space", "create", "--company", "Acme", "--owner-email", "ada@acme.example", "--owner-name", "Ada"]);
    learn(&mut first).expect("a folder that was never served is a development site's");
    assert_eq!((first.site.address(), first.site.dev), ("http://hootis.localhost:8080", true));
    for known in [["space", "list", "--dev"].as_slice(), &["space", "list", "--site", "https://hootis.example"]] {
        learn(&mut cli(data, known)).expect("it was said");
    }
    let serve = ["serve", "--site", "https://hootis.example", "--smtp", "smtp://ada:secret@relay.example:587", "--mail-from", "H <h@hootis.example>"];
    keep(&cli(data, &serve)).expect("kept");
    let kept = std::fs::read_to_string(data.join("served.json")).expect("a file");
    assert!(!kept.contains("secret"), "{kept}");
    let mut command = cli(data, &["campaign", "send", "news.md"]);
    learn(&mut command).expect("learnt");
    assert_eq!((command.site.address(), command.site.dev), ("https://hootis.example", false));
    assert_eq!(command.mail.smtp.as_deref(), Some("smtp://ada@relay.example:587"));
    assert_eq!(command.mail.mail_from, "H <h@hootis.example>");
    learn(&mut cli(data, &["space", "list", "--site", "https://hootis.example/"])).expect("the same site");
    for other in [["retention", "run", "--site", "https://other.example"].as_slice(), &["space", "close", "acme", "--dev"]] {
        let why = learn(&mut cli(data, other)).expect_err("another site").to_string();
        assert!(why.contains("https://hootis.example"), "{why}");
    }
    assert!(refuse_as_development(data).is_err());
    keep(&cli(data, &["serve", "--dev", "--site", "http://hootis.localhost:8081"])).expect("kept");
    refuse_as_development(data).expect("a development site");
    let mut command = cli(data, &["operator", "list"]);
    learn(&mut command).expect("learnt");
    assert_eq!((command.site.address(), command.site.dev), ("http://hootis.localhost:8081", true));
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_guessed() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("served.json"), "{").expect("a file");
    assert!(learn(&mut cli(folder.path(), &["space", "list", "--dev"])).is_err());
}
