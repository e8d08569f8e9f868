### Les chiffres de transparence : des traces de navigation reliées à des personnes.

reveals-title = Visites reliées à une personne
reveals-text = Relier des traces de navigation à quelqu'un demande un motif légal et le numéro d'un dossier. Chaque fois est inscrite au journal de sécurité avant que rien ne soit montré, puis comptée ici pendant { $kept }. Nous ne disons pas de qui il s'agit.
reveals-none = Aucune visite n'a été reliée à quelqu'un.
reveals-year = Année
reveals-ground = Motif
reveals-times = Fois
