evidence-title = Checks
evidence-promises = Promises
evidence-see = See the evidence
evidence-more =
    { $n ->
        [one] and one more
       *[other] and { $n } more
    }
evidence-text = Each check looks at the databases and files in service, not at what the program says of them. Those that cost nothing can be made anew from here, once a minute for everybody.
evidence-limit = What must be so:
evidence-history = 90 days, day by day
evidence-when = When
evidence-result = Result
evidence-found = What was found
evidence-again = Check again
evidence-download = Download the signed evidence
evidence-verify = Check this file
evidence-verify-text = The file says, promise by promise, what the last check found and when. It is signed: if a single word changes, the check fails. Keep it: it proves what this page showed.
evidence-verify-key = The public key of this site:
evidence-not-yet = Not kept yet
evidence-not-yet-text = These promises wait for their feature. We would rather say so than show green.
evidence-not-kept = Not kept yet: the feature does not exist.
evidence-waiting = The first check is under way.
evidence-not-checked = The check could not be made.
evidence-summary =
    { $n ->
        [0] no check of { $of } passes
        [one] { $n } check of { $of } passes
       *[other] { $n } checks of { $of } pass
    }
evidence-summary-broken = { $n } failing
evidence-summary-late = { $n } late
evidence-summary-waiting = { $n } waiting
evidence-line-kept = checked { $when }: { $found }
evidence-line-late = check late by { $span }
evidence-line-broken = failed at { $time }: { $found }
evidence-line-broken-on = failed on { $when }: { $found }
evidence-days = { $first } to { $last }
evidence-past-good =
    { $n ->
        [one] kept, 1 check
       *[other] kept, { $n } checks
    }
evidence-past-missing = no check
evidence-past-bad =
    { $n ->
        [one] 1 failure of { $of }
       *[other] { $n } failures of { $of }
    }
evidence-chart =
    { $bad ->
        [0] { $good } days kept
        [one] 1 day failed, { $good } kept
       *[other] { $bad } days failed, { $good } kept
    }{ $missing ->
        [0] {""}
       *[other] , { $missing } without a check
    }
evidence-limit-c5 = credentials encrypted and agreed to, dumps gone within 24 h.
evidence-c5 =
    { $n ->
        [0] No Dolibarr credentials kept, no dump forgotten.
        [one] 1 set of Dolibarr credentials, encrypted; no dump forgotten.
       *[other] { $n } sets of Dolibarr credentials, all encrypted; no dump forgotten.
    }
evidence-c5-clear =
    { $n ->
        [one] 1 set of Dolibarr credentials is not encrypted.
       *[other] { $n } sets of Dolibarr credentials are not encrypted.
    }
evidence-c5-unasked =
    { $n ->
        [one] 1 set of Dolibarr credentials is kept without agreement.
       *[other] { $n } sets of Dolibarr credentials are kept without agreement.
    }
evidence-c5-left =
    { $n ->
        [one] One synchronisation is still set though the Dolibarr is disconnected.
       *[other] { $n } synchronisations are still set though the Dolibarr is disconnected.
    }
evidence-c5-late =
    { $n ->
        [one] 1 Dolibarr dump is still there after its time.
       *[other] { $n } Dolibarr dumps are still there after their time.
    }
evidence-limit-c6 = nothing but name, company and e-mail is compulsory.
evidence-c6 =
    { $optional ->
        [0] Name, company and e-mail are asked, nothing more is collected.
        [one] Name, company and e-mail are asked; 1 other field, optional.
       *[other] Name, company and e-mail are asked; { $optional } other fields, all optional.
    }
evidence-c6-demanded =
    { $n ->
        [one] 1 field too many is compulsory: { $place }.
       *[other] { $n } fields too many are compulsory, { $place } among them.
    }
evidence-limit-s1 = every column declared, no secret in clear.
evidence-s1 = { $n } secrets read, 0 in clear. { $columns } columns, all declared, in the platform and { $spaces } spaces.
evidence-s1-shape =
    { $n ->
        [one] 1 difference between databases and declarations: { $place }.
       *[other] { $n } differences between databases and declarations, { $place } among them.
    }
