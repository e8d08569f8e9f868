### Ce que la plateforme détient d'un compte.

holdings-secret = Un secret d'accès : nous n'en gardons qu'une empreinte ou une forme chiffrée, inutile à quiconque.
holdings-hash = Une empreinte : personne ne peut en retrouver l'original, nous non plus.
holdings-derived = Copie technique d'une donnée qui figure ailleurs dans ce document, ou donnée qui disparaît d'elle-même.
holdings-sealed = Chiffré par une clé qui n'est pas dans la base.
holdings-kept = { $time } après { $event }
