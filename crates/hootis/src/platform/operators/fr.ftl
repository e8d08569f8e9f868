### Les exploitants.

operators-saved = Réglages enregistrés.
operators-sessions-lead = Où votre accès à l'exploitation est ouvert en ce moment. Une session que vous ne reconnaissez pas ? Fermez-la, puis changez de mot de passe.
