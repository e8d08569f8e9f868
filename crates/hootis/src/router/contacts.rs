//! Contacts in the back office, and their access to Station Clients.

use hootis_policy::permissions::Right;

use crate::space::{contacts, portal};
use crate::web::routes::{Routes, Who};

/// These routes.
pub(super) fn routes(routes: Routes) -> Routes {
    use Who::Member;
    routes
        .get("/admin/contacts", Member(Right::ContactsRead), contacts::pages::list)
        .get("/admin/contacts/nouveau", Member(Right::ContactsWrite), contacts::edit::new)
        .post("/admin/contacts/nouveau", Member(Right::ContactsWrite), contacts::edit::create)
        .post("/admin/contacts/lot", Member(Right::ContactsWrite), contacts::bulk::update)
        .get("/admin/contacts/clients", Member(Right::ContactsWrite), contacts::party::list)
        .get("/admin/contacts/{id}", Member(Right::ContactsRead), contacts::pages::show)
        .get("/admin/contacts/{id}/modifier", Member(Right::ContactsWrite), contacts::edit::edit)
        .post("/admin/contacts/{id}/modifier", Member(Right::ContactsWrite), contacts::edit::update)
        .post("/admin/contacts/{id}/archive", Member(Right::ContactsWrite), contacts::archive::create)
        .post("/admin/contacts/{id}/archive/suppression", Member(Right::ContactsWrite), contacts::archive::delete)
        .get("/admin/contacts/{id}/suppression", Member(Right::ContactsDelete), contacts::deletion::new)
        .post("/admin/contacts/{id}/suppression", Member(Right::ContactsDelete), contacts::deletion::create)
        .get("/admin/demandes", Member(Right::ContactsRead), portal::requests::list)
        .post_even_read_only("/admin/demandes/corrections/{id}/acceptation", Member(Right::ContactsWrite), portal::corrections::office::create)
        .post_even_read_only("/admin/demandes/corrections/{id}/refus", Member(Right::ContactsWrite), portal::corrections::office::delete)
        .post_even_read_only("/admin/demandes/effacements/{id}/acceptation", Member(Right::ContactsWrite), portal::erasure::office::create)
        .post_even_read_only("/admin/demandes/effacements/{id}/refus", Member(Right::ContactsWrite), portal::erasure::office::delete)
        .post_even_read_only("/admin/demandes/effacements/{id}/prolongation", Member(Right::ContactsWrite), portal::erasure::office::update)
        .get("/admin/reglages/station-clients", Member(Right::SettingsWrite), portal::settings::pages::show)
        .post("/admin/reglages/station-clients", Member(Right::SettingsWrite), portal::settings::pages::update)
        .upload(
            "/admin/reglages/station-clients/logo",
            Member(Right::SettingsWrite),
            crate::space::picture::upload_limit(),
            portal::settings::logo::create,
        )
        .post("/admin/reglages/station-clients/logo/suppression", Member(Right::SettingsWrite), portal::settings::logo::delete)
        .get("/admin/contacts/{id}/acces", Member(Right::ContactsRead), portal::access::show)
        .post("/admin/contacts/{id}/acces", Member(Right::ContactsWrite), portal::invitation::create)
        .post("/admin/contacts/{id}/acces/invitation", Member(Right::ContactsWrite), portal::invitation::update)
        .post("/admin/contacts/{id}/acces/droits", Member(Right::ContactsWrite), portal::access::update)
        .post("/admin/contacts/{id}/acces/suspension", Member(Right::ContactsWrite), portal::suspension::create)
        .post("/admin/contacts/{id}/acces/suspension/suppression", Member(Right::ContactsWrite), portal::suspension::delete)
        .post("/admin/contacts/{id}/acces/suppression", Member(Right::ContactsWrite), portal::access::delete)
        .post("/admin/contacts/{id}/acces/second-facteur/suppression", Member(Right::ContactsDelete), portal::access::delete_factor)
        .post_even_read_only("/admin/contacts/{id}/apercu", Member(Right::ContactsRead), portal::preview::create)
        .post("/admin/contacts/{id}/etiquettes", Member(Right::TagsWrite), contacts::tags::create)
        .post("/admin/contacts/{id}/etiquettes/{tag}/suppression", Member(Right::TagsWrite), contacts::tags::delete)
}
