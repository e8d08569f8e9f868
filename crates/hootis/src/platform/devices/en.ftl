### Where an account holder is signed in.

devices-title = Sessions and password
devices-lead = Where your account is open at this moment. A session that you do not recognise? End it, then change your password.
devices-kept = Of your browser we keep its name, version and system only, for as long as the session lives.
devices-forgotten = Forgotten your password?
devices-password-done = Password changed. Your other sessions are ended, in your spaces too.
letter-devices-password-subject = Your password was changed
letter-devices-password-preview = From your console.
letter-devices-password-text = The password of your Hootis account has just been changed from your console. Your other sessions are ended.
letter-devices-password-small = It was not you? Ask for a new password at once from the sign-in page.
