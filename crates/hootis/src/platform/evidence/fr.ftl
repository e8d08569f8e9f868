evidence-title = Contrôles
evidence-promises = Promesses
evidence-see = Voir les preuves
evidence-more =
    { $n ->
        [one] et une autre
       *[other] et { $n } autres
    }
evidence-text = Chaque contrôle regarde les bases et les fichiers en service, pas ce que le programme en dit. Ceux qui ne coûtent rien peuvent être relancés d'ici, une fois par minute pour tout le monde.
evidence-limit = Ce qui doit être vrai :
evidence-history = 90 jours, jour par jour
evidence-when = Quand
evidence-result = Résultat
evidence-found = Constat
evidence-again = Relancer les contrôles
evidence-download = Télécharger les preuves signées
evidence-verify = Vérifier ce fichier
evidence-verify-text = Le fichier dit, promesse par promesse, ce que le dernier contrôle a constaté et quand. Il est signé : si un seul mot change, la vérification échoue. Gardez-le, il prouve ce que cette page montrait.
evidence-verify-key = La clé publique de ce site :
evidence-not-yet = Pas encore tenues
evidence-not-yet-text = Ces promesses attendent leur fonction. Nous préférons l'écrire que de montrer du vert.
evidence-not-kept = Pas encore tenue : la fonction n'existe pas.
evidence-waiting = Premier contrôle en cours.
evidence-not-checked = Le contrôle n'a pas pu être fait.
evidence-summary =
    { $n ->
        [0] aucun contrôle conforme sur { $of }
        [one] { $n } contrôle sur { $of } conforme
       *[other] { $n } contrôles sur { $of } conformes
    }
evidence-summary-broken = { $n } en échec
evidence-summary-late = { $n } en retard
evidence-summary-waiting = { $n } en attente
evidence-line-kept = vérifié { $when } : { $found }
evidence-line-late = contrôle en retard de { $span }
evidence-line-broken = échec à { $time } : { $found }
evidence-line-broken-on = échec le { $when } : { $found }
evidence-days = du { $first } au { $last }
evidence-past-good =
    { $n ->
        [one] conforme, 1 contrôle
       *[other] conforme, { $n } contrôles
    }
evidence-past-missing = aucun contrôle
evidence-past-bad =
    { $n ->
        [one] 1 échec sur { $of }
       *[other] { $n } échecs sur { $of }
    }
evidence-chart =
    { $bad ->
        [0] { $good } jours conformes
        [one] 1 jour en échec, { $good } conformes
       *[other] { $bad } jours en échec, { $good } conformes
    }{ $missing ->
        [0] {""}
       *[other] , { $missing } sans contrôle
    }
evidence-limit-c5 = accès chiffrés et acceptés, sauvegardes effacées à 24 h.
evidence-c5 =
    { $n ->
        [0] Aucun accès à Dolibarr enregistré, aucune sauvegarde oubliée.
        [one] 1 accès à Dolibarr, chiffré ; aucune sauvegarde oubliée.
       *[other] { $n } accès à Dolibarr, tous chiffrés ; aucune sauvegarde oubliée.
    }
evidence-c5-clear =
    { $n ->
        [one] 1 accès à Dolibarr n'est pas chiffré.
       *[other] { $n } accès à Dolibarr ne sont pas chiffrés.
    }
evidence-c5-unasked =
    { $n ->
        [one] 1 accès à Dolibarr est gardé sans accord.
       *[other] { $n } accès à Dolibarr sont gardés sans accord.
    }
evidence-c5-left =
    { $n ->
        [one] Une synchronisation reste réglée alors que Dolibarr est débranché.
       *[other] { $n } synchronisations restent réglées alors que Dolibarr est débranché.
    }
evidence-c5-late =
    { $n ->
        [one] 1 sauvegarde de Dolibarr est encore là après son temps.
       *[other] { $n } sauvegardes de Dolibarr sont encore là après leur temps.
    }
