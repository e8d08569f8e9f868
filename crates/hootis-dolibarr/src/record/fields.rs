//! Custom fields: their definitions and values.

use serde::Serialize;

use super::Target;

/// What a custom field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text, or HTML reduced to safe HTML.
    LongText,
    /// A whole number.
    Integer,
    /// A decimal number, as text.
    Decimal,
    /// An amount, with its currency if it has one.
    Price,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD HH:MM:SS`, in the time zone of Dolibarr's PHP.
    DateTime,
    /// `1` or `0`.
    Boolean,
    /// One of `options`.
    Choice,
    /// Several of `options`.
    Choices,
    /// Numbers of rows of another table, kept as they are.
    Link,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    Url,
    /// A duration in seconds.
    Duration,
}

/// The definition of a custom field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomField {
    /// `rowid` in `extrafields`.
    pub row: i64,
    /// What it is put on.
    pub target: Target,
    /// The name of its column, in lower case: its key.
    pub name: String,
    /// The label for people.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The choices of `Choice` and `Choices`: key and label, in Dolibarr's order.
    pub options: Vec<(String, String)>,
    /// Where it stands in Dolibarr's forms.
    pub position: i64,
    /// Whether Dolibarr refuses it empty.
    pub required: bool,
    /// Whether Dolibarr shows it (`list` is not 0).
    pub visible: bool,
}

/// The values of the custom fields of one row; fields without a value are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomValues {
    /// The table of `row`.
    pub target: Target,
    /// The object.
    pub row: i64,
    /// In the order of the definitions.
    pub values: Vec<CustomValue>,
}

/// The value of one custom field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomValue {
    /// The field's name.
    pub field: String,
    /// For people: labels instead of keys, text instead of HTML, `Oui` or `Non` for booleans.
    pub display: String,
    /// The value itself: keys, ISO dates, `1` or `0`, plain numbers, safe HTML for HTML.
    pub raw: String,
}
