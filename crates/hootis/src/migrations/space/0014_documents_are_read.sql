-- What is sold, as Dolibarr says it. Amounts are cents everywhere.
CREATE TABLE product (
  id UUID PRIMARY KEY,
  reference TEXT NOT NULL,
  label TEXT,
  description TEXT,
  description_html TEXT,
  is_service BOOLEAN NOT NULL,
  is_on_sale BOOLEAN NOT NULL,
  price_excl_cents BIGINT NOT NULL,
  price_incl_cents BIGINT NOT NULL,
  vat_rate TEXT,
  unit TEXT,
  currency TEXT NOT NULL,
  -- Dolibarr has it no more, since.
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- A quote, an order or an invoice. `kind`: quote, order, invoice. `nature`: standard, credit_note, deposit…
CREATE TABLE document (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  nature TEXT NOT NULL,
  reference TEXT NOT NULL,
  customer_reference TEXT,
  party_id UUID REFERENCES party (id) ON DELETE CASCADE,
  -- Its date, `YYYY-MM-DD`; empty when Dolibarr has none.
  day SORTKEY NOT NULL,
  -- Last day to pay, of its validity, or of delivery.
  due_day TEXT,
  status TEXT NOT NULL,
  -- Why an invoice was closed without being wholly paid.
  closing TEXT,
  is_billed BOOLEAN NOT NULL,
  excl_cents BIGINT NOT NULL,
  vat_cents BIGINT NOT NULL,
  -- Second and third taxes, revenue stamp.
  taxes_cents BIGINT NOT NULL,
  incl_cents BIGINT NOT NULL,
  paid_cents BIGINT NOT NULL,
  credited_cents BIGINT NOT NULL,
  -- What is still asked for.
  due_cents BIGINT NOT NULL,
  currency TEXT NOT NULL,
  -- The same total in the customer's currency, where that is another.
  foreign_currency TEXT,
  foreign_incl_cents BIGINT,
  payment_term TEXT,
  payment_method TEXT,
  -- The number in Dolibarr of the invoice that it corrects or replaces: that one may come after it.
  corrects_row BIGINT,
  note_public TEXT,
  note_public_html TEXT,
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX document_day ON document (kind, day, id);
CREATE INDEX document_party_id ON document (party_id, day, id) WHERE party_id IS NOT NULL;
CREATE INDEX document_due ON document (kind, due_day, id) WHERE due_cents <> 0 AND gone_at IS NULL;

-- A line of one. `kind`: product, service, title, subtotal, text.
CREATE TABLE document_line (
  id UUID PRIMARY KEY,
  document_id UUID NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  product_id UUID REFERENCES product (id) ON DELETE SET NULL,
  label TEXT,
  description TEXT,
  description_html TEXT,
  -- It is no sale, but a discount that is used: where that comes from.
  discount TEXT,
  is_option BOOLEAN NOT NULL,
  -- Decimal numbers as text: they have more digits than cents.
  quantity TEXT,
  unit TEXT,
  unit_price TEXT,
  discount_percent TEXT,
  vat_rate TEXT,
  excl_cents BIGINT NOT NULL,
  vat_cents BIGINT NOT NULL,
  incl_cents BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX document_line_document_id ON document_line (document_id, position, id);
CREATE INDEX document_line_product_id ON document_line (product_id) WHERE product_id IS NOT NULL;

-- Money that came in, and what of it went to which invoice.
CREATE TABLE payment (
  id UUID PRIMARY KEY,
  reference TEXT,
  day TEXT,
  amount_cents BIGINT NOT NULL,
  method TEXT,
  number TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE TABLE payment_share (
  id UUID PRIMARY KEY,
  payment_id UUID NOT NULL REFERENCES payment (id) ON DELETE CASCADE,
  document_id UUID NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  amount_cents BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX payment_share_document_id ON payment_share (document_id);
CREATE INDEX payment_share_payment_id ON payment_share (payment_id);
