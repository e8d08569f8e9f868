### A member's sessions.

office-sessions-lead = Where you are signed in to this space at this moment. A session that you do not recognise? End it, then change your password in the settings.
