offline-title = No connection
offline-text = Your device is not connected to the Internet. Nothing was sent: go back to find what you were writing, or try again.
