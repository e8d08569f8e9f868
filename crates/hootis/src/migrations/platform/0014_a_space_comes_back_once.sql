-- When a space last came back with nothing left of its trial or of a period paid: those days are given once a year.
ALTER TABLE space ADD COLUMN came_back_at BIGINT;
