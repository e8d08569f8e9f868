### Ce qui est arrivé au compte.

happened-title = Journal de votre compte
happened-lead = Connexions, changements, clés : ce que le journal de sécurité dit de vous, sans contenu ni adresse. Gardé { $kept }.
happened-none = Rien encore.
happened-odd = Quelque chose vous étonne ?
