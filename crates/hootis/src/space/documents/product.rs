//! Products and services: the list, and the page of one.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_space::search::{fold, matching};
use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, PAGE};
use super::row::{Line, decimal};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::media::{self, Media};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// Where the list is.
const HOME: &str = "/admin/produits";
/// Documents that the page of a product shows.
const SOLD: usize = 50;
/// Files that it lists.
const FILES: usize = 100;

/// A product or a service.
pub struct Product {
    pub id: Uuid,
    pub reference: String,
    pub label: Option<String>,
    is_service: bool,
    is_on_sale: bool,
    excl_cents: i64,
    incl_cents: i64,
    vat_rate: Option<String>,
    unit: Option<String>,
    currency: String,
    barcode: Option<String>,
    stock: Option<String>,
    is_gone: bool,
}

const COLUMNS: &str = "a.id, a.reference, a.label, a.is_service, a.is_on_sale, a.price_excl_cents, a.price_incl_cents, a.vat_rate, a.unit, a.currency, \
                       a.barcode, a.stock, a.gone_at IS NOT NULL";

impl FromRow for Product {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            reference: row.take()?,
            label: row.take()?,
            is_service: row.take()?,
            is_on_sale: row.take()?,
            excl_cents: row.take()?,
            incl_cents: row.take()?,
            vat_rate: row.take()?,
            unit: row.take()?,
            currency: row.take()?,
            barcode: row.take()?,
            stock: row.take()?,
            is_gone: row.take()?,
        })
    }
}

impl Product {
    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.reference)
    }

    /// Its price without tax, written.
    #[must_use]
    pub fn price(&self, lang: impl Borrow<Lang>) -> String {
        format::money(*lang.borrow(), self.excl_cents, &self.currency)
    }

    fn price_incl(&self, lang: impl Borrow<Lang>) -> String {
        format::money(*lang.borrow(), self.incl_cents, &self.currency)
    }

    fn number(&self, lang: impl Borrow<Lang>, text: &str) -> String {
        decimal(*lang.borrow(), text)
    }

    /// Its state: the key of what it says, and how it looks.
    fn state(&self) -> (&'static str, &'static str) {
        match (self.is_gone, self.is_on_sale) {
            (true, _) => ("sales-gone", "line"),
            (false, true) => ("products-on-sale", "ok"),
            (false, false) => ("products-not-on-sale", "line"),
        }
    }

    fn kind(&self) -> &'static str {
        if self.is_service { "products-service" } else { "products-product" }
    }
}

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// Where the last page ended: a reference and an id, `CHENE_` and the id.
    apres: String,
}

/// A page of the products that a question finds, by their references.
async fn page(conn: &impl Conn, question: &str, after: Option<(String, Uuid)>) -> Result<Vec<Product>> {
    let mut args: Vec<Value> = args![];
    let mut rules = vec!["TRUE".to_owned()];
    if !fold(question).is_empty()
        && let Some(found) = matching(conn.engine(), "product", question, &mut args)
    {
        rules.push(format!("a.id IN (SELECT f.id FROM ({found}) f)"));
    }
    if let Some((reference, id)) = after {
        args.extend(args![reference, id]);
        rules.push(format!("(a.reference, a.id) > (${}, ${})", args.len() - 1, args.len()));
    }
    let sql = format!("SELECT {COLUMNS} FROM product a WHERE {} ORDER BY a.reference, a.id LIMIT {}", rules.join(" AND "), PAGE + 1);
    Ok(conn.list(&sql, args).await?)
}

/// The first products that a question finds.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, most: usize) -> Result<Vec<Product>> {
    let mut args = args![];
    let Some(found) = matching(conn.engine(), "product", question, &mut args) else { return Ok(Vec::new()) };
    let sql = format!("SELECT {COLUMNS} FROM product a WHERE a.id IN (SELECT f.id FROM ({found}) f) ORDER BY a.reference, a.id LIMIT {most}");
    Ok(conn.list(&sql, args).await?)
}

#[derive(Template)]
#[template(path = "space/documents/products.html")]
struct List {
    page: Page,
    question: String,
    products: Vec<Product>,
    next: String,
}

/// The list.
pub async fn list(office: BackOffice<may::PartiesRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let after = asked.apres.rsplit_once('_').and_then(|(reference, id)| Some((reference.to_owned(), id.parse().ok()?)));
    let mut products = page(&office.space, &asked.q, after).await?;
    let has_more = products.len() > PAGE;
    products.truncate(PAGE);
    let at = |last: &Product| {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        address.append_pair("q", &asked.q).append_pair("apres", &format!("{}_{}", last.reference, last.id));
        format!("{HOME}?{}", address.finish())
    };
    let next = products.last().filter(|_| has_more).map(at).unwrap_or_default();
    let mut page = office.page("products-title");
    page.mark_as_under("/admin/documents");
    html(&List { page, question: asked.q, products, next })
}

#[derive(Template)]
#[template(path = "space/documents/product.html")]
struct Show {
    page: Page,
    product: Product,
    description: Option<String>,
    description_html: Option<String>,
    /// The newest documents that it stands in.
    lines: Vec<Line>,
    has_more: bool,
    files: Vec<Media>,
    today: String,
}

impl Show {
    fn file(&self, media: impl Borrow<Uuid>) -> String {
        format!("/admin/medias/{}/fichier", media.borrow())
    }
}

/// The page of a product.
pub async fn show(office: BackOffice<may::PartiesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let sees_files = office.may(hootis_policy::permissions::Right::MediaRead);
    let (product, (description, description_html), mut lines, files) = office
        .space
        .read(async move |at| {
            let product: Product = at.get(&format!("SELECT {COLUMNS} FROM product a WHERE a.id = $1"), args![id]).await?;
            let words: (Option<String>, Option<String>) =
                at.get("SELECT description, description_html FROM product WHERE id = $1", args![id]).await?;
            let files = if sees_files { media::list_attached(at, id, false, FILES).await? } else { Vec::new() };
            Ok::<_, Error>((product, words, queries::of_product(at, id, SOLD + 1).await?, files))
        })
        .await?;
    let has_more = lines.len() > SOLD;
    lines.truncate(SOLD);
    let mut page = office.page_called(product.title().to_owned());
    page.mark_as_under("/admin/documents");
    html(&Show { page, product, description, description_html, lines, has_more, files, today: format::day(office.now.0) })
}
