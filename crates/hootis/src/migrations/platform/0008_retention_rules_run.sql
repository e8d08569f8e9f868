-- One row a retention rule: when it ran, when it runs next, what is due soonest after that.
CREATE TABLE retention_rule (
  rule TEXT PRIMARY KEY,
  next_run_at BIGINT NOT NULL,
  -- Somebody is running it until then; past that, they died.
  leased_until BIGINT,
  ran_at BIGINT,
  took_ms BIGINT,
  amount BIGINT,
  -- How late the oldest row was when the run began.
  late_ms BIGINT,
  oldest_due_at BIGINT,
  outcome TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- A run that took something out, or failed.
CREATE TABLE retention_run (
  id UUID PRIMARY KEY,
  rule TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  amount BIGINT NOT NULL,
  late_ms BIGINT NOT NULL,
  -- running, done, failed, interrupted
  outcome TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX retention_run_rule ON retention_run (rule, started_at);
CREATE INDEX retention_run_started_at ON retention_run (started_at);

-- When somebody has to look for what is due in a space; none: nothing in it ever is. Below zero: somebody looks
-- right now, and gave themselves until that time. Every space is looked at once to begin with.
ALTER TABLE space ADD COLUMN sweep_at BIGINT;
UPDATE space SET sweep_at = 0;
CREATE INDEX space_sweep_at ON space (sweep_at);

-- The two secrets of a sign-up go before it does.
ALTER TABLE signup ADD COLUMN link_hash_until_due BYTEA;
ALTER TABLE signup ADD COLUMN code_hash_until_due BYTEA;
UPDATE signup SET link_hash_until_due = link_hash, code_hash_until_due = code_hash;
DROP INDEX signup_link_hash;
ALTER TABLE signup DROP COLUMN link_hash;
ALTER TABLE signup DROP COLUMN code_hash;
ALTER TABLE signup RENAME COLUMN link_hash_until_due TO link_hash;
ALTER TABLE signup RENAME COLUMN code_hash_until_due TO code_hash;
CREATE UNIQUE INDEX signup_link_hash ON signup (link_hash);

-- What is due is found without reading what is not.
CREATE INDEX signup_created_at ON signup (created_at);
CREATE INDEX session_last_used_at ON session (last_used_at);
CREATE INDEX session_created_at ON session (created_at);
CREATE INDEX mail_created_at ON mail (created_at);
CREATE INDEX job_created_at ON job (created_at);
