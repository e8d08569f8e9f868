//! Every table and column that may ever be read from a Dolibarr.
//!
//! Nothing else is asked of a server or kept from a dump. The one addition is the columns of
//! custom fields (`*_extrafields`), which each company names itself in `extrafields`: those are
//! read by name, except fields of type password, which are never read.

/// A table of Dolibarr that is read: its name without prefix and the columns wanted from it.
#[derive(Debug)]
pub struct TableColumns {
    /// Name without the prefix of the installation, as `societe`.
    pub name: &'static str,
    /// The columns that are read when they exist.
    pub columns: &'static [&'static str],
    /// Whether only [`crate::read_whole`] and [`crate::check_whole`] read it.
    pub business: bool,
}

/// The tables and columns that may ever be read, custom fields' own columns apart.
#[must_use]
pub fn column_list() -> Vec<TableColumns> {
    Table::ALL.iter().map(|table| TableColumns { name: table.name(), columns: table.columns(), business: table.is_business() }).collect()
}

/// Where `name` stands in `columns`; a name that is not there does not compile.
const fn position(columns: &[&str], name: &str) -> usize {
    let mut index = 0;
    while index < columns.len() {
        if same(columns[index].as_bytes(), name.as_bytes()) {
            return index;
        }
        index += 1;
    }
    panic!("no such column");
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

macro_rules! tables {
    ($($table:ident $module:ident = $name:literal by [$($key:literal),*] { $($constant:ident $column:literal),* $(,)? })*) => {
        /// A table that is read. The order of the columns is the order of a row's cells.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Table { $($table),* }

        impl Table {
            pub(crate) const ALL: &[Table] = &[$(Table::$table),*];

            /// The name without prefix.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Table::$table => $name),* }
            }

            pub(crate) const fn columns(self) -> &'static [&'static str] {
                match self { $(Table::$table => $module::COLUMNS),* }
            }

            /// The columns that order the rows of a server, so that two readings agree.
            pub(crate) const fn keys(self) -> &'static [&'static str] {
                match self { $(Table::$table => &[$($key),*]),* }
            }
        }

        $(pub(crate) mod $module {
            pub(super) const COLUMNS: &[&str] = &[$($column),*];
            $(pub(crate) const $constant: usize = super::position(COLUMNS, $column);)*
        })*
    };
}

