-- A file may go with a message or with an internal note. Until that is sent it is its sender's alone.
ALTER TABLE media ADD COLUMN conversation_id UUID REFERENCES conversation (id) ON DELETE RESTRICT;
ALTER TABLE media ADD COLUMN message_id UUID REFERENCES message (id) ON DELETE SET NULL;
ALTER TABLE media ADD COLUMN aside_id UUID REFERENCES aside (id) ON DELETE SET NULL;
-- The contact who sent it.
ALTER TABLE media ADD COLUMN contact_id UUID REFERENCES contact (id) ON DELETE SET NULL;
-- When it was sent here, as long as what it goes with is not.
ALTER TABLE media ADD COLUMN unsent_at BIGINT;
-- Since when it is shown in Station Clients: to its party, or to one contact alone, who may be no more. What goes with a note never is.
ALTER TABLE media ADD COLUMN shared_at BIGINT CHECK (shared_at IS NULL OR aside_id IS NULL);
ALTER TABLE media ADD COLUMN shared_with UUID;
CREATE INDEX media_conversation ON media (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX media_message ON media (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX media_aside ON media (aside_id) WHERE aside_id IS NOT NULL;
CREATE INDEX media_contact ON media (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX media_unsent_at ON media (unsent_at) WHERE unsent_at IS NOT NULL;
CREATE INDEX media_shared_with ON media (shared_with) WHERE shared_with IS NOT NULL;

-- Contacts send, too.
ALTER TABLE media_upload RENAME COLUMN member_id TO sender_id;
-- It will go with a message.
ALTER TABLE media_upload ADD COLUMN is_attachment BOOLEAN NOT NULL DEFAULT FALSE;

-- A conversation with a contact who was private to somebody stays theirs when that contact is erased.
ALTER TABLE conversation ADD COLUMN is_private BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE conversation ADD COLUMN private_to UUID;

-- Until when the law wants an answer: a month, as for an erasure.
ALTER TABLE contact_correction ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
UPDATE contact_correction SET due_at = created_at + 2678400000;