evidence-s1-clear =
    { $n ->
        [one] 1 secret in clear in { $place }.
       *[other] { $n } secrets in clear, some in { $place }.
    }
evidence-limit-u4 = each treatment was asked for by somebody who agreed to it.
evidence-u4 =
    { $n ->
        [0] No treatment in the spaces looked into.
        [one] 1 treatment, asked for by somebody.
       *[other] { $n } treatments, all asked for by somebody.
    }
evidence-u4-unasked =
    { $n ->
        [one] 1 treatment of { $of } that nobody asked for.
       *[other] { $n } treatments of { $of } that nobody asked for.
    }
evidence-limit-t4 = each reading session cannot write, as the server that is read says itself.
evidence-t4 =
    { $n ->
        [0] No Dolibarr database was read.
        [one] 1 reading session, confirmed unable to write; 0 writes.
       *[other] { $n } reading sessions, all confirmed unable to write; 0 writes.
    }
evidence-t4-open =
    { $n ->
        [one] 1 session of { $of } could have written.
       *[other] { $n } sessions of { $of } could have written.
    }
evidence-limit-c7 = five facts a visit, without the parameters of pages.
evidence-c7 =
    { $n ->
        [0] Five facts a visit; no visit is recorded.
        [one] Five facts a visit; 1 visit read again, nothing more.
       *[other] Five facts a visit; { $n } visits read again, nothing more.
    }
evidence-c7-more =
    { $n ->
        [one] 1 fact too many: { $place }.
       *[other] { $n } facts too many, { $place } among them.
    }
evidence-c7-text =
    { $n ->
        [one] 1 visit tells more than it may.
       *[other] { $n } visits tell more than they may.
    }
evidence-limit-k2 = { $most } days at most.
evidence-k2 = The oldest visit: { $day }, { $days } days of { $most }.
evidence-k2-none = No visit is recorded.
evidence-k2-late = The oldest visit is { $days } days old, { $most } were promised: { $day }.
evidence-mail-subject = Promise { $id } fails
evidence-mail-preview = { $title }
evidence-mail-title = A promise is not kept
evidence-mail-text = { $id }, “{ $title }” Found: { $found } What must be so: { $limit }
evidence-mail-button = See the evidence
evidence-mail-small = The public page shows this failure. You get no other mail as long as it lasts.
evidence-limit-k1 = nothing late by more than an hour, and every task in the background shows that it lives.
evidence-k1-silent = the background task “{ $task }” has shown no sign of life for { $minutes } minutes.
evidence-overdue = Nothing late; { $rules } rules applied.
evidence-overdue-next = Nothing late; { $rules } rules applied, the next due date is { $next }.
evidence-overdue-late =
    { $n ->
        [one] 1 row late, rule { $rule }.
       *[other] { $n } rows late, rule { $rule }.
    }
evidence-overdue-engine = the rule { $rule } is no longer applied in time.
evidence-limit-u3 = no visit bears a name; each time one was linked to a person, its legal ground is in the journal.
evidence-u3 =
    { $n ->
        [0] 0 reveals in 12 months.
        [one] 1 reveal in 12 months, with its ground.
       *[other] { $n } reveals in 12 months, each with its ground.
    }
evidence-u3-linked = Visits have a column that names somebody: { $place }.
evidence-u3-groundless =
    { $n ->
        [one] 1 reveal without a legal ground.
       *[other] { $n } reveals without a legal ground.
    }
evidence-limit-k5 = the chain whole, nothing older than 12 months.
evidence-k5 =
    { $n ->
        [0] No entry; chain verified.
        [one] 1 entry, chain verified; it is { $days } days old.
       *[other] { $n } entries, chain verified; the oldest is { $days } days old.
    }
