### Les menus.

nav-space = L'espace
nav-team = Équipe et rôles
nav-progress = Où nous en sommes
nav-dolibarr = Dolibarr
nav-privacy = Confidentialité
nav-plans = Tarifs
nav-console = Panneau de contrôle
nav-overview = Vue d'ensemble
nav-site = Site public
nav-home = Accueil
nav-parties = Clients
nav-contacts = Contacts
nav-members = Équipe
nav-settings = Réglages
nav-journal = Journal
nav-search = Rechercher un client, un contact…
nav-operation = Exploitation
nav-spaces = Espaces
nav-audience = Audience
nav-product = Produit
nav-trust = Confiance
nav-legal = Légal
nav-evidence = Preuves
nav-register = Registre RGPD
nav-cookies = Gérer mes cookies
nav-retention = Conservation
