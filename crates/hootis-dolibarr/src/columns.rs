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
}

/// The tables and columns that may ever be read, custom fields' own columns apart.
#[must_use]
pub fn column_list() -> Vec<TableColumns> {
    Table::ALL.iter().map(|table| TableColumns { name: table.name(), columns: table.columns() }).collect()
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
}

/// The settings (rows of `const`) that are read: the version and the companies' own names.
pub(crate) const SETTINGS: &[&str] =
    &["MAIN_VERSION_LAST_UPGRADE", "MAIN_VERSION_LAST_INSTALL", "MAIN_VERSION_FIRST_INSTALL", "MAIN_INFO_SOCIETE_NOM"];

/// Columns that are not expected everywhere: their absence is no news.
///
/// `phone_mobile` came with 20, the social columns left with 15, `entity` is Multicompany's, and so on.
pub(crate) const OPTIONAL: &[&str] = &["phone_mobile", "skype", "twitter", "facebook", "linkedin", "entity", "fk_parent", "employee"];

impl Table {
    /// Whether a Dolibarr without this table is still one, without a word about it.
    pub(crate) const fn is_optional(self) -> bool {
        matches!(self, Table::Company | Table::UserValues | Table::UserCategories)
    }

    /// The table of this name without prefix.
    pub(crate) fn named(name: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|table| table.name() == name)
    }
}
