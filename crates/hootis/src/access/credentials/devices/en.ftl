### A sign-in from a new device.

letter-device-subject = Sign-in from a new device
letter-device-preview = If it was you, there is nothing to do.
letter-device-account = Somebody, most likely you, has just signed in to your Hootis account from a browser or a network that we had not seen before.
letter-device-operator = Somebody, most likely you, has just signed in to the operation of Hootis from a browser or a network that we had not seen before.
letter-device-member = Somebody, most likely you, has just signed in to the space of { $company } from a browser or a network that we had not seen before.
letter-device-browser = Browser
letter-device-when = Date
letter-device-button = See my sessions
letter-device-small = It was not you? End that session, then change your password.
