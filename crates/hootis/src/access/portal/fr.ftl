### Le cadre de Station Clients.

portal-nav-data = Mes données
portal-nav-access = Mon accès
portal-preview = { $viewer }, vous voyez Station Clients comme { $name }, en lecture seule, jusqu'au { $until }.
portal-preview-only = Vous regardez Station Clients comme un contact : rien ne peut y être modifié. Rien n'a été enregistré.
portal-read-only = Rien ne peut être modifié ici pour le moment. Rien n'a été enregistré : revenez plus tard, ou écrivez directement à l'entreprise.
