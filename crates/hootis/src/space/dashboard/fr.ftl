### La première page.

dashboard-title = Accueil
dashboard-hello = Bonjour { $name }
dashboard-add = Ajouter un client
dashboard-import = Importer
dashboard-invite = Inviter
dashboard-all = Tout voir
dashboard-empty-title = Votre espace est prêt
dashboard-empty-text = Trois façons de commencer, dans l'ordre que vous voulez.
dashboard-step-add = Ajouter un premier client
dashboard-step-add-text = Un nom suffit, le reste viendra.
dashboard-step-import = Faire venir votre Dolibarr
dashboard-step-import-text = Clients, contacts et équipe, sans rien changer dans Dolibarr.
dashboard-step-invite = Inviter quelqu'un de l'équipe
dashboard-step-invite-text = Un e-mail, un mot de passe choisi, et la personne est là.
dashboard-newest = Nouveaux clients
dashboard-customer = Client
dashboard-prospect = Prospect
dashboard-supplier = Fournisseur
dashboard-chart = Nouveaux clients par mois
dashboard-chart-span = 12 derniers mois
dashboard-chart-legend = Nouveaux clients
dashboard-chart-numbers = Voir les chiffres
dashboard-chart-month = Mois
dashboard-todo = À faire
dashboard-todo-none = Rien ne vous attend.
dashboard-todo-alone = Inviter quelqu'un de l'équipe
dashboard-read-only = Lecture seule
dashboard-run-done = Importé
dashboard-run-running = Import en cours
dashboard-run-failed = Le dernier import a échoué
dashboard-run-undone = Import annulé
dashboard-run-cancelled = Import arrêté
dashboard-run-since = Commencé { $when }.
dashboard-run-last = Dernier import { $when }.
dashboard-run-never = Pas encore relié
dashboard-run-never-text = Faites venir vos clients et vos contacts en quelques minutes.
dashboard-run-open = Ouvrir Dolibarr
dashboard-chart-up =
    { $n ->
        [one] Un nouveau client en 12 mois, dans les six derniers.
       *[other] { $n } nouveaux clients en 12 mois, en hausse.
    }
dashboard-chart-down =
    { $n ->
        [one] Un nouveau client en 12 mois, il y a plus de six mois.
       *[other] { $n } nouveaux clients en 12 mois, en baisse.
    }
dashboard-chart-even =
    { $n ->
        [one] Un nouveau client en 12 mois.
       *[other] { $n } nouveaux clients en 12 mois, sans changement.
    }
dashboard-todo-warnings =
    { $n ->
        [one] Un avertissement d'import à relire
       *[other] { $n } avertissements d'import à relire
    }
dashboard-todo-invited =
    { $n ->
        [one] Une invitation attend une réponse
       *[other] { $n } invitations attendent une réponse
    }
dashboard-due = À encaisser
dashboard-due-open = Voir les factures
dashboard-due-all = Reste à payer
dashboard-due-late = Dont en retard
dashboard-due-count =
    { $n ->
        [0] Aucune facture
        [one] Une facture
       *[other] { $n } factures
    }
dashboard-quotes-open = Devis en attente
dashboard-quotes-count =
    { $n ->
        [0] Aucun devis
        [one] Un devis
       *[other] { $n } devis
    }
dashboard-sync-on = Synchronisé
dashboard-sync-paused = Synchronisation en pause
dashboard-sync-failing = La synchronisation échoue
dashboard-sync-stopped = La synchronisation est arrêtée
dashboard-sync-last = Dernière lecture réussie { $when }.
dashboard-sync-next = La prochaine : { $date }.
dashboard-due-ages = À encaisser, par échéance
dashboard-signed = Devis signés, par mois
dashboard-amounts-in = en { $currency }
dashboard-amounts-when = Quand
dashboard-amounts-amount = Montant TTC
