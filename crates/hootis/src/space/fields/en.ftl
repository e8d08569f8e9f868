### Fields that the company adds.

fields-title = Custom fields
fields-list-title = Custom fields
fields-lead = What else you note about your customers and contacts: the date of a visit, the number of a contract, a choice to tick.
fields-trail = Breadcrumb
fields-of-parties = Customers
fields-of-contacts = Contacts
fields-none = No field was added.
fields-add = Add a field
fields-new = New field
fields-edit = Edit the field
fields-edit-one = Edit the field { $name }
fields-change = Edit
fields-label = Name of the field
fields-label-hint = As it will be shown on the cards.
fields-label-missing = Give this field a name.
fields-many = You already have { $n } fields: retire one that nobody fills in any more, then delete it.
fields-on = On the cards of
fields-kind = Kind
fields-kind-hint = It will not change: what was already noted must stay right.
fields-kind-stays = The kind of a field does not change.
fields-kind-missing = Choose what this field holds.
fields-kind-text = Short text
fields-kind-long = Long text
fields-kind-number = Number
fields-kind-integer = Whole number
fields-kind-date = Date
fields-kind-choice = Choice from a list
fields-kind-yes-no = Yes or no
fields-kind-email = E-mail
fields-kind-phone = Telephone
fields-kind-url = Web address
fields-kind-theirs = Dolibarr's own
fields-choices = Choices to add
fields-choices-hint = One a line. For a choice from a list only.
fields-choices-there = Empty a choice to offer it no more; cards that have it keep it.
fields-choices-missing = Give at least one choice, one a line.
fields-choices-many = A field offers { $n } choices at most.
fields-choice-n = Choice { $n }
fields-use = Filled in
fields-filled =
    { $n ->
        [0] on no card
        [one] on one card
       *[other] on { $n } cards
    }
fields-actions = Actions
fields-up = Move the field { $name } up
fields-down = Move the field { $name } down
fields-retire = Retire
fields-retire-instead = Only retire it
fields-retired = Retired
fields-restore = Bring back
fields-delete = Delete…
fields-delete-title = Delete a field
fields-delete-question = Delete the field “{ $name }”?
fields-delete-text =
    { $n ->
        [0] No card has filled it in. This cannot be undone.
        [one] What one card noted in it goes at once. This cannot be undone.
       *[other] What { $n } cards noted in it goes at once. This cannot be undone.
    }
fields-delete-yes = Delete the field
fields-keep = Keep the field
fields-save = Save
fields-cancel = Cancel
fields-changed = Somebody has just changed this field. Read your version again, then save to keep it.
fields-dolibarr-owned = Fields marked Dolibarr are defined there. On a card that came from Dolibarr their value is changed there too; on your own, you fill them in here.
fields-number-wrong = Write a number, like 1,250.5.
fields-integer-wrong = Write a whole number, like 12.
fields-date-wrong = This date does not exist. Write it like 23/11/2026.
fields-choice-wrong = Choose from the list.
fields-yes = Yes
fields-no = No
fields-done-created = Field added.
fields-done-updated = Field saved.
fields-done-retired = Field retired. What it holds is kept.
fields-done-returned = Field back on the cards.
fields-done-deleted = Field deleted, with what it held.
fields-fill-in = Fill in the custom fields
fields-nothing = Nothing noted yet.
