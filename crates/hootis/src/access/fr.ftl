### Les menus.

nav-space = L'espace
nav-portal = Station Clients
nav-dolibarr = Dolibarr
nav-privacy = Confidentialité
nav-plans = Tarifs
nav-console = panneau de contrôle
nav-site = Site public
nav-home = Accueil
nav-parties = Clients
nav-contacts = Contacts
nav-members = Équipe
nav-settings = Réglages
nav-journal = Journal
nav-search = Rechercher un client, un contact…
