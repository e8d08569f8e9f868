-- Where a member signed in from before: a keyed hash, of which nothing can be read.
CREATE TABLE member_device (
  member_id UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  device_hash BYTEA NOT NULL,
  last_used_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (member_id, device_hash)
);
CREATE INDEX member_device_last_used_at ON member_device (last_used_at);
