-- The list of archived contacts, as `contact_name_key` is of the others.
CREATE INDEX contact_archived ON contact (name_key, id) WHERE archived_at IS NOT NULL;
