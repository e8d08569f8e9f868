//! Where a person may be sent.

/// `path` if it leads to a page of this very host, else nothing: a link of a stranger must not make
/// our sign-in send people elsewhere.
#[must_use]
pub fn local(path: &str) -> String {
    let right = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.len() <= 500
        && path.chars().all(|c| !c.is_control() && !c.is_whitespace());
    if right { path.to_owned() } else { String::new() }
}
