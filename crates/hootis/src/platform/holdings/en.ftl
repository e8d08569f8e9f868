### What the platform holds of an account.

holdings-secret = A credential: we keep a hash or an encrypted form of it only, of use to nobody.
holdings-hash = A hash: nobody can turn it back, we cannot either.
holdings-derived = A technical copy of something that stands elsewhere in this document, or something that goes by itself.
holdings-sealed = Encrypted with a key that is not in the database.
holdings-kept = { $time } after { $event }
