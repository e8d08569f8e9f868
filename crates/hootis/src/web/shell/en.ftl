### The shells: what is around every page.

shell-skip = Skip to content
shell-menu = Menu
shell-menu-close = Close the menu
shell-more = More
shell-nav-main = Main navigation
shell-nav-more = More links
shell-nav-quick = Quick navigation
shell-pending = to deal with
shell-me = My account, { $name }
shell-settings = My settings
shell-theme = Theme
shell-theme-auto = Same as my device
shell-theme-light = Light
shell-theme-dark = Dark
shell-sign-out = Sign out
shell-sign-in = Sign in
shell-account = My account
shell-try = Try it
shell-language = Language
shell-baseline = The workspace of small companies. Free software, under the AGPL licence.
shell-about = About your space
shell-promise = Your customers, well looked after.
shell-optional = (optional)
shell-reveal = Show the password
shell-errors =
    { $n ->
        [one] One field needs correcting:
       *[other] { $n } fields need correcting:
    }
shell-pages = Pages of the list
shell-previous = Previous
shell-next = Next
shell-mail-foot = Service message, without tracking pixel or tracking link.
shell-mail-privacy = What we do with your data
portal-foot = Station Clients of { $company }, hosted by Hootis
portal-preview-end = Leave the preview
sessions-unknown = Unknown browser
sessions-this = This one
sessions-now = in use
sessions-begun = Opened on { $date }
sessions-used = used { $ago }
sessions-end = End
sessions-end-others = End all others
sessions-ended = Session ended.
sessions-ended-others = All your other sessions are ended.
sessions-title = Open sessions
