outbox-title = Boîte d'envoi
outbox-text = En développement, les e-mails restent ici au lieu de partir.
outbox-empty = Aucun e-mail pour l'instant.
