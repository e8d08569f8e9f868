### The contact form.

contact-title = Write to us
contact-description = Write to the operator of Hootis: your message reaches its mailbox and is recorded nowhere.
contact-lead = Your message goes to our mailbox at once.
contact-name = Name
contact-name-missing = Say your name.
contact-email = E-mail
contact-email-hint = The answer will come to this address.
contact-phone = Phone
contact-company = Company
contact-subject = Subject
contact-subject-missing = Say what your message is about.
contact-message = Message
contact-message-missing = Write your message.
contact-message-long = Your message is too long: { $n } characters at most.
contact-submit = Send the message
contact-busy = Sending…
contact-sent = Your message has reached our mailbox
contact-sent-text = The answer will come to the address that you gave. We have recorded nothing here.
contact-another = Write another message
contact-no-relay = This site has no mail relay: the form cannot send anything.
contact-refused = The message did not leave: the mail relay did not take it. Your text is still below.
contact-too-late = The mail relay did not answer in time: the message may not have left. Your text is still below.
contact-slow =
    { $n ->
        [one] Try again in { $n } minute. Your text is still below.
       *[other] Try again in { $n } minutes. Your text is still below.
    }
contact-instead = You may also write to us at
contact-write = Write to us at
contact-nothing = Nothing is recorded
contact-nothing-text = The form hands your message to our mailbox while you wait. No database, no queue, no file and no log keeps a word of it. It is not used for marketing.
contact-by-mail = By e-mail
contact-partners = Find a partner near you
contact-letter-foot = Sent by the form of { $site } on { $at }. This message is recorded in this mailbox only.
