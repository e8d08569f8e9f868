-- How many mails were given up on a day, and how many of them brought a certificate. Nothing of what was in them.
CREATE TABLE mail_given_up (
  -- The day in Paris: 2026-11-23.
  day TEXT NOT NULL,
  mails BIGINT NOT NULL,
  certificates BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (day)
);
CREATE INDEX mail_given_up_created_at ON mail_given_up (created_at);
