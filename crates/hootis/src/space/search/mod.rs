//! One question, put to everything that has a card: parties, contacts, members, and to what was written.

mod queries;

#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::limits;
use hootis_policy::permissions::Right;
use serde::Deserialize;

use self::queries::Found;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::contacts::{self, Eyes, Line};
use crate::space::documents::{self, Product};
use crate::space::inbox;
use crate::space::media::{self, Media};
use crate::space::members::{self, Member};
use crate::web::page::Page;
use crate::web::reply::html;

/// Rows of each kind that are shown.
const SHOWN: usize = 8;

/// What is looked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// What was found, and whether there is more of it.
#[derive(Default)]
struct Results {
    parties: Vec<Found>,
    more_parties: bool,
    contacts: Vec<Line>,
    more_contacts: bool,
    members: Vec<Member>,
    more_members: bool,
    messages: Vec<inbox::Found>,
    more_messages: bool,
    files: Vec<Media>,
    more_files: bool,
    documents: Vec<documents::Line>,
    more_documents: bool,
    products: Vec<Product>,
    more_products: bool,
}

impl Results {
    fn is_empty(&self) -> bool {
        self.parties.is_empty()
            && self.contacts.is_empty()
            && self.members.is_empty()
            && self.messages.is_empty()
            && self.files.is_empty()
            && self.documents.is_empty()
            && self.products.is_empty()
    }
}

#[derive(Template)]
#[template(path = "space/search/list.html")]
struct List {
    page: Page,
    question: String,
    /// The question as it stands in an address.
    query: String,
    results: Results,
}

#[derive(Template)]
#[template(path = "space/search/_results.html")]
struct Part {
    page: Page,
    question: String,
    query: String,
    results: Results,
}

/// What a question finds.
pub async fn list(office: BackOffice<may::PartiesRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let question: String = asked.q.trim().chars().take(limits::SEARCH_CHARS).collect();
    let results = if question.is_empty() { Results::default() } else { find(&office, &question).await? };
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", &question).finish();
    let mut page = office.page("search-title");
    if office.visit.is_partial() {
        return html(&Part { page, question, query, results });
    }
    if let Some(search) = &mut page.nav.search {
        search.value = question.clone().into();
    }
    html(&List { page, question, query, results })
}

async fn find(office: &BackOffice<may::PartiesRead>, question: &str) -> Result<Results> {
    let space = &office.space;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let (parties, more_parties) = cut(queries::list_parties(space, question, most).await?);
    let (contacts, more_contacts) = if office.may(Right::ContactsRead) {
        cut(contacts::list_found(space, question, Eyes::from(&office.member), most).await?)
    } else {
        (Vec::new(), false)
    };
    let (members, more_members) =
        if office.may(Right::MembersRead) { cut(members::list_found(space, question, SHOWN + 1).await?) } else { (Vec::new(), false) };
    let (messages, more_messages) = if office.may(Right::MessagesRead) {
        cut(inbox::list_found(space, question, Eyes::from(&office.member), SHOWN + 1).await?)
    } else {
        (Vec::new(), false)
    };
    let (files, more_files) = if office.may(Right::MediaRead) {
        cut(media::list_found(space, Eyes::from(&office.member), question, SHOWN + 1).await?)
    } else {
        (Vec::new(), false)
    };
    let (documents, more_documents) = cut(documents::list_found(space, question, SHOWN + 1).await?);
    let (products, more_products) = cut(documents::product::list_found(space, question, SHOWN + 1).await?);
    Ok(Results {
        parties,
        more_parties,
        contacts,
        more_contacts,
        members,
        more_members,
        messages,
        more_messages,
        files,
        more_files,
        documents,
        more_documents,
        products,
        more_products,
    })
}

/// What is shown, and whether there was more.
fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    (rows, more)
}