tables! {
    Country country = "c_country" by ["rowid"] { ROW "rowid", CODE "code" }
    Department department = "c_departements" by ["rowid"] { ROW "rowid", CODE "code_departement", NAME "nom" }
    LegalForm legal_form = "c_forme_juridique" by ["rowid"] { CODE "code", LABEL "libelle" }
    Kind kind = "c_typent" by ["id"] { ID "id", CODE "code", LABEL "libelle" }
    Size size = "c_effectif" by ["id"] { ID "id", CODE "code", LABEL "libelle" }
    Civility civility = "c_civility" by ["rowid"] { CODE "code", LABEL "label" }
    ProspectStatus prospect_status = "c_stcomm" by ["id"] { ID "id", CODE "code", LABEL "libelle" }
    ProspectLevel prospect_level = "c_prospectlevel" by ["code"] { CODE "code", LABEL "label" }
    Setting setting = "const" by ["rowid"] { NAME "name", ENTITY "entity", VALUE "value" }
    Company company = "entity" by ["rowid"] { ROW "rowid", LABEL "label" }
    Field field = "extrafields" by ["rowid"] {
        ROW "rowid", NAME "name", ENTITY "entity", TARGET "elementtype", LABEL "label", KIND "type",
        COMPUTED "fieldcomputed", REQUIRED "fieldrequired", POSITION "pos", OPTIONS "param", LIST "list",
    }
    Category category = "categorie" by ["rowid"] {
        ROW "rowid", ENTITY "entity", PARENT "fk_parent", LABEL "label", KIND "type", COLOR "color",
    }
    User user = "user" by ["rowid"] {
        ROW "rowid", ENTITY "entity", LOGIN "login", LAST_NAME "lastname", FIRST_NAME "firstname",
        EMAIL "email", JOB "job", PHONE "office_phone", MOBILE "user_mobile", STATUS "statut",
        ADMIN "admin", EMPLOYEE "employee", MANAGER "fk_user", THIRD_PARTY "fk_soc", PHOTO "photo",
        HIRED "dateemployment", CREATED "datec", CHANGED "tms",
    }
    ThirdParty third_party = "societe" by ["rowid"] {
        ROW "rowid", ENTITY "entity", NAME "nom", ALIAS "name_alias", CLIENT "client", SUPPLIER "fournisseur",
        STATUS "status", PARENT "parent", CUSTOMER_CODE "code_client", SUPPLIER_CODE "code_fournisseur",
        ADDRESS "address", ZIP "zip", TOWN "town", DEPARTMENT "fk_departement", COUNTRY "fk_pays",
        PHONE "phone", MOBILE "phone_mobile", FAX "fax", EMAIL "email", URL "url", SOCIAL "socialnetworks",
        SKYPE "skype", TWITTER "twitter", FACEBOOK "facebook", LINKEDIN "linkedin",
        ID1 "siren", ID2 "siret", ID3 "ape", ID4 "idprof4", ID5 "idprof5", ID6 "idprof6",
        VAT_NUMBER "tva_intra", VAT_LIABLE "tva_assuj", CAPITAL "capital", KIND "fk_typent", SIZE "fk_effectif",
        LEGAL_FORM "fk_forme_juridique", PROSPECT_STATUS "fk_stcomm", PROSPECT_LEVEL "fk_prospectlevel",
        NOTE_PUBLIC "note_public", NOTE_PRIVATE "note_private", LOGO "logo", CREATED "datec", CHANGED "tms",
    }
    Contact contact = "socpeople" by ["rowid"] {
        ROW "rowid", ENTITY "entity", THIRD_PARTY "fk_soc", CIVILITY "civility", LAST_NAME "lastname",
        FIRST_NAME "firstname", JOB "poste", ADDRESS "address", ZIP "zip", TOWN "town",
        DEPARTMENT "fk_departement", COUNTRY "fk_pays", PHONE "phone", PHONE_PERSONAL "phone_perso",
        MOBILE "phone_mobile", FAX "fax", EMAIL "email", BIRTHDAY "birthday", PRIVATE "priv",
        OWNER "fk_user_creat", STATUS "statut", NOTE_PUBLIC "note_public", NOTE_PRIVATE "note_private",
        PHOTO "photo", SOCIAL "socialnetworks", SKYPE "skype", TWITTER "twitter", FACEBOOK "facebook",
        LINKEDIN "linkedin", CREATED "datec", CHANGED "tms",
    }
    SalesRepresentative sales_representative = "societe_commerciaux" by ["rowid"] {
        THIRD_PARTY "fk_soc", USER "fk_user",
    }
    ThirdPartyValues third_party_values = "societe_extrafields" by ["fk_object"] { OBJECT "fk_object" }
    ContactValues contact_values = "socpeople_extrafields" by ["fk_object"] { OBJECT "fk_object" }
    UserValues user_values = "user_extrafields" by ["fk_object"] { OBJECT "fk_object" }
    ContactCategories contact_categories = "categorie_contact" by ["fk_categorie", "fk_socpeople"] {
        CATEGORY "fk_categorie", OBJECT "fk_socpeople",
    }
    SupplierCategories supplier_categories = "categorie_fournisseur" by ["fk_categorie", "fk_soc"] {
        CATEGORY "fk_categorie", OBJECT "fk_soc",
    }
    ThirdPartyCategories third_party_categories = "categorie_societe" by ["fk_categorie", "fk_soc"] {
        CATEGORY "fk_categorie", OBJECT "fk_soc",
    }
    UserCategories user_categories = "categorie_user" by ["fk_categorie", "fk_user"] {
        CATEGORY "fk_categorie", OBJECT "fk_user",
    }

    // From here on: business, which `read` leaves and `read_whole` takes.
    Product product = "product" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", LABEL "label", DESCRIPTION "description", KIND "fk_product_type",
        ON_SALE "tosell", ON_PURCHASE "tobuy", PRICE "price", PRICE_INCL "price_ttc", BASE "price_base_type",
        VAT_RATE "tva_tx", BARCODE "barcode", DURATION "duration", STOCK "stock", UNIT "fk_unit",
        NOTE_PUBLIC "note_public", NOTE_PRIVATE "note", CREATED "datec", CHANGED "tms",
    }
    Project project = "projet" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", THIRD_PARTY "fk_soc", PARENT "fk_project", TITLE "title",
        DESCRIPTION "description", PUBLIC "public", STATUS "fk_statut", STARTS "dateo", ENDS "datee",
        CLOSED "date_close", STAGE "fk_opp_status", CHANCE "opp_percent", AMOUNT "opp_amount", BUDGET "budget_amount",
        LOCATION "location", AUTHOR "fk_user_creat", NOTE_PUBLIC "note_public", NOTE_PRIVATE "note_private",
        CREATED "datec", CHANGED "tms",
    }
    ProjectTask project_task = "projet_task" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", PROJECT "fk_projet", PARENT "fk_task_parent", LABEL "label",
        DESCRIPTION "description", STARTS "dateo", ENDS "datee", PLANNED "planned_workload", SPENT "duration_effective",
        PROGRESS "progress", RANK "rang", AUTHOR "fk_user_creat", NOTE_PUBLIC "note_public",
        NOTE_PRIVATE "note_private", CREATED "datec", CHANGED "tms",
    }
    Quote quote = "propal" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", CUSTOMER_REF "ref_client", THIRD_PARTY "fk_soc", PROJECT "fk_projet",
        DATE "datep", VALID_UNTIL "fin_validite", VALIDATED "date_valid", SIGNED "date_signature", CLOSED "date_cloture",
        DELIVERY "date_livraison", STATUS "fk_statut", EXCL "total_ht", VAT "total_tva", OLD_VAT "tva",
        LOCAL1 "localtax1", LOCAL2 "localtax2", INCL "total_ttc", OLD_INCL "total", TERM "fk_cond_reglement",
        METHOD "fk_mode_reglement", CURRENCY "multicurrency_code", FOREIGN_EXCL "multicurrency_total_ht",
        FOREIGN_VAT "multicurrency_total_tva", FOREIGN_INCL "multicurrency_total_ttc", PDF "last_main_doc",
        AUTHOR "fk_user_author", NOTE_PUBLIC "note_public", NOTE_PRIVATE "note_private", CREATED "datec", CHANGED "tms",
    }
    QuoteLine quote_line = "propaldet" by ["rowid"] {
        ROW "rowid", PARENT "fk_propal", ABOVE "fk_parent_line", PRODUCT "fk_product", LABEL "label",
        DESCRIPTION "description", VAT_CODE "vat_src_code", VAT_RATE "tva_tx", QUANTITY "qty", UNIT "fk_unit",
        PRICE "subprice", DISCOUNT "remise_percent", USED_DISCOUNT "fk_remise_except", EXCL "total_ht",
        VAT "total_tva", LOCAL1 "total_localtax1", LOCAL2 "total_localtax2", INCL "total_ttc", KIND "product_type",
        SPECIAL "special_code", RANK "rang", STARTS "date_start", ENDS "date_end",
    }
    Ticket ticket = "ticket" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", THIRD_PARTY "fk_soc", PROJECT "fk_project", SUBJECT "subject",
        MESSAGE "message", STATUS "fk_statut", PROGRESS "progress", KIND "type_code", GROUP "category_code",
        SEVERITY "severity_code", AUTHOR "fk_user_create", ASSIGNEE "fk_user_assign", FROM "origin_email",
        CREATED "datec", READ "date_read", CLOSED "date_close", CHANGED "tms",
    }
    Order order = "commande" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", CUSTOMER_REF "ref_client", THIRD_PARTY "fk_soc", PROJECT "fk_projet",
        DATE "date_commande", VALIDATED "date_valid", CLOSED "date_cloture", DELIVERY "date_livraison",
        STATUS "fk_statut", BILLED "facture", EXCL "total_ht", VAT "total_tva", OLD_VAT "tva", LOCAL1 "localtax1",
        LOCAL2 "localtax2", STAMP "revenuestamp", INCL "total_ttc", TERM "fk_cond_reglement",
        METHOD "fk_mode_reglement", CURRENCY "multicurrency_code", FOREIGN_EXCL "multicurrency_total_ht",
        FOREIGN_VAT "multicurrency_total_tva", FOREIGN_INCL "multicurrency_total_ttc", PDF "last_main_doc",
        AUTHOR "fk_user_author", NOTE_PUBLIC "note_public", NOTE_PRIVATE "note_private", CREATED "date_creation",
        CHANGED "tms",
    }
    OrderLine order_line = "commandedet" by ["rowid"] {
        ROW "rowid", PARENT "fk_commande", ABOVE "fk_parent_line", PRODUCT "fk_product", LABEL "label",
        DESCRIPTION "description", VAT_CODE "vat_src_code", VAT_RATE "tva_tx", QUANTITY "qty", UNIT "fk_unit",
        PRICE "subprice", DISCOUNT "remise_percent", USED_DISCOUNT "fk_remise_except", EXCL "total_ht",
        VAT "total_tva", LOCAL1 "total_localtax1", LOCAL2 "total_localtax2", INCL "total_ttc", KIND "product_type",
        SPECIAL "special_code", RANK "rang", STARTS "date_start", ENDS "date_end",
    }
    ElementTime element_time = "element_time" by ["rowid"] {
        ROW "rowid", OBJECT "fk_element", OBJECT_KIND "elementtype", DAY "element_date", MOMENT "element_datehour",
        WITH_HOUR "element_date_withhour", SECONDS "element_duration", USER "fk_user", INVOICE "invoice_id",
        NOTE "note", CREATED "datec", CHANGED "tms",
    }
    Invoice invoice = "facture" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", OLD_REF "facnumber", CUSTOMER_REF "ref_client", KIND "type",
        THIRD_PARTY "fk_soc", PROJECT "fk_projet", SOURCE "fk_facture_source", DATE "datef", DUE "date_lim_reglement",
        VALIDATED "date_valid", CLOSED "date_closing", STATUS "fk_statut", PAID "paye", CLOSE_CODE "close_code",
        CLOSE_NOTE "close_note", EXCL "total_ht", OLD_EXCL "total", VAT "total_tva", OLD_VAT "tva",
        LOCAL1 "localtax1", LOCAL2 "localtax2", STAMP "revenuestamp", INCL "total_ttc", TERM "fk_cond_reglement",
        METHOD "fk_mode_reglement", CYCLE "situation_cycle_ref", COUNTER "situation_counter", FINAL "situation_final",
        CURRENCY "multicurrency_code", FOREIGN_EXCL "multicurrency_total_ht", FOREIGN_VAT "multicurrency_total_tva",
        FOREIGN_INCL "multicurrency_total_ttc", PDF "last_main_doc", AUTHOR "fk_user_author",
        NOTE_PUBLIC "note_public", NOTE_PRIVATE "note_private", CREATED "datec", CHANGED "tms",
    }
    InvoiceLine invoice_line = "facturedet" by ["rowid"] {
        ROW "rowid", PARENT "fk_facture", ABOVE "fk_parent_line", PRODUCT "fk_product", LABEL "label",
        DESCRIPTION "description", VAT_CODE "vat_src_code", VAT_RATE "tva_tx", QUANTITY "qty", UNIT "fk_unit",
        PRICE "subprice", DISCOUNT "remise_percent", USED_DISCOUNT "fk_remise_except", EXCL "total_ht",
        VAT "total_tva", LOCAL1 "total_localtax1", LOCAL2 "total_localtax2", INCL "total_ttc", KIND "product_type",
        SPECIAL "special_code", RANK "rang", STARTS "date_start", ENDS "date_end", SITUATION "situation_percent",
    }
    Payment payment = "paiement" by ["rowid"] {
        ROW "rowid", ENTITY "entity", REF "ref", DATE "datep", AMOUNT "amount", METHOD "fk_paiement",
        NUMBER "num_paiement", NOTE "note", CREATED "datec", CHANGED "tms",
    }
    PaymentShare payment_share = "paiement_facture" by ["rowid"] {
        ROW "rowid", PAYMENT "fk_paiement", INVOICE "fk_facture", AMOUNT "amount",
    }
    TaskTime task_time = "projet_task_time" by ["rowid"] {
        ROW "rowid", OBJECT "fk_task", DAY "task_date", MOMENT "task_datehour", WITH_HOUR "task_date_withhour",
        SECONDS "task_duration", USER "fk_user", INVOICE "invoice_id", NOTE "note", CREATED "datec", CHANGED "tms",
    }
    Discount discount = "societe_remise_except" by ["rowid"] {
        ROW "rowid", ENTITY "entity", THIRD_PARTY "fk_soc", SUPPLIER "discount_type", EXCL "amount_ht",
        VAT "amount_tva", INCL "amount_ttc", VAT_RATE "tva_tx", SOURCE "fk_facture_source", USED_ON "fk_facture",
        USED_LINE "fk_facture_line", DESCRIPTION "description", CREATED "datec",
    }
    Event event = "actioncomm" by ["id"] {
        ROW "id", ENTITY "entity", KIND "fk_action", CODE "code", LABEL "label", NOTE "note",
        STARTS "datep", ENDS "datep2", ALL_DAY "fulldayevent", PERCENT "percent", LOCATION "location",
        THIRD_PARTY "fk_soc", CONTACT "fk_contact", PROJECT "fk_project", TASK "fk_task", OBJECT "fk_element",
        OBJECT_KIND "elementtype", AUTHOR "fk_user_author", OWNER "fk_user_action", FROM "email_from",
        CREATED "datec", CHANGED "tms",
    }
    Attendee attendee = "actioncomm_resources" by ["rowid"] {
        ROW "rowid", EVENT "fk_actioncomm", WHO "fk_element", WHO_KIND "element_type", ANSWER "answer_status",
        MANDATORY "mandatory",
    }
    File file = "ecm_files" by ["rowid"] {
        ROW "rowid", ENTITY "entity", FOLDER "filepath", NAME "filename", MD5 "label", OBJECT "src_object_id",
        OBJECT_KIND "src_object_type", ORIGIN "gen_or_uploaded", DESCRIPTION "description", KEYWORDS "keywords",
        POSITION "position", AUTHOR "fk_user_c", CREATED "date_c", CHANGED "tms",
    }
    ElementLink element_link = "element_element" by ["rowid"] {
        ROW "rowid", SOURCE "fk_source", SOURCE_KIND "sourcetype", TARGET "fk_target", TARGET_KIND "targettype",
        RELATION "relationtype",
    }
    PaymentMethod payment_method = "c_paiement" by ["id"] { ID "id", CODE "code", LABEL "libelle" }
    PaymentTerm payment_term = "c_payment_term" by ["rowid"] { ROW "rowid", CODE "code", LABEL "libelle" }
    Unit unit = "c_units" by ["rowid"] { ROW "rowid", CODE "code", LABEL "label", SHORT "short_label" }
    EventKind event_kind = "c_actioncomm" by ["id"] { ID "id", CODE "code", LABEL "libelle" }
    Stage stage = "c_lead_status" by ["rowid"] { ROW "rowid", CODE "code", LABEL "label" }
    TicketKind ticket_kind = "c_ticket_type" by ["rowid"] { CODE "code", LABEL "label" }
    TicketGroup ticket_group = "c_ticket_category" by ["rowid"] { CODE "code", LABEL "label" }
    TicketSeverity ticket_severity = "c_ticket_severity" by ["rowid"] { CODE "code", LABEL "label" }
}

