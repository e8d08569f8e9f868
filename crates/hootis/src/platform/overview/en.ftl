### The first page of the operation.

overview-in-service = { $active } in service, { $trials ->
    [one] { $trials } trial
   *[other] { $trials } trials
  }
overview-new = Opened in 30 days
overview-accounts = Accounts
overview-opening = Opening of a space, p95
overview-opening-of =
  { $n ->
    [one] target { $target }, one opening since { $since }
   *[other] target { $target }, { $n } openings since { $since }
  }
overview-opening-none = target { $target }, no opening since { $since }
overview-gone = Destructions to come
overview-gone-none = No space is disabled.
overview-gone-in =
  { $n ->
    [0] today
    [1] tomorrow
   *[other] { $n } days
  }
overview-mails = E-mails waiting
overview-mails-fine = the relay takes them
overview-mails-delayed =
  { $n ->
    [one] one was refused and is tried again
   *[other] { $n } were refused and are tried again
  }
overview-jobs = Jobs waiting
overview-jobs-fine = none
overview-jobs-failed =
  { $n ->
    [one] one job was given up
   *[other] { $n } jobs were given up
  }
overview-newest = Newest spaces
overview-all = All spaces
overview-states = Accounts and states
overview-promises = Checks of the promises
overview-queues = Queues
overview-oldest = Oldest e-mail
overview-given-up = Failed jobs
overview-open = Open
overview-nothing = none
overview-space = Space
overview-state = State
overview-size = Size
overview-engine = Engine
overview-age = Opened on
overview-since = since { $date }
overview-no-size = nothing
overview-search = Address of a space…
overview-list-lead = States, sizes and dates. What is inside cannot be seen from here.
overview-none = No space
overview-none-text = No space has this address.
