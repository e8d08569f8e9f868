### Errors of the server.

error-no-room = The server has no room left: nothing was saved. The operator has been told, try again in a few minutes.
