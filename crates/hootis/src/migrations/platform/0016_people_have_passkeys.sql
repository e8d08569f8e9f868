-- Passkeys of accounts and operators.
CREATE TABLE passkey (
  id UUID PRIMARY KEY,
  holder_id UUID NOT NULL,
  credential_id BYTEA NOT NULL,
  public_key BYTEA NOT NULL,
  -- How often it has signed, where it counts.
  sign_count BIGINT NOT NULL,
  label TEXT NOT NULL,
  last_used_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX passkey_credential_id ON passkey (credential_id);
CREATE INDEX passkey_holder_id ON passkey (holder_id);

-- Challenges that were answered, until they are dead anyway: none is answered twice.
CREATE TABLE passkey_challenge (
  challenge_hash BYTEA PRIMARY KEY,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_expires_at ON passkey_challenge (expires_at);
