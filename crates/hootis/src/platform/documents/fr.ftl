### Les documents publiés : politique, cookies, conditions, mentions légales, sécurité, téléchargements.

documents-contents = Sommaire
documents-brief = En bref
documents-version = Version { $number }
documents-version-since = Version { $number }, en vigueur depuis le { $day }
documents-version-coming = Version { $number }, en vigueur à partir du { $day }
documents-from = à partir du { $day }
documents-current = en vigueur
documents-not-in-force = Ce texte n'est pas celui qui est en vigueur : il est montré tel qu'il est conservé.
documents-in-force = Lire la version en vigueur
documents-coming = La version { $number } s'appliquera à partir du { $day }.
documents-see-differences = Voir les différences
documents-to-evidence = Voir les preuves
documents-brief-yours = Vos données sont à vous
documents-brief-yours-text = Ce que vous mettez dans votre espace vous appartient. Nous l'hébergeons en votre nom.
documents-brief-card = Aucune carte chez nous
documents-brief-card-text = Les numéros de carte et de compte se donnent à GoCardless, jamais à Hootis.
documents-brief-end = Tout a une fin
documents-brief-end-text = Chaque donnée a une durée. Un programme l'applique, et compte ses retards.
documents-address = Adresse
documents-email = E-mail
documents-phone = Téléphone
documents-legal-form = Forme
documents-registration = Immatriculation
documents-vat = TVA
documents-director = Publication
documents-dpo = Délégué à la protection des données
documents-source = Code source
documents-carriers = Transporteurs de l'opérateur
documents-carrier = Qui
documents-carrier-task = Pour
documents-carrier-country = Pays
documents-carrier-address = Adresse
documents-carrier-contract = Contrat du
documents-evidence-there = Les preuves se lisent sur la page de la politique en vigueur.
documents-not-kept = pas encore en service
documents-register = Registre des traitements
documents-columns = Toutes les colonnes des bases, une par ligne
documents-differences = Ce qui a changé
documents-differences-of = Ce qui a changé de la version { $old } à la version { $new }
documents-differences-lead = De la version { $old } ({ $oldday }) à la version { $new } ({ $newday }).
documents-back = Toutes les versions
documents-compare-with = Comparer avec
documents-compare = Comparer
documents-no-difference = Ces deux textes sont les mêmes.
documents-legend = Barré : retiré. Souligné : ajouté.
documents-removed = Retiré :
documents-added = Ajouté :
documents-same-lines =
    { $n ->
        [one] Une ligne inchangée
       *[other] { $n } lignes inchangées
    }
documents-mail-subject = La politique de confidentialité change
documents-mail-title = Notre politique de confidentialité change
documents-mail-from = La version { $number } de notre politique de confidentialité s'appliquera à partir du { $day }.
documents-mail-since = La version { $number } de notre politique de confidentialité s'applique depuis le { $day }.
documents-mail-button = Voir ce qui change
documents-mail-small = Vous recevez ce message une fois, parce que ce changement touche les titulaires de compte. Rien n'est à faire.
documents-record = Registre des traitements
documents-record-lead = Ce que ce Hootis traite, pour l'opérateur et pour ses clients (article 30 du RGPD).
documents-record-customers = Entreprises pour le compte desquelles l'opérateur traite
documents-record-nobody = Aucune entreprise n'a d'espace.
