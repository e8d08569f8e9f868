-- A field that is asked for no more keeps what it held until it is deleted.
ALTER TABLE custom_field ADD COLUMN retired_at BIGINT;
