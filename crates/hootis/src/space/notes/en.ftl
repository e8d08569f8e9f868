### Notes between colleagues.

notes-title = Internal notes
notes-new = New note
notes-edit = Change the note
notes-body = Note
notes-hint = Seen by your team only, never by the customer.
notes-save = Save the note
notes-add = Add a note
notes-change = Change
notes-delete = Delete
notes-empty = Write something before saving.
notes-changed = changed { $when }
