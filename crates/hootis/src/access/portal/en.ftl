### The frame of Station Clients.

portal-nav-data = My data
portal-nav-access = My access
portal-preview = { $viewer }, you see Station Clients as { $name } does, read only, until { $until }.
portal-preview-only = You are looking at Station Clients as a contact does: nothing can be changed there. Nothing was saved.
portal-read-only = Nothing can be changed here for the moment. Nothing was saved: come back later, or write to the company directly.
