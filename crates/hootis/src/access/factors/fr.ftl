### Double authentification.

factor-title = Double authentification
factor-lead = Un code en plus du mot de passe : un mot de passe volé ne suffit plus pour entrer.
factor-aside = Votre mot de passe est bon. Reste à prouver que c'est vous.
factor-second-lead = Saisissez le code que montre votre application d'authentification.
factor-code = Code de l'application
factor-code-six = Code à 6 chiffres
factor-code-hint = Ou un de vos codes de secours.
factor-code-wrong = Ce code n'est pas bon, ou il a déjà servi. Attendez le suivant dans votre application et saisissez-le.
factor-second-submit = Vérifier
factor-second-lost = Vous n'avez plus votre application ?
factor-recovery-code = Code de secours
factor-recovery-hint = 16 lettres et chiffres. Chaque code ne sert qu'une fois.
factor-recovery-submit = Entrer avec un code de secours
factor-application = Application d'authentification
factor-application-text = Une application de votre téléphone montre un code qui change sans cesse. Rien n'est transmis à personne : elle et nous le calculons chacun de notre côté.
factor-on = Active
factor-off = Inactive
factor-since = Active depuis le { $date }. Un code est demandé à chaque connexion.
factor-turn-on = Activer
factor-turn-off = Désactiver la double authentification
factor-turn-off-yes = Désactiver
factor-keep = La garder
factor-off-text = Votre mot de passe suffira de nouveau pour entrer, et vos codes de secours seront effacés. Un e-mail vous le confirmera.
factor-kept-on = Votre entreprise demande la double authentification : elle ne se désactive pas ici.
factor-required = Votre entreprise demande la double authentification. Activez-la pour continuer.
factor-by-console = Vous entrez ici par votre panneau de contrôle, sans mot de passe : c'est là que la double authentification s'active.
factor-to-console = Ouvrir le panneau de contrôle
factor-on-already = La double authentification est déjà active, peut-être depuis une autre fenêtre.
factor-page-too-old = Cette page est restée ouverte trop longtemps. Recommencez l'activation : rien n'a changé.
factor-done-on = La double authentification est active. Vos autres sessions ont été fermées.
factor-done-off = La double authentification est désactivée.
factor-steps = Étapes
factor-step-password = Mot de passe
factor-step-application = Application
factor-password-why = Votre mot de passe d'abord, pour que personne d'autre n'associe son téléphone à votre compte.
factor-password-wrong = Ce n'est pas votre mot de passe. Vérifiez-le, puis recommencez.
factor-continue = Continuer
factor-not-now = Pas maintenant
factor-back = Revenir
factor-join = Associer votre application
factor-qr = QR code à lire avec votre application d'authentification
factor-read = Ouvrez votre application d'authentification et lisez ce QR code.
factor-type = Vous ne pouvez pas le lire ? Saisissez cette clé :
factor-open = Ouvrir l'application de cet appareil
factor-copy = Copier
factor-copied = Copié
factor-verify = Vérifier et activer
factor-no-application = Pas encore d'application ?
factor-applications = Toutes celles qui suivent le standard TOTP conviennent : Aegis, FreeOTP, Authy, Google Authenticator, Microsoft Authenticator, ou votre gestionnaire de mots de passe.
factor-codes = Codes de secours
factor-codes-left =
    { $n ->
        [0] Aucun restant
        [one] { $n } restant
       *[other] { $n } restants
    }
factor-codes-text = Chaque code ouvre votre compte une seule fois, si vous perdez votre téléphone.
factor-codes-renew = Renouveler les codes de secours
factor-codes-once = Chaque code ouvre votre compte une seule fois, si vous perdez votre téléphone. Ils ne seront plus affichés : mettez-les en lieu sûr.
factor-renew-text = Dix nouveaux codes remplacent les anciens, qui ne vaudront plus rien.
factor-renew-submit = Remplacer les codes
factor-download = Télécharger
factor-print = Imprimer
factor-kept-safe = Je les ai mis en lieu sûr
factor-file = Codes de secours de { $email } pour { $place }. Chacun ne sert qu'une fois.
letter-factor-on-subject = La double authentification est active
letter-factor-on-text = Un code de votre application est désormais demandé à chaque connexion à { $place }. Vos autres sessions ont été fermées.
letter-factor-off-subject = La double authentification est désactivée
letter-factor-off-text = Votre mot de passe suffit de nouveau pour vous connecter à { $place }.
letter-factor-codes-subject = Vos codes de secours ont été remplacés
letter-factor-codes-text = De nouveaux codes de secours viennent d'être créés pour { $place }. Les anciens ne valent plus rien.
letter-factor-used-subject = Un code de secours vient de servir
letter-factor-used-text =
    { $left ->
        [0] Un code de secours vient d'ouvrir une session sur { $place }. C'était le dernier : créez-en d'autres.
        [one] Un code de secours vient d'ouvrir une session sur { $place }. Il en reste un.
       *[other] Un code de secours vient d'ouvrir une session sur { $place }. Il en reste { $left }.
    }
