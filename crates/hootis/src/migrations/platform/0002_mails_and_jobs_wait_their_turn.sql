-- A mail on its way. The row goes when the relay has it.
CREATE TABLE mail (
  id UUID PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_try_at BIGINT NOT NULL,
  -- Somebody is sending it until then; past that, they died.
  leased_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX mail_next_try_at ON mail (next_try_at);

-- Work to be done later, or for long. `unique_key` keeps the same work from being asked twice.
CREATE TABLE job (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  space_id UUID REFERENCES space (id) ON DELETE CASCADE,
  payload TEXT NOT NULL,
  unique_key TEXT,
  attempts BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  leased_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX job_unique_key ON job (unique_key);
CREATE INDEX job_run_at ON job (run_at);
