-- That support may enter a space until an instant, that it asked to, or that it was refused.
CREATE TABLE support_grant (
  id UUID PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  space_id UUID NOT NULL,
  operator_id UUID,
  -- read, write
  access TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_at BIGINT,
  granted_at BIGINT,
  ended_at BIGINT,
  -- Of a request: until when it may be answered.
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX support_grant_account_id ON support_grant (account_id, created_at);
CREATE INDEX support_grant_expires_at ON support_grant (expires_at);
