### Photos, vidéos, documents : galerie, envois, corbeille.

nav-media = Photos et documents
nav-media-short = Photos
media-title = Photos et documents
media-count =
    { $n ->
        [0] Aucun fichier.
        [one] Un fichier.
       *[other] { $n } fichiers.
    }
media-used = { $used } sur { $room }.
media-storage = Place utilisée
media-drop = Déposez vos photos, vidéos et documents ici
media-drop-formats = ou choisissez des fichiers. JPEG, PNG, WebP, GIF, MP4, MOV, PDF… { $most } chacun au plus.
media-drop-place = La position GPS est retirée des photos à l'envoi, pas des vidéos ni des documents.
media-keep-place = Garder la position et les autres informations des photos (appareil, réglages)
media-for-party = Ces fichiers seront rangés chez { $name }.
media-send = Envoyer
media-camera = Prendre une photo
media-sending = Envois en cours
media-sending-none = Rien n'est en cours d'envoi.
media-pending = { $size }, commencé le { $date }. Choisissez à nouveau ce fichier : l'envoi reprendra où il s'est arrêté.
media-give-up = Abandonner
media-retry = Réessayer
media-cancel = Annuler l'envoi de
media-progress = Envoi de
media-of = sur
media-sent = Envoyé
media-keeping = Rangement…
media-connection-cut = Connexion coupée
media-failed = Non envoyé
media-slow = Trop d'envois en peu de temps. Réessayez plus tard.
media-signed-out = Vous n'êtes plus connecté. Ouvrez à nouveau cette page, puis choisissez ce fichier : l'envoi reprendra où il s'est arrêté.
media-no-room = Le serveur n'a plus de place pour le moment. Réessayez plus tard.
media-n-of-m = sur
media-units = octets Ko Mo Go
media-filter = Filtrer les fichiers
media-filter-do = Filtrer
media-by-kind = Filtrer par nature
media-all = Tout
media-photos = Photos
media-videos = Vidéos
media-audios = Sons
media-documents = Documents
media-party = Client
media-any-party = Tous les clients
media-this-week = Cette semaine
media-empty = Aucun fichier pour le moment
media-empty-text = Ce que votre équipe ajoute ici est chiffré avec la clé de votre espace, et visible d'elle seule.
media-nothing = Aucun fichier ici
media-nothing-text = Rien ne correspond à ces filtres.
media-show-all = Tout afficher
media-select = Sélectionner { $name }
media-select-all = Tout sélectionner
media-bulk = Pour les fichiers cochés
media-move = Ranger chez ce client
media-throw-away = Mettre à la corbeille
media-trail = Fil d'Ariane
media-download = Télécharger
media-original = Ouvrir l'original
media-no-preview = Pas d'aperçu pour ce fichier.
media-neighbours = Fichiers voisins
media-newer = Plus récent
media-older = Plus ancien
media-details = Détails
media-taken = Date
media-added = Ajouté
media-added-by = { $date } par { $name }
media-file = Fichier
media-size = Taille
media-pixels = { $width } × { $height } pixels
media-words = Légende
media-caption = Légende
media-alt = Texte de remplacement
media-alt-hint = Ce que l'image montre, pour les personnes qui ne la voient pas.
media-name = Nom du fichier
media-name-missing = Donnez un nom au fichier.
media-party-unknown = Aucun client de ce nom. Rien n'a été déplacé.
media-party-which = Plusieurs clients portent ce nom : précisez.
media-save = Enregistrer
media-saved = Modifications enregistrées.
media-late = Quelqu'un d'autre a modifié ce fichier entre-temps. Vérifiez, puis enregistrez à nouveau : votre saisie remplacera la sienne.
media-trash = Corbeille
media-trash-n = Corbeille ({ $n })
media-trash-lead = Ce que vous jetez reste ici { $period }, puis est détruit.
media-trash-none = La corbeille est vide
media-trash-none-text = Les fichiers mis à la corbeille apparaîtront ici.
media-trash-more = Les 200 plus récents sont montrés.
media-in-trash = Ce fichier est à la corbeille. Il sera détruit le { $date }.
media-goes = Détruit le { $date }
media-restore = Restaurer
media-empty-title = Vider la corbeille
media-empty-do = Vider la corbeille
media-empty-what =
    { $n ->
        [0] Aucun fichier ne sera détruit.
        [one] Un fichier sera détruit maintenant, et { $size } seront libérés.
       *[other] { $n } fichiers seront détruits maintenant, et { $size } seront libérés.
    }
media-empty-final = Ils ne pourront plus être restaurés.
media-empty-yes = Détruire
media-empty-no = Annuler
media-done-added =
    { $n ->
        [0] Aucun fichier ajouté.
        [one] Un fichier ajouté.
       *[other] { $n } fichiers ajoutés.
    }
