### Le formulaire de contact.

contact-title = Nous écrire
contact-description = Écrire à l'exploitant de Hootis : votre message arrive dans sa boîte, et n'est enregistré nulle part.
contact-lead = Votre message part tout de suite dans notre boîte aux lettres.
contact-name = Nom
contact-name-missing = Indiquez votre nom.
contact-email = E-mail
contact-email-hint = La réponse arrivera à cette adresse.
contact-phone = Téléphone
contact-company = Société
contact-subject = Sujet
contact-subject-missing = Indiquez le sujet de votre message.
contact-message = Message
contact-message-missing = Écrivez votre message.
contact-message-long = Votre message est trop long : { $n } signes au plus.
contact-submit = Envoyer le message
contact-busy = Envoi…
contact-sent = Votre message est arrivé dans notre boîte aux lettres
contact-sent-text = La réponse viendra à l'adresse que vous avez donnée. Nous n'avons rien enregistré ici.
contact-another = Écrire un autre message
contact-no-relay = Ce site n'a pas de relais de messagerie : le formulaire ne peut rien envoyer.
contact-refused = Le message n'est pas parti : le relais de messagerie ne l'a pas pris. Votre texte est resté ci-dessous.
contact-too-late = Le relais de messagerie n'a pas répondu à temps : le message n'est peut-être pas parti. Votre texte est resté ci-dessous.
contact-slow =
    { $n ->
        [one] Réessayez dans { $n } minute. Votre texte est resté ci-dessous.
       *[other] Réessayez dans { $n } minutes. Votre texte est resté ci-dessous.
    }
contact-instead = Vous pouvez aussi nous écrire à
contact-write = Écrivez-nous à
contact-nothing = Rien n'est enregistré
contact-nothing-text = Le formulaire remet votre message à notre boîte aux lettres pendant que vous attendez. Ni base de données, ni file d'attente, ni fichier, ni journal n'en garde un mot. Il ne sert pas à la prospection.
contact-by-mail = Par e-mail
contact-partners = Trouver un partenaire près de chez vous
contact-letter-foot = Envoyé par le formulaire de { $site } le { $at }. Ce message n'est enregistré que dans cette boîte.
