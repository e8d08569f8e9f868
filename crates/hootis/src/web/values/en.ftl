### What is wrong with a value, and what is needed.

value-email = This e-mail address is not complete, for example contact@workshop.example.
value-siren-digits = A SIREN has digits only.
value-siren-short =
    { $n ->
        [one] One digit is missing: a SIREN has 9.
       *[other] { $n } digits are missing: a SIREN has 9.
    }
value-siren-long =
    { $n ->
        [one] One digit too many: a SIREN has 9.
       *[other] { $n } digits too many: a SIREN has 9.
    }
value-siren-key = This SIREN does not exist: a digit is wrong or two are swapped.
value-siret-digits = A SIRET has digits only.
value-siret-short =
    { $n ->
        [one] One digit is missing: a SIRET has 14.
       *[other] { $n } digits are missing: a SIRET has 14.
    }
value-siret-long =
    { $n ->
        [one] One digit too many: a SIRET has 14.
       *[other] { $n } digits too many: a SIRET has 14.
    }
value-siret-key = This SIRET does not exist: a digit is wrong or two are swapped.
value-siret-siren = This SIRET is another company's: it must begin with the SIREN.
value-vat-country = A VAT number begins with the two letters of the country, for example FR.
value-vat-shape = This number does not have the shape of that country, for example { $expected }.
value-vat-siren = A French VAT number ends with a SIREN; this one does not.
value-vat-other-siren = This VAT number is another company's: it must end with the SIREN.
value-vat-key = The key is wrong; for this SIREN the number is { $expected }.
value-phone-signs = A telephone number has digits only, and a + in front for other countries.
value-phone-short =
    { $n ->
        [one] One digit is missing: a French number has 10.
       *[other] { $n } digits are missing: a French number has 10.
    }
value-phone-long =
    { $n ->
        [one] One digit too many: a French number has 10.
       *[other] { $n } digits too many: a French number has 10. For other countries, begin with +.
    }
value-phone-zero = A French number begins with 0. For other countries, begin with +.
value-phone-international = A foreign number begins with + and the country's prefix, for example +32 2 123 45 67.
value-postal-code = This postal code has unexpected signs or is too long.
value-postal-digits = A French postal code has digits only. Elsewhere, choose the country first.
value-postal-short =
    { $n ->
        [one] One digit is missing: a French postal code has 5.
       *[other] { $n } digits are missing: a French postal code has 5.
    }
value-postal-long =
    { $n ->
        [one] One digit too many: a French postal code has 5.
       *[other] { $n } digits too many: a French postal code has 5.
    }
value-postal-unknown = No French postal code begins with 00.
value-website = This address leads to no site, for example www.workshop.example.
