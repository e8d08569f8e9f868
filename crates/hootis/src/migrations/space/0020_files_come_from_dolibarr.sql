-- The index of Dolibarr's documents folder: which file belongs to which row there.
CREATE TABLE file_index (
  id UUID PRIMARY KEY,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  about_table TEXT,
  about_row BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX file_index_about ON file_index (about_table, about_row) WHERE about_row IS NOT NULL;

-- A file that came in an archive of that folder, and what it is attached to here.
CREATE TABLE dolibarr_file (
  source_id UUID NOT NULL REFERENCES import_source (id) ON DELETE CASCADE,
  -- From the root of the folder: `facture/FA2601-0001/FA2601-0001.pdf`.
  path TEXT NOT NULL,
  -- None once people have deleted it here: then it does not come back.
  media_id UUID REFERENCES media (id) ON DELETE SET NULL,
  -- party, product, document.
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  -- It is the printed document itself.
  is_print BOOLEAN NOT NULL,
  -- HMAC-SHA256 of what came, under the key of files: a second archive says the same.
  sent_hash BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (source_id, path)
);
CREATE INDEX dolibarr_file_subject ON dolibarr_file (subject_id);
CREATE INDEX dolibarr_file_media ON dolibarr_file (media_id) WHERE media_id IS NOT NULL;

-- What else a product is found and told by.
ALTER TABLE product ADD COLUMN barcode TEXT;
ALTER TABLE product ADD COLUMN stock TEXT;