evidence-k5-broken = The chain is broken at entry { $sequence }.
evidence-k5-late = The oldest entry is { $days } days old.
evidence-limit-t3 = a visitor's real address is read only from a trusted relay.
evidence-t3 = { $n } strangers wrote another address than their own: none was believed.
evidence-t3-alone = No relay is declared: only the address of the connection counts.
evidence-t3-believed = A stranger ({ $stranger }) would be believed about the address it writes: trusted relays are declared too widely.
evidence-limit-t6 = every carrier in use is named, with country, contract and date.
evidence-t6 =
    { $n ->
        [one] 1 carrier named, with country, contract and date.
       *[other] { $n } carriers named, with country, contract and date.
    }
evidence-t6-dev =
    { $n ->
        [one] Development: 1 fictional carrier.
       *[other] Development: { $n } fictional carriers.
    }
evidence-t6-missing = A carrier is missing: { $why }.
evidence-limit-t7 = each connection was asked for by somebody of the space.
evidence-t7 =
    { $n ->
        [0] No reading; { $calls } calls in 90 days.
        [one] 1 reading, asked for by somebody; { $calls } calls in 90 days.
       *[other] { $n } readings, all asked for by somebody; { $calls } calls in 90 days.
    }
evidence-t7-unasked =
    { $n ->
        [one] 1 reading of { $of } that nobody asked for.
       *[other] { $n } readings of { $of } that nobody asked for.
    }
evidence-limit-d1 = no call beyond the list.
evidence-d1 =
    { $n ->
        [0] No call in 90 days, { $refused } refused.
        [one] 1 call in 90 days, { $refused } refused. Last: { $last }.
       *[other] { $n } calls in 90 days, { $refused } refused. Last: { $last }.
    }
evidence-d1-strange =
    { $n ->
        [one] 1 call to somebody who is not on the list: { $processor }.
       *[other] { $n } calls to somebody who is not on the list: { $processor }.
    }
evidence-limit-d3 = no version is missing, each account holder is told of what touches them.
evidence-d3 = Version { $number }, in force since { $day }; { $told } account holders told, 0 forgotten.
evidence-d3-gap = A version is missing, or its date does not follow: { $number }.
evidence-d3-forgotten =
    { $n ->
        [one] 1 account holder was not told of version { $number }.
       *[other] { $n } account holders were not told of version { $number }.
    }
evidence-limit-c2 = a trial message arrives, and is found nowhere.
evidence-c2 = A trial message arrived; looked for in { $tables } tables and every file, it is nowhere.
evidence-c2-table = A table that nobody declared could keep it: { $place }.
evidence-c2-lost = The trial message did not arrive.
evidence-c2-recorded =
    { $n ->
        [one] The trial message was found in { $place }.
       *[other] The trial message was found in { $n } places, { $place } among them.
    }
evidence-limit-u1 = no mail without agreement, nor without a way out; no total of too few spaces.
evidence-u1 = { $n } mails sent, all asked for and all with a way out; { $agreed } people subscribed. Monthly totals kept: { $totals }, none of too few spaces.
evidence-u1-closed =
    { $n ->
        [one] 1 mail waits without a way out.
       *[other] { $n } mails wait without a way out.
    }
evidence-u1-few =
    { $n ->
        [one] 1 total is about fewer than { $least } spaces.
       *[other] { $n } totals are about fewer than { $least } spaces.
    }
evidence-u1-unasked =
    { $n ->
        [one] 1 mail was written without agreement.
       *[other] { $n } mails were written without agreement.
    }
evidence-limit-u2 = nothing leaves without the tick; with it one mail, which we do not keep.
evidence-u2 =
    { $n ->
        [one] Tried with 1 partner: nothing without the tick, one mail with it, no trace.
       *[other] Tried, { $n } partners named: nothing without the tick, one mail with it, no trace.
    }
evidence-u2-none = No partner is named: nothing can leave.
evidence-u2-unasked = A mail left without the tick.
evidence-u2-lost = With the tick, not exactly one mail left.
evidence-u2-recorded =
    { $n ->
        [one] The trial request was found in { $place }.
       *[other] The trial request was found in { $n } places, { $place } among them.
    }
evidence-limit-t1 = nothing of Google before consent.
evidence-t1-off = Google Analytics is not in use; 0 pages measured.
evidence-t1 = { $n } pages measured in 24 h, all after consent.
evidence-t1-unasked =
    { $n ->
        [one] 1 page measured without consent.
       *[other] { $n } pages measured without consent.
    }
