### L'équipe.

members-title = Équipe
members-lead =
    { $n ->
        [one] Une personne sur { $most } comprises dans { $plan }.
       *[other] { $n } personnes sur { $most } comprises dans { $plan }.
    }
members-team = Membres de l'équipe
members-name = Nom
members-full-name = Prénom et nom
members-email = E-mail
members-email-hint = L'invitation y est envoyée. Elle sert 7 jours.
members-role = Rôle
members-role-of = Ce que la personne peut faire
members-role-hint = Le nouveau rôle vaut dès son prochain clic.
members-role-submit = Changer le rôle
members-role-missing = Choisissez un rôle.
members-access = Accès
members-factor = Double authentification
members-factor-on = Active
members-factor-off = Non
members-factor-account = Par son compte
members-seen = Vu
members-never = jamais
members-since = Depuis
members-position = Fonction
members-phone = Téléphone
members-mobile = Mobile
members-identity = Identité
members-actions = Actions
members-trail = Fil d'Ariane
members-state-active = Ouvert
members-state-invited = Invitation envoyée
members-state-listed = Pas d'accès
members-state-deactivated = Désactivé
members-listed-title = Personnes connues de Dolibarr
members-listed-text = Elles ne se connectent pas ici. Invitez celles qui doivent le faire.
members-matrix = Ce que chaque rôle permet
members-right = Droit
members-yes = oui
members-no = non
members-invite = Inviter
members-invite-title = Inviter une personne
members-invite-lead = Elle reçoit un e-mail avec un lien, choisit son mot de passe, et entre.
members-invite-submit = Envoyer l'invitation
members-sending = Envoi…
members-cancel = Annuler
members-name-missing = Donnez le nom de la personne.
members-already = Cette adresse est déjà celle d'une personne de l'équipe, peut-être désactivée. Cherchez-la dans la liste.
members-limit-reached =
    { $n ->
        [one] L'offre { $plan } comprend une personne qui se connecte, et elle est là.
       *[other] L'offre { $plan } comprend { $n } personnes qui se connectent, et elles y sont toutes. Désactivez quelqu'un ou retirez une invitation, puis recommencez.
    }
members-no-room = Votre offre ne comprend pas une personne de plus. Désactivez quelqu'un ou retirez une invitation, puis recommencez.
members-last-owner = C'est la dernière personne propriétaire qui peut se connecter : sans elle, plus personne ne répondrait de l'espace. Nommez d'abord une autre personne propriétaire.
members-not-invited = Cette invitation n'attend plus : la personne est entrée, ou l'invitation a été retirée.
members-not-active = Cette personne n'a pas d'accès ouvert.
members-not-deactivated = L'accès de cette personne n'est pas désactivé.
members-not-oneself = On ne désactive pas son propre accès. Demandez-le à une autre personne de l'équipe.
members-no-role = Cette personne ne se connecte pas : son rôle se choisit en l'invitant.
members-by-console = Entre par le panneau de contrôle, sans second mot de passe.
members-by-password = Se connecte avec son adresse et son mot de passe.
members-invited-on = Écrite le { $date }. Le lien sert une fois, pendant 7 jours.
members-deactivated-text = La personne n'entre plus, et ne compte plus dans votre offre. Ce qu'elle a fait reste.
members-deactivate = Désactiver l'accès…
members-deactivate-text = Désactiver l'accès de { $name } ? Ses sessions se ferment tout de suite, et les clés d'API que cette personne a créées sont révoquées. Rien de ce qui a été saisi n'est perdu, et vous pourrez rouvrir l'accès.
members-deactivate-yes = Désactiver l'accès
members-reactivate = Rouvrir l'accès
members-resend = Renvoyer l'invitation
members-withdraw = Retirer l'invitation
members-edit-own = Modifier mon profil
members-dolibarr-owned = Le nom, la fonction et les téléphones se modifient dans Dolibarr.
members-timeline = Historique
members-done-invitation = Invitation envoyée.
members-done-again = Invitation renvoyée. Le lien précédent ne sert plus.
members-done-withdrawn = Invitation retirée.
members-done-role = Rôle changé.
members-done-deactivated = Accès désactivé.
members-done-reactivated = Accès rouvert.
members-change-invited = Invitation envoyée, rôle { $role }
members-change-again = Invitation renvoyée
members-change-withdrawn = Invitation retirée
members-change-role = Rôle changé : { $before } devient { $after }
members-change-deactivated = Accès désactivé
members-change-reactivated = Accès rouvert
members-change-password = Mot de passe changé
members-change-created = Fiche créée
members-change-updated = Profil modifié
letter-invitation-subject = { $company } vous invite dans son espace
letter-invitation-preview = Choisissez votre mot de passe pour y entrer.
letter-invitation-title = Rejoignez l'espace de { $company }
letter-invitation-text = { $by } vous invite à travailler dans l'espace de { $company }. Choisissez un mot de passe, et vous y êtes.
letter-invitation-button = Choisir mon mot de passe
letter-invitation-small = Le lien est valable 7 jours et ne sert qu'une fois. Si vous n'attendiez pas cette invitation, ignorez ce message : rien ne se passe.
members-factor-reset = Retirer la double authentification…
members-factor-text = { $name } a perdu son téléphone ? Ses sessions se ferment, son mot de passe suffit de nouveau, et un e-mail l'en avertit. Vérifiez d'abord que c'est bien cette personne qui le demande.
members-factor-yes = Retirer
members-no-factor = Cette personne n'a pas de double authentification : rien n'a changé.
members-done-factor = Double authentification retirée. La personne est prévenue par e-mail.
members-change-factor = Double authentification retirée
letter-factor-reset-subject = Votre double authentification a été retirée
letter-factor-reset-text = { $by } a retiré la double authentification de votre accès à l'espace de { $company }. Vos sessions ont été fermées. Reconnectez-vous avec votre mot de passe, puis activez-la de nouveau.
letter-factor-reset-small = Vous ne l'avez pas demandé ? Parlez-en tout de suite à cette personne.
