use super::{Block, Document, Kind, Section, Table, privacy, slots};
use crate::text::Lang;
use crate::{cookies, deadlines, plans, processors, promises, retention};

fn all() -> impl Iterator<Item = (Kind, Lang, Document)> {
    Kind::ALL.into_iter().flat_map(|kind| Lang::ALL.map(|lang| (kind, lang, kind.document(lang))))
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

#[test]
fn what_is_written_as_markdown_is_read_again_as_it_was() {
    for (kind, lang, document) in all() {
        assert_eq!(Document::read(&document.markdown()), document, "{kind:?} {lang:?}");
    }
    let table = Table { head: vec!["a|b".into(), "c".into()], rows: vec![vec!["`x|y` \\".into(), String::new()]] };
    let odd = Document {
        title: "T".into(),
        lead: "L".into(),
        sections: vec![Section { id: "s".into(), title: "S {x}".into(), blocks: vec![Block::Table(table), Block::Paragraph("**Z9.** x".into())] }],
    };
    assert_eq!(Document::read(&odd.markdown()), odd);
}

#[test]
fn sections_and_tables_are_whole() {
    for (kind, lang, document) in all() {
        let mut ids: Vec<&str> = document.sections.iter().map(|section| section.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{kind:?}: two sections of one id");
        for section in &document.sections {
            assert!(!section.blocks.is_empty() && !section.id.is_empty() && !section.title.is_empty(), "{kind:?} {lang:?} {}", section.id);
        }
        for block in blocks(&document) {
            match block {
                Block::Table(table) => {
                    assert!(!table.rows.is_empty(), "{kind:?} {lang:?}: {:?} is empty", table.head);
                    assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{kind:?} {lang:?}: {:?}", table.head);
                }
                Block::Slot(name) => assert!(slots::ALL.contains(&name.as_str()), "{name}"),
                _ => {}
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_sections_and_the_same_pieces() {
    for kind in Kind::ALL {
        let shape = |document: &Document| -> Vec<String> {
            let of = |block: &Block| match block {
                Block::Promise { id, .. } => id.clone(),
                Block::List(items) => format!("list of {}", items.len()),
                Block::Table(table) => format!("table of {} by {}", table.head.len(), table.rows.len()),
                Block::Slot(name) => name.clone(),
                Block::Paragraph(_) => "paragraph".into(),
                Block::Note(_) => "note".into(),
                Block::Heading(_) => "heading".into(),
            };
            document.sections.iter().flat_map(|section| [section.id.clone()].into_iter().chain(section.blocks.iter().map(of))).collect()
        };
        assert_eq!(shape(&kind.document(Lang::Fr)), shape(&kind.document(Lang::En)), "{kind:?}");
    }
}

#[test]
fn p_d3_the_policy_states_every_promise_once() {
    let document = privacy::document(Lang::Fr);
    let mut stated: Vec<&str> =
        blocks(&document).filter_map(|block| if let Block::Promise { id, .. } = block { Some(id.as_str()) } else { None }).collect();
    let mut all: Vec<&str> = promises::ALL.iter().map(|promise| promise.id).collect();
    stated.sort_unstable();
    all.sort_unstable();
    assert_eq!(stated, all);
}

#[test]
fn the_policy_says_what_the_law_wants_said() {
    let policy = privacy::document(Lang::Fr).markdown();
    let answer = deadlines::ANSWER.words(Lang::Fr);
    for wanted in ["CNIL", "3 place de Fontenoy", "art. 15", "art. 22", "responsable", answer.as_str(), "<!-- operator -->", "<!-- carriers -->"] {
        assert!(policy.contains(wanted), "{wanted}");
    }
    for processor in processors::ALL {
        assert!(policy.contains(processor.name.fr) && policy.contains(processor.data.fr), "{}", processor.id);
    }
    for rule in retention::RULES.iter().chain(retention::PROMISED) {
        assert!(policy.contains(&rule.keep.words(Lang::Fr)) && policy.contains(&privacy::what_is_kept(rule, Lang::Fr)), "{}", rule.name);
    }
}

#[test]
fn p_d2_the_lists_of_cookies_name_each_where_it_belongs() {
    let (policy, page) = (privacy::document(Lang::En).markdown(), Kind::Cookies.document(Lang::En).markdown());
    for cookie in cookies::ALL {
        let name = format!("`{}`", cookie.shown_name());
        assert_eq!(page.matches(&name).count(), 1, "{name}");
        let withdrawn = cookie.class == cookies::Class::Historical;
        assert_eq!(policy.contains(&name), !withdrawn, "{name}: one that was withdrawn is not announced");
    }
}

#[test]
fn the_terms_have_the_prices_of_the_plans() {
    let terms = Kind::Terms.document(Lang::Fr).markdown();
    for plan in plans::ALL {
        assert!(terms.contains(plan.title.fr) && terms.contains(&format!("{} €", plan.month_cents / 100)), "{}", plan.name);
    }
    assert!(terms.contains("article 28") && terms.contains(&deadlines::PROCESSOR_NOTICE.words(Lang::Fr)));
}

#[test]
fn every_rule_that_waits_for_its_table_is_named_in_words() {
    for rule in retention::PROMISED {
        assert_ne!(privacy::what_is_kept(rule, Lang::Fr), rule.promise.title.fr, "{}: say what it is about in documents::privacy::kept", rule.name);
    }
}
