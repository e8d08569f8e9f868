-- An account that is to be written to at another address. Each of the two gets a link of its own, kept by its
-- hash; of an address that has an account already, nobody gets the link.
CREATE TABLE email_change (
  account_id UUID PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  old_link_hash BYTEA NOT NULL,
  new_link_hash BYTEA NOT NULL,
  old_confirmed_at BIGINT,
  new_confirmed_at BIGINT,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX email_change_old_link_hash ON email_change (old_link_hash);
CREATE UNIQUE INDEX email_change_new_link_hash ON email_change (new_link_hash);
