### Les notes entre collègues.

notes-title = Notes internes
notes-new = Nouvelle note
notes-edit = Modifier la note
notes-body = Note
notes-hint = Visible de votre équipe seulement, jamais du client.
notes-save = Enregistrer la note
notes-add = Ajouter une note
notes-change = Modifier
notes-delete = Supprimer
notes-empty = Écrivez quelque chose avant d'enregistrer.
notes-changed = modifiée { $when }
