-- The order of everything that is said in a space. Whoever writes takes the next position and holds the row until what they wrote
-- is there for all: what is seen later was written later, and nobody who asks for what came after a position misses any.
CREATE TABLE talk_clock (
  name TEXT PRIMARY KEY,
  position BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
INSERT INTO talk_clock (name, position, created_at) VALUES ('talk', 0, 0);

CREATE TABLE conversation (
  id UUID PRIMARY KEY,
  party_id UUID REFERENCES party (id) ON DELETE SET NULL,
  subject TEXT,
  -- A contact wrote last, and nobody has answered or said that there is nothing to answer.
  awaits BOOLEAN NOT NULL,
  done_at BIGINT,
  assigned_to UUID REFERENCES member (id) ON DELETE SET NULL,
  -- The position of its last message.
  messaged_at BIGINT NOT NULL,
  -- The positions when something changed that its contacts may see, and when anything did.
  stamp BIGINT NOT NULL,
  inner_stamp BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX conversation_messaged_at ON conversation (messaged_at);
CREATE INDEX conversation_awaits ON conversation (messaged_at) WHERE awaits;
CREATE INDEX conversation_party_id ON conversation (party_id, messaged_at) WHERE party_id IS NOT NULL;
CREATE INDEX conversation_assigned_to ON conversation (assigned_to, messaged_at) WHERE assigned_to IS NOT NULL;
CREATE INDEX conversation_stamp ON conversation (stamp);
CREATE INDEX conversation_inner_stamp ON conversation (inner_stamp);

-- Who is written to, how far each has read, and what they began to write.
CREATE TABLE conversation_contact (
  conversation_id UUID NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  contact_id UUID NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  read_position BIGINT NOT NULL,
  read_at BIGINT,
  -- Up to where a mail told of messages.
  noticed_position BIGINT NOT NULL,
  muted_at BIGINT,
  draft TEXT,
  draft_at BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, contact_id)
);
CREATE INDEX conversation_contact_contact_id ON conversation_contact (contact_id, conversation_id);
CREATE INDEX conversation_contact_draft_at ON conversation_contact (draft_at) WHERE draft_at IS NOT NULL;

CREATE TABLE conversation_member (
  conversation_id UUID NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  member_id UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  read_position BIGINT NOT NULL,
  read_at BIGINT,
  noticed_position BIGINT NOT NULL,
  -- Where a colleague last called them by name.
  called_position BIGINT,
  muted_at BIGINT,
  draft TEXT,
  draft_is_aside BOOLEAN NOT NULL,
  draft_at BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, member_id)
);
CREATE INDEX conversation_member_member_id ON conversation_member (member_id, conversation_id);
CREATE INDEX conversation_member_draft_at ON conversation_member (draft_at) WHERE draft_at IS NOT NULL;

-- What contacts of the conversation read. `member_id` or `contact_id` wrote it; neither, once they are gone.
CREATE TABLE message (
  id UUID PRIMARY KEY,
  conversation_id UUID NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  member_id UUID REFERENCES member (id) ON DELETE SET NULL,
  contact_id UUID REFERENCES contact (id) ON DELETE SET NULL,
  from_contact BOOLEAN NOT NULL,
  author_name TEXT NOT NULL,
  body TEXT NOT NULL,
  edited_at BIGINT,
  deleted_at BIGINT,
  -- The position when it changed last.
  stamp BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX message_conversation_id_position ON message (conversation_id, position);
CREATE INDEX message_conversation_id_stamp ON message (conversation_id, stamp);
CREATE INDEX message_contact_id ON message (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX message_member_id ON message (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX message_deleted_at ON message (deleted_at) WHERE deleted_at IS NOT NULL;

-- What colleagues say to each other beside a conversation: a table that nothing on the side of contacts can name.
-- `called` is JSON, the members who are called by name: [["id","name"]].
CREATE TABLE aside (
  id UUID PRIMARY KEY,
  conversation_id UUID NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  author_id UUID REFERENCES member (id) ON DELETE SET NULL,
  author_name TEXT NOT NULL,
  body TEXT NOT NULL,
  called TEXT NOT NULL,
  edited_at BIGINT,
  deleted_at BIGINT,
  stamp BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX aside_conversation_id_position ON aside (conversation_id, position);
CREATE INDEX aside_conversation_id_stamp ON aside (conversation_id, stamp);
CREATE INDEX aside_author_id ON aside (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX aside_deleted_at ON aside (deleted_at) WHERE deleted_at IS NOT NULL;
