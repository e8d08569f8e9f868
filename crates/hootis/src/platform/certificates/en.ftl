### Certificates of destruction.

certificate-space = The space of { $company } is destroyed
certificate-space-text = The space of { $company } was destroyed on { $date }, with all that was in it and with its key. Nobody can read any of it any more, us included. The signed certificate is attached: keep it, we have no copy.
certificate-account = Your Hootis account is deleted
certificate-account-text = Your account was deleted on { $date }. The signed certificate is attached: keep it, we have no copy. This is the last mail.
certificate-small = Anybody can check the certificate with the public key of this site: hootis certificate verify FILE.
certificate-address = Address
certificate-rows = Rows destroyed
certificate-not-counted = the database could no longer be opened: nobody could count
certificate-files = Files destroyed
certificate-engine = Engine
certificate-key = Key destroyed
certificate-hash = Hash of the database (SHA-256)
certificate-deleted = Rows deleted
certificate-kept = Kept because the law demands it
certificate-kept-nothing = nothing: no invoice exists in this name
