-- The last check of each promise. `ok` is empty until the first one.
CREATE TABLE evidence_check (
  promise TEXT PRIMARY KEY,
  ok BOOLEAN,
  -- What was found, as data: it is said in the reader's language.
  figure TEXT,
  checked_at BIGINT,
  -- Since when the result is what it is.
  changed_at BIGINT,
  -- When the operator was told that it failed.
  told_at BIGINT,
  next_at BIGINT NOT NULL,
  -- Somebody is looking until then; past that, they died.
  leased_until BIGINT,
  created_at BIGINT NOT NULL
);

-- Every check of a day in one row: how many, how many failed, and the worst that was found.
CREATE TABLE evidence_day (
  promise TEXT NOT NULL,
  -- When the day began, in UTC.
  day BIGINT NOT NULL,
  checks BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  figure TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (promise, day)
);
CREATE INDEX evidence_day_created_at ON evidence_day (created_at);
