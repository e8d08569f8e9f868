//! Within what time the operator answers, tells and publishes. What people owe nobody: what they are
//! promised, or the law gives them.

use crate::span::Span;

/// A request about personal data is answered within this time of its receipt (GDPR, article 12).
pub const ANSWER: Span = Span::months(1);

/// The same in months of the calendar, which is how it is counted.
pub const ANSWER_MONTHS: i32 = 1;

/// By how much a complex request may take longer, which is said within the first month.
pub const ANSWER_EXTENSION: Span = Span::months(2);

/// The same as it is counted: as many months of the calendar more.
pub const ANSWER_EXTENSION_MONTHS: i32 = 2;

/// A breach is notified to the authority within this time of its discovery (GDPR, article 33).
pub const BREACH: Span = Span::hours(72);

/// A breach that touches a space is told to its customer within this time: shorter, so that the
/// customer, who is the controller, keeps its own 72 hours.
pub const BREACH_TO_CUSTOMER: Span = Span::hours(24);

/// Customers are told this long before another processor is taken on, and may object.
pub const PROCESSOR_NOTICE: Span = Span::days(30);

/// Customers are told this long before the terms change.
pub const TERMS_NOTICE: Span = Span::days(30);

/// A report of a weakness gets a first answer within this time.
pub const SECURITY_ANSWER: Span = Span::days(3);

/// A weakness may be published this long after its report, mended or not.
pub const DISCLOSURE: Span = Span::days(90);

/// How long `security.txt` may be believed after it was fetched: RFC 9116 asks for less than a year.
pub const SECURITY_TXT: Span = Span::months(6);

/// Every deadline, for the check that no document says another period.
pub const ALL: [Span; 9] =
    [ANSWER, ANSWER_EXTENSION, BREACH, BREACH_TO_CUSTOMER, PROCESSOR_NOTICE, TERMS_NOTICE, SECURITY_ANSWER, DISCLOSURE, SECURITY_TXT];
