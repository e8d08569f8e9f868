### The menus.

nav-space = The space
nav-team = Team and roles
nav-progress = Where we are
nav-dolibarr = Dolibarr
nav-privacy = Privacy
nav-plans = Plans
nav-console = Control panel
nav-overview = Overview
nav-site = Public site
nav-home = Home
nav-parties = Clients
nav-contacts = Contacts
nav-members = Team
nav-settings = Settings
nav-journal = Journal
nav-search = Search a client, a contact…
nav-operation = Operation
nav-spaces = Spaces
nav-audience = Audience
nav-product = Product
nav-trust = Trust
nav-legal = Legal
nav-evidence = Evidence
nav-register = GDPR register
nav-cookies = Manage my cookies
nav-retention = Retention
