//! Words that must stay in their place: the engine, SQL, HTTP, the platform.

use super::Finding;
use super::source::{has_word, lines, mask};
use crate::tree::{File, Tree};

/// Names that may not stand in some files.
struct Ban {
    words: &'static [&'static str],
    here: fn(&File) -> bool,
    what: &'static str,
    mend: &'static str,
}

const BANS: [Ban; 7] = [
    Ban {
        words: &["rusqlite", "tokio_postgres", "deadpool_postgres", "Engine::Cipher", "Engine::Postgres"],
        here: |file| !matches!(file.crate_name(), Some("hootis-space" | "xtask")),
        what: "names a database engine",
        mend: "the engine is known in hootis-space only: write SQL that both understand, or add what is missing there",
    },
    Ban {
        words: &["PlatformDb", "JournalDb"],
        here: |file| file.in_app().is_some_and(|p| p.starts_with("space/")),
        what: "names the platform's database",
        mend: "take the space from an extractor of `access`: what belongs to the platform is passed in",
    },
    Ban {
        words: &["SpaceDb", "Spaces"],
        here: |file| file.in_app().is_some_and(|p| p.starts_with("platform/") && !p.starts_with("platform/spaces")) && !file.is_test(),
        what: "names a space's database",
        mend: "only platform::spaces makes, opens and closes spaces: ask it",
    },
    Ban {
        words: &["axum", "askama", "Response", "Redirect", "StatusCode"],
        here: |file| in_feature(file, &["queries"]),
        what: "knows HTTP or HTML",
        mend: "a query takes values and gives rows: let the page or the API say it in HTTP",
    },
    Ban {
        words: &["axum", "askama", "tower", "tower_http"],
        here: |file| matches!(file.crate_name(), Some("hootis-policy" | "hootis-space" | "hootis-vault" | "hootis-dolibarr")),
        what: "knows HTTP or HTML",
        mend: "only crate `hootis` does",
    },
    Ban {
        words: &["tokio::fs", "std::fs", "tokio::net", "std::net"],
        here: |file| file.crate_name() == Some("hootis-policy") && !file.is_test(),
        what: "does I/O",
        mend: "hootis-policy is constants and pure functions",
    },
    Ban {
        words: &["TcpStream", "TcpSocket", "UdpSocket", "lookup_host", "SmtpTransport", "AsyncSmtpTransport", "mysql_async", "reqwest", "ureq"],
        here: |file| !connects(file) && !file.is_test(),
        what: "connects to another host",
        mend: "what leaves goes through `app.outgoing()`, which lets out to declared processors only",
    },
];

/// The places that connect, each behind the door `outgoing` or to this machine alone.
fn connects(file: &File) -> bool {
    match file.crate_name() {
        // The addresses are those of a host that the door let through; of the cluster; of nothing at all.
        Some("hootis-dolibarr" | "hootis-space" | "xtask") => true,
        Some("hootis") => file.in_app().is_some_and(|path| {
            ["mail/transport.rs", "outgoing/http.rs"].contains(&path)
                || ["cli/simulate/", "cli/dev_services/"].iter().any(|own| path.starts_with(own))
        }),
        _ => false,
    }
}

/// How SQL begins and goes on, in lower case.
const SQL: [(&str, &str); 6] =
    [("select ", " from "), ("insert into ", ""), ("update ", " set "), ("delete from ", ""), ("create table ", ""), ("alter table ", "")];

/// Names and SQL out of their place.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let bans: Vec<&Ban> = BANS.iter().filter(|ban| (ban.here)(file)).collect();
        // `portal.rs` is a feature's part; the folders of that name are Station Clients, with queries of their own.
        let no_sql = in_feature(file, &["pages", "api", "form"]) || file.in_app().is_some_and(|path| path.ends_with("/portal.rs") && !file.is_test());
        if bans.is_empty() && !no_sql {
            continue;
        }
        let masked = mask(&file.text);
        for (number, line) in lines(&masked.code) {
            for ban in &bans {
                if let Some(word) = ban.words.iter().find(|word| has_word(line, word)) {
                    found.push(Finding::new("bans", &file.path, number, format!("{word}: {}", ban.what), ban.mend));
                }
            }
        }
        if no_sql {
            found.extend(sql(file, &masked.strings));
        }
    }
    found
}

fn sql(file: &File, strings: &str) -> Vec<Finding> {
    let speaks_sql = |line: &str| {
        let text = line.trim_start().trim_start_matches(['r', '#', '"', '\\']).trim_start().to_lowercase();
        SQL.iter().any(|(start, then)| text.starts_with(start) && text.contains(then))
    };
    let found = lines(strings).filter(|(_, line)| speaks_sql(line));
    found
        .map(|(number, _)| {
            Finding::new(
                "bans",
                &file.path,
                number,
                "SQL in what speaks to people",
                "move it to the feature's queries.rs, under a name that says what is asked",
            )
        })
        .collect()
}

/// Whether a file of a feature is one of these parts: `parties/queries.rs` or `parties/queries/search.rs`.
fn in_feature(file: &File, parts: &[&str]) -> bool {
    file.in_app().is_some_and(|path| path.split('/').skip(1).any(|segment| parts.contains(&segment.trim_end_matches(".rs"))) && !file.is_test())
}
