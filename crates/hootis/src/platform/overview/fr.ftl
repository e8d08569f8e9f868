### La première page de l'exploitation.

overview-in-service = { $active } en service, { $trials ->
    [one] { $trials } essai
   *[other] { $trials } essais
  }
overview-new = Ouverts en 30 jours
overview-accounts =
  { $n ->
    [one] un compte
   *[other] { $n } comptes
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
overview-states = États
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
retention-lead = Chaque règle, son dernier passage, et ce qu'il a effacé. Des comptes, jamais les contenus.
retention-dry = Passer à blanc
retention-dry-done =
  { $n ->
    [0] Rien n'est à effacer maintenant.
    [one] Une donnée est à effacer maintenant. Rien n'a été touché.
   *[other] { $n } données sont à effacer maintenant. Rien n'a été touché.
  }
retention-rules = Règles
retention-rule = Règle
retention-ran = Passage
retention-gone = Effacés
retention-took = Durée
retention-due = À effacer
retention-result = Résultat
retention-says = { $keep } après { $event } : { $then }
retention-says-at-once = Aussitôt après { $event } : { $then }
retention-not-yet = pas encore
retention-in-the-act = appliquée dans l'acte même
retention-fine = Conforme
retention-late = En retard de { $time }
retention-late-count =
  { $n ->
    [one] une règle en retard
   *[other] { $n } règles en retard
  }
retention-none-late = Aucun retard
