### News of Hootis, for those who asked for them.

nav-news = My mails
news-title = Your mails
news-for = News of Hootis for { $email }
news-choice = News of Hootis
news-chip-on = Asked for
news-chip-off = Not asked for
news-on = You receive news of Hootis by e-mail, because you asked for them.
news-off = You do not receive news of Hootis.
news-stop = Receive nothing any more
news-stop-hint = What still waits will not leave. Service messages (sign-in, trial, security) go on.
news-start = Receive news of Hootis
news-kept = Your choice is recorded
news-save = Save
news-service = Service messages (sign-in, trial, security) arrive in any case: they are part of your subscription.
news-since = Asked for on { $at } ({ $source }).
news-ended = Stopped on { $at } ({ $source }).
news-source-sign-up = at sign-up
news-source-console = in the console
news-source-link = by the link of a mail
news-source-one-click = with one click in your mail program
news-letter-why = You receive this mail because you asked for news of Hootis on { $date }. It holds no tracking pixel and no tracing link.
news-letter-foot = Hootis, the workspace of small companies.
news-letter-stop = Receive nothing any more, or change your mind:
news-letter-stop-link = Receive nothing any more, or change your mind
