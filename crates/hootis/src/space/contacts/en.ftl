### Contacts.

contacts-title = Contacts
contacts-lead = The people you know, with a customer or alone.
contacts-add = Add a contact
contacts-new-title = New contact
contacts-edit-title = Edit { $name }
contacts-trail = Breadcrumb
contacts-filter = Filter
contacts-in-use = In use
contacts-archived = Archived
contacts-all = All contacts
contacts-of-party = Contacts of
contacts-search = Name, e-mail, phone, town…
contacts-caption = Contacts, by name
contacts-empty-title = No contact yet
contacts-empty-text = Add the first person, or bring those of your Dolibarr in.
contacts-none-title = Nobody matches
contacts-none-text = Try another word, or part of the name. Accents and capitals do not matter.
contacts-name = Name
contacts-civility = Title
contacts-civility-mrs = Ms
contacts-civility-mr = Mr
contacts-first-name = First name
contacts-last-name = Last name
contacts-last-name-missing = Give a name at least.
contacts-position = Position
contacts-email = E-mail
contacts-phone = Phone
contacts-mobile = Mobile
contacts-phone-personal = Personal phone
contacts-fax = Fax
contacts-address = Address
contacts-street = Street
contacts-postal-code = Postal code
contacts-town = Town
contacts-country = Country
contacts-birthday = Birthday
contacts-birthday-wrong = There is no such day. Write it as 1986-11-23.
contacts-note = Note
contacts-note-label = What to know
contacts-note-hint = The contact does not see it.
contacts-note-internal = Internal note
contacts-person = Person
contacts-reach = Reach
contacts-identity = Identity
contacts-party = Customer
contacts-party-search = Find a customer by name
contacts-party-look = Find
contacts-party-none = No customer
contacts-party-nothing = No customer of that name.
contacts-party-which = Several customers match: choose from the list.
contacts-party-unknown = No customer has that name. Find another one, or empty the field.
contacts-alone = no customer
contacts-private = Private
contacts-private-chip = Private
contacts-private-check = Seen by me alone
contacts-archived-chip = Archived
contacts-yes = yes
contacts-no = no
contacts-other-field = Another field
contacts-tag = Tag
contacts-tags = Tags
contacts-no-tag = No tag.
contacts-tag-new = New tag
contacts-tag-add = Add
contacts-untag = Take the tag { $name } off
contacts-edit = Edit
contacts-save = Save
contacts-saving = Saving…
contacts-cancel = Cancel
contacts-archive = Archive
contacts-restore = Take out of the archive
contacts-undo = Undo
contacts-read-only = Read only: this card is changed in Dolibarr. Tags are yours.
contacts-dolibarr-owned = This card comes from Dolibarr and is changed there. Here you can tag and archive it.
contacts-conflict = { $who } changed this card while you were writing, on { $date }.
contacts-conflict-text = Nothing is lost: what you wrote is still in the form. Compare, correct if need be, then save: your version will stay.
contacts-conflict-same = Your changes do not cross: what you wrote is kept below, the rest is up to date. Save again.
contacts-conflict-caption = Both versions
contacts-conflict-field = Field
contacts-conflict-theirs = Saved
contacts-conflict-mine = Written by you
contacts-alike = This person may be here already
contacts-anyway = Create anyway
contacts-save-anyway = Save anyway
contacts-timeline = History
contacts-since = Card created on { $date }.
contacts-change-created = Card created
contacts-change-updated = Card changed
contacts-change-archived = Card archived
contacts-change-restored = Card taken out of the archive
contacts-change-tagged = Tag put on
contacts-change-untagged = Tag taken off
contacts-change-field = { $field }: { $before } → { $after }
contacts-delete = Delete this contact…
contacts-delete-title = Delete a contact
contacts-delete-question = Delete { $name }?
contacts-delete-text = The card, its tags, its notes and what the history said of the person disappear at once. There is no way back.
contacts-delete-dolibarr = Dolibarr keeps its own: the next import will bring this person back, unless you delete them in Dolibarr too.
contacts-delete-yes = Delete the contact
contacts-keep = Keep the contact
contacts-done-created = Contact added.
contacts-done-updated = Contact saved.
contacts-done-archived = Contact archived.
contacts-done-restored = Contact taken out of the archive.
contacts-done-deleted = Contact deleted.
contacts-count =
    { $n ->
        [0] No contact
        [one] One contact
       *[other] { $n } contacts
    }
contacts-found =
    { $n ->
        [0] No contact found
        [one] One contact found
       *[other] { $n } contacts found
    }
contacts-count-more = More than { $n } contacts
contacts-found-more = More than { $n } contacts found: add a word to narrow it down
contacts-bulk = For the ticked contacts
contacts-bulk-tag = Tag
contacts-bulk-untag = Take the tag off
contacts-select = Select { $name }
contacts-select-all = Select all
contacts-any-tag = All tags
contacts-bulk-archived =
    { $n ->
        [0] Nothing to archive: tick some contacts.
        [one] One contact archived.
       *[other] { $n } contacts archived.
    }
contacts-bulk-restored =
    { $n ->
        [0] Nothing to bring back: tick some contacts.
        [one] One contact out of the archive.
       *[other] { $n } contacts out of the archive.
    }
contacts-bulk-tagged =
    { $n ->
        [0] No contact tagged: tick some and give a tag.
        [one] One contact tagged.
       *[other] { $n } contacts tagged.
    }
contacts-bulk-untagged =
    { $n ->
        [0] None of the ticked contacts had this tag.
        [one] Tag taken off one contact.
       *[other] Tag taken off { $n } contacts.
    }
contacts-locked-but-fields = This card comes from Dolibarr: its fields are changed there. Custom fields are filled in here.
contacts-access-active = Comes in to Station Clients
contacts-access-invited = Invitation sent
contacts-access-suspended = Access suspended
contacts-access-none = Has no access
contacts-access-give = Give access…
contacts-access-open = Manage access
contacts-change-invited = Invitation to Station Clients sent
contacts-change-withdrawn = Access to Station Clients withdrawn
contacts-change-suspended = Access to Station Clients suspended
contacts-change-restored-access = Access to Station Clients restored
contacts-change-reach = Rights in Station Clients changed
contacts-change-factor = Two-factor sign-in removed
contacts-change-viewed = Station Clients viewed as this contact
contacts-change-corrected = Correction of the contact accepted
contacts-change-correction-refused = Correction of the contact refused
contacts-change-erasure = Erasure asked for by the contact
contacts-change-erasure-withdrawn = Request for erasure taken back
contacts-change-erasure-extended = More time taken to answer an erasure
contacts-change-erasure-refused = Erasure refused
