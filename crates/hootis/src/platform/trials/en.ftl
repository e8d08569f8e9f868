### Duplicate trials.

trials-title = A little patience
trials-why = { $what } We count { $n } within { $window }, and that is the limit.
trials-until = You can open one from { $until } on. What you typed is kept: come back to your confirmation e-mail, or begin again.
trials-human = A program counts, and it can be wrong: several companies sometimes share a connection. Write to us: a person looks, and can open your space themselves.
trials-write = Write to a person
trials-mail-subject = My trial space is refused
trials-kept = To count, we keep for 7 days the IP address and a hash of this browser's cookie, without your name.
