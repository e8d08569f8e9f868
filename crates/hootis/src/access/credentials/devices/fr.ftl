### Une connexion depuis un nouvel appareil.

letter-device-subject = Connexion depuis un nouvel appareil
letter-device-preview = Si c'est vous, vous n'avez rien à faire.
letter-device-account = Quelqu'un, sans doute vous, vient de se connecter à votre compte Hootis depuis un navigateur ou un réseau que nous n'avions pas encore vu.
letter-device-operator = Quelqu'un, sans doute vous, vient de se connecter à l'exploitation de Hootis depuis un navigateur ou un réseau que nous n'avions pas encore vu.
letter-device-member = Quelqu'un, sans doute vous, vient de se connecter à l'espace de { $company } depuis un navigateur ou un réseau que nous n'avions pas encore vu.
letter-device-browser = Navigateur
letter-device-when = Date
letter-device-button = Voir mes sessions
letter-device-small = Ce n'est pas vous ? Fermez cette session, puis changez de mot de passe.
