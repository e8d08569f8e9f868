use super::{FOLDER, fs, tree};

#[test]
fn the_committed_register_is_what_the_declarations_say() {
    for (name, text) in hootis_policy::register::files() {
        let committed = fs::read_to_string(tree::root().join(FOLDER).join(&name)).unwrap_or_default();
        assert!(committed == text, "{FOLDER}/{name} is not up to date: run `cargo xtask register`");
    }
}
