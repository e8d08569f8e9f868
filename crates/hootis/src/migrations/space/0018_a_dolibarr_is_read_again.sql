-- How often a connected Dolibarr is read again, who set that and when, and how it goes. One a source; goes with the connection.
CREATE TABLE import_sync (
  source_id UUID PRIMARY KEY REFERENCES import_source (id) ON DELETE CASCADE,
  every_minutes BIGINT NOT NULL,
  -- on, paused (somebody asked), stopped (refused too often).
  state TEXT NOT NULL,
  set_by UUID,
  set_name TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  -- None while nothing is to come.
  next_at BIGINT,
  -- The last run whose end was looked at, and the last end that was good.
  last_run UUID,
  last_ok_at BIGINT,
  -- Since when, how often in a row, how often refused in a row, why the last time (a stable key), when the owner was told.
  failing_since BIGINT,
  failures BIGINT NOT NULL,
  refusals BIGINT NOT NULL,
  why TEXT,
  told_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
-- When the setting that asked for a run was made; none where somebody asked for this very run.
ALTER TABLE import_run ADD COLUMN sync_set_at BIGINT;
-- Since when Dolibarr has it no more: it is archived then, and comes back with it.
ALTER TABLE party ADD COLUMN gone_at BIGINT;
ALTER TABLE contact ADD COLUMN gone_at BIGINT;
-- Which party what belonged to it in Dolibarr went to: third parties are merged there.
ALTER TABLE party ADD COLUMN merged_into UUID REFERENCES party (id) ON DELETE SET NULL;