evidence-limit-c6 = rien d'autre que le nom, la société et l'e-mail n'est obligatoire.
evidence-c6 =
    { $optional ->
        [0] Nom, société et e-mail sont demandés, rien de plus n'est recueilli.
        [one] Nom, société et e-mail sont demandés ; 1 autre champ, facultatif.
       *[other] Nom, société et e-mail sont demandés ; { $optional } autres champs, tous facultatifs.
    }
evidence-c6-demanded =
    { $n ->
        [one] 1 champ de trop est obligatoire : { $place }.
       *[other] { $n } champs de trop sont obligatoires, dont { $place }.
    }
evidence-limit-s1 = chaque colonne déclarée, aucun secret en clair.
evidence-s1 = { $n } secrets lus, 0 en clair. { $columns } colonnes, toutes déclarées, dans la plateforme et { $spaces } espaces.
evidence-s1-shape =
    { $n ->
        [one] 1 écart entre les bases et les déclarations : { $place }.
       *[other] { $n } écarts entre les bases et les déclarations, dont { $place }.
    }
evidence-s1-clear =
    { $n ->
        [one] 1 secret en clair dans { $place }.
       *[other] { $n } secrets en clair, dont dans { $place }.
    }
evidence-limit-u4 = chaque traitement a été demandé par quelqu'un, avec son accord.
evidence-u4 =
    { $n ->
        [0] Aucun traitement dans les espaces regardés.
        [one] 1 traitement, demandé par quelqu'un.
       *[other] { $n } traitements, tous demandés par quelqu'un.
    }
evidence-u4-unasked =
    { $n ->
        [one] 1 traitement sur { $of } que personne n'a demandé.
       *[other] { $n } traitements sur { $of } que personne n'a demandés.
    }
evidence-limit-t4 = chaque session de lecture est incapable d'écrire, de l'aveu du serveur lu.
evidence-t4 =
    { $n ->
        [0] Aucune base Dolibarr n'a été lue.
        [one] 1 session de lecture, confirmée sans droit d'écrire ; 0 écriture.
       *[other] { $n } sessions de lecture, toutes confirmées sans droit d'écrire ; 0 écriture.
    }
evidence-t4-open =
    { $n ->
        [one] 1 session sur { $of } aurait pu écrire.
       *[other] { $n } sessions sur { $of } auraient pu écrire.
    }
evidence-limit-c7 = cinq données par visite, sans les paramètres des pages.
evidence-c7 =
    { $n ->
        [0] Cinq données par visite ; aucune visite enregistrée.
        [one] Cinq données par visite ; 1 visite relue, rien de plus.
       *[other] Cinq données par visite ; { $n } visites relues, rien de plus.
    }
evidence-c7-more =
    { $n ->
        [one] 1 donnée de trop : { $place }.
       *[other] { $n } données de trop, dont { $place }.
    }
evidence-c7-text =
    { $n ->
        [one] 1 visite en dit plus qu'elle ne doit.
       *[other] { $n } visites en disent plus qu'elles ne doivent.
    }
evidence-limit-k2 = { $most } jours au plus.
evidence-k2 = La plus ancienne visite : { $day }, { $days } jours sur { $most }.
evidence-k2-none = Aucune visite enregistrée.
evidence-k2-late = La plus ancienne visite a { $days } jours, pour { $most } promis : { $day }.
evidence-mail-subject = Promesse { $id } en échec
evidence-mail-preview = { $title }
evidence-mail-title = Une promesse n'est pas tenue
evidence-mail-text = { $id }, « { $title } » Constat : { $found } Ce qui doit être vrai : { $limit }
evidence-mail-button = Voir les preuves
evidence-mail-small = La page publique montre cet échec. Vous ne recevrez pas d'autre message tant qu'il dure.
evidence-limit-k1 = aucune donnée en retard de plus d'une heure, et chaque tâche de fond donne signe de vie.
evidence-k1-silent = la tâche de fond « { $task } » ne donne plus signe de vie depuis { $minutes } minutes.
evidence-overdue = 0 donnée en retard ; { $rules } règles appliquées.
evidence-overdue-next = 0 donnée en retard ; { $rules } règles appliquées, la prochaine échéance est le { $next }.
evidence-overdue-late =
    { $n ->
        [one] 1 ligne en retard, règle { $rule }.
       *[other] { $n } lignes en retard, règle { $rule }.
    }
