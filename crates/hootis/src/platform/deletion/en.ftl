### The end of an account.

leave-title = Delete your account
leave-what = What happens, and when
leave-stage-now = Your request is recorded and confirmed by e-mail. You keep your access to this console.
leave-stage-close = Your request is recorded. These spaces close at once:
leave-stage-back = You can keep your account with one click, and reopen each of your spaces.
leave-stage-gone = Your spaces are destroyed with their keys, then your account is deleted: name, e-mail, password, sessions, links, preferences. You get a signed certificate.
leave-kept-title = What the law obliges us to keep
leave-kept-law = Invoices, { $years } after the financial year was closed (Code de commerce, art. L123-22). None exists in your name today: nothing is kept.
leave-stay = Keep my account
leave-submit = Delete my account
leave-pending = Deletion asked for
leave-pending-state = Waiting
leave-pending-text = Your account will be deleted on { $date }, once your spaces are destroyed. Until then, one click is enough to keep it.
leave-keep = Keep my account
leave-by-itself = This account has no space any more: it will be deleted on { $date } unless you create one by then.
leave-small = If this was not you, sign in and change your password.
leave-soon = Your Hootis account will be deleted on { $date }
leave-soon-text = Your account has no space any more. So we have no reason left to keep your name, your e-mail and your password: they will be deleted on { $date }. To keep your account, create a space by then.
leave-asked = The deletion of your account is recorded
leave-asked-text = Your spaces are closed. Your account will be deleted on { $date }, once your spaces are destroyed. Until then, one click is enough to change your mind.
leave-kept = Your account is kept
leave-kept-text = You changed your mind: your account is no longer deleted. Your closed spaces can be reopened one by one from the console.
