-- One row a visit: the five facts that the policy names. Not the page, not the account, not the session.
CREATE TABLE visit (
  id UUID PRIMARY KEY,
  address TEXT NOT NULL,
  visited_at BIGINT NOT NULL,
  -- « Firefox 145 »: family and major version, never what the browser sent.
  browser TEXT NOT NULL,
  platform TEXT NOT NULL,
  -- Origin and path of the page that led here; none when it was one of ours.
  referrer TEXT
);
CREATE INDEX visit_visited_at ON visit (visited_at);

-- Counters without any visitor in them. `day` is when the day begins, in UTC.
CREATE TABLE audience (
  day BIGINT NOT NULL,
  facet TEXT NOT NULL,
  label TEXT NOT NULL,
  hits BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (day, facet, label)
);
