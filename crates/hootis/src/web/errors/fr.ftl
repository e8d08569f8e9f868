error-not-found = Cette page n'existe pas, ou plus
error-not-found-text = L'adresse comporte peut-être une erreur, ou la fiche a été effacée à la fin de sa durée de conservation.
error-no-space = Aucun espace à cette adresse
error-no-space-text = Vérifiez l'adresse, lettre par lettre. Si votre entreprise avait un espace ici, il est peut-être fermé : son propriétaire le voit en se connectant sur le site de Hootis, et peut encore l'y rouvrir s'il vient de l'être.
error-no-space-home = Aller sur le site de Hootis
error-conflict = Cela a changé entre-temps
error-conflict-text = Rien n'a été enregistré. Rouvrez la page, puis recommencez.
error-forbidden = Votre rôle ne permet pas cette action
error-forbidden-text = Demandez à un administrateur de votre espace de la faire, ou de changer votre rôle.
error-read-only = Cet espace est en lecture seule
error-read-only-text = Le paiement de l'abonnement n'aboutit pas. Tout peut être consulté, rien n'a été enregistré. Le propriétaire de l'espace peut régulariser depuis son panneau de contrôle.
error-expired = Cette page est restée ouverte trop longtemps
error-expired-text = Par sécurité, votre envoi n'a pas été pris en compte. Rouvrez la page, puis recommencez.
error-elsewhere = Cette demande vient d'un autre site
error-elsewhere-text = Par sécurité, rien n'a été fait : seules les pages de ce site peuvent le demander. Ouvrez la page ici même, puis recommencez.
error-late = Votre envoi n'est pas arrivé jusqu'au bout
error-late-text = La connexion est restée muette trop longtemps et rien n'a été enregistré. Vérifiez votre connexion à Internet, puis recommencez.
error-too-large = Cet envoi est trop lourd
error-too-large-text = Rien n'a été enregistré. Réduisez le fichier ou envoyez-le en plusieurs fois.
error-slow = Trop d'essais en peu de temps
error-slow-text = Patientez quelques minutes, puis réessayez. Vos données ne sont pas touchées.
error-slow-minutes =
    { $n ->
        [one] { $why } Réessayez dans une minute.
       *[other] { $why } Réessayez dans { $n } minutes.
    }
error-slow-hours = { $why } Réessayez dans { $n } heures.
error-slow-days = { $why } Réessayez dans { $n } jours.
error-internal = Quelque chose s'est mal passé chez nous
error-internal-text = Réessayez dans une minute. Si cela recommence, donnez la référence ci-dessous au support.
error-busy = Entretien en cours
error-busy-text = Vos données ne sont pas touchées. Réessayez dans quelques minutes.
error-reference = Référence :
error-retry = Réessayer
error-home = Revenir à l'accueil
error-no-key = Il manque une clé d'API
error-no-key-text = Envoyez l'en-tête « Authorization: Bearer hootis_… » avec une clé de cet espace, ni expirée ni révoquée.
