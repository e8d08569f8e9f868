//! What is wrong with the fields of a form.

use super::page::Text;

/// What is wrong in a form: one message a field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(Text, Text)>);

impl FieldErrors {
    /// Says what is wrong with a field; the first message of a field is kept.
    pub fn add(&mut self, field: impl Into<Text>, message: impl Into<Text>) {
        let field = field.into();
        if self.of(&field).is_empty() {
            self.0.push((field, message.into()));
        }
    }

    /// One field is wrong.
    pub fn one(field: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self(vec![(field.into(), message.into())])
    }

    /// The same for a form in which a field has another name.
    #[must_use]
    pub fn renamed(mut self, field: &str, name: &'static str) -> Self {
        self.0.iter_mut().filter(|(known, _)| known == field).for_each(|(known, _)| *known = name.into());
        self
    }

    /// With those of another part of the form behind.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// The message of a field, empty when it is right.
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, message)| message)
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Every field with its message.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, message)| (&**field, &**message))
    }
}
