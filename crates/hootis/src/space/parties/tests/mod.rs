//! Stories of parties.

mod card;
mod doubles;
mod editing;
mod finding;
mod list;
mod parents;
mod plans;

use hootis_space::{Conn as _, SpaceDb, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::testing::{Answer, Client};

/// A form as the page would send it, over the defaults of an empty one.
fn filled(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = vec![("kind", "company"), ("is_customer", "1"), ("country", "FR")];
    form.extend_from_slice(fields);
    form.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Makes a party through its form; its id.
async fn made(client: &Client, fields: &[(&str, &str)]) -> Uuid {
    let location = client.post("/admin/clients", filled(fields)).await.is(303).location();
    location.strip_prefix("/admin/clients/").expect("its card").parse().expect("an id")
}

/// The form of a party as its page shows it, to be changed and sent back.
async fn form_of(client: &Client, id: Uuid) -> Vec<(String, String)> {
    fields_in(&client.get(&format!("/admin/clients/{id}/modifier")).await.is(200))
}

/// Every field of the form in a page.
fn fields_in(page: &Answer) -> Vec<(String, String)> {
    let text = page.text();
    let form = &text[text.find("<form method=\"post\" action=\"/admin/clients").expect("a form")..];
    let form = &form[..form.find("</form>").expect("its end")];
    let mut fields = Vec::new();
    for tag in form.split('<').filter(|tag| tag.starts_with("input")) {
        let attribute = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(unescape);
        let is_off = (tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"")) && !tag.contains(" checked");
        if let (Some(name), false) = (attribute("name"), is_off) {
            fields.push((name, attribute("value").unwrap_or_default()));
        }
    }
    for area in form.split("<textarea").skip(1) {
        let name = area.split(" name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name").to_owned();
        let body = area.split_once('>').and_then(|(_, rest)| rest.split("</textarea>").next()).unwrap_or_default();
        fields.push((name, unescape(body)));
    }
    for select in form.split("<select").skip(1) {
        let name = select.split(" name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name").to_owned();
        let chosen = select.split("<option").find(|option| option.split('>').next().is_some_and(|tag| tag.ends_with(" selected")));
        let value = chosen.and_then(|option| option.split("value=\"").nth(1)).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        fields.push((name, value.to_owned()));
    }
    fields.retain(|(name, _)| name != "_csrf");
    fields
}

fn unescape(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

/// The same form with other values.
fn with(mut form: Vec<(String, String)>, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in changes {
        form.retain(|(field, _)| field != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

/// A row as an import leaves it: with where it came from.
async fn from_dolibarr(space: &SpaceDb, now: Now, party: Uuid) {
    let source = Uuid::now_v7();
    space
        .execute(
            "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
             VALUES ($1, $3, 'erp.example', '{}', '1', 'Olive', $2, $2, $2)",
            args![source, now, i64::from(source.as_fields().1)],
        )
        .await
        .expect("a source");
    space
        .execute(
            "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, 'societe', 17, $2, $3, $1, $1, $4)",
            args![source, party, vec![1_u8], now],
        )
        .await
        .expect("an origin");
}
