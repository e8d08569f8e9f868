### Tags, kept in order.

tags-title = Tags
tags-lead = Your own words to sort customers and contacts. A tag can also be made right on a card.
tags-trail = Breadcrumb
tags-sort = Tags of
tags-of-parties = Customers
tags-of-contacts = Contacts
tags-none = No tag yet
tags-none-text = Name one here, or put one on a card.
tags-name = Name
tags-name-missing = Give this tag a name.
tags-name-taken = A tag already has this name.
tags-name-and-color = Name and colour
tags-changed = Somebody has just changed this tag. Read your version again, then save to keep it.
tags-color = Colour
tags-no-color = None
tags-indigo = Indigo
tags-blue = Blue
tags-green = Green
tags-amber = Amber
tags-orange = Orange
tags-red = Red
tags-violet = Violet
tags-grey = Grey
tags-used = Used by
tags-used-parties =
    { $n ->
        [0] No customer
        [one] One customer
       *[other] { $n } customers
    }
tags-used-contacts =
    { $n ->
        [0] No contact
        [one] One contact
       *[other] { $n } contacts
    }
tags-actions = Actions
tags-edit = Edit
tags-edit-one = Edit the tag { $name }
tags-more = The first { $n } are shown.
tags-new = New tag
tags-add = Add
tags-save = Save
tags-cancel = Cancel
tags-dolibarr-owned = Tags marked Dolibarr come from its categories: they are renamed, coloured and deleted there, and arrive here at the next reading.
tags-merge = Merge
tags-merge-instead = Put both together as “{ $name }”?
tags-merge-text = Everything that has “{ $name }” will have the chosen tag, and “{ $name }” goes. This cannot be undone.
tags-merge-with = With the tag
tags-merge-choose = Choose…
tags-merge-missing = Choose the tag that stays.
tags-merge-do = Merge the two
tags-delete = Delete…
tags-delete-title = Delete the tag
tags-delete-hint = The cards stay; they no longer have this tag.
tags-delete-question = Delete the tag “{ $name }”?
tags-delete-text = The cards stay, without this tag. This cannot be undone.
tags-delete-yes = Delete the tag
tags-keep = Keep the tag
tags-done-created = Tag added.
tags-done-updated = Tag saved.
tags-done-merged = Tags merged.
tags-done-deleted = Tag deleted.
