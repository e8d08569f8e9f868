### Ce qui ne va pas dans une valeur, et ce qu'il faut.

value-email = Cette adresse e-mail n'est pas complète, par exemple contact@atelier.example.
value-siren-digits = Un SIREN n'a que des chiffres.
value-siren-short =
    { $n ->
        [one] Il manque un chiffre : un SIREN en a 9.
       *[other] Il manque { $n } chiffres : un SIREN en a 9.
    }
value-siren-long =
    { $n ->
        [one] Il y a un chiffre de trop : un SIREN en a 9.
       *[other] Il y a { $n } chiffres de trop : un SIREN en a 9.
    }
value-siren-key = Ce SIREN n'existe pas : un chiffre est faux ou deux sont inversés.
value-siret-digits = Un SIRET n'a que des chiffres.
value-siret-short =
    { $n ->
        [one] Il manque un chiffre : un SIRET en a 14.
       *[other] Il manque { $n } chiffres : un SIRET en a 14.
    }
value-siret-long =
    { $n ->
        [one] Il y a un chiffre de trop : un SIRET en a 14.
       *[other] Il y a { $n } chiffres de trop : un SIRET en a 14.
    }
value-siret-key = Ce SIRET n'existe pas : un chiffre est faux ou deux sont inversés.
value-siret-siren = Ce SIRET est celui d'une autre entreprise : il doit commencer par le SIREN.
value-vat-country = Un numéro de TVA commence par les deux lettres du pays, par exemple FR.
value-vat-shape = Ce numéro n'a pas la forme attendue dans ce pays, par exemple { $expected }.
value-vat-siren = Un numéro de TVA français finit par un SIREN ; celui-ci n'en est pas un.
value-vat-other-siren = Ce numéro de TVA est celui d'une autre entreprise : il doit finir par le SIREN.
value-vat-key = La clé est fausse ; pour ce SIREN, le numéro est { $expected }.
value-phone-signs = Un numéro de téléphone n'a que des chiffres, et un + devant pour l'étranger.
value-phone-short =
    { $n ->
        [one] Il manque un chiffre : un numéro français en a 10.
       *[other] Il manque { $n } chiffres : un numéro français en a 10.
    }
value-phone-long =
    { $n ->
        [one] Il y a un chiffre de trop : un numéro français en a 10.
       *[other] Il y a { $n } chiffres de trop : un numéro français en a 10. Pour l'étranger, commencez par +.
    }
value-phone-zero = Un numéro français commence par 0. Pour l'étranger, commencez par +.
value-phone-international = Un numéro étranger commence par + et l'indicatif du pays, par exemple +32 2 123 45 67.
value-postal-code = Ce code postal a des signes inattendus ou est trop long.
value-postal-digits = Un code postal français n'a que des chiffres. Ailleurs qu'en France, choisissez d'abord le pays.
value-postal-short =
    { $n ->
        [one] Il manque un chiffre : un code postal français en a 5.
       *[other] Il manque { $n } chiffres : un code postal français en a 5.
    }
value-postal-long =
    { $n ->
        [one] Il y a un chiffre de trop : un code postal français en a 5.
       *[other] Il y a { $n } chiffres de trop : un code postal français en a 5.
    }
value-postal-unknown = Aucun code postal français ne commence par 00.
value-website = Cette adresse ne mène à aucun site, par exemple www.atelier.example.
