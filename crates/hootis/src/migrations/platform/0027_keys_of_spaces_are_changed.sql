-- The key before, while a space is given another one: what is still under it opens until all of it has been sealed anew.
ALTER TABLE space ADD COLUMN previous_key BYTEA;
