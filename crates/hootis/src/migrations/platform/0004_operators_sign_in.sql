-- Who runs Hootis. No account: made, and their access taken away, from the command line only.
CREATE TABLE operator (
  id UUID PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  -- None until a password was chosen.
  password_hash TEXT,
  password_changed_at BIGINT,
  state TEXT NOT NULL,
  lang TEXT NOT NULL,
  theme TEXT NOT NULL,
  deactivated_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX operator_email_key ON operator (email_key);

-- A mailed link to choose a password, by its hash. Used once.
CREATE TABLE operator_link (
  token_hash BYTEA PRIMARY KEY,
  operator_id UUID NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX operator_link_operator_id ON operator_link (operator_id);

-- A session is of one of the three: an account, a sign-up, an operator.
ALTER TABLE session ADD COLUMN operator_id UUID REFERENCES operator (id) ON DELETE CASCADE;
CREATE INDEX session_operator_id ON session (operator_id);
