### Les nouvelles de Hootis, pour qui les a demandées.

nav-news = Mes courriers
news-title = Vos courriers
news-for = Les nouvelles de Hootis pour { $email }
news-choice = Nouvelles de Hootis
news-chip-on = Demandées
news-chip-off = Pas demandées
news-on = Vous recevez par e-mail les nouvelles de Hootis, parce que vous l'avez demandé.
news-off = Vous ne recevez pas les nouvelles de Hootis.
news-stop = Ne plus rien recevoir
news-stop-hint = Ceux qui attendent encore ne partiront pas. Les messages de service (connexion, essai, sécurité) continuent.
news-start = Recevoir les nouvelles de Hootis
news-kept = Votre choix est enregistré
news-save = Enregistrer
news-service = Les messages de service (connexion, essai, sécurité) arrivent dans tous les cas : ils font partie de votre abonnement.
news-since = Demandées le { $at } ({ $source }).
news-ended = Arrêtées le { $at } ({ $source }).
news-source-sign-up = à l'inscription
news-source-console = dans le panneau de contrôle
news-source-link = par le lien d'un e-mail
news-source-one-click = d'un clic dans votre messagerie
news-letter-why = Vous recevez cet e-mail parce que vous avez demandé les nouvelles de Hootis le { $date }. Il ne contient ni pixel de suivi ni lien traçant.
news-letter-foot = Hootis, l'espace de travail des petites entreprises.
news-letter-stop = Ne plus rien recevoir, ou changer d'avis :
news-letter-stop-link = Ne plus rien recevoir, ou changer d'avis
