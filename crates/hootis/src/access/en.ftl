### The menus.

nav-space = The space
nav-portal = Station Clients
nav-dolibarr = Dolibarr
nav-privacy = Privacy
nav-plans = Plans
nav-console = console
nav-site = Public site
nav-home = Home
nav-parties = Clients
nav-contacts = Contacts
nav-members = Team
nav-settings = Settings
nav-journal = Journal
nav-search = Search a client, a contact…
