### The first page of the operation.

overview-in-service = { $active } in service, { $trials ->
    [one] { $trials } trial
   *[other] { $trials } trials
  }
overview-new = Opened in 30 days
overview-accounts =
  { $n ->
    [one] one account
   *[other] { $n } accounts
  }
overview-mails = E-mails waiting
overview-mails-fine = the relay takes them
overview-mails-delayed =
  { $n ->
    [one] one was refused and is tried again
   *[other] { $n } were refused and are tried again
  }
overview-jobs = Jobs waiting
overview-jobs-fine = none has failed
overview-jobs-failed =
  { $n ->
    [one] one job was given up
   *[other] { $n } jobs were given up
  }
overview-newest = Newest spaces
overview-all = All spaces
overview-states = States
overview-delivery = Delivery of e-mails
overview-waiting = Waiting
overview-oldest = The oldest
overview-delayed = Refused, tried again
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
