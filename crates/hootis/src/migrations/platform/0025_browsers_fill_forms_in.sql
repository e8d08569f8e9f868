-- A browser that fills forms in for an account, by the hash of what it holds. What it fills in is the account's own.
CREATE TABLE form_default (
  token_hash BYTEA PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL
);
CREATE INDEX form_default_account_id ON form_default (account_id);
