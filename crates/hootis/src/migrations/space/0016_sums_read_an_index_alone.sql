-- What is to be paid, and what quotes that wait are worth, is summed without opening a document.
CREATE INDEX document_asked ON document (kind, currency, due_day, due_cents) WHERE due_cents <> 0 AND gone_at IS NULL;
CREATE INDEX document_waiting ON document (currency, due_day, incl_cents) WHERE kind = 'quote' AND status = 'open' AND gone_at IS NULL;
