### Operators.

operators-signin-title = Operation
operators-signin-lead = For the people who run this service. Your own space opens by the sign-in of the public site.
operators-forgotten = Forgotten password, or first access
operators-aside = Counts and bytes, never what is inside.
operators-saved = Settings saved.
letter-operator-subject = Your access to the operation
letter-operator-text = You are one of the people who run { $host }. Choose your password to sign in.
letter-operator-small = The link is valid for an hour and works once. After that, ask for another from the sign-in page of the operation.
letter-operator-changed-text = The password of your access to the operation of { $host } has just been changed, and all your sessions have ended.
letter-operator-changed-small = It was not you? Tell the other operators at once: the command "hootis operator deactivate" closes this access.
