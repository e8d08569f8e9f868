### Les clients : liste, fiche, saisie.

parties-title = Clients
parties-none-yet = Aucune fiche pour le moment.
parties-count =
    { $n ->
        [0] Aucune fiche.
        [one] Une fiche.
       *[other] { $n } fiches.
    }
parties-count-dolibarr = { $n } fiches ; { $from } viennent de Dolibarr.
parties-count-found =
    { $n ->
        [0] Aucune fiche trouvée.
        [one] Une fiche trouvée.
       *[other] { $n } fiches trouvées.
    }
parties-count-capped = Plus de 1 000 fiches : précisez pour les voir toutes.
parties-import = Importer
parties-add = Ajouter un client
parties-connect = Connecter Dolibarr
parties-empty = Votre carnet est encore vide
parties-empty-text = Ajoutez une première fiche ou branchez votre Dolibarr. Vous pourrez tout corriger ensuite.
parties-nothing = Aucune fiche ne correspond
parties-nothing-text = Essayez un autre mot, ou retirez un filtre.
parties-by-kind = Filtrer par type
parties-all = Tous
parties-customers = Clients
parties-prospects = Prospects
parties-suppliers = Fournisseurs
parties-archived = Archivés
parties-customer = Client
parties-prospect = Prospect
parties-supplier = Fournisseur
parties-search = Nom, ville, SIREN, téléphone…
parties-search-in = Chercher dans les clients
parties-search-do = Chercher
parties-filters = Filtres
parties-tag = Étiquette
parties-tags = Étiquettes
parties-any-tag = Toutes
parties-in-charge = Suivi par
parties-anybody = Tout le monde
parties-origin = Origine
parties-any-origin = Toutes
parties-origin-here = Saisie ici
parties-clear = Tout afficher
parties-bulk = Pour les fiches cochées
parties-bulk-tag = Étiqueter
parties-bulk-untag = Retirer l'étiquette
parties-select = Sélectionner { $name }
parties-select-all = Tout sélectionner
parties-changed = Modifié
parties-newest-first = Les plus récentes d'abord
parties-archive = Archiver
parties-unarchive = Sortir des archives
parties-done-archived =
    { $n ->
        [0] Rien à archiver.
        [one] Une fiche archivée.
       *[other] { $n } fiches archivées.
    }
parties-done-restored =
    { $n ->
        [0] Rien à sortir des archives.
        [one] Une fiche sortie des archives.
       *[other] { $n } fiches sorties des archives.
    }
parties-done-tagged =
    { $n ->
        [0] Aucune fiche étiquetée : cochez-en et donnez une étiquette.
        [one] Une fiche étiquetée.
       *[other] { $n } fiches étiquetées.
    }
parties-done-untagged =
    { $n ->
        [0] Aucune des fiches cochées n'avait cette étiquette.
        [one] Étiquette retirée d'une fiche.
       *[other] Étiquette retirée de { $n } fiches.
    }
parties-done-deleted =
    { $n ->
        [one] Fiche supprimée.
       *[other] { $n } fiches supprimées.
    }
