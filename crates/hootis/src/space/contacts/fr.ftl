### Les contacts.

contacts-title = Contacts
contacts-lead = Les personnes que vous connaissez, chez un client ou seules.
contacts-add = Ajouter un contact
contacts-new-title = Nouveau contact
contacts-edit-title = Modifier { $name }
contacts-trail = Fil d'Ariane
contacts-filter = Filtrer
contacts-in-use = En cours
contacts-archived = Archivés
contacts-all = Tous les contacts
contacts-of-party = Contacts de
contacts-search = Nom, e-mail, téléphone, ville…
contacts-caption = Contacts, triés par nom
contacts-empty-title = Aucun contact pour l'instant
contacts-empty-text = Ajoutez la première personne, ou faites venir celles de votre Dolibarr.
contacts-none-title = Personne ne correspond
contacts-none-text = Essayez un autre mot, ou une partie du nom. Les accents et les majuscules ne comptent pas.
contacts-name = Nom
contacts-civility = Civilité
contacts-civility-mrs = Madame
contacts-civility-mr = Monsieur
contacts-first-name = Prénom
contacts-last-name = Nom de famille
contacts-last-name-missing = Donnez au moins un nom.
contacts-position = Fonction
contacts-email = E-mail
contacts-phone = Téléphone
contacts-mobile = Mobile
contacts-phone-personal = Téléphone personnel
contacts-fax = Fax
contacts-address = Adresse
contacts-street = Rue
contacts-postal-code = Code postal
contacts-town = Ville
contacts-country = Pays
contacts-birthday = Date de naissance
contacts-birthday-wrong = Cette date n'existe pas. Écrivez-la comme 23/11/1986.
contacts-note = Note
contacts-note-label = Ce qu'il faut savoir
contacts-note-hint = Invisible du contact.
contacts-note-internal = Note interne
contacts-person = Personne
contacts-reach = Coordonnées
contacts-identity = Identité
contacts-party = Client
contacts-party-search = Chercher un client par son nom
contacts-party-look = Chercher
contacts-party-none = Sans client
contacts-party-nothing = Aucun client de ce nom.
contacts-party-which = Plusieurs clients correspondent : choisissez dans la liste.
contacts-party-unknown = Aucun client ne porte ce nom. Cherchez-en un autre, ou videz le champ.
contacts-alone = sans client
contacts-private = Privé
contacts-private-chip = Privé
contacts-private-check = Visible de moi seul
contacts-archived-chip = Archivé
contacts-yes = oui
contacts-no = non
contacts-other-field = Autre champ
contacts-tag = Étiquette
contacts-tags = Étiquettes
contacts-no-tag = Aucune étiquette.
contacts-tag-new = Nouvelle étiquette
contacts-tag-add = Ajouter
contacts-untag = Retirer l'étiquette { $name }
contacts-edit = Modifier
contacts-save = Enregistrer
contacts-saving = Enregistrement…
contacts-cancel = Annuler
contacts-archive = Archiver
contacts-restore = Sortir des archives
contacts-undo = Annuler
contacts-read-only = Lecture seule : cette fiche se modifie dans Dolibarr. Les étiquettes sont à vous.
contacts-dolibarr-owned = Cette fiche vient de Dolibarr et s'y modifie. Ici, vous pouvez lui donner des étiquettes et l'archiver.
contacts-conflict = { $who } a modifié cette fiche pendant que vous écriviez, le { $date }.
contacts-conflict-text = Rien n'est perdu : ce que vous avez écrit est toujours dans le formulaire. Comparez, corrigez si besoin, puis enregistrez : c'est votre version qui restera.
contacts-conflict-same = Vos changements ne se croisent pas : ce que vous avez écrit est gardé ci-dessous, le reste est à jour. Enregistrez de nouveau.
contacts-conflict-caption = Les deux versions
contacts-conflict-field = Champ
contacts-conflict-theirs = Enregistré
contacts-conflict-mine = Écrit par vous
contacts-alike = Cette personne est peut-être déjà là
contacts-anyway = Créer quand même
contacts-save-anyway = Enregistrer quand même
contacts-timeline = Historique
contacts-since = Fiche créée le { $date }.
contacts-change-created = Fiche créée
contacts-change-updated = Fiche modifiée
contacts-change-archived = Fiche archivée
contacts-change-restored = Fiche sortie des archives
contacts-change-tagged = Étiquette ajoutée
contacts-change-untagged = Étiquette retirée
contacts-change-field = { $field } : { $before } → { $after }
contacts-delete = Effacer ce contact…
contacts-delete-title = Effacer un contact
contacts-delete-question = Effacer { $name } ?
contacts-delete-text = La fiche, ses étiquettes, ses notes et ce que l'historique disait de la personne disparaissent tout de suite. Rien ne permet de revenir en arrière.
contacts-delete-dolibarr = Dolibarr garde la sienne : le prochain import ramènera cette personne, sauf si vous l'effacez aussi dans Dolibarr.
contacts-delete-yes = Effacer le contact
contacts-keep = Garder le contact
contacts-done-created = Contact ajouté.
contacts-done-updated = Contact enregistré.
contacts-done-archived = Contact archivé.
contacts-done-restored = Contact sorti des archives.
contacts-done-deleted = Contact effacé.
contacts-count =
    { $n ->
        [0] Aucun contact
        [one] Un contact
       *[other] { $n } contacts
    }
