offline-title = Pas de connexion
offline-text = Votre appareil n’est pas relié à Internet. Rien n’a été envoyé : revenez en arrière pour retrouver ce que vous écriviez, ou réessayez.
