-- The authenticator application of a member.
CREATE TABLE factor (
  holder_id UUID PRIMARY KEY,
  sealed_secret BYTEA NOT NULL,
  -- The step of time whose code was taken last: it and what was before it are taken no more.
  last_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Codes for whoever has lost it. A code that was used is gone.
CREATE TABLE recovery_code (
  id UUID PRIMARY KEY,
  holder_id UUID NOT NULL,
  code_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX recovery_code_holder_id ON recovery_code (holder_id);

-- Whoever gave the right password and has not yet given the second factor. It is no session.
CREATE TABLE half_sign_in (
  token_hash BYTEA PRIMARY KEY,
  holder_id UUID NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX half_sign_in_holder_id ON half_sign_in (holder_id);
CREATE INDEX half_sign_in_expires_at ON half_sign_in (expires_at);

-- Somebody who has lost everything asked for their second factor to go, later: whoever signs in with one ends it.
CREATE TABLE factor_recovery (
  holder_id UUID PRIMARY KEY,
  -- Of the mailed link that says no.
  token_hash BYTEA NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX factor_recovery_created_at ON factor_recovery (created_at);

-- Whether a second factor was given when a session began, here or in the console: what the company may ask for.
ALTER TABLE member_session ADD COLUMN is_strong BOOLEAN NOT NULL DEFAULT FALSE;
