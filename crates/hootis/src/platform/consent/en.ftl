### Cookies: the question, the choice, the list.

cookies-ask-title = Your cookies, your choice
cookies-ask-text = Hootis needs technical cookies only. Audience measurement (Google Analytics) stays off until you have accepted it.
cookies-ask-list = The complete list
cookies-accept = Accept
cookies-refuse = Refuse
cookies-choose = Choose
cookies-accepted = Measurement accepted
cookies-refused = Measurement refused
cookies-accept-audience = Accept audience measurement
cookies-refuse-audience = Refuse audience measurement
cookies-purpose-cookies = { $by } would set these cookies:
cookies-purpose-refuse = If you refuse, nothing changes for you.
cookies-nothing-to-ask = Nothing here needs your agreement: this site does not measure its audience with cookies, and no other site learns of your visit. That is why we ask you nothing.
cookies-signal = Your browser asks not to be followed (Global Privacy Control or Do Not Track). We listen: the measurement is refused, with no further question.
cookies-chosen = You answered on { $at }. We shall ask again after { $again }, or when what is asked changes.
cookies-not-yet = You have not answered yet: the measurement is off.
cookies-receipt = Download the signed receipt of your choice
cookies-kept = Your choice is kept
cookies-where = Your choice is kept in your browser, in the cookie "rgpd", and nowhere else. Taking your agreement back removes at once the cookies that it had allowed.
