### Les avis par e-mail.

talk-notices = E-mails de conversation
talk-notices-of = Une conversation avec { $company }
talk-notices-on = Vous recevez un e-mail quand un message vous attend ici.
talk-notices-off = Vous ne recevez plus d'e-mails de cette conversation. Les messages restent là quand vous vous connectez.
letter-talk-subject = { $n ->
    [one] Un message de { $from }
   *[other] { $n } messages de { $from }
 }
letter-talk-text = { $n ->
    [one] { $from } vous a écrit. Le message vous attend chez { $company }.
   *[other] { $from } vous a écrit { $n } fois. Les messages vous attendent chez { $company }.
 }
letter-talk-called-subject = On vous appelle dans une conversation
letter-talk-called-text = Une note interne de la conversation avec { $from } vous appelle par votre nom, chez { $company }.
letter-talk-button = Lire et répondre
letter-talk-small = Pour ne plus recevoir d'e-mails de cette conversation : { $link }

### Les conversations dans la Station Clients.

portal-talk = Messages
portal-talk-one = Conversation
portal-talk-lead = Vos échanges avec { $company }.
portal-talk-new = Nouvelle conversation
portal-talk-none = Aucune conversation pour le moment.
portal-talk-none-text = Posez une question, envoyez une demande : la réponse arrive ici.
portal-talk-write-to = Écrire à { $company }
portal-talk-seen-by = Vu par { $company }
portal-talk-close = C'est réglé
portal-talk-edit = Votre message
portal-talk-done-toast = Demande marquée comme réglée
portal-talk-edited-toast = Message modifié
portal-talk-deleted-toast = Message supprimé
portal-talk-draft-toast = Brouillon gardé
portal-talk-muted-toast = Vous ne recevrez plus d'e-mails de cette conversation
portal-talk-unmuted-toast = Vous recevrez les e-mails de cette conversation
