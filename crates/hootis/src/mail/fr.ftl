### Erreurs du serveur.

error-no-room = Le serveur n'a plus de place : rien n'a été enregistré. L'exploitant est prévenu, réessayez dans quelques minutes.
