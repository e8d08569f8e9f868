### Le moteur de conservation, pour l'exploitant.

retention-lead = Chaque règle publiée, appliquée par le logiciel : ce qui est dû s'efface par lots, et chaque passage laisse un compte, jamais un contenu.
retention-dry-run = Passer à blanc
retention-back = Revenir au dernier passage
retention-period = { $keep } après { $event }
retention-rules = Règles
retention-rule = Règle
retention-kept = Conservé
retention-due = Dû maintenant
retention-due-now =
  { $n ->
    [0] rien n'est dû
    [one] une ligne due
   *[other] { $n } lignes dues
  }
retention-oldest = échéance la plus proche : { $date }
retention-run = Passage
retention-next = Prochain
retention-result = Résultat
retention-rows =
  { $n ->
    [0] rien à effacer
    [one] une ligne
   *[other] { $n } lignes
  }
retention-fine = Conforme
retention-fault = Échec, nouvel essai au prochain passage
retention-behind =
  { $n ->
    [one] En retard d'une heure
   *[other] En retard de { $n } heures
  }
retention-waits = Premier passage à venir
retention-at-once = Effacé dans l'opération même
retention-late = En retard
retention-late-some = plus d'une heure après l'échéance
retention-late-none = tout s'efface dans l'heure
retention-failed = En échec
retention-failed-some = la cause est dans le journal technique
retention-failed-none = tous les passages ont réussi
retention-gone = Lignes effacées
retention-gone-days = sur 30 jours
retention-last = Dernier passage
retention-every = un passage toutes les dix minutes
retention-never = le service n'a pas encore tourné
retention-spaces = Dans les espaces, une règle s'applique dès que quelque chose y est dû, sans ouvrir les autres. Un espace désactivé reste soumis à ses échéances.
retention-chart = Lignes effacées par jour
retention-conclusion =
  { $n ->
    [0] Aucune ligne effacée en 30 jours
    [one] Une ligne effacée en 30 jours
   *[other] { $n } lignes effacées en 30 jours
  }
retention-numbers = Les chiffres
retention-day = Jour
retention-none = Rien n'a encore été effacé.
retention-history = Derniers effacements
retention-done = Terminé
retention-running = En cours
retention-interrupted = Interrompu, repris ensuite
