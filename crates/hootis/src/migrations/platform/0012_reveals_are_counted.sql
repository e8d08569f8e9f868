-- Each time browsing records were linked to people: on which ground, and the number of the file. Not whose.
CREATE TABLE reveal (
  id UUID PRIMARY KEY,
  ground TEXT NOT NULL,
  reference TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