evidence-overdue-engine = la règle { $rule } n'est plus appliquée à temps.
evidence-limit-u3 = aucune visite ne porte de nom ; chaque rapprochement a son motif légal, au journal.
evidence-u3 =
    { $n ->
        [0] 0 rapprochement en 12 mois.
        [one] 1 rapprochement en 12 mois, avec son motif.
       *[other] { $n } rapprochements en 12 mois, chacun avec son motif.
    }
evidence-u3-linked = Les visites ont une colonne qui nomme quelqu'un : { $place }.
evidence-u3-groundless =
    { $n ->
        [one] 1 rapprochement sans motif légal.
       *[other] { $n } rapprochements sans motif légal.
    }
evidence-limit-k5 = chaîne intacte, rien de plus de 12 mois.
evidence-k5 =
    { $n ->
        [0] Aucune entrée ; chaîne vérifiée.
        [one] 1 entrée, chaîne vérifiée ; elle a { $days } jours.
       *[other] { $n } entrées, chaîne vérifiée ; la plus ancienne a { $days } jours.
    }
evidence-k5-broken = La chaîne est rompue à l'entrée { $sequence }.
evidence-k5-late = La plus ancienne entrée a { $days } jours.
evidence-limit-t3 = la véritable adresse d’un visiteur n’est lue que d’un relais de confiance.
evidence-t3 = { $n } inconnus ont écrit une autre adresse que la leur : aucun n’a été cru.
evidence-t3-alone = Aucun relais n’est déclaré : seule l’adresse de la connexion compte.
evidence-t3-believed = Un inconnu ({ $stranger }) serait cru sur l’adresse qu’il écrit : les relais de confiance sont déclarés trop largement.
evidence-limit-t6 = chaque transporteur en service est nommé, avec pays, contrat et date.
evidence-t6 =
    { $n ->
        [one] 1 transporteur nommé, avec pays, contrat et date.
       *[other] { $n } transporteurs nommés, avec pays, contrat et date.
    }
evidence-t6-dev =
    { $n ->
        [one] Développement : 1 transporteur fictif.
       *[other] Développement : { $n } transporteurs fictifs.
    }
evidence-t6-missing = Il manque un transporteur : { $why }.
evidence-limit-t7 = chaque connexion a été demandée par quelqu'un de l'espace.
evidence-t7 =
    { $n ->
        [0] Aucune lecture ; { $calls } appels en 90 jours.
        [one] 1 lecture, demandée par quelqu'un ; { $calls } appels en 90 jours.
       *[other] { $n } lectures, toutes demandées par quelqu'un ; { $calls } appels en 90 jours.
    }
evidence-t7-unasked =
    { $n ->
        [one] 1 lecture sur { $of } que personne n'a demandée.
       *[other] { $n } lectures sur { $of } que personne n'a demandées.
    }
evidence-limit-d1 = aucun appel hors de la liste.
evidence-d1 =
    { $n ->
        [0] Aucun appel en 90 jours, { $refused } refusés.
        [one] 1 appel en 90 jours, { $refused } refusés. Derniers : { $last }.
       *[other] { $n } appels en 90 jours, { $refused } refusés. Derniers : { $last }.
    }
evidence-d1-strange =
    { $n ->
        [one] 1 appel à un tiers qui n'est pas de la liste : { $processor }.
       *[other] { $n } appels à un tiers qui n'est pas de la liste : { $processor }.
    }
