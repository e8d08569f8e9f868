### Les partenaires locaux.

partners-title = Un partenaire près de chez vous
partners-description = Trouver le partenaire officiel de Hootis dans votre pays ou votre région.
partners-lead = Dites-nous où vous êtes : nous vous disons qui peut vous aider sur place. Rien ne lui est envoyé sans votre accord.
partners-none = Pas encore de partenaire local
partners-none-text = L'exploitant de ce site travaille aujourd'hui sans partenaire local. Écrivez-nous : nous répondons directement.
partners-where = Où êtes-vous ?
partners-country = Pays
partners-country-choose = Choisir un pays
partners-region = Région
partners-region-choose = Choisir une région
partners-region-other = Une autre région
partners-show = Voir le partenaire
partners-yours = Le partenaire pour : { $place }
partners-nobody = Aucun partenaire pour : { $place }
partners-nobody-text = Nous pouvons vous répondre nous-mêmes :
partners-agree = J'accepte que mes nom, e-mail, téléphone et société soient transmis à { $partner }, par un seul e-mail, pour qu'il me réponde.
partners-agree-missing = Cochez la case pour que votre demande soit transmise : sans votre accord, rien ne part.
partners-changed = Le partenaire de ce lieu vient de changer. Lisez son nom, puis cochez la case si vous êtes d'accord.
partners-submit = Transmettre ma demande
partners-sent = Votre demande est partie chez le partenaire
partners-sent-text = Il vous répondra à l'adresse que vous avez donnée. Nous n'en avons rien gardé : la preuve de votre accord est dans son e-mail.
partners-once = Un seul e-mail, rien d'autre
partners-once-text = Le partenaire reçoit votre nom, votre e-mail, votre téléphone et votre société si vous les donnez, et la preuve datée de votre accord. Hootis n'enregistre rien. Pour la suite, c'est lui qui répond de vos données.
partners-letter-subject = Une demande de { $name }
partners-letter-text = Une personne demande à être contactée. Elle a donné ces coordonnées sur { $site }, qui n'en garde aucune copie.
partners-letter-proof = Accord donné le { $at }, en cochant cette case : « { $words } »
