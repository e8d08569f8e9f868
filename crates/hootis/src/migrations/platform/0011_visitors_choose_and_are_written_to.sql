-- When the person who signs up ticked the box for news; empty when they did not.
ALTER TABLE signup ADD COLUMN marketing_at BIGINT;

-- Only marketing mails have one: where a program says that its owner wants no more of them (RFC 8058).
ALTER TABLE mail ADD COLUMN unsubscribe_url TEXT;

-- Cookies that left and that were dropped, by the hour. Tells of nobody.
CREATE TABLE cookie_count (
  hour BIGINT NOT NULL,
  -- `set`, or `dropped`.
  outcome TEXT NOT NULL,
  -- The declared name of what was set, or why it was dropped.
  name TEXT NOT NULL,
  hits BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (hour, outcome, name)
);

-- Who wants news. No row: nobody asked for any.
CREATE TABLE marketing_consent (
  account_id UUID PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  -- `granted`, or `withdrawn`.
  state TEXT NOT NULL,
  -- Where the last answer was given.
  source TEXT NOT NULL,
  -- Which words were agreed to.
  words_version BIGINT NOT NULL,
  granted_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  -- When the person last came or wrote: the consent is over three years later.
  last_contact_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX marketing_consent_last_contact_at ON marketing_consent (last_contact_at);

-- A mailing that was begun, by the name its author gave it, with a digest of its words.
CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  digest BYTEA NOT NULL,
  queued BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- That a mailing was queued for somebody: written with the mail itself, so nobody gets it twice.
CREATE TABLE campaign_send (
  campaign TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  mail_id UUID NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (campaign, account_id)
);
CREATE INDEX campaign_send_account_id ON campaign_send (account_id);
CREATE INDEX campaign_send_created_at ON campaign_send (created_at);
