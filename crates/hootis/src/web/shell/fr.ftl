### The shells: what is around every page.

shell-skip = Aller au contenu
shell-menu = Menu
shell-menu-close = Fermer le menu
shell-more = Plus
shell-nav-main = Navigation principale
shell-nav-more = Liens secondaires
shell-nav-quick = Navigation rapide
shell-pending = à traiter
shell-me = Mon compte, { $name }
shell-settings = Mes réglages
shell-theme = Thème
shell-theme-auto = Comme mon appareil
shell-theme-light = Clair
shell-theme-dark = Sombre
shell-sign-out = Se déconnecter
shell-sign-in = Se connecter
shell-account = Mon compte
shell-try = Essayer
shell-language = Langue
shell-baseline = L'espace de travail des petites entreprises. Logiciel libre, sous licence AGPL.
shell-about = À propos de votre espace
shell-promise = Vos clients, bien gardés.
shell-optional = (facultatif)
shell-reveal = Afficher le mot de passe
shell-errors =
    { $n ->
        [one] Un champ est à corriger :
       *[other] { $n } champs sont à corriger :
    }
shell-pages = Pages de la liste
shell-previous = Précédent
shell-next = Suivant
shell-mail-foot = Message de service, sans pixel de suivi ni lien traçant.
shell-mail-privacy = Ce que nous faisons de vos données
portal-foot = Station Clients de { $company }, hébergée par Hootis
portal-preview-end = Quitter l'aperçu
sessions-unknown = Navigateur inconnu
sessions-this = Celle-ci
sessions-now = en cours
sessions-begun = Ouverte le { $date }
sessions-used = utilisée { $ago }
sessions-end = Fermer
sessions-end-others = Fermer toutes les autres
sessions-ended = Session fermée.
sessions-ended-others = Toutes vos autres sessions sont fermées.
sessions-title = Sessions ouvertes