/// The settings (rows of `const`) that are read: the version, the companies' own names and their currency.
pub(crate) const SETTINGS: &[&str] =
    &["MAIN_VERSION_LAST_UPGRADE", "MAIN_VERSION_LAST_INSTALL", "MAIN_VERSION_FIRST_INSTALL", "MAIN_INFO_SOCIETE_NOM", "MAIN_MONNAIE"];

/// Columns that are not expected everywhere: their absence is no news.
///
/// `phone_mobile` came with 20, the social columns left with 15, `entity` is Multicompany's, and so on.
pub(crate) const OPTIONAL: &[&str] = &[
    "phone_mobile",
    "skype",
    "twitter",
    "facebook",
    "linkedin",
    "entity",
    "fk_parent",
    "employee",
    "fk_project",
    "fk_task",
    "location",
    "relationtype",
    "revenuestamp",
    "tva",
    "total",
    "facnumber",
];

/// Columns that had another name before Dolibarr 14: the one of today is not missed where the old one is.
pub(crate) const RENAMED: &[(Table, &str, &str)] = &[
    (Table::Quote, "total_tva", "tva"),
    (Table::Quote, "total_ttc", "total"),
    (Table::Order, "total_tva", "tva"),
    (Table::Invoice, "ref", "facnumber"),
    (Table::Invoice, "total_ht", "total"),
    (Table::Invoice, "total_tva", "tva"),
];

impl Table {
    /// Whether a Dolibarr without this table is still one, without a word about it.
    pub(crate) const fn is_optional(self) -> bool {
        matches!(self, Table::Company | Table::UserValues | Table::UserCategories | Table::ElementTime | Table::TaskTime)
    }

    /// Whether only [`crate::read_whole`] reads the table.
    pub(crate) const fn is_business(self) -> bool {
        self as usize >= Table::Product as usize
    }

    /// The table of this name without prefix.
    pub(crate) fn named(name: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|table| table.name() == name)
    }
}
