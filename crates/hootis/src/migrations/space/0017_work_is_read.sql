-- What is planned, done and asked, as Dolibarr says it. Moments are text, in the local time of that Dolibarr: `YYYY-MM-DD HH:MM:SS`.
CREATE TABLE project (
  id UUID PRIMARY KEY,
  reference TEXT NOT NULL,
  title TEXT,
  description TEXT,
  description_html TEXT,
  party_id UUID REFERENCES party (id) ON DELETE CASCADE,
  parent_id UUID REFERENCES project (id) ON DELETE SET NULL,
  -- draft, open, closed, unknown.
  status TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  closed_on TEXT,
  -- Of the opportunity that it is.
  stage TEXT,
  chance_percent TEXT,
  opportunity_cents BIGINT,
  budget_cents BIGINT,
  currency TEXT NOT NULL,
  location TEXT,
  note_public TEXT,
  note_public_html TEXT,
  note_private TEXT,
  note_private_html TEXT,
  author_id UUID REFERENCES member (id) ON DELETE SET NULL,
  -- When it was made; empty when Dolibarr does not say.
  made SORTKEY NOT NULL,
  -- Dolibarr has it no more, since.
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX project_made ON project (made, id);
CREATE INDEX project_party_id ON project (party_id, made, id) WHERE party_id IS NOT NULL;
CREATE INDEX project_parent_id ON project (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX project_author_id ON project (author_id) WHERE author_id IS NOT NULL;

CREATE TABLE project_task (
  id UUID PRIMARY KEY,
  reference TEXT,
  project_id UUID NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  parent_id UUID REFERENCES project_task (id) ON DELETE SET NULL,
  label TEXT NOT NULL,
  description TEXT,
  description_html TEXT,
  starts TEXT,
  ends TEXT,
  planned_seconds BIGINT,
  spent_seconds BIGINT,
  progress_percent BIGINT,
  position BIGINT NOT NULL,
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX project_task_project_id ON project_task (project_id, position, id);
CREATE INDEX project_task_parent_id ON project_task (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE time_spent (
  id UUID PRIMARY KEY,
  task_id UUID NOT NULL REFERENCES project_task (id) ON DELETE CASCADE,
  member_id UUID REFERENCES member (id) ON DELETE SET NULL,
  -- The invoice that bills it.
  document_id UUID REFERENCES document (id) ON DELETE SET NULL,
  day TEXT,
  started TEXT,
  seconds BIGINT NOT NULL,
  note TEXT,
  note_html TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX time_spent_task_id ON time_spent (task_id, day, id);
CREATE INDEX time_spent_member_id ON time_spent (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX time_spent_document_id ON time_spent (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE ticket (
  id UUID PRIMARY KEY,
  reference TEXT NOT NULL,
  subject TEXT,
  -- What was asked first.
  message TEXT,
  message_html TEXT,
  party_id UUID REFERENCES party (id) ON DELETE CASCADE,
  project_id UUID REFERENCES project (id) ON DELETE SET NULL,
  -- unread, read, assigned, in_progress, needs_info, waiting, closed, cancelled, unknown.
  status TEXT NOT NULL,
  progress_percent BIGINT,
  kind TEXT,
  topic TEXT,
  severity TEXT,
  author_id UUID REFERENCES member (id) ON DELETE SET NULL,
  assignee_id UUID REFERENCES member (id) ON DELETE SET NULL,
  -- The address that it came from.
  from_address TEXT,
  closed TEXT,
  made SORTKEY NOT NULL,
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX ticket_made ON ticket (made, id);
CREATE INDEX ticket_party_id ON ticket (party_id, made, id) WHERE party_id IS NOT NULL;
CREATE INDEX ticket_project_id ON ticket (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX ticket_author_id ON ticket (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX ticket_assignee_id ON ticket (assignee_id) WHERE assignee_id IS NOT NULL;

CREATE TABLE ticket_message (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  -- Among colleagues.
  is_internal BOOLEAN NOT NULL,
  by_mail BOOLEAN NOT NULL,
  author_id UUID REFERENCES member (id) ON DELETE SET NULL,
  contact_id UUID REFERENCES contact (id) ON DELETE SET NULL,
  from_address TEXT,
  subject TEXT,
  body TEXT,
  body_html TEXT,
  written SORTKEY NOT NULL,
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX ticket_message_ticket_id ON ticket_message (ticket_id, written, id);
CREATE INDEX ticket_message_author_id ON ticket_message (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX ticket_message_contact_id ON ticket_message (contact_id) WHERE contact_id IS NOT NULL;

-- An appointment, a call, a task of the agenda; or the trace of what Dolibarr did by itself (`is_automatic`).
CREATE TABLE event (
  id UUID PRIMARY KEY,
  is_automatic BOOLEAN NOT NULL,
  code TEXT,
  kind TEXT,
  label TEXT,
  note TEXT,
  note_html TEXT,
  -- When it begins, or else when it was written down; empty when Dolibarr says neither.
  starts SORTKEY NOT NULL,
  ends TEXT,
  is_all_day BOOLEAN NOT NULL,
  -- not_applicable, to_do, begun, done.
  progress TEXT NOT NULL,
  percent BIGINT,
  location TEXT,
  party_id UUID REFERENCES party (id) ON DELETE CASCADE,
  contact_id UUID REFERENCES contact (id) ON DELETE SET NULL,
  project_id UUID REFERENCES project (id) ON DELETE SET NULL,
  task_id UUID REFERENCES project_task (id) ON DELETE SET NULL,
  -- What else it is about: a row of another table, as `about_kind` says.
  about_kind TEXT,
  about_id UUID,
  author_id UUID REFERENCES member (id) ON DELETE SET NULL,
  owner_id UUID REFERENCES member (id) ON DELETE SET NULL,
  gone_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX event_starts ON event (is_automatic, starts, id);
CREATE INDEX event_party_id ON event (party_id, is_automatic, starts, id) WHERE party_id IS NOT NULL;
CREATE INDEX event_contact_id ON event (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX event_project_id ON event (project_id, starts, id) WHERE project_id IS NOT NULL;
CREATE INDEX event_task_id ON event (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX event_about_id ON event (about_id, starts, id) WHERE about_id IS NOT NULL;
CREATE INDEX event_author_id ON event (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX event_owner_id ON event (owner_id) WHERE owner_id IS NOT NULL;

-- Who takes part: a colleague or a contact.
CREATE TABLE event_attendee (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  member_id UUID REFERENCES member (id) ON DELETE CASCADE,
  contact_id UUID REFERENCES contact (id) ON DELETE CASCADE,
  is_mandatory BOOLEAN NOT NULL,
  -- none, yes, no, maybe.
  answer TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX event_attendee_event_id ON event_attendee (event_id);
CREATE INDEX event_attendee_member_id ON event_attendee (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX event_attendee_contact_id ON event_attendee (contact_id) WHERE contact_id IS NOT NULL;

-- One thing made of another: an invoice of an order, an order of a quote.
CREATE TABLE record_link (
  id UUID PRIMARY KEY,
  source_kind TEXT NOT NULL,
  source_id UUID NOT NULL,
  target_kind TEXT NOT NULL,
  target_id UUID NOT NULL,
  relation TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX record_link_source_id ON record_link (source_id);
CREATE INDEX record_link_target_id ON record_link (target_id);

-- What a customer may still take off an invoice, or did.
CREATE TABLE discount (
  id UUID PRIMARY KEY,
  party_id UUID REFERENCES party (id) ON DELETE CASCADE,
  -- granted, credit_note, deposit, excess_received.
  nature TEXT NOT NULL,
  -- The invoice that it was made of, and the one that it pays.
  source_id UUID REFERENCES document (id) ON DELETE SET NULL,
  used_on_id UUID REFERENCES document (id) ON DELETE SET NULL,
  is_used BOOLEAN NOT NULL,
  excl_cents BIGINT NOT NULL,
  vat_cents BIGINT NOT NULL,
  incl_cents BIGINT NOT NULL,
  vat_rate TEXT,
  description TEXT,
  made TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX discount_party_id ON discount (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX discount_source_id ON discount (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX discount_used_on_id ON discount (used_on_id) WHERE used_on_id IS NOT NULL;
