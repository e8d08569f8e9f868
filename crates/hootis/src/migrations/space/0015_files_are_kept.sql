-- The key by which equal files are known, sealed with the space's: it stays the same when that is changed.
CREATE TABLE media_key (
  id UUID PRIMARY KEY,
  sealed_key BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);

-- A content, once, whoever sent it how often. Its sealed file is called by its id.
CREATE TABLE media_blob (
  id UUID PRIMARY KEY,
  -- HMAC-SHA256 of the content under the key above.
  content_hash BYTEA NOT NULL,
  -- photo, video, audio, document.
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  width BIGINT,
  height BIGINT,
  duration_ms BIGINT,
  -- Whether there are smaller pictures of it beside it.
  has_views BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX media_blob_content_hash ON media_blob (content_hash);

-- What people see: a content with its name, its words and its place.
CREATE TABLE media (
  id UUID PRIMARY KEY,
  blob_id UUID NOT NULL REFERENCES media_blob (id) ON DELETE RESTRICT,
  party_id UUID REFERENCES party (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  caption TEXT,
  alt TEXT,
  -- When it was taken, else when it was sent: lists are in this order.
  taken_at BIGINT NOT NULL,
  added_by UUID,
  added_name TEXT NOT NULL,
  -- In the trash since.
  deleted_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX media_taken_at ON media (taken_at, id) WHERE deleted_at IS NULL;
CREATE INDEX media_party ON media (party_id, taken_at, id);
CREATE INDEX media_blob_of ON media (blob_id);
CREATE INDEX media_deleted_at ON media (deleted_at) WHERE deleted_at IS NOT NULL;

-- What is being sent. Its sealed file is called by its id, and has no end until all of it is there.
CREATE TABLE media_upload (
  id UUID PRIMARY KEY,
  member_id UUID NOT NULL,
  name TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  -- When the file was last changed where it comes from: by it the same file is known again.
  modified_at BIGINT,
  party_id UUID,
  keeps_place BOOLEAN NOT NULL,
  -- What came of it.
  media_id UUID,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX media_upload_updated_at ON media_upload (updated_at);
