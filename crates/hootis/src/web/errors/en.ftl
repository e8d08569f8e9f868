error-not-found = This page does not exist, or no longer does
error-not-found-text = There may be a mistake in the address, or the record was erased at the end of the time it is kept.
error-no-space = No space at this address
error-no-space-text = Check the address, letter by letter. If your company had a space here it may be closed: its owner sees it by signing in on the site of Hootis, and can still reopen it there if that was not long ago.
error-no-space-home = Go to the Hootis site
error-conflict = This has changed in the meantime
error-conflict-text = Nothing was saved. Open the page again, then retry.
error-forbidden = Your role does not allow this
error-forbidden-text = Ask an administrator of your space to do it, or to change your role.
error-read-only = This space is read only
error-read-only-text = The payment of the subscription does not go through. Everything can be looked at; nothing was saved. The owner of the space can put it right from the console.
error-expired = This page stayed open too long
error-expired-text = To be safe, what you sent was not taken into account. Open the page again, then start over.
error-elsewhere = Another site asked for this
error-elsewhere-text = To be safe, nothing was done: only pages of this site may ask for it. Open the page here, then start over.
error-late = What you sent did not arrive in full
error-late-text = The connection stayed silent for too long and nothing was saved. Check your internet connection, then try again.
error-too-large = What you sent is too big
error-too-large-text = Nothing was saved. Make the file smaller, or send it in several parts.
error-slow = Too many attempts in a short time
error-slow-text = Wait a few minutes, then try again. Your data are not affected.
error-slow-minutes =
    { $n ->
        [one] { $why } Try again in a minute.
       *[other] { $why } Try again in { $n } minutes.
    }
error-slow-hours = { $why } Try again in { $n } hours.
error-slow-days = { $why } Try again in { $n } days.
error-internal = Something went wrong on our side
error-internal-text = Try again in a minute. If it happens again, give support the reference below.
error-busy = Being looked after
error-busy-text = Your data are not affected. Try again in a few minutes.
error-reference = Reference:
error-retry = Try again
error-home = Back to the start
error-no-key = An API key is missing
error-no-key-text = Send the header "Authorization: Bearer hootis_…" with a key of this space that is neither expired nor revoked.
