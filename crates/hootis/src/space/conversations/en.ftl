### Notices by mail.

talk-notices = E-mails of a conversation
talk-notices-of = A conversation with { $company }
talk-notices-on = You receive an e-mail when a message waits for you here.
talk-notices-off = You receive no more e-mails about this conversation. Its messages are there when you sign in.
letter-talk-subject = { $n ->
    [one] A message from { $from }
   *[other] { $n } messages from { $from }
 }
letter-talk-text = { $n ->
    [one] { $from } wrote to you. The message waits for you at { $company }.
   *[other] { $from } wrote to you { $n } times. The messages wait for you at { $company }.
 }
letter-talk-called-subject = Somebody calls you into a conversation
letter-talk-called-text = An internal note of the conversation with { $from } calls you by name, at { $company }.
letter-talk-button = Read and answer
letter-talk-small = For no more e-mails about this conversation: { $link }

### Conversations in Station Clients.

portal-talk = Messages
portal-talk-one = Conversation
portal-talk-lead = What you and { $company } write to each other.
portal-talk-new = New conversation
portal-talk-none = No conversation for now.
portal-talk-none-text = Ask a question, send a request: the answer comes here.
portal-talk-write-to = Write to { $company }
portal-talk-seen-by = Seen by { $company }
portal-talk-close = It is settled
portal-talk-edit = Your message
portal-talk-done-toast = Request marked as settled
portal-talk-edited-toast = Message changed
portal-talk-deleted-toast = Message deleted
portal-talk-draft-toast = Draft kept
portal-talk-muted-toast = You will receive no more e-mails about this conversation
portal-talk-unmuted-toast = You will receive e-mails about this conversation
