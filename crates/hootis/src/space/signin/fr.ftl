### Connexion à l'administration d'un espace.

office-signin-title = Se connecter à l'administration
office-signin-lead = Connectez-vous avec l'adresse à laquelle vous avez été invité.
office-signin-lost-code = Ce lien d'entrée a déjà servi ou a plus d'une minute. Reprenez-le depuis votre panneau de contrôle.
office-signin-owner = Propriétaire de l'espace ? Entrez par votre
office-signin-console = panneau de contrôle
invitation-welcome = Bienvenue chez { $company }
invitation-lead = Choisissez un mot de passe : il n'est connu que de vous, et haché avant d'être gardé.
invitation-lost-text = Cette invitation a déjà servi, ou plus de 7 jours ont passé. Demandez-en une autre à la personne qui vous a invité.
letter-member-password-text = Quelqu'un, sans doute vous, a demandé un nouveau mot de passe pour l'espace de { $company }.
