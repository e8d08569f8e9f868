-- One row: the last entry of the security journal, kept apart from it.
CREATE TABLE journal_head (
  id BIGINT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  seal BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
