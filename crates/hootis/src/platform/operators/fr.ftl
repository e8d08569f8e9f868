### Les exploitants.

operators-signin-title = Exploitation
operators-signin-lead = Réservé aux personnes qui exploitent ce service. Votre espace s'ouvre par la connexion du site public.
operators-forgotten = Mot de passe oublié, ou premier accès
operators-aside = Des comptes et des octets, jamais les contenus.
operators-saved = Réglages enregistrés.
letter-operator-subject = Votre accès à l'exploitation
letter-operator-text = Vous faites partie des personnes qui exploitent { $host }. Choisissez votre mot de passe pour vous connecter.
letter-operator-small = Le lien est valable une heure et ne sert qu'une fois. Passé ce temps, demandez-en un autre depuis la page de connexion de l'exploitation.
letter-operator-changed-text = Le mot de passe de votre accès à l'exploitation de { $host } vient d'être changé, et toutes vos sessions ont été fermées.
letter-operator-changed-small = Ce n'était pas vous ? Prévenez tout de suite les autres exploitants : la commande « hootis operator deactivate » ferme cet accès.