evidence-limit-d2 = the cookies of the list and no others.
evidence-d2 =
    { $n ->
        [0] No cookie set in 24 h; { $dropped } held back.
        [one] 1 cookie set in 24 h, of the list; { $dropped } held back.
       *[other] { $n } cookies set in 24 h, only declared ones; { $dropped } held back.
    }
evidence-d2-strange =
    { $n ->
        [one] 1 cookie set that is not on the list: { $cookie }.
       *[other] { $n } cookies set that are not on the list: { $cookie }.
    }
evidence-limit-c1 = an account without a space goes after 30 days, a sign-up that nobody confirmed after 7 days.
evidence-c1-late =
    { $n ->
        [one] 1 account without a space is still there after its 30 days.
       *[other] { $n } accounts without a space are still there after their 30 days.
    }
evidence-limit-r5 = a trial space, once destroyed, leaves nothing.
evidence-r5 = A trial space was made and destroyed in { $ms } ms: no database and no file is left.
evidence-r5-not-made = The trial space could not be made.
evidence-r5-left = The trial space, once destroyed, is still there.
evidence-r5-endless =
    { $n ->
        [one] 1 disabled space has no date of destruction.
       *[other] { $n } disabled spaces have no date of destruction.
    }
evidence-limit-r2 = the deletion asked for happens on its day, and nothing of the account is left.
evidence-limit-k3 = a cancelled space is destroyed on its day, and nothing of it is left.
evidence-k3 = 0 spaces late, { $waiting } waiting; { $gone } destroyed, of which nothing is left. { $lost } mails could not be handed over in 90 days, { $certificates } of them with a certificate.
evidence-k3-next = 0 spaces late, { $waiting } waiting, the next on { $next }; { $gone } destroyed, of which nothing is left. { $lost } mails could not be handed over in 90 days, { $certificates } of them with a certificate.
evidence-k3-late =
    { $n ->
        [one] 1 space should have been destroyed.
       *[other] { $n } spaces should have been destroyed.
    }
evidence-k3-left =
    { $n ->
        [one] Something is left of 1 destroyed space.
       *[other] Something is left of { $n } destroyed spaces.
    }
evidence-r2 = A trial account was deleted: nothing names it any more, in { $tables } tables.
evidence-r2-late =
    { $n ->
        [one] 1 account should have been deleted.
       *[other] { $n } accounts should have been deleted.
    }
evidence-r2-left =
    { $n ->
        [one] A deleted account leaves a trace in { $place }.
       *[other] A deleted account leaves traces in { $n } tables, { $place } among them.
    }
evidence-limit-c3 = no number stays once its SMS was delivered or refused, nor longer than 24 h.
evidence-limit-t2 = each SMS was asked for by the person who gets it.
evidence-t2 = { $n } calls to carriers of SMS within 90 days, for { $of } requests.
evidence-t2-unasked = { $n } calls to carriers of SMS within 90 days, for { $of } requests only.
evidence-limit-r1 = all that is declared is handed to the holder, and what they change is changed.
evidence-r1 = A trial account was read, handed out and changed: { $columns } columns in { $tables } tables.
evidence-r1-forgotten = The table { $place } speaks of accounts, and is not handed to their holders.
evidence-r1-unchanged = A trial account was changed, and nothing has changed.
evidence-limit-s2 = one encrypted key a space, API keys kept as a hash only, addresses deleted in time.
evidence-s2 = { $spaces } keys of spaces encrypted, all different; { $keys } API keys, of which we have the hash only; { $traces } addresses of trials, none late.
evidence-s2-bare =
    { $n ->
        [one] 1 space has no key of its own.
       *[other] { $n } spaces have no key of their own.
    }
evidence-s2-unwrapped =
    { $n ->
        [one] 1 key of a space is not encrypted.
       *[other] { $n } keys of spaces are not encrypted.
    }
evidence-s2-clear =
    { $n ->
        [one] 1 API key is no hash.
       *[other] { $n } API keys are no hashes.
    }
