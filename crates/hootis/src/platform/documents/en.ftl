### The published documents: policy, cookies, terms, legal notice, security, downloads.

documents-contents = Contents
documents-brief = In short
documents-version = Version { $number }
documents-version-since = Version { $number }, in force since { $day }
documents-version-coming = Version { $number }, in force from { $day }
documents-from = from { $day }
documents-current = in force
documents-not-in-force = This text is not the one in force: it is shown as it was kept.
documents-in-force = Read the version in force
documents-coming = Version { $number } will apply from { $day }.
documents-see-differences = See the differences
documents-to-evidence = See the evidence
documents-brief-yours = Your data are yours
documents-brief-yours-text = What you put in your space belongs to you. We host it on your behalf.
documents-brief-card = No card with us
documents-brief-card-text = Numbers of cards and accounts are given to GoCardless, never to Hootis.
documents-brief-end = Everything has an end
documents-brief-end-text = Each datum has a period. A program applies it, and counts its delays.
documents-address = Address
documents-email = E-mail
documents-phone = Phone
documents-legal-form = Legal form
documents-registration = Registration
documents-vat = VAT number
documents-director = Publication
documents-dpo = Data protection officer
documents-source = Source code
documents-carriers = The operator's carriers
documents-carrier = Who
documents-carrier-task = For
documents-carrier-country = Country
documents-carrier-address = Address
documents-carrier-contract = Contract of
documents-evidence-there = The evidence is on the page of the policy in force.
documents-not-kept = not in service yet
documents-register = Register of processing
documents-columns = Every column of the databases, one a line
documents-differences = What changed
documents-differences-of = What changed from version { $old } to version { $new }
documents-differences-lead = From version { $old } ({ $oldday }) to version { $new } ({ $newday }).
documents-back = All versions
documents-compare-with = Compare with
documents-compare = Compare
documents-no-difference = These two texts are the same.
documents-legend = Struck out: removed. Underlined: added.
documents-removed = Removed:
documents-added = Added:
documents-same-lines =
    { $n ->
        [one] One unchanged line
       *[other] { $n } unchanged lines
    }
documents-mail-subject = The privacy policy changes
documents-mail-title = Our privacy policy changes
documents-mail-from = Version { $number } of our privacy policy will apply from { $day }.
documents-mail-since = Version { $number } of our privacy policy applies since { $day }.
documents-mail-button = See what changes
documents-mail-small = You receive this message once, because this change touches account holders. There is nothing to do.
documents-record = Record of processing
documents-record-lead = What this Hootis processes, for the operator and for its customers (article 30 of the GDPR).
documents-record-customers = Companies on whose behalf the operator processes
documents-record-nobody = No company has a space.