letter-factor-small = Ce n'était pas vous ? Choisissez tout de suite un nouveau mot de passe : toutes les sessions seront fermées.
letter-factor-button = Changer de mot de passe
recovery-lost-all = Plus d'application ni de codes de secours
recovery-title = Vous avez tout perdu
recovery-text = Si vous le demandez maintenant, votre double authentification sera retirée à partir du { $date } : vous entrerez alors avec votre mot de passe.
recovery-told = D'ici là, un e-mail et un bandeau dans vos sessions permettent de l'annuler, au cas où quelqu'un d'autre connaîtrait votre mot de passe. Vous aurez ensuite 7 jours pour vous connecter.
recovery-submit = Retirer ma double authentification
recovery-asked = Demande enregistrée. Connectez-vous à partir du { $date }.
recovery-asked-text = Un e-mail vient d'être envoyé à votre adresse. Si vous retrouvez votre application ou un code, connectez-vous avec : la demande s'annule d'elle-même.
recovery-found = J'ai un code
recovery-pending = Quelqu'un, avec votre mot de passe, a dit avoir tout perdu. Votre double authentification sera retirée à partir du { $date }. Si ce n'était pas vous, annulez et changez de mot de passe.
recovery-notice = Votre double authentification sera retirée à partir du { $date }, à la demande de quelqu'un qui connaît votre mot de passe.
recovery-notice-link = Ce n'était pas moi
recovery-no-title = Garder la double authentification
recovery-no-text = La demande est annulée, et votre double authentification reste active. Celui qui l'a faite connaît votre mot de passe : changez-le ensuite.
recovery-no-submit = Annuler la demande
recovery-no-done = Demande annulée : votre double authentification reste active.
recovery-no-lost = Cette demande n'existe plus : elle a été annulée, ou elle a servi.
letter-recovery-subject = Votre double authentification va être retirée
letter-recovery-text = Quelqu'un qui connaît votre mot de passe a dit avoir perdu l'application et les codes de secours pour { $place }. La double authentification sera retirée à partir du { $date }.
letter-recovery-button = Annuler la demande
letter-recovery-small = Si c'est vous, il n'y a rien à faire : connectez-vous après cette date. Sinon, annulez et changez de mot de passe.
letter-recovery-done-text = Le délai est passé sans annulation : la double authentification a été retirée pour { $place }, avec vos codes de secours. Activez-la de nouveau depuis la page Sécurité.
passkeys-title = Clés d'accès
passkeys-text = Votre empreinte, votre visage ou le code de votre appareil remplace le mot de passe et le code. Rien de cela ne quitte votre appareil.
passkeys-add = Ajouter une clé d'accès
passkeys-added = ajoutée le { $date }
passkeys-used = utilisée { $when }
passkeys-remove = Retirer la clé d'accès
passkeys-remove-one = Retirer { $label }
passkeys-remove-text = « { $label } » n'ouvrira plus rien ici. Retirez-la aussi de votre appareil.
passkeys-label = Nom de cette clé
passkeys-label-hint = Par exemple « Téléphone » ou « Ordinateur de l'atelier ».
passkeys-label-none = Clé d'accès
passkeys-create = Créer la clé d'accès
passkeys-use = Se connecter avec une clé d'accès
passkeys-second-lead = Confirmez avec votre clé d'accès.
passkeys-cancelled = Votre appareil n'a pas donné de clé d'accès : l'opération a été annulée, ou il n'en a pas pour ce site. Recommencez, ou continuez sans.
passkeys-refused = Cette clé d'accès n'a pas été acceptée, ou cette page est restée ouverte trop longtemps. Recommencez.
passkeys-no-script = Une clé d'accès a besoin de JavaScript, que votre navigateur n'exécute pas ici.
passkeys-too-many = Vous avez déjà 20 clés d'accès : retirez-en une d'abord.
passkeys-known = Cette clé d'accès est déjà connue ici.
passkeys-done-added = Clé d'accès ajoutée.
passkeys-done-removed = Clé d'accès retirée.
letter-passkey-added-subject = Une clé d'accès a été ajoutée
letter-passkey-added-text = Une nouvelle clé d'accès ouvre désormais { $place }, sans mot de passe.
letter-passkey-removed-subject = Une clé d'accès a été retirée
letter-passkey-removed-text = Une de vos clés d'accès n'ouvre plus { $place }.
