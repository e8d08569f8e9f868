-- A company or person that the space deals with.
CREATE TABLE party (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  is_prospect BOOLEAN NOT NULL,
  is_customer BOOLEAN NOT NULL,
  is_supplier BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  name_key SORTKEY NOT NULL,
  alias TEXT,
  code TEXT,
  supplier_code TEXT,
  siren TEXT,
  siret TEXT,
  vat_number TEXT,
  activity_code TEXT,
  register_place TEXT,
  -- Registration numbers of other countries, JSON: [["label","value"]].
  other_numbers TEXT,
  legal_form TEXT,
  staff_size TEXT,
  category TEXT,
  capital TEXT,
  prospect_status TEXT,
  email TEXT,
  phone TEXT,
  mobile TEXT,
  fax TEXT,
  website TEXT,
  -- JSON: [["network","address"]].
  social TEXT,
  address TEXT,
  postal_code TEXT,
  town TEXT,
  town_key SORTKEY,
  department TEXT,
  country TEXT,
  -- Notes of Dolibarr: plain text, and the same as safe HTML when it was HTML.
  note_public TEXT,
  note_public_html TEXT,
  note_private TEXT,
  note_private_html TEXT,
  logo TEXT,
  parent_id UUID REFERENCES party (id) ON DELETE SET NULL,
  is_closed BOOLEAN NOT NULL,
  archived_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX party_name_key ON party (name_key, id) WHERE archived_at IS NULL;
CREATE INDEX party_archived ON party (name_key, id) WHERE archived_at IS NOT NULL;
CREATE INDEX party_town_key ON party (town_key, id) WHERE archived_at IS NULL;
CREATE INDEX party_created_at ON party (created_at, id);
CREATE INDEX party_updated_at ON party (updated_at, id) WHERE archived_at IS NULL;
CREATE INDEX party_prospect ON party (name_key, id) WHERE is_prospect AND archived_at IS NULL;
CREATE INDEX party_customer ON party (name_key, id) WHERE is_customer AND archived_at IS NULL;
CREATE INDEX party_supplier ON party (name_key, id) WHERE is_supplier AND archived_at IS NULL;
CREATE INDEX party_siren ON party (siren) WHERE siren IS NOT NULL;
CREATE INDEX party_email ON party (email) WHERE email IS NOT NULL;
CREATE INDEX party_parent_id ON party (parent_id) WHERE parent_id IS NOT NULL;

-- A further address of a party (delivery, billing…); its main one is in the party.
CREATE TABLE party_address (
  id UUID PRIMARY KEY,
  party_id UUID NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  address TEXT,
  postal_code TEXT,
  town TEXT,
  country TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX party_address_party_id ON party_address (party_id);

-- A person, with a party or alone.
CREATE TABLE contact (
  id UUID PRIMARY KEY,
  party_id UUID REFERENCES party (id) ON DELETE SET NULL,
  civility TEXT,
  first_name TEXT,
  last_name TEXT NOT NULL,
  name_key SORTKEY NOT NULL,
  position TEXT,
  email TEXT,
  phone TEXT,
  mobile TEXT,
  phone_personal TEXT,
  fax TEXT,
  address TEXT,
  postal_code TEXT,
  town TEXT,
  country TEXT,
  birthday TEXT,
  social TEXT,
  note_public TEXT,
  note_public_html TEXT,
  note_private TEXT,
  note_private_html TEXT,
  photo TEXT,
  -- Private to one member: nobody else sees it. Without a known member, owners and administrators do.
  is_private BOOLEAN NOT NULL,
  private_to UUID REFERENCES member (id) ON DELETE SET NULL,
  archived_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX contact_name_key ON contact (name_key, id) WHERE archived_at IS NULL;
CREATE INDEX contact_party_id ON contact (party_id, name_key) WHERE party_id IS NOT NULL;
CREATE INDEX contact_email ON contact (email) WHERE email IS NOT NULL;

-- What a member wrote about a party.
CREATE TABLE note (
  id UUID PRIMARY KEY,
  party_id UUID NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  author_id UUID REFERENCES member (id) ON DELETE SET NULL,
  author_name TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX note_party_id ON note (party_id, created_at);

-- A label that people put on parties, contacts or members (`subject`). Dolibarr: category.
CREATE TABLE tag (
  id UUID PRIMARY KEY,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key SORTKEY NOT NULL,
  color TEXT,
  parent_id UUID REFERENCES tag (id) ON DELETE SET NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX tag_name_key ON tag (subject, name_key, id);

-- `source_id`: the Dolibarr that put it there, none when a member did.
CREATE TABLE party_tag (
  party_id UUID NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  tag_id UUID NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  source_id UUID,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (party_id, tag_id)
);
CREATE INDEX party_tag_tag_id ON party_tag (tag_id, party_id);

CREATE TABLE contact_tag (
  contact_id UUID NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  tag_id UUID NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  source_id UUID,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (contact_id, tag_id)
);
CREATE INDEX contact_tag_tag_id ON contact_tag (tag_id, contact_id);

CREATE TABLE member_tag (
  member_id UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  tag_id UUID NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  source_id UUID,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (member_id, tag_id)
);
CREATE INDEX member_tag_tag_id ON member_tag (tag_id, member_id);

-- The members in charge of a party (sales representatives).
CREATE TABLE party_member (
  party_id UUID NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  member_id UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  source_id UUID,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (party_id, member_id)
);
CREATE INDEX party_member_member_id ON party_member (member_id, party_id);

-- A field that the company added to parties, contacts or members (`subject`). `options` is JSON: [["key","label"]].
CREATE TABLE custom_field (
  id UUID PRIMARY KEY,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  type TEXT NOT NULL,
  options TEXT,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX custom_field_subject_name ON custom_field (subject, name);

-- `subject_id` is a party, a contact or a member: whoever deletes one deletes its values.
CREATE TABLE custom_value (
  field_id UUID NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
  subject_id UUID NOT NULL,
  value TEXT NOT NULL,
  raw TEXT NOT NULL,
  source_id UUID,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (field_id, subject_id)
);
CREATE INDEX custom_value_subject_id ON custom_value (subject_id);
