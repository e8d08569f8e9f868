### Les champs que l'entreprise ajoute.

fields-title = Champs personnalisés
fields-list-title = Champs personnalisés
fields-lead = Ce que vous notez en plus sur vos clients et vos contacts : une date de visite, un numéro de contrat, un choix à cocher.
fields-trail = Fil d'Ariane
fields-of-parties = Clients
fields-of-contacts = Contacts
fields-none = Aucun champ ajouté.
fields-add = Ajouter un champ
fields-new = Nouveau champ
fields-edit = Modifier le champ
fields-edit-one = Modifier le champ { $name }
fields-change = Modifier
fields-label = Nom du champ
fields-label-hint = Tel qu'il s'affichera sur les fiches.
fields-label-missing = Donnez un nom à ce champ.
fields-many = Vous avez déjà { $n } champs : retirez-en un que plus personne ne remplit, puis supprimez-le.
fields-on = Sur les fiches des
fields-kind = Genre
fields-kind-hint = Il ne changera plus : les valeurs déjà notées doivent rester justes.
fields-kind-stays = Le genre d'un champ ne change pas.
fields-kind-missing = Choisissez ce que ce champ contient.
fields-kind-text = Texte court
fields-kind-long = Texte long
fields-kind-number = Nombre
fields-kind-integer = Nombre entier
fields-kind-date = Date
fields-kind-choice = Choix dans une liste
fields-kind-yes-no = Oui ou non
fields-kind-email = E-mail
fields-kind-phone = Téléphone
fields-kind-url = Adresse web
fields-kind-theirs = Propre à Dolibarr
fields-choices = Choix à ajouter
fields-choices-hint = Un par ligne. Pour un choix dans une liste seulement.
fields-choices-there = Videz un choix pour ne plus le proposer ; les fiches qui l'ont le gardent.
fields-choices-missing = Donnez au moins un choix, un par ligne.
fields-choices-many = Un champ propose { $n } choix au plus.
fields-choice-n = Choix { $n }
fields-use = Rempli
fields-filled =
    { $n ->
        [0] sur aucune fiche
        [one] sur une fiche
       *[other] sur { $n } fiches
    }
fields-actions = Actions
fields-up = Monter le champ { $name }
fields-down = Descendre le champ { $name }
fields-retire = Retirer
fields-retire-instead = Seulement le retirer
fields-retired = Retiré
fields-restore = Remettre
fields-delete = Supprimer…
fields-delete-title = Supprimer un champ
fields-delete-question = Supprimer le champ « { $name } » ?
fields-delete-text =
    { $n ->
        [0] Aucune fiche ne l'a rempli. Cela ne se défait pas.
        [one] Ce qu'une fiche y a noté disparaît tout de suite. Cela ne se défait pas.
       *[other] Ce que { $n } fiches y ont noté disparaît tout de suite. Cela ne se défait pas.
    }
fields-delete-yes = Supprimer le champ
fields-keep = Garder le champ
fields-save = Enregistrer
fields-cancel = Annuler
fields-changed = Quelqu'un vient de modifier ce champ. Relisez votre version, puis enregistrez pour la garder.
fields-dolibarr-owned = Les champs marqués Dolibarr sont définis là-bas. Sur une fiche venue de Dolibarr, leur valeur s'y modifie aussi ; sur les vôtres, vous les remplissez ici.
fields-number-wrong = Écrivez un nombre, comme 1 250,5.
fields-integer-wrong = Écrivez un nombre entier, comme 12.
fields-date-wrong = Cette date n'existe pas. Écrivez-la comme 23/11/2026.
fields-choice-wrong = Choisissez dans la liste.
fields-yes = Oui
fields-no = Non
fields-done-created = Champ ajouté.
fields-done-updated = Champ enregistré.
fields-done-retired = Champ retiré. Ses valeurs sont gardées.
fields-done-returned = Champ remis sur les fiches.
fields-done-deleted = Champ supprimé, avec ses valeurs.
fields-fill-in = Remplir les champs personnalisés
fields-nothing = Rien de noté pour l'instant.
