-- A telephone number that one message goes to. The row goes when the service has taken or refused it.
CREATE TABLE factor_phone (
  id UUID PRIMARY KEY,
  sealed_number BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX factor_phone_created_at ON factor_phone (created_at);
