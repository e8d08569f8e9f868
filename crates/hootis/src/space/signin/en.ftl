### Sign-in to the back office of a space.

office-signin-title = Sign in to the back office
office-signin-lead = Sign in with the address you were invited at.
office-signin-lost-code = This way in has been used or is more than a minute old. Take it again from your console.
office-signin-owner = The owner of this space? Enter through your
office-signin-console = control panel
invitation-welcome = Welcome to { $company }
invitation-lead = Choose a password: nobody else knows it, and it is hashed before it is kept.
invitation-lost-text = This invitation has been used, or more than 7 days have passed. Ask the person who invited you for another.
letter-member-password-text = Somebody, probably you, asked for a new password for the space of { $company }.
