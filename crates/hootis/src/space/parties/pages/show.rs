//! The card of a party.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use hootis_policy::permissions::{Right, Role};
use hootis_space::Conn;
use uuid::Uuid;

use super::super::queries::card::{self, InCharge, SHOWN};
use super::super::row::{Address, ContactLine, Party, tone};
use super::{label, shown};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::Eyes;
use crate::space::changes::{self, Change};
use crate::space::documents;
use crate::space::fields::{self, Inputs, Shown};
use crate::space::inbox::{self, Block, Of};
use crate::space::media::{self, Media};
use crate::space::notes::{self, Note};
use crate::space::tags::{self, Subject, Tag, TagOn};
use crate::space::timeline;
use crate::web::i18n::Lang;
use crate::web::page::{Page, initials};
use crate::web::reply::html;
use crate::web::values::{country_name, phone_link};

/// Notes and changes shown on a card.
const LATEST: i64 = 50;

/// Files shown on a card.
const FILES: usize = 6;

#[derive(Template)]
#[template(path = "space/parties/show.html")]
struct Show {
    page: Page,
    party: Party,
    identity: Vec<(&'static str, String)>,
    made: String,
    contacts: Vec<ContactLine>,
    has_more_contacts: bool,
    addresses: Vec<Address>,
    in_charge: Vec<InCharge>,
    members: Vec<(Uuid, String)>,
    tags: Vec<TagOn>,
    all_tags: Vec<Tag>,
    notes: Vec<Note>,
    /// The section with the party's conversations; none for who may not read them.
    talk: String,
    /// The section with the party's quotes, orders and invoices; none where there are none.
    documents: String,
    /// The section with what happened with the party; none where nothing did.
    happened: String,
    files: Vec<Media>,
    custom: Vec<Shown>,
    /// Fields that the company added can be filled in.
    asks_custom: bool,
    subsidiaries: Vec<(Uuid, String)>,
    has_more_subsidiaries: bool,
    timeline: Vec<Event>,
    may: May,
    me: Uuid,
    now_ms: i64,
    /// The id of the note that the form would write.
    new_id: Uuid,
}

/// What the member may do here.
#[derive(Clone, Copy)]
struct May {
    write: bool,
    delete: bool,
    tag: bool,
    contacts: bool,
    talk: bool,
    write_to: bool,
    see_files: bool,
    add_files: bool,
}

/// A line of the timeline.
struct Event {
    icon: &'static str,
    text: String,
    at: i64,
    /// Field, before, after.
    fields: Vec<(String, String, String)>,
}

/// The card.
pub async fn show(office: BackOffice<may::PartiesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let may = May {
        write: office.may(Right::PartiesWrite),
        delete: office.may(Right::PartiesDelete),
        tag: office.may(Right::TagsWrite),
        contacts: office.may(Right::ContactsWrite),
        talk: office.may(Right::MessagesRead),
        write_to: office.may(Right::MessagesWrite),
        see_files: office.may(Right::MediaRead),
        add_files: office.may(Right::MediaWrite),
    };
    let (lang, me, eyes) = (office.lang(), office.member.id, Eyes::from(&office.member));
    let sees_orphans = matches!(office.member.role, Role::Owner | Role::Administrator);
    let Card {
        party,
        contacts,
        inputs,
        timeline,
        addresses,
        in_charge,
        members,
        tags,
        all_tags,
        notes,
        talk,
        documents,
        happened,
        files,
        subsidiaries,
    } = office.space.read(async move |at| Card::read(at, id, lang, eyes, sees_orphans, may).await).await?;
    let ((contacts, has_more_contacts), (subsidiaries, has_more_subsidiaries)) = (first(contacts), first(subsidiaries));
    let show = Show {
        page: office.page_called(party.details.name.clone()),
        identity: identity(&party, lang),
        made: lang.t_args("parties-made", &[("when", crate::web::format::date_short(lang, party.created_at).into())]),
        contacts,
        has_more_contacts,
        addresses,
        in_charge,
        members,
        tags,
        all_tags,
        notes,
        talk: talk.map(|block| block.html(&office)).transpose()?.unwrap_or_default(),
        documents: documents.html(&office)?,
        happened: happened.html(&office)?,
        files,
        custom: inputs.shown(),
        asks_custom: may.write && inputs.is_asked(),
        subsidiaries,
        has_more_subsidiaries,
        timeline: timeline.into_iter().map(|change| event(change, lang)).collect(),
        may,
        me,
        now_ms: office.now.0,
        new_id: Uuid::now_v7(),
        party,
    };
    html(&show)
}

/// The rows that are shown, and whether there are more.
fn first<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let has_more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    (rows, has_more)
}

/// What the card shows, as it is kept.
struct Card {
    party: Party,
    /// One more than shown, if there are more.
    contacts: Vec<ContactLine>,
    addresses: Vec<Address>,
    in_charge: Vec<InCharge>,
    members: Vec<(Uuid, String)>,
    tags: Vec<TagOn>,
    all_tags: Vec<Tag>,
    notes: Vec<Note>,
    talk: Option<Block>,
    documents: documents::Block,
    happened: timeline::Block,
    files: Vec<Media>,
    inputs: Inputs,
    /// One more than shown, if there are more.
    subsidiaries: Vec<(Uuid, String)>,
    timeline: Vec<Change>,
}

