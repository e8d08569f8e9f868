//! Colleagues called by name: `@Inès`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use hootis_space::search::fold;

/// Who was called, and by which words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Call(pub Uuid, pub String);

/// Most people called in one note.
const MOST: usize = 20;

/// Who of `members` (ids and names) a text calls: by the whole name, or by a first name that only one of them has.
#[must_use]
pub fn calls_in(body: &str, members: &[(Uuid, String)]) -> Vec<Call> {
    let mut found: Vec<Call> = Vec::new();
    for (at, _) in body.match_indices('@') {
        let starts_word = body[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if !starts_word || found.len() >= MOST {
            continue;
        }
        if let Some(call) = called(&body[at + 1..], members)
            && !found.contains(&call)
        {
            found.push(call);
        }
    }
    found
}

/// Who is meant by a text that begins with a name.
fn called(text: &str, members: &[(Uuid, String)]) -> Option<Call> {
    let ends = |typed: &str| !text[typed.len()..].starts_with(char::is_alphanumeric);
    let whole = members.iter().filter_map(|(id, name)| Some((*id, begins(text, name)?))).filter(|(_, typed)| ends(typed));
    if let Some((id, typed)) = whole.max_by_key(|(_, typed)| typed.len()) {
        return Some(Call(id, typed.to_owned()));
    }
    let first = members.iter().filter_map(|(id, name)| Some((*id, begins(text, name.split_whitespace().next()?)?)));
    let mut first = first.filter(|(_, typed)| ends(typed));
    match (first.next(), first.next()) {
        (Some((id, typed)), None) => Some(Call(id, typed.to_owned())),
        _ => None,
    }
}

/// The words at the beginning of a text that are a name, whatever their accents and capitals.
fn begins<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let length = name.chars().count();
    let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    let typed = &text[..end];
    (!name.is_empty() && fold(typed) == fold(name) && !typed.ends_with(char::is_whitespace)).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::{Call, calls_in};
    use uuid::Uuid;

    #[test]
    fn a_name_that_means_one_person_calls_them() {
        let [ines, paul, pauline] = [1, 2, 3].map(Uuid::from_u128);
        let members = [(ines, "Inès Roy".to_owned()), (paul, "Paul Roy".to_owned()), (pauline, "Paul Martin".to_owned())];
        let call = |text| calls_in(text, &members);
        assert_eq!(
            call("@Inès peux-tu ? @ines, @INÈS ROY"),
            [Call(ines, "Inès".to_owned()), Call(ines, "ines".to_owned()), Call(ines, "INÈS ROY".to_owned())]
        );
        assert_eq!(call("@Paul"), [], "two are called so");
        assert_eq!(call("@Paul Martin."), [Call(pauline, "Paul Martin".to_owned())]);
        assert_eq!(call("a@ines.example @Inèsa @ @"), []);
        assert_eq!(call(&"@Inès ".repeat(50)), [Call(ines, "Inès".to_owned())]);
    }
}
