-- The key of a program that speaks for a space, by its keyed hash. The key itself is shown once and kept nowhere.
CREATE TABLE api_key (
  id UUID PRIMARY KEY,
  space_id UUID NOT NULL REFERENCES space (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- `clients:read clients:write`
  scopes TEXT NOT NULL,
  key_hash BYTEA NOT NULL,
  hint TEXT NOT NULL,
  -- The member who made it.
  member_id UUID NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX api_key_key_hash ON api_key (key_hash);
CREATE INDEX api_key_space_id ON api_key (space_id, created_at);
