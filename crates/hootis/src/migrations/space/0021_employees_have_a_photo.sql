-- The day somebody began to work here, where the company wants it written: personal, shown to who manages the team.
ALTER TABLE member ADD COLUMN hired_on TEXT;
-- The name of their picture, made of what it shows; none where there is none.
ALTER TABLE member ADD COLUMN photo TEXT;

-- A small picture of a member, drawn anew from what they sent.
CREATE TABLE member_photo (
  member_id UUID PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  image BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
