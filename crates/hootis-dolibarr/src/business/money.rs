//! Products, payments and discounts.

use serde::Serialize;

use super::{DiscountOrigin, words::words};
use crate::record::{Coded, Note};

words! {
    /// A unit of time.
    TimeUnit {
        /// Seconds.
        Second = "second",
        /// Minutes.
        Minute = "minute",
        /// Hours.
        Hour = "hour",
        /// Days.
        Day = "day",
        /// Weeks.
        Week = "week",
        /// Months.
        Month = "month",
        /// Years.
        Year = "year",
    }
}

/// How long a service lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: TimeUnit,
}

/// A product or a service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Product {
    /// `rowid`.
    pub row: i64,
    /// Reference; never empty (`#row` when Dolibarr has none).
    pub reference: String,
    /// Label.
    pub label: Option<String>,
    /// What it is.
    pub description: Option<Note>,
    /// Is a service.
    pub is_service: bool,
    /// Is sold.
    pub is_on_sale: bool,
    /// Is bought.
    pub is_on_purchase: bool,
    /// Price without tax, a decimal number as text: it may have more digits than a cent.
    pub price_excl_tax: Option<String>,
    /// The same to the cent.
    pub price_excl_tax_cents: i64,
    /// Price with tax, a decimal number as text.
    pub price_incl_tax: Option<String>,
    /// The same to the cent.
    pub price_incl_tax_cents: i64,
    /// The price with tax is the one that was typed; the other follows.
    pub is_price_incl_tax: bool,
    /// ISO 4217 code of the company's currency.
    pub currency: String,
    /// VAT rate in percent, a decimal number as text.
    pub vat_rate: Option<String>,
    /// Unit it is sold in.
    pub unit: Option<Coded>,
    /// How long the service lasts.
    pub duration: Option<Duration>,
    /// Bar code.
    pub barcode: Option<String>,
    /// What is in stock over all warehouses, a decimal number as text; `None` when it is not counted.
    pub stock: Option<String>,
    /// Note that may be shown.
    pub note_public: Option<Note>,
    /// Note for the staff.
    pub note_private: Option<Note>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A payment of a customer; what it pays is in [`PaymentShare`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// `rowid`.
    pub row: i64,
    /// Reference.
    pub reference: Option<String>,
    /// Its day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Amount in the company's currency.
    pub amount_cents: i64,
    /// Means of payment (`VIR`, `CB`…).
    pub method: Option<Coded>,
    /// Number of the cheque or transfer.
    pub number: Option<String>,
    /// Note for the staff.
    pub note: Option<Note>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// What a payment brings to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PaymentShare {
    /// `rowid`.
    pub row: i64,
    /// The payment.
    pub payment_row: i64,
    /// The invoice.
    pub invoice_row: i64,
    /// How much, in the company's currency.
    pub amount_cents: i64,
}

/// A discount of a customer: granted, or made of a credit note, a deposit or an excess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discount {
    /// `rowid`.
    pub row: i64,
    /// The customer.
    pub third_party_row: Option<i64>,
    /// Where it comes from.
    pub origin: DiscountOrigin,
    /// The invoice it was made of.
    pub source_row: Option<i64>,
    /// The invoice it pays.
    pub used_on_row: Option<i64>,
    /// The line of an invoice that it is.
    pub used_as_line_row: Option<i64>,
    /// Without tax, in the company's currency.
    pub excl_tax_cents: i64,
    /// VAT.
    pub vat_cents: i64,
    /// With taxes.
    pub incl_tax_cents: i64,
    /// VAT rate in percent, a decimal number as text.
    pub vat_rate: Option<String>,
    /// Why it was granted.
    pub description: Option<String>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
}
