//! Pages that stay open and hear what is new.

/// Where news come from while the page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// The stream of events.
    pub stream: &'static str,
    /// The entry of the menu that shows how much waits.
    pub menu: &'static str,
}
