### Les cookies : la question, le choix, la liste.

cookies-ask-title = Vos cookies, votre choix
cookies-ask-text = Hootis n'a besoin que de cookies techniques. La mesure d'audience (Google Analytics) reste éteinte tant que vous ne l'avez pas acceptée.
cookies-ask-list = La liste complète
cookies-accept = Accepter
cookies-refuse = Refuser
cookies-choose = Choisir
cookies-accepted = Mesure acceptée
cookies-refused = Mesure refusée
cookies-accept-audience = Accepter la mesure d'audience
cookies-refuse-audience = Refuser la mesure d'audience
cookies-purpose-cookies = { $by } poserait ces cookies :
cookies-purpose-refuse = Si vous refusez, rien ne change pour vous.
cookies-nothing-to-ask = Rien ici ne demande votre accord : ce site ne mesure pas son audience avec des cookies, et aucun autre site n'apprend votre visite. C'est pourquoi nous ne vous demandons rien.
cookies-signal = Votre navigateur demande de ne pas être suivi (Global Privacy Control ou Do Not Track). Nous l'écoutons : la mesure est refusée, sans autre question.
cookies-chosen = Vous avez répondu le { $at }. Nous reposerons la question après le { $again }, ou si ce qui est demandé change.
cookies-not-yet = Vous n'avez pas encore répondu : la mesure est éteinte.
cookies-receipt = Télécharger le reçu signé de votre choix
cookies-kept = Votre choix est noté
cookies-where = Votre choix est gardé dans votre navigateur, dans le cookie « rgpd », et nulle part ailleurs. Retirer votre accord efface aussitôt les cookies qu'il avait permis.
