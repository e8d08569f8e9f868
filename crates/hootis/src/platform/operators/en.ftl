### Operators.

operators-saved = Settings saved.
operators-sessions-lead = Where your access to the operation is open at this moment. A session that you do not recognise? End it, then change your password.
