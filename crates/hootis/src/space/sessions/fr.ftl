### Les sessions d'un membre.

office-sessions-lead = Où votre accès à cet espace est ouvert en ce moment. Une session inconnue ? Fermez-la, puis changez de mot de passe dans les réglages.
