### L'accueil public.

home-title = L'espace de travail des petites entreprises
home-headline = Vos clients, bien gardés.
home-lead = Un espace chiffré pour votre entreprise, ouvert en une seconde, avec votre Dolibarr dedans une minute plus tard.
