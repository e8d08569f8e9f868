### Customers: list, card, form.

parties-title = Customers
parties-none-yet = No card yet.
parties-count =
    { $n ->
        [0] No card.
        [one] One card.
       *[other] { $n } cards.
    }
parties-count-dolibarr = { $n } cards; { $from } come from Dolibarr.
parties-count-found =
    { $n ->
        [0] No card found.
        [one] One card found.
       *[other] { $n } cards found.
    }
parties-count-capped = More than 1,000 cards: narrow down to see them all.
parties-import = Import
parties-add = Add a customer
parties-connect = Connect Dolibarr
parties-empty = Your address book is still empty
parties-empty-text = Add a first card or connect your Dolibarr. Everything can be corrected later.
parties-nothing = No card matches
parties-nothing-text = Try another word, or remove a filter.
parties-by-kind = Filter by kind
parties-all = All
parties-customers = Customers
parties-prospects = Prospects
parties-suppliers = Suppliers
parties-archived = Archived
parties-customer = Customer
parties-prospect = Prospect
parties-supplier = Supplier
parties-search = Name, town, SIREN, telephone…
parties-search-in = Search the customers
parties-search-do = Search
parties-filters = Filters
parties-tag = Tag
parties-tags = Tags
parties-any-tag = Any
parties-in-charge = In charge
parties-anybody = Anybody
parties-origin = Origin
parties-any-origin = Any
parties-origin-here = Typed here
parties-clear = Show all
parties-bulk = For the ticked cards
parties-bulk-tag = Tag
parties-bulk-untag = Untag
parties-select = Select { $name }
parties-select-all = Select all
parties-changed = Changed
parties-newest-first = Newest first
parties-archive = Archive
parties-unarchive = Bring back
parties-done-archived =
    { $n ->
        [0] Nothing to archive.
        [one] One card archived.
       *[other] { $n } cards archived.
    }
parties-done-restored =
    { $n ->
        [0] Nothing to bring back.
        [one] One card brought back.
       *[other] { $n } cards brought back.
    }
parties-done-tagged =
    { $n ->
        [0] No card tagged: tick some and give a tag.
        [one] One card tagged.
       *[other] { $n } cards tagged.
    }
parties-done-untagged =
    { $n ->
        [0] None of the ticked cards had this tag.
        [one] Tag taken off one card.
       *[other] Tag taken off { $n } cards.
    }
parties-done-deleted =
    { $n ->
        [one] Card deleted.
       *[other] { $n } cards deleted.
    }