evidence-limit-d3 = aucune version ne manque, chaque titulaire est prévenu de ce qui le touche.
evidence-d3 = Version { $number }, en vigueur depuis le { $day } ; { $told } titulaires prévenus, 0 oublié.
evidence-d3-gap = Il manque une version, ou sa date ne suit pas : { $number }.
evidence-d3-forgotten =
    { $n ->
        [one] 1 titulaire n'a pas été prévenu de la version { $number }.
       *[other] { $n } titulaires n'ont pas été prévenus de la version { $number }.
    }
evidence-limit-c2 = un message d'essai arrive, et n'est retrouvé nulle part.
evidence-c2 = Un message d'essai est arrivé ; cherché dans { $tables } tables et tous les fichiers, il n'est nulle part.
evidence-c2-table = Une table que personne n'a déclarée pourrait le retenir : { $place }.
evidence-c2-lost = Le message d'essai n'est pas arrivé.
evidence-c2-recorded =
    { $n ->
        [one] Le message d'essai a été retrouvé dans { $place }.
       *[other] Le message d'essai a été retrouvé en { $n } endroits, dont { $place }.
    }
evidence-limit-u1 = aucun message sans accord, ni sans moyen d'en sortir ; aucun total de trop peu d'espaces.
evidence-u1 = { $n } messages envoyés, tous demandés et tous avec un moyen d'en sortir ; { $agreed } personnes abonnées. Totaux mensuels gardés : { $totals }, aucun de trop peu d'espaces.
evidence-u1-closed =
    { $n ->
        [one] 1 message attend sans moyen d'en sortir.
       *[other] { $n } messages attendent sans moyen d'en sortir.
    }
evidence-u1-few =
    { $n ->
        [one] 1 total porte sur moins de { $least } espaces.
       *[other] { $n } totaux portent sur moins de { $least } espaces.
    }
evidence-u1-unasked =
    { $n ->
        [one] 1 message a été écrit sans accord.
       *[other] { $n } messages ont été écrits sans accord.
    }
evidence-limit-u2 = rien ne part sans la case ; avec elle, un seul message, que nous ne gardons pas.
evidence-u2 =
    { $n ->
        [one] Essai fait auprès de 1 partenaire : rien sans la case, un message avec, aucune trace.
       *[other] Essai fait, { $n } partenaires nommés : rien sans la case, un message avec, aucune trace.
    }
evidence-u2-none = Aucun partenaire n'est nommé : rien ne peut partir.
evidence-u2-unasked = Un message est parti sans la case.
evidence-u2-lost = Avec la case, il n'est pas parti un message et un seul.
evidence-u2-recorded =
    { $n ->
        [one] La demande d'essai a été retrouvée dans { $place }.
       *[other] La demande d'essai a été retrouvée en { $n } endroits, dont { $place }.
    }
evidence-limit-t1 = rien de Google avant l'accord.
evidence-t1-off = Google Analytics n'est pas en service ; 0 page mesurée.
evidence-t1 = { $n } pages mesurées en 24 h, toutes après accord.
evidence-t1-unasked =
    { $n ->
        [one] 1 page mesurée sans accord.
       *[other] { $n } pages mesurées sans accord.
    }
evidence-limit-d2 = les cookies de la liste, et eux seuls.
evidence-d2 =
    { $n ->
        [0] Aucun cookie posé en 24 h ; { $dropped } retenus.
        [one] 1 cookie posé en 24 h, de la liste ; { $dropped } retenus.
       *[other] { $n } cookies posés en 24 h, tous de la liste ; { $dropped } retenus.
    }
evidence-d2-strange =
    { $n ->
        [one] 1 cookie posé qui n'est pas de la liste : { $cookie }.
       *[other] { $n } cookies posés qui ne sont pas de la liste : { $cookie }.
    }
evidence-limit-c1 = sans espace depuis 30 jours, un compte est supprimé ; une inscription non confirmée, au bout de 7 jours.
evidence-c1-late =
    { $n ->
        [one] 1 compte sans espace est encore là après ses 30 jours.
       *[other] { $n } comptes sans espace sont encore là après leurs 30 jours.
    }
