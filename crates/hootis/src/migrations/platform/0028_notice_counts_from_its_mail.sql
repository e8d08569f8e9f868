-- When the relay had the mail of a reminder, or it was given up: the days that somebody is told before count from then.
ALTER TABLE reminder ADD COLUMN handed_at BIGINT;
