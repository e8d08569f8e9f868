applications-title = Applications
applications-lead = What your company works with. An application that is off is gone everywhere: menus, cards, search, Station Clients.
applications-trail = Breadcrumb
applications-parties = Everything else is about them.
applications-always = Always there
applications-kept = Nothing is deleted when you switch an application off: you find everything when it is on again, and delete there what must go. Exports and the requests of your contacts also cover what is off.
applications-done = Your applications are saved.
applications-import-runs = An import is under way: stop it first, or wait for its end.
applications-talks = { $n ->
    [one] One conversation is kept.
   *[other] { $n } conversations are kept.
}
applications-files = { $n ->
    [one] One file is kept.
   *[other] { $n } files are kept.
}
applications-settings-hint = Messages, photos, Dolibarr: keep what serves you.
