//! Templates and sources are read as text: icons and files they name are embedded, templates stay short.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::web::assets::{asset, text};

/// Every source and template of the crate: (path from `src`, text).
pub(crate) fn sources(ends: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|p| (p.strip_prefix(&src).unwrap().display().to_string(), p))
        .filter(|(name, _)| ends.iter().any(|e| name.ends_with(e)))
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect()
}

/// The literals that follow a mark: `after("x(\"a\") x(\"b\")", "x(\"")` gives a and b.
pub(crate) fn after<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_icon_named_is_in_the_sprite() {
    let sprite = text("icons.svg").unwrap();
    let mut seen = 0;
    for (file, source) in sources(&[".html", ".rs"]) {
        for name in after(&source, &format!("icon{}", "(\"")) {
            assert!(sprite.contains(&format!("<symbol id=\"{name}\"")), "{file} names {name}: run `npm run build` in web");
            seen += 1;
        }
    }
    assert!(seen > 20, "the sources were read");
}

#[test]
fn every_file_named_is_embedded() {
    let mut seen = 0;
    for (file, source) in sources(&[".html", ".rs"]) {
        for name in after(&source, &format!("asset{}", "(\"")) {
            assert_ne!(asset(name), "/assets/unknown", "{file} names {name}");
            seen += 1;
        }
    }
    assert!(seen > 5, "the sources were read");
}

#[test]
fn no_template_is_longer_than_a_screen_or_two() {
    for (file, source) in sources(&[".html"]) {
        assert!(source.lines().count() <= 120, "{file} has {} lines", source.lines().count());
    }
}

#[test]
fn no_script_keeps_anything_in_the_browser() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web");
    for name in ["hootis.js", "passkeys.js", "analytics.js"] {
        let script = fs::read_to_string(scripts.join(name)).unwrap();
        for store in ["localStorage", "sessionStorage", "indexedDB", "caches.", "document.cookie", "serviceWorker", "postMessage", "eval("] {
            // One script asks for the worker that keeps the page for when there is no network.
            let script = script.replace("'serviceWorker' in navigator", "").replace("navigator.serviceWorker.register('/worker.js')", "");
            assert!(!script.contains(store), "{name} names {store}");
        }
    }
    let worker = fs::read_to_string(scripts.join("worker.js")).unwrap();
    for store in ["localStorage", "sessionStorage", "indexedDB", "postMessage", "eval(", "/admin", "/messages"] {
        assert!(!worker.contains(store), "worker.js names {store}");
    }
    // That page, and what it looks like.
    assert!(worker.contains("kept.addAll(Array.from(new Set(files)))") && worker.contains("kept.put(PAGE, answer)"));
    assert_eq!(worker.matches("kept.").count(), 2);
}

/// Who asks, and for which host, is found out in one place: nobody else reads what anybody may have written.
#[test]
fn only_the_dispatcher_reads_which_host_is_asked_for_and_by_whom() {
    let readers = ["web/host.rs", "web/proxies/mod.rs"];
    for (file, source) in sources(&[".rs"]) {
        let is_client = file.starts_with("outgoing/") || file.starts_with("cli/simulate/");
        let is_test = file.contains("test") || file.contains("/dev_services/");
        if is_test || is_client || readers.contains(&file.as_str()) {
            continue;
        }
        let code = source.split("#[cfg(test)]").next().unwrap();
        for word in ["header::HOST", "x-forwarded", "X-Forwarded", "extract::Host", "cf-connecting", "\"forwarded\"", ".authority()"] {
            assert!(!code.contains(word), "{file} reads {word}");
        }
    }
}
