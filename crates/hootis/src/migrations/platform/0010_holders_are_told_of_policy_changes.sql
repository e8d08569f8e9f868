-- Which account was told of which version of the privacy policy: once each, whatever happens.
CREATE TABLE policy_notice (
  account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  -- Put away in the console.
  read_at BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, version)
);
