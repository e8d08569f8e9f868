//! What programs ask for.

use axum::Json;
use serde_json::{Value, json};

use crate::access::{AnyKey, Program};
use crate::web::format;

/// Which space the key opens, and what it may do there.
pub async fn me(program: Program<AnyKey>) -> Json<Value> {
    let key = &program.key;
    let scopes: Vec<String> = key.scopes.iter().map(|scope| scope.name()).collect();
    Json(json!({
        "space": { "id": program.space_id(), "slug": program.slug, "company": program.company },
        "key": { "name": key.name, "scopes": scopes, "expires_at": format::machine(key.expires_at) },
    }))
}
