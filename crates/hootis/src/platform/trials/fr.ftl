### Les essais en double.

trials-title = Un peu de patience
trials-why = { $what } Nous en comptons { $n } en { $window }, et c'est la limite.
trials-until = Vous pourrez en ouvrir un à partir du { $until }. Ce que vous avez saisi est gardé : il suffira de revenir à votre e-mail de confirmation, ou de recommencer.
trials-human = C'est un programme qui compte, et il peut se tromper : plusieurs entreprises partagent parfois une connexion. Écrivez-nous, une personne regarde et peut ouvrir votre espace elle-même.
trials-write = Écrire à une personne
trials-mail-subject = Mon espace d'essai est refusé
trials-kept = Pour compter, nous gardons 7 jours l'adresse IP et une empreinte du cookie de ce navigateur, sans votre nom.
