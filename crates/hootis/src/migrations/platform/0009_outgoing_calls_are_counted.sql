-- How often each processor was called on a day, and when last. Nothing of what was said.
CREATE TABLE processor_call (
  processor TEXT NOT NULL,
  -- The day in Paris: 2026-11-23.
  day TEXT NOT NULL,
  calls BIGINT NOT NULL,
  -- Calls to hosts that no declaration covers: they did not leave.
  refused BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (processor, day)
);
