-- Messages of the month in a space that takes part in the trends.
ALTER TABLE space_total ADD COLUMN messages BIGINT NOT NULL DEFAULT 0;
