### The retention engine, for the operator.

retention-lead = Each published rule, carried out by the software: what is due goes in batches, and each run leaves a count, never a content.
retention-dry-run = Dry run
retention-back = Back to the last run
retention-period = { $keep } after { $event }
retention-rules = Rules
retention-rule = Rule
retention-kept = Kept
retention-due = Due now
retention-due-now =
  { $n ->
    [0] nothing is due
    [one] one row is due
   *[other] { $n } rows are due
  }
retention-oldest = the next is due { $date }
retention-run = Run
retention-next = Next
retention-result = Result
retention-rows =
  { $n ->
    [0] nothing to delete
    [one] one row
   *[other] { $n } rows
  }
retention-fine = As promised
retention-fault = Failed, tried again at the next run
retention-behind =
  { $n ->
    [one] One hour late
   *[other] { $n } hours late
  }
retention-waits = First run to come
retention-at-once = Deleted in the act itself
retention-late = Late
retention-late-some = more than an hour past its time
retention-late-none = everything goes within the hour
retention-failed = Failed
retention-failed-some = the cause is in the technical log
retention-failed-none = every run succeeded
retention-gone = Rows deleted
retention-gone-days = in 30 days
retention-last = Last run
retention-every = one run every ten minutes
retention-never = the service has not run yet
retention-spaces = Inside spaces a rule is applied as soon as something there is due, without opening the others. A disabled space is still under its periods.
retention-chart = Rows deleted by day
retention-conclusion =
  { $n ->
    [0] No row deleted in 30 days
    [one] One row deleted in 30 days
   *[other] { $n } rows deleted in 30 days
  }
retention-numbers = The numbers
retention-day = Day
retention-none = Nothing has been deleted yet.
retention-history = Last deletions
retention-done = Done
retention-running = Running
retention-interrupted = Interrupted, then taken up again
