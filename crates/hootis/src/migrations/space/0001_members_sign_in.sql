-- What the space calls itself, and other choices of its owner.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- An employee. `state`: active, invited, listed (came from Dolibarr, does not sign in), deactivated.
CREATE TABLE member (
  id UUID PRIMARY KEY,
  -- The account on the public site, for an owner: enters from the console.
  account_id UUID,
  name TEXT NOT NULL,
  name_key SORTKEY NOT NULL,
  email TEXT,
  email_key TEXT,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  password_hash TEXT,
  position TEXT,
  phone TEXT,
  mobile TEXT,
  lang TEXT NOT NULL,
  theme TEXT NOT NULL,
  invited_at BIGINT,
  last_seen_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
-- Two people of a Dolibarr may share an address; two who sign in may not.
CREATE UNIQUE INDEX member_email_key ON member (email_key) WHERE state IN ('active', 'invited', 'deactivated');
CREATE INDEX member_name_key ON member (name_key, id);

-- A session of the back office, by the hash of its token.
CREATE TABLE member_session (
  token_hash BYTEA PRIMARY KEY,
  member_id UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  agent TEXT NOT NULL,
  last_used_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX member_session_member_id ON member_session (member_id);

-- A one-use link by its hash. `kind`: invitation, password, entry (60 s, from the console).
CREATE TABLE member_link (
  token_hash BYTEA PRIMARY KEY,
  member_id UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX member_link_member_id ON member_link (member_id);

-- Who did what to which row: the timeline of a card. `fields` is JSON: [{"field","before","after"}].
CREATE TABLE change_entry (
  id UUID PRIMARY KEY,
  actor_kind TEXT NOT NULL,
  actor_id UUID,
  actor_name TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  action TEXT NOT NULL,
  fields TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX change_entry_subject ON change_entry (subject_id, created_at);
CREATE INDEX change_entry_created_at ON change_entry (created_at);
