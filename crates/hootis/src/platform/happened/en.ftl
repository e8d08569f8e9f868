### What happened to the account.

happened-title = Journal of your account
happened-lead = Sign-ins, changes, keys: what the security journal says of you, without contents or addresses. Kept { $kept }.
happened-none = Nothing yet.
happened-odd = Something surprises you?
