-- What a contact says is wrong in their own data. `fields` is JSON: [{"field","before","after"}], what was there when they
-- wrote and what they want. `state`: pending, accepted, refused.
CREATE TABLE contact_correction (
  id UUID PRIMARY KEY,
  contact_id UUID NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  fields TEXT NOT NULL,
  state TEXT NOT NULL,
  -- What the team says to it.
  answer TEXT,
  answered_by UUID REFERENCES member (id) ON DELETE SET NULL,
  answered_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_correction_contact_id ON contact_correction (contact_id, created_at);
-- One waits at a time: another one takes its place.
CREATE UNIQUE INDEX contact_correction_pending ON contact_correction (contact_id) WHERE state = 'pending';
CREATE INDEX contact_correction_answered_at ON contact_correction (answered_at) WHERE answered_at IS NOT NULL;

-- A contact asks to be erased. Where it is done, the row goes with the contact. `state`: pending, refused, withdrawn.
CREATE TABLE contact_erasure (
  id UUID PRIMARY KEY,
  contact_id UUID NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  reason TEXT,
  state TEXT NOT NULL,
  -- Until when the law wants an answer.
  due_at BIGINT NOT NULL,
  answer TEXT,
  answered_by UUID REFERENCES member (id) ON DELETE SET NULL,
  answered_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_erasure_contact_id ON contact_erasure (contact_id, created_at);
CREATE UNIQUE INDEX contact_erasure_pending ON contact_erasure (contact_id) WHERE state = 'pending';
CREATE INDEX contact_erasure_answered_at ON contact_erasure (answered_at) WHERE answered_at IS NOT NULL;

-- The logo of Station Clients: one picture, drawn anew by us from what was sent.
CREATE TABLE portal_logo (
  name TEXT PRIMARY KEY,
  image BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
