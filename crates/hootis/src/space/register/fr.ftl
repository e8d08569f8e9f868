### Le registre des traitements de l'entreprise.

register-title = Registre des traitements
register-lead = Ce que votre espace conserve, tel que le programme l'exécute (article 30 du RGPD).
register-markdown = Markdown
register-csv = CSV
register-who = Qui répond de quoi
register-controller = Responsable
register-processor = Sous-traitant
register-yours = De ce qui est dans cet espace, votre entreprise est responsable. Complétez le fondement de chaque traitement : il dépend de votre activité.