media-done-trashed =
    { $n ->
        [0] Rien n'a été mis à la corbeille.
        [one] Un fichier mis à la corbeille. Il peut être restauré.
       *[other] { $n } fichiers mis à la corbeille. Ils peuvent être restaurés.
    }
media-done-restored =
    { $n ->
        [0] Rien n'a été restauré.
        [one] Un fichier restauré.
       *[other] { $n } fichiers restaurés.
    }
media-done-moved =
    { $n ->
        [0] Rien n'a été déplacé.
        [one] Un fichier déplacé.
       *[other] { $n } fichiers déplacés.
    }
media-done-deleted =
    { $n ->
        [0] La corbeille était vide.
        [one] Un fichier détruit.
       *[other] { $n } fichiers détruits.
    }
media-too-big = Ce fichier est trop lourd : { $most } au plus.
media-too-many = Trop d'envois commencés et non terminés. Terminez-en ou abandonnez-en avant d'en commencer d'autres.
media-full = La place de votre formule est épuisée. Videz la corbeille ou supprimez des fichiers.
media-cut = L'envoi a été coupé. Envoyez à nouveau ce fichier.
media-none-chosen = Choisissez au moins un fichier.
media-nameless = Fichier sans nom
media-refused-empty = Ce fichier est vide.
media-refused-heic = Photo au format HEIC, que les navigateurs n'affichent pas. Sur l'iPhone : Réglages, Appareil photo, Formats, « Le plus compatible », ou exportez-la en JPEG.
media-refused-format = Ce format d'image n'est pas lu ici. Enregistrez l'image en JPEG, PNG, WebP ou GIF.
media-refused-active = Ce dessin SVG contient un script ou une adresse extérieure. Il n'a pas été gardé.
media-refused-disguised = Le contenu de ce fichier n'est pas celui qu'annonce son nom. Il n'a pas été gardé.
media-refused-broken = Ce fichier est abîmé ou incomplet. Exportez-le à nouveau.
media-refused-pixels = Cette image a trop de pixels : 16 384 de côté et 100 millions en tout, au plus.
media-refused-heavy = Cette photo est trop lourde : 64 Mio au plus.
media-refused-hard = Cette image n'a pas pu être lue dans les limites de mémoire et de temps.
media-of-party = Photos et documents
media-of-party-all = Tout voir
media-of-party-none = Aucun fichier pour ce client.
media-of-party-add = Ajouter des fichiers
journal-media = Fichier
journal-trashed = Mise à la corbeille
journal-from-trash = Sortie de la corbeille

### Fichiers d'un message, et fichiers montrés dans Station Clients.

media-attach = Joindre des fichiers
media-attached = Fichiers joints
media-attach-remove = Retirer
media-attach-many = { $most } fichiers au plus par message. Les autres n'ont pas été joints.
media-from = Envoyé dans
media-from-talk = la conversation { $title }
media-share = Station Clients
media-share-with = Visible par
media-share-nobody-choice = Personne : seulement votre équipe
media-share-party = Tout le client { $name }
media-share-contact = { $name } seulement
media-share-do = Appliquer
media-share-hint = Les contacts du client voient ce fichier dans Station Clients, selon leurs droits sur les photos et documents.
media-share-aside = Ce fichier accompagne une note interne : il n'est jamais visible dans Station Clients.
media-share-first = Choisissez d'abord le client de ce fichier, ci-dessous.
media-share-since = Visible dans Station Clients depuis le { $date }.
media-share-nobody = Rien n'a été montré : un fichier sans client, ou joint à une note interne, n'est visible que de votre équipe.
media-shared = Visible dans Station Clients
media-show-do = Montrer
media-hide-do = Ne plus montrer
media-done-shared =
    { $n ->
        [0] Ce fichier est déjà visible dans Station Clients.
        [one] Un fichier est maintenant visible dans Station Clients.
       *[other] { $n } fichiers sont maintenant visibles dans Station Clients.
    }
media-done-hidden =
    { $n ->
        [0] Aucun de ces fichiers n'était visible dans Station Clients.
        [one] Un fichier n'est plus visible dans Station Clients.
       *[other] { $n } fichiers ne sont plus visibles dans Station Clients.
    }
media-contact = Contact
media-station-photos = Photos et vidéos
media-station-documents = Documents
media-station-photos-short = Photos
media-station-lead = Ce que { $company } partage avec vous.
media-station-none = Rien n'est partagé pour le moment
media-station-none-text = Vous trouverez ici ce que l'on partage avec vous. Les fichiers joints à un message restent dans leur conversation.
media-station-see = Tout voir
media-download-of = Télécharger { $name }
