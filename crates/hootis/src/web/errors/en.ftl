error-not-found = This page does not exist, or no longer does
error-not-found-text = There may be a mistake in the address, or the record was erased at the end of the time it is kept.
error-forbidden = Your role does not allow this
error-forbidden-text = Ask an administrator of your space to do it, or to change your role.
error-expired = This page stayed open too long
error-expired-text = To be safe, what you sent was not taken into account. Open the page again, then start over.
error-too-large = What you sent is too big
error-too-large-text = Nothing was saved. Make the file smaller, or send it in several parts.
error-slow = Too many attempts in a short time
error-slow-text = Wait a few minutes, then try again. Your data are not affected.
error-internal = Something went wrong on our side
error-internal-text = Try again in a minute. If it happens again, give support the reference below.
error-busy = Being looked after
error-busy-text = Your data are not affected. Try again in a few minutes.
error-reference = Reference:
error-retry = Try again
error-home = Back to the start
error-slow-minutes =
    { $n ->
        [one] Too many attempts. Try again in a minute.
       *[other] Too many attempts. Try again in { $n } minutes.
    }
error-no-room = The server has no room left: nothing was saved. The operator has been told, try again in a few minutes.
