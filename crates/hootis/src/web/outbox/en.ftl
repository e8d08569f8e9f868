outbox-title = Outbox
outbox-text = In development, mails stay here instead of leaving.
outbox-empty = No mail yet.
