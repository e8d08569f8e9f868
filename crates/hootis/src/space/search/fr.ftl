### La recherche.

search-title = Recherche
search-hint = Un nom, une ville, un téléphone, un e-mail…
search-begin = Écrivez quelques lettres : les clients, les contacts et l'équipe sont cherchés ensemble.
search-none-title = Rien de ce nom
search-none-text = Essayez une partie du mot. Les accents et les majuscules ne comptent pas.
search-more-parties = Tous les clients trouvés
search-more-contacts = Tous les contacts trouvés
search-more-members = Toute l'équipe
search-more-messages = Tous les messages
search-more-documents = Toutes les factures trouvées
search-more-products = Tous les produits trouvés
