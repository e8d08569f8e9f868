### Les exploitants.

operators-saved = Réglages enregistrés.
