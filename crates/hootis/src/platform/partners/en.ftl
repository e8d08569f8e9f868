### Local partners.

partners-title = A partner near you
partners-description = Find the official partner of Hootis in your country or region.
partners-lead = Tell us where you are: we tell you who can help you there. Nothing is sent to them without your agreement.
partners-none = No local partner yet
partners-none-text = The operator of this site works without local partners today. Write to us: we answer ourselves.
partners-where = Where are you?
partners-country = Country
partners-country-choose = Choose a country
partners-region = Region
partners-region-choose = Choose a region
partners-region-other = Another region
partners-show = Show the partner
partners-yours = The partner for: { $place }
partners-nobody = No partner for: { $place }
partners-nobody-text = We can answer you ourselves:
partners-agree = I agree that my name, e-mail, phone and company be passed on to { $partner }, by a single e-mail, so that they can answer me.
partners-agree-missing = Tick the box so that your request is passed on: without your agreement nothing leaves.
partners-changed = The partner for this place has just changed. Read its name, then tick the box if you agree.
partners-submit = Pass my request on
partners-sent = Your request has gone to the partner
partners-sent-text = They will answer at the address that you gave. We have kept nothing of it: the proof of your agreement is in their mail.
partners-once = A single mail, nothing else
partners-once-text = The partner receives your name, your e-mail, your phone and your company if you give them, and the dated proof of your agreement. Hootis records nothing. From then on they answer for your data.
partners-letter-subject = A request from { $name }
partners-letter-text = Somebody asks to be contacted. They gave these details on { $site }, which keeps no copy.
partners-letter-proof = Agreement given on { $at }, by ticking this box: "{ $words }"
