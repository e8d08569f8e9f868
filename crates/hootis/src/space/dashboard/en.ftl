### The first page.

dashboard-title = Home
dashboard-hello = Hello { $name }
dashboard-add = Add a customer
dashboard-import = Import
dashboard-invite = Invite
dashboard-all = See all
dashboard-empty-title = Your space is ready
dashboard-empty-text = Three ways to begin, in any order.
dashboard-step-add = Add a first customer
dashboard-step-add-text = A name is enough, the rest will come.
dashboard-step-import = Bring your Dolibarr in
dashboard-step-import-text = Customers, contacts and team, without changing anything in Dolibarr.
dashboard-step-invite = Invite somebody of the team
dashboard-step-invite-text = An e-mail, a password of their own, and they are here.
dashboard-newest = New customers
dashboard-customer = Customer
dashboard-prospect = Prospect
dashboard-supplier = Supplier
dashboard-chart = New customers by month
dashboard-chart-span = Last 12 months
dashboard-chart-legend = New customers
dashboard-chart-numbers = See the numbers
dashboard-chart-month = Month
dashboard-todo = To do
dashboard-todo-none = Nothing is waiting for you.
dashboard-todo-alone = Invite somebody of the team
dashboard-read-only = Read only
dashboard-run-done = Imported
dashboard-run-running = Import running
dashboard-run-failed = The last import failed
dashboard-run-undone = Import undone
dashboard-run-cancelled = Import stopped
dashboard-run-since = Began { $when }.
dashboard-run-last = Last import { $when }.
dashboard-run-never = Not connected yet
dashboard-run-never-text = Bring your customers and contacts in within minutes.
dashboard-run-open = Open Dolibarr
dashboard-chart-up =
    { $n ->
        [one] One new customer in 12 months, in the last six.
       *[other] { $n } new customers in 12 months, rising.
    }
dashboard-chart-down =
    { $n ->
        [one] One new customer in 12 months, over six months ago.
       *[other] { $n } new customers in 12 months, falling.
    }
dashboard-chart-even =
    { $n ->
        [one] One new customer in 12 months.
       *[other] { $n } new customers in 12 months, unchanged.
    }
dashboard-todo-warnings =
    { $n ->
        [one] One import warning to read
       *[other] { $n } import warnings to read
    }
dashboard-todo-invited =
    { $n ->
        [one] One invitation waits for an answer
       *[other] { $n } invitations wait for an answer
    }
dashboard-due = To be cashed in
dashboard-due-open = See invoices
dashboard-due-all = Remains to be paid
dashboard-due-late = Of which overdue
dashboard-due-count =
    { $n ->
        [0] No invoice
        [one] One invoice
       *[other] { $n } invoices
    }
dashboard-quotes-open = Quotes waiting
dashboard-quotes-count =
    { $n ->
        [0] No quote
        [one] One quote
       *[other] { $n } quotes
    }
dashboard-sync-on = Synchronised
dashboard-sync-paused = Synchronisation paused
dashboard-sync-failing = The synchronisation fails
dashboard-sync-stopped = The synchronisation is stopped
dashboard-sync-last = Last read { $when }.
dashboard-sync-next = Next time: { $date }.
dashboard-due-ages = To be received, by due date
dashboard-signed = Quotes signed, by month
dashboard-amounts-in = in { $currency }
dashboard-amounts-when = When
dashboard-amounts-amount = Amount incl. VAT
