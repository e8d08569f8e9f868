-- After its trial a space is paid for up to a day, ends, is disabled for a while and is destroyed.
ALTER TABLE space ADD COLUMN paid_until BIGINT;
ALTER TABLE space ADD COLUMN is_yearly BOOLEAN;
-- What disabled it: the end of its trial or period, its owner, or the end of the account.
ALTER TABLE space ADD COLUMN disabled_by TEXT;
ALTER TABLE space ADD COLUMN destroy_at BIGINT;
-- What the steady clock said when it was disabled: the 30 days must really have passed.
ALTER TABLE space ADD COLUMN elapsed_then BIGINT;
-- When somebody has to look at it next: a reminder, the end of something. Nothing else is looked at.
ALTER TABLE space ADD COLUMN next_at BIGINT;
CREATE INDEX space_next_at ON space (next_at);
CREATE INDEX space_destroy_at ON space (destroy_at);
UPDATE space SET next_at = 0 WHERE state <> 'pending';

-- An account goes 30 days after its holder asked, or after it has no space any more.
ALTER TABLE account ADD COLUMN deletion_asked_at BIGINT;
ALTER TABLE account ADD COLUMN elapsed_then BIGINT;
CREATE INDEX account_deletion_asked_at ON account (deletion_asked_at);
CREATE INDEX account_spaceless_since ON account (spaceless_since);
UPDATE account SET spaceless_since = created_at WHERE id NOT IN (SELECT account_id FROM space WHERE state <> 'pending');

-- A mail about a space goes with it, and may bring a file.
ALTER TABLE mail ADD COLUMN space_id UUID;
ALTER TABLE mail ADD COLUMN attachment_name TEXT;
ALTER TABLE mail ADD COLUMN attachment TEXT;
CREATE INDEX mail_space_id ON mail (space_id);
CREATE INDEX job_space_id ON job (space_id);

-- That somebody was reminded of something, so long before it: written with the mail, so that it happens once.
CREATE TABLE reminder (
  subject_id UUID NOT NULL,
  kind TEXT NOT NULL,
  about_at BIGINT NOT NULL,
  before_s BIGINT NOT NULL,
  mail_id UUID,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (subject_id, kind, about_at, before_s)
);

-- A space that is being destroyed: what was in it is written down first. The row goes when all is done.
CREATE TABLE destruction (
  space_id UUID PRIMARY KEY,
  account_id UUID NOT NULL,
  slug TEXT NOT NULL,
  company TEXT NOT NULL,
  reason TEXT NOT NULL,
  disabled_at BIGINT NOT NULL,
  facts TEXT,
  created_at BIGINT NOT NULL
);

-- Milliseconds that really passed, added up over restarts: one row for each start of a machine.
CREATE TABLE steady_clock (
  boot TEXT PRIMARY KEY,
  ticks BIGINT NOT NULL,
  elapsed BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