contacts-found =
    { $n ->
        [0] Aucun contact trouvé
        [one] Un contact trouvé
       *[other] { $n } contacts trouvés
    }
contacts-count-more = Plus de { $n } contacts
contacts-found-more = Plus de { $n } contacts trouvés : ajoutez un mot pour préciser
contacts-bulk = Pour les contacts cochés
contacts-bulk-tag = Étiqueter
contacts-bulk-untag = Retirer l'étiquette
contacts-select = Sélectionner { $name }
contacts-select-all = Tout sélectionner
contacts-any-tag = Toutes les étiquettes
contacts-bulk-archived =
    { $n ->
        [0] Rien à archiver : cochez des contacts.
        [one] Un contact archivé.
       *[other] { $n } contacts archivés.
    }
contacts-bulk-restored =
    { $n ->
        [0] Rien à sortir des archives : cochez des contacts.
        [one] Un contact sorti des archives.
       *[other] { $n } contacts sortis des archives.
    }
contacts-bulk-tagged =
    { $n ->
        [0] Aucun contact étiqueté : cochez-en et donnez une étiquette.
        [one] Un contact étiqueté.
       *[other] { $n } contacts étiquetés.
    }
contacts-bulk-untagged =
    { $n ->
        [0] Aucun des contacts cochés n'avait cette étiquette.
        [one] Étiquette retirée d'un contact.
       *[other] Étiquette retirée de { $n } contacts.
    }
contacts-locked-but-fields = Cette fiche vient de Dolibarr : ses champs se modifient là-bas. Les champs personnalisés, eux, se remplissent ici.
contacts-access-active = Entre dans Station Clients
contacts-access-invited = Invitation envoyée
contacts-access-suspended = Accès suspendu
contacts-access-none = N'a pas d'accès
contacts-access-give = Donner un accès…
contacts-access-open = Gérer l'accès
contacts-change-invited = Invitation à Station Clients envoyée
contacts-change-withdrawn = Accès à Station Clients retiré
contacts-change-suspended = Accès à Station Clients suspendu
contacts-change-restored-access = Accès à Station Clients rétabli
contacts-change-reach = Droits dans Station Clients changés
contacts-change-factor = Double authentification retirée
contacts-change-viewed = Station Clients vue comme ce contact
contacts-change-corrected = Correction du contact acceptée
contacts-change-correction-refused = Correction du contact refusée
contacts-change-erasure = Effacement demandé par le contact
contacts-change-erasure-withdrawn = Demande d'effacement retirée
contacts-change-erasure-extended = Délai de réponse à l'effacement prolongé
contacts-change-erasure-refused = Effacement refusé
