### Erreurs du serveur.

error-slow-minutes =
    { $n ->
        [one] Trop de tentatives. Réessayez dans une minute.
       *[other] Trop de tentatives. Réessayez dans { $n } minutes.
    }
error-no-room = Le serveur n'a plus de place : rien n'a été enregistré. L'exploitant est prévenu, réessayez dans quelques minutes.
