//! What is promised is written once, in hootis-policy: how long, which cookie, which host.

use super::Finding;
use super::source::{has_word, lines, mask};
use crate::tree::{File, Tree};

/// Where the cookies are declared.
const COOKIES: &str = "crates/hootis-policy/src/cookies.rs";
/// Ways to write a duration of an hour or more. Seconds and minutes are technique; from an hour on they are
/// promises.
const LONG: [&str; 12] = [
    "keep_days:",
    "Duration::hours(",
    "Duration::days(",
    "Duration::weeks(",
    "from_hours(",
    "from_days(",
    "from_weeks(",
    "86_400",
    "86400",
    "3_600_000",
    "24 * 60 * 60",
    "24 * 3600",
];

/// Durations, cookie names and hosts outside of hootis-policy.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let cookies = cookie_names(tree);
    let mut found = Vec::new();
    for file in tree.rust().filter(|f| promises_elsewhere(f)) {
        let masked = mask(&file.text);
        for (number, line) in lines(&masked.code) {
            if let Some(duration) = LONG.iter().find(|d| is_long(line, d)) {
                found.push(Finding::new(
                    "literals",
                    &file.path,
                    number,
                    format!("`{duration}`: a duration of an hour or more"),
                    "declare it in hootis-policy, where the public register reads it, and name it here",
                ));
            }
        }
        for (number, line) in lines(&masked.strings) {
            found.extend(string(file, number, line, &cookies));
        }
    }
    found
}

/// `Duration::days(30)` is a promise; `Duration::days(rule.keep_days)` carries one out.
fn is_long(line: &str, duration: &str) -> bool {
    line.match_indices(duration).any(|(at, _)| {
        let after = line[at + duration.len()..].trim_start();
        !duration.ends_with(['(', ':']) || after.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn string(file: &File, number: usize, line: &str, cookies: &[String]) -> Option<Finding> {
    let finding = |what: String, mend: &str| Some(Finding::new("literals", &file.path, number, what, mend));
    if followed(line, "\"https://", char::is_alphanumeric) {
        return finding("a host in the code".into(), "declare the host with its processor in hootis-policy, or put the link in the template");
    }
    // `Max-Age=0` removes a cookie, whatever its life.
    if followed(line, "Max-Age=", |c| c.is_ascii_digit() && c != '0') {
        return finding("a cookie's life written by hand".into(), "let web::cookies write it from its declaration");
    }
    let cookie = cookies.iter().find(|name| has_word(line, &format!("\"{name}\"")))?;
    finding(format!("the cookie {cookie} by name"), "name its declaration in hootis_policy::cookies")
}

/// Whether what comes after some text begins so: an address, not the mere word `https://` in a sentence.
fn followed(line: &str, text: &str, by: impl Fn(char) -> bool) -> bool {
    line.match_indices(text).any(|(at, _)| line[at + text.len()..].chars().next().is_some_and(&by))
}

/// The application and its libraries, less what is only tested.
fn promises_elsewhere(file: &File) -> bool {
    !matches!(file.crate_name(), Some("hootis-policy" | "xtask")) && !file.is_test()
}

/// The names that hootis-policy declares: the first argument of `Cookie::something(`, or what follows `name:`.
fn cookie_names(tree: &Tree) -> Vec<String> {
    let declared = tree.text(COOKIES).unwrap_or_default();
    let arguments = declared.split("Cookie::").skip(1).filter_map(|call| call.split_once('('));
    let arguments = arguments.filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_')).map(|(_, after)| after);
    let fields = declared.split("name:").skip(1);
    let quoted = arguments.chain(fields).filter_map(|after| after.trim_start().strip_prefix('"')?.split('"').next());
    quoted.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