parties-trail = Fil d'Ariane
parties-person = Particulier
parties-company = Entreprise
parties-yes = oui
parties-no = non
parties-is-archived = archivé
parties-is-closed = Fermé dans Dolibarr
parties-untag = Retirer l'étiquette { $name }
parties-add-tag = Ajouter une étiquette
parties-add-do = Ajouter
parties-call = Appeler
parties-write = E-mail
parties-more = Autres actions
parties-edit-do = Modifier
parties-delete-do = Supprimer…
parties-identity = Identité
parties-locked = Lecture seule : cette fiche se modifie dans Dolibarr ({ $source }, ligne { $row }). Étiquettes, notes, adresses et suivi restent à vous.
parties-locked-edit = Cette fiche vient de Dolibarr : ses champs se modifient là-bas et arrivent ici à la prochaine lecture. Rien n'a été changé.
parties-made = Fiche créée le { $when }
parties-parent = Maison mère
parties-subsidiaries = Filiales et établissements
parties-and-more = et d'autres encore
parties-addresses = Autres adresses
parties-no-address = Aucune autre adresse.
parties-address-new = Ajouter une adresse
parties-address-edit = Modifier l'adresse
parties-address-change = Modifier l'adresse { $name }
parties-address-delete = Supprimer cette adresse
parties-f-label = Nom de l'adresse
parties-label-hint = Livraison, facturation, chantier…
parties-label-missing = Donnez un nom à cette adresse.
parties-address-missing = Indiquez au moins la rue ou la ville.
parties-contacts = Contacts
parties-add-contact = Ajouter un contact
parties-no-contact = Aucun contact.
parties-all-contacts = Voir tous les contacts
parties-nobody = Personne pour le moment.
parties-put-in-charge = Confier à
parties-take-off = Ne plus confier à { $name }
parties-notes-dolibarr = Notes de Dolibarr
parties-note-public = Note publique
parties-note-private = Note privée
parties-timeline = Historique
parties-no-change = Rien n'a encore changé.
parties-was-created = { $who } a créé la fiche
parties-was-updated = { $who } a modifié la fiche
parties-was-archived = { $who } a archivé la fiche
parties-was-restored = { $who } a sorti la fiche des archives
parties-was-tagged = { $who } a ajouté une étiquette
parties-was-untagged = { $who } a retiré une étiquette
parties-was-noted = { $who } a écrit une note
parties-was-note-deleted = { $who } a supprimé une note
parties-was-address-added = { $who } a ajouté une adresse
parties-was-address-updated = { $who } a modifié une adresse
parties-was-address-deleted = { $who } a supprimé une adresse
parties-was-put-in-charge = { $who } a confié la fiche
parties-was-taken-off = { $who } a retiré un responsable
parties-was-changed = { $who } est intervenu sur la fiche
parties-by-import = L'import Dolibarr
parties-by-operator = L'hébergeur
parties-new = Nouveau client
parties-edit = Modifier la fiche
parties-create = Créer la fiche
parties-save = Enregistrer
parties-saving = Enregistrement…
parties-cancel = Annuler
parties-reach = Pour les joindre
parties-f-name = Nom
parties-f-kind = Nature
parties-f-alias = Nom d'usage
parties-f-roles = Type
parties-f-code = Code client
parties-f-supplier-code = Code fournisseur
parties-f-siren = SIREN
parties-f-siret = SIRET
parties-siren-hint = 9 chiffres.
parties-siret-hint = 14 chiffres, dont le SIREN au début.
parties-f-vat = N° de TVA
parties-vat-hint = D'après le SIREN : { $number }
parties-f-activity = Code APE
parties-f-legal-form = Forme juridique
parties-f-register = Immatriculation
parties-f-staff = Effectif
parties-f-category = Catégorie
parties-f-capital = Capital
parties-f-prospect-status = Prospection
parties-f-email = E-mail
parties-f-phone = Téléphone
parties-f-mobile = Portable
parties-f-fax = Fax
parties-f-website = Site web
parties-f-address = Adresse
parties-f-street = Rue et complément
parties-f-postal-code = Code postal
parties-f-town = Ville
parties-f-department = Département
parties-f-country = Pays
parties-name-missing = Donnez un nom à cette fiche.
parties-country-unknown = Ce pays n'est pas dans la liste.
parties-doubles = Cette fiche existe peut-être déjà :
parties-same-siret = même SIRET
parties-same-siren = même SIREN
parties-same-email = même adresse e-mail
parties-same-name = même nom
parties-create-anyway = Créer quand même
parties-save-anyway = Enregistrer quand même
parties-overtaken = { $who } a enregistré cette fiche le { $when }, pendant que vous la modifiiez.
parties-overtaken-apart = Vos changements ne se croisent pas : ce que vous avez saisi est gardé ci-dessous, le reste est à jour. Enregistrez de nouveau.
parties-overtaken-both = Vous avez changé les mêmes champs. Ce que vous avez saisi est gardé ci-dessous : vérifiez, puis enregistrez de nouveau.
parties-field = Champ
parties-theirs = Maintenant
parties-yours = Votre saisie
parties-delete = Supprimer une fiche
parties-delete-title = Supprimer « { $name } » ?
parties-delete-text = La suppression est définitive. Partent avec la fiche :
parties-delete-own = son identité, ses étiquettes, ses champs personnalisés et son historique
parties-delete-notes =
    { $n ->
        [one] une note interne
       *[other] { $n } notes internes
    }
parties-delete-addresses =
    { $n ->
        [one] une autre adresse
       *[other] { $n } autres adresses
    }
parties-delete-documents =
    { $n ->
        [one] Un devis, une commande ou une facture lus dans Dolibarr.
       *[other] { $n } devis, commandes et factures lus dans Dolibarr.
    }
parties-delete-contacts =
    { $n ->
        [one] Un contact reste, sans entreprise.
       *[other] { $n } contacts restent, sans entreprise.
    }
parties-delete-subsidiaries =
    { $n ->
        [one] Une filiale reste, sans maison mère.
       *[other] { $n } filiales restent, sans maison mère.
    }
parties-delete-dolibarr = Elle vient de Dolibarr, où elle reste. Les prochains imports ne la feront pas revenir.
parties-delete-or = Pour la retirer de la liste sans rien perdre, archivez-la.
parties-delete-yes = Supprimer définitivement
parties-parent-search = Chercher la maison mère par son nom
parties-parent-none = Aucune
parties-parent-nothing = Aucune fiche de ce nom.
parties-parent-unknown = Aucune fiche ne porte ce nom. Cherchez-en une autre, ou videz le champ.
parties-parent-which = Plusieurs fiches correspondent : choisissez dans la liste.
parties-parent-circle = Cette entreprise dépend déjà de cette fiche : elle ne peut pas en être la maison mère.
parties-locked-but-fields = Cette fiche vient de Dolibarr : ses champs se modifient là-bas. Les champs personnalisés, eux, se remplissent ici.
parties-access-of = Accès de { $name } à Station Clients
parties-access-give = Inviter { $name } dans Station Clients
parties-access-active = Connecté
parties-access-invited = Invité
parties-access-suspended = Suspendu
parties-is-gone = Plus dans Dolibarr
parties-merged = Fusionné avec { $name }
