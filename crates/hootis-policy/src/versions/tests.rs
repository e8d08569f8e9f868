use super::{Version, find, in_force, newest_files, of, versioned};
use crate::documents::{Document, Kind};
use crate::retention::Whom;
use crate::text::{Lang, Text};

const NEVER: Text = Text::new("", "");

fn version(number: u32, effective: &'static str, touches: &'static [Whom]) -> Version {
    Version { number, effective, summary: NEVER, touches, text: NEVER }
}

#[test]
fn p_d3_the_newest_version_says_what_the_declarations_say() {
    for kind in versioned() {
        let newest = of(kind).last().expect("a document has a version");
        for lang in Lang::ALL {
            let committed = newest.text.to(lang);
            assert!(
                committed == kind.document(lang).markdown(),
                "docs/policy/{} is not what the declarations say: run `cargo xtask register` while that version is not published, else add a \
                 version to hootis_policy::versions",
                super::file_name(kind, newest, lang)
            );
        }
    }
    assert_eq!(newest_files().len(), 12);
}

#[test]
fn p_d3_versions_are_numbered_without_a_gap_and_come_into_force_in_order() {
    for kind in Kind::ALL {
        let versions = of(kind);
        assert!(versions.iter().zip(1..).all(|(version, number)| version.number == number), "{kind:?}");
        assert!(versions.windows(2).all(|pair| pair[0].effective < pair[1].effective), "{kind:?}");
        assert!(versions.iter().all(|version| version.effective.len() == 10 && !version.summary.fr.is_empty() && !version.summary.en.is_empty()));
        assert!(versions.first().is_some_and(|first| first.touches.is_empty()), "a first version changes nothing for anybody");
    }
}

#[test]
fn p_d3_every_version_can_still_be_read() {
    for kind in versioned() {
        for version in of(kind) {
            for lang in Lang::ALL {
                let document = version.document(lang);
                assert!(!document.title.is_empty() && !document.lead.is_empty() && !document.sections.is_empty(), "{kind:?} {}", version.number);
                assert_eq!(document.markdown(), version.text.to(lang), "{kind:?} {}", version.number);
            }
        }
    }
    assert_eq!(Document::read(""), Document::default());
}

#[test]
fn p_d3_a_version_is_in_force_from_its_day_on() {
    let versions = [version(1, "2026-11-23", &[]), version(2, "2027-03-01", &[Whom::Account])];
    let on = |day: &str| in_force(&versions, day).map(|version| version.number);
    assert_eq!((on("2026-11-22"), on("2026-11-23"), on("2027-02-28")), (Some(1), Some(1), Some(1)));
    assert_eq!((on("2027-03-01"), on("2031-01-01")), (Some(2), Some(2)));
    assert_eq!(in_force(&[], "2027-01-01"), None);
    assert_eq!((find(&versions, 2).map(|version| version.number), find(&versions, 3).map(|version| version.number)), (Some(2), None));
}

#[test]
fn p_d3_a_version_says_whether_account_holders_are_told() {
    assert!(version(2, "2027-03-01", &[Whom::Account]).tells_account_holders());
    assert!(version(2, "2027-03-01", &[Whom::Visitor, Whom::Company]).tells_account_holders());
    assert!(!version(2, "2027-03-01", &[Whom::Visitor]).tells_account_holders());
    assert!(!version(1, "2026-11-23", &[]).tells_account_holders());
}
