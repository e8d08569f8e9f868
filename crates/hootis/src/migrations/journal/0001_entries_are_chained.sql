-- What happened, and nothing else: opaque ids and words of closed lists. Each entry holds the keyed hash of
-- the one before.
CREATE TABLE entry (
  sequence BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- Who did it.
  account_id UUID,
  member_id UUID,
  operator_id UUID,
  -- Where, and to whom or what.
  space_id UUID,
  subject_id UUID,
  detail TEXT,
  amount BIGINT,
  network_hash BYTEA,
  previous_hash BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX entry_created_at ON entry (created_at);

-- One row: the last entry, and the last one that was purged. Who appends holds it, so entries come one by one.
CREATE TABLE chain (
  id BIGINT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  hash BYTEA,
  anchor_sequence BIGINT NOT NULL,
  anchor_hash BYTEA,
  anchor_seal BYTEA,
  created_at BIGINT NOT NULL
);
INSERT INTO chain (id, sequence, anchor_sequence, created_at) VALUES (1, 0, 0, 0);
