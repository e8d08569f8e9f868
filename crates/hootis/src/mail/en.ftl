### Errors of the server.

error-slow-minutes =
    { $n ->
        [one] Too many attempts. Try again in a minute.
       *[other] Too many attempts. Try again in { $n } minutes.
    }
error-no-room = The server has no room left: nothing was saved. The operator has been told, try again in a few minutes.