parties-trail = Breadcrumb
parties-person = Individual
parties-company = Company
parties-yes = yes
parties-no = no
parties-is-archived = archived
parties-is-closed = Closed in Dolibarr
parties-untag = Take off the tag { $name }
parties-add-tag = Add a tag
parties-add-do = Add
parties-call = Call
parties-write = E-mail
parties-more = More actions
parties-edit-do = Change
parties-delete-do = Delete…
parties-identity = Identity
parties-locked = Read-only: this card is changed in Dolibarr ({ $source }, row { $row }). Tags, notes, addresses and who is in charge stay yours.
parties-locked-edit = This card comes from Dolibarr: its fields are changed there and arrive here at the next reading. Nothing was changed.
parties-made = Card made on { $when }
parties-parent = Parent company
parties-subsidiaries = Subsidiaries
parties-and-more = and more
parties-addresses = Further addresses
parties-no-address = No further address.
parties-address-new = Add an address
parties-address-edit = Change the address
parties-address-change = Change the address { $name }
parties-address-delete = Delete this address
parties-f-label = Name of the address
parties-label-hint = Delivery, billing, building site…
parties-label-missing = Give this address a name.
parties-address-missing = Give at least the street or the town.
parties-contacts = Contacts
parties-add-contact = Add a contact
parties-no-contact = No contact.
parties-all-contacts = See all contacts
parties-nobody = Nobody yet.
parties-put-in-charge = Put in charge
parties-take-off = Take { $name } off
parties-notes-dolibarr = Notes from Dolibarr
parties-note-public = Public note
parties-note-private = Private note
parties-timeline = History
parties-no-change = Nothing has changed yet.
parties-was-created = { $who } made the card
parties-was-updated = { $who } changed the card
parties-was-archived = { $who } archived the card
parties-was-restored = { $who } brought the card back
parties-was-tagged = { $who } added a tag
parties-was-untagged = { $who } took off a tag
parties-was-noted = { $who } wrote a note
parties-was-note-deleted = { $who } deleted a note
parties-was-address-added = { $who } added an address
parties-was-address-updated = { $who } changed an address
parties-was-address-deleted = { $who } deleted an address
parties-was-put-in-charge = { $who } put somebody in charge
parties-was-taken-off = { $who } took somebody off
parties-was-changed = { $who } did something to the card
parties-by-import = The Dolibarr import
parties-by-operator = The operator
parties-new = New customer
parties-edit = Change the card
parties-create = Make the card
parties-save = Save
parties-saving = Saving…
parties-cancel = Cancel
parties-reach = How to reach them
parties-f-name = Name
parties-f-kind = Kind
parties-f-alias = Other name
parties-f-roles = Type
parties-f-code = Customer code
parties-f-supplier-code = Supplier code
parties-f-siren = SIREN
parties-f-siret = SIRET
parties-siren-hint = 9 digits.
parties-siret-hint = 14 digits, beginning with the SIREN.
parties-f-vat = VAT number
parties-vat-hint = From the SIREN: { $number }
parties-f-activity = Activity code
parties-f-legal-form = Legal form
parties-f-register = Registration
parties-f-staff = Staff
parties-f-category = Category
parties-f-capital = Capital
parties-f-prospect-status = Prospecting
parties-f-email = E-mail
parties-f-phone = Telephone
parties-f-mobile = Mobile
parties-f-fax = Fax
parties-f-website = Website
parties-f-address = Address
parties-f-street = Street
parties-f-postal-code = Postal code
parties-f-town = Town
parties-f-department = Department
parties-f-country = Country
parties-name-missing = Give this card a name.
parties-country-unknown = This country is not in the list.
parties-doubles = This card may exist already:
parties-same-siret = same SIRET
parties-same-siren = same SIREN
parties-same-email = same e-mail address
parties-same-name = same name
parties-create-anyway = Make it anyway
parties-save-anyway = Save anyway
parties-overtaken = { $who } saved this card on { $when } while you were changing it.
parties-overtaken-apart = Your changes do not cross: what you typed is kept below, the rest is up to date. Save again.
parties-overtaken-both = You both changed the same fields. What you typed is kept below: check, then save again.
parties-field = Field
parties-theirs = Now
parties-yours = What you typed
parties-delete = Delete a card
parties-delete-title = Delete “{ $name }”?
parties-delete-text = Deleting is for good. Gone with the card:
parties-delete-own = its identity, tags, custom fields and history
parties-delete-notes =
    { $n ->
        [one] one internal note
       *[other] { $n } internal notes
    }
parties-delete-addresses =
    { $n ->
        [one] one further address
       *[other] { $n } further addresses
    }
parties-delete-documents =
    { $n ->
        [one] One quote, order or invoice read in Dolibarr.
       *[other] { $n } quotes, orders and invoices read in Dolibarr.
    }
parties-delete-contacts =
    { $n ->
        [one] One contact stays, without a company.
       *[other] { $n } contacts stay, without a company.
    }
parties-delete-subsidiaries =
    { $n ->
        [one] One subsidiary stays, without a parent company.
       *[other] { $n } subsidiaries stay, without a parent company.
    }
parties-delete-dolibarr = It comes from Dolibarr, where it stays. Later imports will not bring it back.
parties-delete-or = To take it off the list without losing anything, archive it.
parties-delete-yes = Delete for good
parties-parent-search = Look for the parent company by its name
parties-parent-none = None
parties-parent-nothing = No card of that name.
parties-parent-unknown = No card has this name. Look for another one, or empty the field.
parties-parent-which = Several cards match: choose from the list.
parties-parent-circle = This company already belongs to this one: it cannot be its parent company.
parties-locked-but-fields = This card comes from Dolibarr: its fields are changed there. Custom fields are filled in here.
parties-access-of = Access of { $name } to Station Clients
parties-access-give = Invite { $name } to Station Clients
parties-access-active = Comes in
parties-access-invited = Invited
parties-access-suspended = Suspended
parties-is-gone = No longer in Dolibarr
parties-merged = Merged with { $name }
