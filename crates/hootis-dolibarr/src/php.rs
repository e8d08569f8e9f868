//! The choices of a custom field, which Dolibarr keeps as a PHP-serialised array.

/// Choices kept of one field.
const LIMIT: usize = 2_000;

/// The choices (key, label) that `param` holds; empty when it holds none, `None` when unreadable.
///
/// Only `a:N:{…}` of scalars under the key `options` is understood, which is all that Dolibarr
/// writes there. Nothing is instantiated: PHP objects are refused.
pub(crate) fn options(param: &str) -> Option<Vec<(String, String)>> {
    if param.trim().is_empty() {
        return Some(Vec::new());
    }
    let mut reader = Reader { rest: param.trim() };
    let count = reader.array()?;
    let mut found = Vec::new();
    for _ in 0..count {
        let key = reader.scalar()?;
        if reader.rest.starts_with("a:") {
            let inner = reader.array()?;
            for _ in 0..inner {
                let (key, label) = (reader.scalar()?, reader.scalar()?);
                found.push((key, label));
            }
            reader.token("}")?;
        } else if key == "options" {
            // A field without choices: `s:0:""` or null.
            reader.scalar()?;
        } else {
            reader.scalar()?;
        }
    }
    reader.token("}")?;
    // `label|parent:key` ties a choice to another field's: only the label is for people.
    for (_, label) in &mut found {
        if let Some(at) = label.find('|') {
            label.truncate(at);
        }
        *label = crate::text::one_line(label);
    }
    Some(found)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn token(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    fn until(&mut self, end: char) -> Option<&'a str> {
        let (found, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(found)
    }

    /// Reads `a:N:{` and gives N.
    fn array(&mut self) -> Option<usize> {
        self.token("a:")?;
        let count = self.until(':')?.parse().ok()?;
        self.token("{")?;
        (count <= LIMIT).then_some(count)
    }

    /// A string, number, boolean or null, as text.
    fn scalar(&mut self) -> Option<String> {
        if self.rest.starts_with("s:") {
            return self.string();
        }
        if self.rest.starts_with("N;") {
            self.token("N;")?;
            return Some(String::new());
        }
        let kind = self.until(':')?;
        matches!(kind, "i" | "d" | "b").then_some(())?;
        Some(self.until(';')?.to_owned())
    }

    /// `s:5:"texte";`: the length counts bytes of the base's own charset, so it may be wrong here.
    fn string(&mut self) -> Option<String> {
        self.token("s:")?;
        let length: usize = self.until(':')?.parse().ok()?;
        self.token("\"")?;
        let exact = self.rest.get(..length).filter(|_| self.rest[length..].starts_with("\";"));
        let found = match exact {
            Some(found) => found,
            None => &self.rest[..self.rest.find("\";")?],
        };
        self.rest = &self.rest[found.len() + 2..];
        Some(found.to_owned())
    }
}
