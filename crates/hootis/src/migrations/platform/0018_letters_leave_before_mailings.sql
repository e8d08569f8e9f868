-- A letter that is due is found at once, however many mails of a mailing wait beside it.
CREATE INDEX mail_letter ON mail (next_try_at) WHERE unsubscribe_url IS NULL;
