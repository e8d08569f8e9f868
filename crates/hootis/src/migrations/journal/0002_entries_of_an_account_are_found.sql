-- A holder reads what happened to their account.
CREATE INDEX entry_account_id ON entry (account_id, sequence);