impl Card {
    async fn read(at: &impl Conn, id: Uuid, lang: Lang, eyes: Eyes, sees_orphans: bool, may: May) -> Result<Self> {
        let party = card::get(at, id).await?;
        Ok(Self {
            contacts: card::contacts(at, id, eyes.member(), sees_orphans).await?,
            addresses: card::addresses(at, id).await?,
            in_charge: card::in_charge(at, id).await?,
            members: if may.write { card::members(at).await? } else { Vec::new() },
            tags: tags::of(at, Subject::Party, id).await?,
            all_tags: if may.tag { tags::list(at, Subject::Party).await? } else { Vec::new() },
            notes: notes::list(at, id, LATEST).await?,
            talk: if may.talk { Some(inbox::block(at, eyes, Of::Party(id)).await?) } else { None },
            documents: documents::block(at, id).await?,
            happened: timeline::block(at, eyes, id, may.talk).await?,
            files: if may.see_files { media::latest_of(at, eyes, id, FILES).await? } else { Vec::new() },
            inputs: Inputs::of(at, lang, fields::Subject::Party, Some(id), party.origin.is_some()).await?,
            subsidiaries: card::subsidiaries(at, id).await?,
            timeline: changes::list(at, id, LATEST).await?,
            party,
        })
    }
}

impl Show {
    fn initials(&self) -> String {
        initials(&self.party.details.name)
    }

    fn tone(&self) -> &'static str {
        tone(&self.party.id)
    }

    /// What "call" dials.
    fn call(&self) -> Option<String> {
        self.party.details.phone.as_deref().or(self.party.details.mobile.as_deref()).map(phone_link)
    }

    /// Whether a further address is somewhere else than France, and where.
    fn abroad(&self, country: &Option<String>) -> String {
        country.as_deref().filter(|code| *code != "FR").map(|code| country_name(code, self.page.lang)).unwrap_or_default()
    }

    /// Who may change a note: who wrote it.
    fn wrote(&self, note: &Note) -> bool {
        self.may.write && note.author_id == Some(self.me)
    }

    /// Members who are not in charge yet.
    fn others(&self) -> impl Iterator<Item = &(Uuid, String)> {
        self.members.iter().filter(|(id, _)| !self.in_charge.iter().any(|member| member.id == *id))
    }
}

/// The lines of the identity, without what is not known.
fn identity(party: &Party, lang: Lang) -> Vec<(&'static str, String)> {
    let details = party.details.fields().into_iter().filter(|(field, _)| {
        !matches!(*field, "kind" | "is_prospect" | "is_customer" | "is_supplier" | "name" | "address" | "postal_code" | "town" | "country")
    });
    let more = [
        ("staff_size", &party.more.staff_size),
        ("category", &party.more.category),
        ("prospect_status", &party.more.prospect_status),
        ("department", &party.more.department),
    ];
    let all = details.chain(more.into_iter().map(|(field, value)| (field, value.as_deref())));
    all.filter_map(|(field, value)| Some((label(field).map(|key| lang.t(key))?, shown(field, value?, lang)))).collect()
}

/// Whose hand it was, and what was done.
fn event(change: Change, lang: Lang) -> Event {
    let (icon, key) = match change.action.as_str() {
        "created" => (crate::web::page::icon("plus"), "parties-was-created"),
        "updated" => (crate::web::page::icon("pencil"), "parties-was-updated"),
        "archived" => (crate::web::page::icon("archive"), "parties-was-archived"),
        "restored" => (crate::web::page::icon("archive-off"), "parties-was-restored"),
        "tagged" => (crate::web::page::icon("tag"), "parties-was-tagged"),
        "untagged" => (crate::web::page::icon("tag-off"), "parties-was-untagged"),
        "noted" => (crate::web::page::icon("note"), "parties-was-noted"),
        "note-deleted" => (crate::web::page::icon("note-off"), "parties-was-note-deleted"),
        "address-added" => (crate::web::page::icon("map-pin"), "parties-was-address-added"),
        "address-updated" => (crate::web::page::icon("map-pin"), "parties-was-address-updated"),
        "address-deleted" => (crate::web::page::icon("map-pin-off"), "parties-was-address-deleted"),
        "in-charge" => (crate::web::page::icon("user-plus"), "parties-was-put-in-charge"),
        "off-charge" => (crate::web::page::icon("user-minus"), "parties-was-taken-off"),
        _ => (crate::web::page::icon("history"), "parties-was-changed"),
    };
    let who = match change.actor_kind.as_str() {
        "import" => lang.t("parties-by-import").to_owned(),
        "operator" => lang.t("parties-by-operator").to_owned(),
        _ => change.actor_name,
    };
    let icon = if change.actor_kind == "import" { crate::web::page::icon("refresh") } else { icon };
    let value = |field: &str, value: Option<String>| value.map(|value| shown(field, &value, lang)).unwrap_or_default();
    let name = |field: &str| match (changes::custom_label(field), label(field)) {
        (Some(label), _) => label.to_owned(),
        (None, Some(key)) => lang.t(key).to_owned(),
        (None, None) => field.to_owned(),
    };
    let fields = change.fields.into_iter().map(|f| (name(&f.field), value(&f.field, f.before), value(&f.field, f.after))).collect();
    Event { icon, text: lang.t_args(key, &[("who", who.as_str().into())]), at: change.at, fields }
}
