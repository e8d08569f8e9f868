-- What a space that takes part in the trends counted of itself: parties as they last were, imports of the month.
CREATE TABLE space_total (
  space_id UUID PRIMARY KEY REFERENCES space (id) ON DELETE CASCADE,
  month BIGINT NOT NULL,
  parties BIGINT NOT NULL,
  imports BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Totals of a month that is over. None where too few spaces were in it.
CREATE TABLE trend (
  month BIGINT NOT NULL,
  measure TEXT NOT NULL,
  total BIGINT,
  spaces BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (month, measure)
);
