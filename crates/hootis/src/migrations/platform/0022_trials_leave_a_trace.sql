-- From which browser (the keyed hash of its cookie) and which address a trial was opened. Who opened it is not here.
CREATE TABLE trial_trace (
  id UUID PRIMARY KEY,
  browser_hash BYTEA NOT NULL,
  address TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX trial_trace_browser_hash ON trial_trace (browser_hash, created_at);
CREATE INDEX trial_trace_address ON trial_trace (address, created_at);
