### Où le titulaire d'un compte est connecté.

devices-title = Sessions et mot de passe
devices-lead = Où votre compte est ouvert en ce moment. Une session que vous ne reconnaissez pas ? Fermez-la, puis changez de mot de passe.
devices-kept = De votre navigateur, nous ne gardons que son nom, sa version et son système, tant que la session vit.
devices-forgotten = Mot de passe oublié ?
devices-password-done = Mot de passe changé. Vos autres sessions sont fermées, dans vos espaces aussi.
letter-devices-password-subject = Votre mot de passe a été changé
letter-devices-password-preview = Depuis votre panneau de contrôle.
letter-devices-password-text = Le mot de passe de votre compte Hootis vient d'être changé depuis votre panneau de contrôle. Vos autres sessions sont fermées.
letter-devices-password-small = Ce n'est pas vous ? Demandez tout de suite un nouveau mot de passe depuis la page de connexion.
