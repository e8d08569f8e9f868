### Two-factor sign-in.

factor-title = Two-factor sign-in
factor-lead = A code besides the password: a stolen password is no longer enough to come in.
factor-aside = Your password is right. What is left is to prove that it is you.
factor-second-lead = Enter the code that your authenticator application shows.
factor-code = Code of the application
factor-code-six = Six-digit code
factor-code-hint = Or one of your recovery codes.
factor-code-wrong = This code is not right, or it has been used. Wait for the next one in your application and enter it.
factor-second-submit = Verify
factor-second-lost = You no longer have your application?
factor-recovery-code = Recovery code
factor-recovery-hint = 16 letters and digits. Each code works once.
factor-recovery-submit = Come in with a recovery code
factor-application = Authenticator application
factor-application-text = An application on your telephone shows a code that keeps changing. Nothing is sent to anybody: it and we each work it out on our own.
factor-on = On
factor-off = Off
factor-since = On since { $date }. A code is asked for at every sign-in.
factor-turn-on = Turn on
factor-turn-off = Turn two-factor sign-in off
factor-turn-off-yes = Turn off
factor-keep = Keep it
factor-off-text = Your password alone will be enough to come in again, and your recovery codes are erased. An e-mail will confirm it.
factor-kept-on = Your company asks for two-factor sign-in: it cannot be turned off here.
factor-required = Your company asks for two-factor sign-in. Turn it on to go on.
factor-by-console = You come in from your console, without a password: two-factor sign-in is turned on there.
factor-to-console = Open the console
factor-on-already = Two-factor sign-in is on already, perhaps from another window.
factor-page-too-old = This page lay open too long. Begin again: nothing has changed.
factor-done-on = Two-factor sign-in is on. Your other sessions have ended.
factor-done-off = Two-factor sign-in is off.
factor-steps = Steps
factor-step-password = Password
factor-step-application = Application
factor-password-why = Your password first, so that nobody else ties their telephone to your account.
factor-password-wrong = This is not your password. Check it, then try again.
factor-continue = Continue
factor-not-now = Not now
factor-back = Back
factor-join = Tie your application
factor-qr = QR code to read with your authenticator application
factor-read = Open your authenticator application and read this QR code.
factor-type = You cannot read it? Enter this key:
factor-open = Open the application of this device
factor-copy = Copy
factor-copied = Copied
factor-verify = Verify and turn on
factor-no-application = No application yet?
factor-applications = Any that follows the TOTP standard will do: Aegis, FreeOTP, Authy, Google Authenticator, Microsoft Authenticator, or your password manager.
factor-codes = Recovery codes
factor-codes-left =
    { $n ->
        [0] None left
        [one] { $n } left
       *[other] { $n } left
    }
factor-codes-text = Each code opens your account once, if you lose your telephone.
factor-codes-renew = Renew the recovery codes
factor-codes-once = Each code opens your account once, if you lose your telephone. They will not be shown again: keep them in a safe place.
factor-renew-text = Ten new codes replace the old ones, which are worth nothing from then.
factor-renew-submit = Replace the codes
factor-download = Download
factor-print = Print
factor-kept-safe = I have put them in a safe place
factor-file = Recovery codes of { $email } for { $place }. Each works once.
letter-factor-on-subject = Two-factor sign-in is on
letter-factor-on-text = A code of your application is asked for from now on at every sign-in to { $place }. Your other sessions have ended.
letter-factor-off-subject = Two-factor sign-in is off
letter-factor-off-text = Your password alone is enough again to sign in to { $place }.
letter-factor-codes-subject = Your recovery codes were replaced
letter-factor-codes-text = New recovery codes have just been made for { $place }. The old ones are worth nothing.
letter-factor-used-subject = A recovery code has just been used
letter-factor-used-text =
    { $left ->
        [0] A recovery code has just opened a session at { $place }. It was the last one: make others.
        [one] A recovery code has just opened a session at { $place }. One is left.
       *[other] A recovery code has just opened a session at { $place }. { $left } are left.
    }
letter-factor-small = It was not you? Choose a new password at once: all sessions end then.
letter-factor-button = Change the password
recovery-lost-all = Neither application nor recovery codes
recovery-title = You have lost everything
recovery-text = If you ask for it now, your two-factor sign-in is removed from { $date } on: you then come in with your password.
recovery-told = Until then an e-mail and a banner in your sessions let it be cancelled, in case somebody else knows your password. After that you have 7 days to sign in.
recovery-submit = Remove my two-factor sign-in
recovery-asked = Your request is noted. Sign in from { $date } on.
recovery-asked-text = An e-mail has just gone to your address. If you find your application or a code, sign in with it: that cancels the request.
recovery-found = I have a code
recovery-pending = Somebody with your password said that they had lost everything. Your two-factor sign-in is removed from { $date } on. If it was not you, cancel it and change your password.
recovery-notice = Your two-factor sign-in is removed from { $date } on, as asked by somebody who knows your password.
recovery-notice-link = It was not me
recovery-no-title = Keep two-factor sign-in
recovery-no-text = The request is cancelled, and your two-factor sign-in stays on. Whoever made it knows your password: change it next.
recovery-no-submit = Cancel the request
recovery-no-done = Request cancelled: your two-factor sign-in stays on.
recovery-no-lost = There is no such request any more: it was cancelled, or used.
letter-recovery-subject = Your two-factor sign-in is about to be removed
letter-recovery-text = Somebody who knows your password said that they had lost the application and the recovery codes for { $place }. Two-factor sign-in is removed from { $date } on.
letter-recovery-button = Cancel the request
letter-recovery-small = If it is you, there is nothing to do: sign in after that date. Otherwise cancel it and change your password.
letter-recovery-done-text = The time has passed and nobody cancelled: two-factor sign-in was removed for { $place }, with your recovery codes. Turn it on again from the Security page.
passkeys-title = Passkeys
passkeys-text = Your fingerprint, your face or the code of your device takes the place of password and code. None of it leaves your device.
passkeys-add = Add a passkey
passkeys-added = added on { $date }
passkeys-used = used { $when }
passkeys-remove = Remove the passkey
passkeys-remove-one = Remove { $label }
passkeys-remove-text = “{ $label }” will open nothing here any more. Remove it from your device too.
passkeys-label = Name of this passkey
passkeys-label-hint = For instance “Telephone” or “Computer in the workshop”.
passkeys-label-none = Passkey
passkeys-create = Create the passkey
passkeys-use = Sign in with a passkey
passkeys-second-lead = Confirm with your passkey.
passkeys-cancelled = Your device has given no passkey: it was cancelled, or there is none for this site. Try again, or go on without.
passkeys-refused = This passkey was not accepted, or this page lay open too long. Try again.
passkeys-no-script = A passkey needs JavaScript, which your browser does not run here.
passkeys-too-many = You have 20 passkeys already: remove one first.
passkeys-known = This passkey is known here already.
passkeys-done-added = Passkey added.
passkeys-done-removed = Passkey removed.
letter-passkey-added-subject = A passkey was added
letter-passkey-added-text = A new passkey opens { $place } from now on, without a password.
letter-passkey-removed-subject = A passkey was removed
letter-passkey-removed-text = One of your passkeys opens { $place } no more.
