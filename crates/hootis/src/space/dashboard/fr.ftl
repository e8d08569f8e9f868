dashboard-title = Accueil
