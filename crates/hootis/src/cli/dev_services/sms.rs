//! What stands in for the services that carry messages: it takes and refuses what they take and refuse, and delivers nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

/// The key that both services know here.
pub(super) const KEY: &str = "SKdevelopment";
/// Its secret; of Authy it is the key.
pub(super) const SECRET: &str = "development";
/// Messages kept: the oldest makes room.
const MOST: usize = 100;
/// Numbers that Twilio itself refuses for trying out, whatever they look like, and with which words.
const REFUSED: [(&str, u32, &str); 5] = [
    ("+15005550001", 21211, "Invalid 'To' Phone Number"),
    ("+15005550002", 21612, "The 'To' phone number is not currently reachable using the 'From' phone number"),
    ("+15005550003", 21408, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"),
    ("+15005550004", 21610, "Attempt to send to unsubscribed recipient"),
    ("+15005550009", 21614, "'To' number is not a valid mobile number"),
];
/// A number of ours, which is answered as Twilio answers what comes too fast.
const TOO_MANY: &str = "+15005550029";

/// What was taken, newest first: number and words.
#[derive(Clone, Default)]
pub(super) struct Messages(Arc<Mutex<VecDeque<(String, String)>>>);

impl Messages {
    fn add(&self, to: &str, text: &str) {
        if let Ok(mut messages) = self.0.lock() {
            messages.push_front((to.to_owned(), text.to_owned()));
            messages.truncate(MOST);
        }
    }

    /// All of them.
    pub(super) fn list(&self) -> Vec<(String, String)> {
        self.0.lock().map(|messages| messages.iter().cloned().collect()).unwrap_or_default()
    }
}

/// Both services, and a page that shows what they were given.
pub(super) fn service(messages: Messages) -> Router {
    Router::new()
        .route("/", get(list))
        .route("/2010-04-01/Accounts/{account}/Messages.json", post(twilio))
        .route("/protected/json/users/new", post(authy))
        .route("/protected/json/users/{id}/remove", post(authy_remove))
        .with_state(messages)
}

async fn list(State(messages): State<Messages>) -> Json<Vec<Value>> {
    Json(messages.list().into_iter().map(|(to, text)| json!({ "to": to, "text": text })).collect())
}

type Fields = Vec<(String, String)>;

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// `+` and 8 to 15 digits, the first of which is none of the zeros.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0')
}

fn refuse(status: StatusCode, code: u32, message: &str) -> Response {
    (status, Json(json!({ "code": code, "message": message, "status": status.as_u16() }))).into_response()
}

async fn twilio(State(messages): State<Messages>, Path(account): Path<String>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let known = format!("Basic {}", BASE64_STANDARD.encode(format!("{KEY}:{SECRET}")));
    if headers.get("authorization").is_none_or(|sent| sent.as_bytes() != known.as_bytes()) {
        return refuse(StatusCode::UNAUTHORIZED, 20003, "Authenticate");
    }
    if !account.starts_with("AC") {
        return refuse(StatusCode::NOT_FOUND, 20404, "The requested resource was not found");
    }
    let (to, text) = (field(&fields, "To"), field(&fields, "Body"));
    if !is_number(to) {
        return refuse(StatusCode::BAD_REQUEST, 21211, "Invalid 'To' Phone Number");
    }
    if let Some((_, code, message)) = REFUSED.iter().find(|(number, _, _)| *number == to) {
        return refuse(StatusCode::BAD_REQUEST, *code, message);
    }
    if to == TOO_MANY {
        return refuse(StatusCode::TOO_MANY_REQUESTS, 20429, "Too Many Requests");
    }
    let from = field(&fields, "From");
    // A name has a letter: digits alone are a number, which begins with +.
    let is_name = (1..=11).contains(&from.len())
        && from.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ')
        && from.chars().any(|c| c.is_ascii_alphabetic());
    if !is_name && !is_number(from) {
        return refuse(StatusCode::BAD_REQUEST, 21212, "Invalid 'From' Phone Number");
    }
    match text.chars().count() {
        0 => return refuse(StatusCode::BAD_REQUEST, 21602, "Message body is required"),
        1..=1600 => {}
        _ => return refuse(StatusCode::BAD_REQUEST, 21617, "The concatenated message body exceeds the 1600 character limit"),
    }
    messages.add(to, text);
    let sid = format!("SM{}", uuid::Uuid::now_v7().simple());
    (StatusCode::CREATED, Json(json!({ "sid": sid, "status": "queued", "to": to, "error_code": null }))).into_response()
}

fn knows_key(headers: &HeaderMap) -> bool {
    headers.get("x-authy-api-key").is_some_and(|sent| sent == SECRET)
}

fn refuse_authy(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(json!({ "success": false, "message": message, "errors": { "message": message }, "error_code": code }))).into_response()
}

async fn authy(State(messages): State<Messages>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    if !knows_key(&headers) {
        return refuse_authy(StatusCode::UNAUTHORIZED, "60001", "Invalid API key");
    }
    let (country, phone) = (field(&fields, "user[country_code]"), field(&fields, "user[cellphone]"));
    let to = format!("+{country}{}", phone.replace(['-', '.', ' '], ""));
    if country.is_empty() || !is_number(&to) || to == REFUSED[0].0 {
        return refuse_authy(StatusCode::BAD_REQUEST, "60027", "User was not valid");
    }
    if !field(&fields, "user[email]").contains('@') {
        return refuse_authy(StatusCode::BAD_REQUEST, "60027", "User was not valid");
    }
    // Invited unless it is told not to.
    if field(&fields, "send_install_link_via_sms") != "false" {
        messages.add(&to, "Authy: install our application");
    }
    Json(json!({ "user": { "id": 1337 }, "success": true, "message": "User created successfully." })).into_response()
}

async fn authy_remove(headers: HeaderMap, Path(id): Path<String>) -> Response {
    if !knows_key(&headers) {
        return refuse_authy(StatusCode::UNAUTHORIZED, "60001", "Invalid API key");
    }
    match id.parse::<u64>() {
        Ok(1337) => Json(json!({ "success": true, "message": "User removed from application" })).into_response(),
        _ => refuse_authy(StatusCode::NOT_FOUND, "60026", "User not found"),
    }
}
