//! What was just done, said for a moment.

use super::page::Text;

/// A short message after an action, at the bottom left; goes by itself after 6 seconds where there is a script.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What was done.
    pub text: Text,
    /// Undoing it: label and address to post to.
    pub undo: Option<(Text, Text)>,
}

impl Toast {
    /// A message without undo.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), undo: None }
    }
}
