### La fin d'un compte.

leave-title = Supprimer votre compte
leave-what = Ce qui se passe, et quand
leave-stage-now = Votre demande est enregistrée et confirmée par e-mail. Vous gardez l'accès à ce panneau de contrôle.
leave-stage-close = Votre demande est enregistrée. Ces espaces ferment aussitôt :
leave-stage-back = Vous pouvez garder votre compte d'un clic, et rouvrir chacun de vos espaces.
leave-stage-gone = Vos espaces sont détruits avec leurs clés, puis votre compte est supprimé : nom, e-mail, mot de passe, sessions, liens, préférences. Vous recevez une attestation signée.
leave-kept-title = Ce que la loi nous oblige à garder
leave-kept-law = Les factures, { $years } après la clôture de l'exercice (Code de commerce, art. L123-22). Il n'en existe aucune à votre nom aujourd'hui : rien n'est conservé.
leave-stay = Garder mon compte
leave-submit = Supprimer mon compte
leave-pending = Suppression demandée
leave-pending-state = En attente
leave-pending-text = Votre compte sera supprimé le { $date }, une fois vos espaces détruits. Jusque-là, un clic suffit pour le garder.
leave-keep = Garder mon compte
leave-by-itself = Ce compte n'a plus d'espace : il sera supprimé le { $date } si vous n'en créez pas d'ici là.
leave-small = Si vous n'y êtes pour rien, connectez-vous et changez votre mot de passe.
leave-soon = Votre compte Hootis sera supprimé le { $date }
leave-soon-text = Votre compte n'a plus d'espace. Nous n'avons donc plus de raison de garder votre nom, votre e-mail et votre mot de passe : ils seront supprimés le { $date }. Pour garder votre compte, créez un espace d'ici là.
leave-asked = La suppression de votre compte est enregistrée
leave-asked-text = Vos espaces sont fermés. Votre compte sera supprimé le { $date }, une fois vos espaces détruits. Jusque-là, un clic suffit pour changer d'avis.
leave-kept = Votre compte est gardé
leave-kept-text = Vous avez changé d'avis : votre compte n'est plus supprimé. Vos espaces fermés se rouvrent un par un depuis le panneau de contrôle.
