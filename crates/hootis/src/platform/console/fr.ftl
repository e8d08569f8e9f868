### Le panneau de contrôle.

console-title = Panneau de contrôle
console-hello = Bonjour { $name }
console-spaces = Vos espaces
console-no-space = Vous n'avez pas encore d'espace.
console-open = Ouvrir
console-trial-until = Essai jusqu'au { $date }
console-look = Langue et thème
console-lang = Langue
console-save = Enregistrer
console-enter-title = Entrer dans votre espace
console-enter-text = Votre session s'ouvre sans second mot de passe. Ce lien est valable une minute.
console-enter = Entrer
letter-welcome-subject = Votre espace est ouvert
letter-welcome-preview = Choisissez votre mot de passe pour y entrer.
letter-welcome-text = L'espace de { $company } est ouvert, et vous en êtes propriétaire. Choisissez votre mot de passe pour y entrer.
letter-welcome-small = Le lien est valable 7 jours et ne sert qu'une fois.
