applications-title = Applications
applications-lead = Ce avec quoi votre entreprise travaille. Une application coupée disparaît partout : menus, fiches, recherche, Station Clients.
applications-trail = Fil d’Ariane
applications-parties = Tout le reste s’y rattache.
applications-always = Toujours là
applications-kept = Rien n’est supprimé quand vous coupez une application : vous retrouvez tout en la rétablissant, et c’est là que vous supprimez ce qui doit l’être. Les exports et les demandes de vos contacts portent aussi sur ce qui est coupé.
applications-done = Vos applications sont enregistrées.
applications-import-runs = Un import est en cours : arrêtez-le d’abord, ou attendez sa fin.
applications-talks = { $n ->
    [one] Une conversation est gardée.
   *[other] { $n } conversations sont gardées.
}
applications-files = { $n ->
    [one] Un fichier est gardé.
   *[other] { $n } fichiers sont gardés.
}
applications-settings-hint = Messages, photos, Dolibarr : gardez ce qui vous sert.
