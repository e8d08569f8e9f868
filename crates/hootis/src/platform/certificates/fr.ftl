### Les attestations de destruction.

certificate-space = L'espace de { $company } est détruit
certificate-space-text = L'espace de { $company } a été détruit le { $date }, avec tout ce qu'il contenait et avec sa clé. Personne ne peut plus rien en lire, nous non plus. L'attestation signée est jointe : gardez-la, nous n'en conservons pas de copie.
certificate-account = Votre compte Hootis est supprimé
certificate-account-text = Votre compte a été supprimé le { $date }. L'attestation signée est jointe : gardez-la, nous n'en conservons pas de copie. Cet e-mail est le dernier.
certificate-small = N'importe qui peut vérifier l'attestation avec la clé publique de ce site : hootis certificate verify FICHIER.
certificate-address = Adresse
certificate-rows = Lignes détruites
certificate-not-counted = la base ne pouvait plus être ouverte : personne n’a pu compter
certificate-files = Fichiers détruits
certificate-engine = Moteur
certificate-key = Clé détruite
certificate-hash = Empreinte de la base (SHA-256)
certificate-deleted = Lignes supprimées
certificate-kept = Conservé, car la loi l'impose
certificate-kept-nothing = rien : il n'existe aucune facture à ce nom
