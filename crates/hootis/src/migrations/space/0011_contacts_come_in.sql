-- A contact who may come in to Station Clients, by an address that nobody else of the space comes in with: that of their
-- card may change at any import. `state`: invited, active, suspended.
CREATE TABLE contact_access (
  contact_id UUID PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  state TEXT NOT NULL,
  -- None for whoever only ever signs in with a passkey or a mailed code.
  password_hash TEXT,
  -- How far they see, by application: own, company, everything.
  reach_data TEXT NOT NULL,
  reach_messages TEXT NOT NULL,
  reach_files TEXT NOT NULL,
  lang TEXT NOT NULL,
  theme TEXT NOT NULL,
  invited_at BIGINT NOT NULL,
  last_seen_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contact_access_email_key ON contact_access (email_key);

-- A session of Station Clients, by the hash of its token. `kind`: own, preview (a member looks as the contact does).
CREATE TABLE contact_session (
  token_hash BYTEA PRIMARY KEY,
  contact_id UUID NOT NULL REFERENCES contact_access (contact_id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  member_id UUID REFERENCES member (id) ON DELETE CASCADE,
  agent TEXT NOT NULL,
  last_used_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_session_contact_id ON contact_session (contact_id);

CREATE TABLE contact_device (
  contact_id UUID NOT NULL REFERENCES contact_access (contact_id) ON DELETE CASCADE,
  device_hash BYTEA NOT NULL,
  last_used_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (contact_id, device_hash)
);
CREATE INDEX contact_device_last_used_at ON contact_device (last_used_at);

-- A one-use link by its hash. `kind`: invitation, password, preview (60 s, of the member who looks).
CREATE TABLE contact_link (
  token_hash BYTEA PRIMARY KEY,
  contact_id UUID NOT NULL REFERENCES contact_access (contact_id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  member_id UUID REFERENCES member (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_link_contact_id ON contact_link (contact_id);

-- Six digits that were mailed. Only the browser that asked for them, which has the token, may try them.
CREATE TABLE contact_code (
  token_hash BYTEA PRIMARY KEY,
  contact_id UUID NOT NULL REFERENCES contact_access (contact_id) ON DELETE CASCADE,
  code_hash BYTEA NOT NULL,
  tries BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_code_contact_id ON contact_code (contact_id);
CREATE INDEX contact_code_expires_at ON contact_code (expires_at);
