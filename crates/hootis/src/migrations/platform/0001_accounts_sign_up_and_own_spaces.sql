-- A person who signed up. `email_key` is the folded address that signs in.
CREATE TABLE account (
  id UUID PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  password_changed_at BIGINT NOT NULL,
  lang TEXT NOT NULL,
  theme TEXT NOT NULL,
  -- Since when the account has no space: its data are kept 30 days from then.
  spaceless_since BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_email_key ON account (email_key);

-- A sign-up that waits for its e-mail to be confirmed. Nothing else exists of the person before that.
CREATE TABLE signup (
  id UUID PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  company TEXT NOT NULL,
  activity TEXT,
  slug TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  lang TEXT NOT NULL,
  -- The mailed link's and code's hashes. Changing the address or sending again makes new ones.
  link_hash BYTEA NOT NULL,
  code_hash BYTEA NOT NULL,
  code_tries BIGINT NOT NULL,
  sends BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- Set first when the e-mail is confirmed; the two ids are chosen then, so that a crash can be resumed.
  confirmed_at BIGINT,
  account_id UUID,
  space_id UUID,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX signup_link_hash ON signup (link_hash);
CREATE INDEX signup_email_key ON signup (email_key);

CREATE TABLE space (
  id UUID PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  slug TEXT NOT NULL,
  company TEXT NOT NULL,
  activity TEXT,
  state TEXT NOT NULL,
  state_since BIGINT NOT NULL,
  trial_ends_at BIGINT,
  engine TEXT NOT NULL,
  -- The space's key under the master key. Destroying this makes every copy of the space unreadable.
  wrapped_key BYTEA,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX space_slug ON space (slug);
CREATE INDEX space_account_id ON space (account_id);

-- A slug that was somebody's stays taken for a year. Only its keyed hash is kept.
CREATE TABLE slug_hold (
  slug_hash BYTEA PRIMARY KEY,
  until BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- A session of the public site, by the hash of its token: of an account, or of a sign-up being confirmed.
CREATE TABLE session (
  token_hash BYTEA PRIMARY KEY,
  account_id UUID REFERENCES account (id) ON DELETE CASCADE,
  signup_id UUID REFERENCES signup (id) ON DELETE CASCADE,
  agent TEXT NOT NULL,
  last_used_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX session_account_id ON session (account_id);
CREATE INDEX session_signup_id ON session (signup_id);

-- A mailed link to choose a new password, by its hash. Used once.
CREATE TABLE password_link (
  token_hash BYTEA PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX password_link_account_id ON password_link (account_id);

-- How often something was tried, by a keyed hash of who (address, network, account) and what.
CREATE TABLE throttle (
  bucket BYTEA PRIMARY KEY,
  hits BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX throttle_ends_at ON throttle (ends_at);
