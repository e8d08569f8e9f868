-- Where an account holder or an operator signed in from before: a keyed hash, of which nothing can be read.
CREATE TABLE known_device (
  holder_id UUID NOT NULL,
  device_hash BYTEA NOT NULL,
  last_used_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (holder_id, device_hash)
);
CREATE INDEX known_device_last_used_at ON known_device (last_used_at);
