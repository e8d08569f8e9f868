-- The Dolibarr of this company: one an entity. Credentials are sealed with the space's key.
CREATE TABLE import_source (
  id UUID PRIMARY KEY,
  entity BIGINT NOT NULL,
  -- Host and base of the last connection, or the name of the last dump; never a secret.
  label TEXT NOT NULL,
  sealed_url BYTEA,
  -- What is taken, JSON.
  take TEXT NOT NULL,
  -- Which text the person acknowledged, who and when.
  acknowledged_text TEXT NOT NULL,
  acknowledged_by UUID,
  acknowledged_name TEXT NOT NULL,
  acknowledged_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX import_source_entity ON import_source (entity);

-- A dump that was uploaded, sealed in the space's files until the import ends, 24 h at the latest.
CREATE TABLE import_upload (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  uploaded_by UUID,
  created_at BIGINT NOT NULL
);

-- One run. `kind`: check, dry, import. `state`: queued, running, done, failed, cancelled, undoing, undone.
CREATE TABLE import_run (
  id UUID PRIMARY KEY,
  source_id UUID REFERENCES import_source (id) ON DELETE SET NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  -- What it reads: an upload, or the server of the source when none.
  upload_id UUID,
  entity BIGINT,
  take TEXT NOT NULL,
  requested_by UUID,
  requested_name TEXT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  -- Where it is, so that it goes on after a restart: position, counts and figures, JSON, written with each batch.
  progress TEXT NOT NULL,
  cancel_asked BOOLEAN NOT NULL,
  error TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX import_run_created_at ON import_run (created_at);

CREATE TABLE import_warning (
  run_id UUID NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  num BIGINT NOT NULL,
  source_table TEXT NOT NULL,
  source_row BIGINT,
  code TEXT NOT NULL,
  args TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (run_id, num)
);

-- Which row of Dolibarr a row of ours came from. `fingerprint`: what it held when last read.
CREATE TABLE origin (
  source_id UUID NOT NULL REFERENCES import_source (id) ON DELETE CASCADE,
  source_table TEXT NOT NULL,
  source_row BIGINT NOT NULL,
  local_id UUID NOT NULL,
  fingerprint BYTEA NOT NULL,
  first_run UUID NOT NULL,
  last_run UUID NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (source_id, source_table, source_row)
);
CREATE UNIQUE INDEX origin_local_id ON origin (local_id);
CREATE INDEX origin_first_run ON origin (first_run);

-- What a row was before a run changed or removed it, for undoing the run within 30 days. JSON.
CREATE TABLE import_before (
  run_id UUID NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  num BIGINT NOT NULL,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  before_image TEXT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (run_id, num)
);
