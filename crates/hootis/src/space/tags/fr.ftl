### Les étiquettes, tenues en ordre.

tags-title = Étiquettes
tags-lead = Vos mots pour ranger clients et contacts. Une étiquette se crée aussi directement sur une fiche.
tags-trail = Fil d'Ariane
tags-sort = Étiquettes de
tags-of-parties = Clients
tags-of-contacts = Contacts
tags-none = Aucune étiquette pour l'instant
tags-none-text = Donnez-lui un nom ici, ou posez-en une sur une fiche.
tags-name = Nom
tags-name-missing = Donnez un nom à cette étiquette.
tags-name-taken = Une étiquette porte déjà ce nom.
tags-name-and-color = Nom et couleur
tags-changed = Quelqu'un vient de modifier cette étiquette. Relisez votre version, puis enregistrez pour la garder.
tags-color = Couleur
tags-no-color = Aucune
tags-indigo = Indigo
tags-blue = Bleu
tags-green = Vert
tags-amber = Ambre
tags-orange = Orange
tags-red = Rouge
tags-violet = Violet
tags-grey = Gris
tags-used = Utilisée par
tags-used-parties =
    { $n ->
        [0] Aucun client
        [one] Un client
       *[other] { $n } clients
    }
tags-used-contacts =
    { $n ->
        [0] Aucun contact
        [one] Un contact
       *[other] { $n } contacts
    }
tags-actions = Actions
tags-edit = Modifier
tags-edit-one = Modifier l'étiquette { $name }
tags-more = Les { $n } premières sont montrées.
tags-new = Nouvelle étiquette
tags-add = Ajouter
tags-save = Enregistrer
tags-cancel = Annuler
tags-dolibarr-owned = Les étiquettes marquées Dolibarr viennent de ses catégories : elles se renomment, se colorent et s'effacent là-bas, et arrivent ici à la prochaine lecture.
tags-merge = Fusionner
tags-merge-instead = Réunir les deux sous « { $name } » ?
tags-merge-text = Tout ce qui porte « { $name } » portera l'étiquette choisie, et « { $name } » disparaît. Cela ne se défait pas.
tags-merge-with = Avec l'étiquette
tags-merge-choose = Choisir…
tags-merge-missing = Choisissez l'étiquette qui reste.
tags-merge-do = Fusionner les deux
tags-delete = Supprimer…
tags-delete-title = Supprimer l'étiquette
tags-delete-hint = Les fiches restent ; elles ne portent plus cette étiquette.
tags-delete-question = Supprimer l'étiquette « { $name } » ?
tags-delete-text = Les fiches restent, sans cette étiquette. Cela ne se défait pas.
tags-delete-yes = Supprimer l'étiquette
tags-keep = Garder l'étiquette
tags-done-created = Étiquette ajoutée.
tags-done-updated = Étiquette enregistrée.
tags-done-merged = Étiquettes fusionnées.
tags-done-deleted = Étiquette supprimée.
