### La première page de l'exploitation.

overview-in-service = { $active } en service, { $trials ->
    [one] { $trials } essai
   *[other] { $trials } essais
  }
overview-new = Ouverts en 30 jours
overview-accounts = Comptes
overview-opening = Ouverture d'un espace, p95
overview-opening-of =
  { $n ->
    [one] objectif { $target }, une ouverture depuis le { $since }
   *[other] objectif { $target }, { $n } ouvertures depuis le { $since }
  }
overview-opening-none = objectif { $target }, aucune ouverture depuis le { $since }
overview-gone = Destructions à venir
overview-gone-none = Aucun espace n'est désactivé.
overview-gone-in =
  { $n ->
    [0] aujourd'hui
    [1] demain
   *[other] { $n } jours
  }
overview-mails = E-mails en attente
overview-mails-fine = le relais les prend
overview-mails-delayed =
  { $n ->
    [one] un envoi refusé, retenté
   *[other] { $n } envois refusés, retentés
  }
overview-jobs = Tâches en attente
overview-jobs-fine = aucune
overview-jobs-failed =
  { $n ->
    [one] une tâche abandonnée
   *[other] { $n } tâches abandonnées
  }
overview-newest = Derniers espaces
overview-all = Tous les espaces
overview-states = Comptes et états
overview-promises = Contrôles des promesses
overview-queues = Files d'attente
overview-oldest = E-mail le plus ancien
overview-given-up = Tâches en échec
overview-open = Voir
overview-nothing = aucun
overview-space = Espace
overview-state = État
overview-size = Taille
overview-engine = Moteur
overview-age = Ouvert le
overview-since = depuis le { $date }
overview-no-size = rien
overview-search = Adresse d'un espace…
overview-list-lead = États, tailles et dates. Les contenus ne se voient pas d'ici.
overview-none = Aucun espace
overview-none-text = Aucun espace ne porte cette adresse.