evidence-limit-r5 = un espace d'essai, détruit, ne laisse rien.
evidence-r5 = Un espace d'essai a été créé puis détruit en { $ms } ms : plus de base, plus de fichier.
evidence-r5-not-made = L'espace d'essai n'a pas pu être créé.
evidence-r5-left = L'espace d'essai, détruit, est encore là.
evidence-r5-endless =
    { $n ->
        [one] 1 espace désactivé n'a pas de date de destruction.
       *[other] { $n } espaces désactivés n'ont pas de date de destruction.
    }
evidence-limit-r2 = la suppression demandée a lieu à sa date, et il ne reste rien du compte.
evidence-limit-k3 = un espace résilié est détruit à sa date, et il n'en reste rien.
evidence-k3 = 0 espace en retard, { $waiting } en attente ; { $gone } détruits, dont il ne reste rien. { $lost } e-mails n'ont pu être remis en 90 jours, dont { $certificates } avec un certificat.
evidence-k3-next = 0 espace en retard, { $waiting } en attente, le prochain le { $next } ; { $gone } détruits, dont il ne reste rien. { $lost } e-mails n'ont pu être remis en 90 jours, dont { $certificates } avec un certificat.
evidence-k3-late =
    { $n ->
        [one] 1 espace aurait dû être détruit.
       *[other] { $n } espaces auraient dû être détruits.
    }
evidence-k3-left =
    { $n ->
        [one] Il reste quelque chose de 1 espace détruit.
       *[other] Il reste quelque chose de { $n } espaces détruits.
    }
evidence-r2 = Un compte d'essai a été supprimé : rien ne le nomme plus, dans { $tables } tables.
evidence-r2-late =
    { $n ->
        [one] 1 compte aurait dû être supprimé.
       *[other] { $n } comptes auraient dû être supprimés.
    }
evidence-r2-left =
    { $n ->
        [one] Un compte supprimé laisse une trace dans { $place }.
       *[other] Un compte supprimé laisse des traces dans { $n } tables, dont { $place }.
    }
evidence-limit-c3 = aucun numéro ne reste une fois le SMS remis ou refusé, ni plus de 24 h.
evidence-limit-t2 = chaque SMS a été demandé par la personne qui le reçoit.
evidence-t2 = { $n } appels aux transporteurs de SMS en 90 jours, pour { $of } demandes.
evidence-t2-unasked = { $n } appels aux transporteurs de SMS en 90 jours, pour { $of } demandes seulement.
evidence-limit-r1 = tout ce qui est déclaré est remis au titulaire, et ce qu'il change est changé.
evidence-r1 = Un compte d'essai a été lu, remis et changé : { $columns } colonnes dans { $tables } tables.
evidence-r1-forgotten = La table { $place } parle de comptes, et n'est pas remise à leurs titulaires.
evidence-r1-unchanged = Un compte d'essai a été changé, et rien n'a changé.
evidence-limit-s2 = une clé chiffrée par espace, les clés d'API réduites à une empreinte, les adresses effacées à temps.
evidence-s2 = { $spaces } clés d'espace chiffrées, toutes différentes ; { $keys } clés d'API, dont nous n'avons que l'empreinte ; { $traces } adresses d'essais, aucune en retard.
evidence-s2-bare =
    { $n ->
        [one] 1 espace n'a pas de clé à lui.
       *[other] { $n } espaces n'ont pas de clé à eux.
    }
evidence-s2-unwrapped =
    { $n ->
        [one] 1 clé d'espace n'est pas chiffrée.
       *[other] { $n } clés d'espace ne sont pas chiffrées.
    }
evidence-s2-clear =
    { $n ->
        [one] 1 clé d'API n'est pas une empreinte.
       *[other] { $n } clés d'API ne sont pas des empreintes.
    }
