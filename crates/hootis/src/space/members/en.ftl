### The team.

members-title = Team
members-lead =
    { $n ->
        [one] One person of { $most } included in { $plan }.
       *[other] { $n } people of { $most } included in { $plan }.
    }
members-team = Members of the team
members-name = Name
members-full-name = First and last name
members-email = E-mail
members-email-hint = The invitation goes there. It works for 7 days.
members-role = Role
members-role-of = What the person may do
members-role-hint = The new role holds from their next click on.
members-role-submit = Change the role
members-role-missing = Choose a role.
members-access = Access
members-factor = Two-factor sign-in
members-factor-on = On
members-factor-off = No
members-factor-account = By their account
members-seen = Seen
members-never = never
members-since = Since
members-position = Position
members-phone = Phone
members-mobile = Mobile
members-identity = Identity
members-actions = Actions
members-trail = Breadcrumb
members-state-active = Open
members-state-invited = Invited
members-state-listed = No access
members-state-deactivated = Deactivated
members-listed-title = People that Dolibarr knows
members-listed-text = They do not sign in here. Invite those who should.
members-matrix = What each role allows
members-right = Right
members-yes = yes
members-no = no
members-invite = Invite
members-invite-title = Invite somebody
members-invite-lead = They get an e-mail with a link, choose a password, and are in.
members-invite-submit = Send the invitation
members-sending = Sending…
members-cancel = Cancel
members-name-missing = Give the person's name.
members-already = This address belongs to somebody of the team already, perhaps deactivated. Look for them in the list.
members-limit-reached =
    { $n ->
        [one] The { $plan } plan includes one person who signs in, and they are here.
       *[other] The { $plan } plan includes { $n } people who sign in, and they are all here. Deactivate somebody or withdraw an invitation, then try again.
    }
members-no-room = Your plan does not include one more person. Deactivate somebody or withdraw an invitation, then try again.
members-last-owner = This is the last owner who can sign in: without them nobody would answer for the space. Make somebody else an owner first.
members-not-invited = This invitation is not waiting any more: the person came in, or it was withdrawn.
members-not-active = This person's access is not open.
members-not-deactivated = This person's access is not deactivated.
members-not-oneself = One does not deactivate one's own access. Ask somebody else of the team.
members-no-role = This person does not sign in: their role is chosen when they are invited.
members-by-console = Comes in from the console, without a second password.
members-by-password = Signs in with their address and password.
members-invited-on = Written on { $date }. The link works once, for 7 days.
members-deactivated-text = The person cannot come in, and does not count in your plan. What they did stays.
members-deactivate = Deactivate access…
members-deactivate-text = Deactivate { $name }'s access? Their sessions end at once, and the API keys that they made are revoked. Nothing that was entered is lost, and you can open it again.
members-deactivate-yes = Deactivate access
members-reactivate = Open access again
members-resend = Send the invitation again
members-withdraw = Withdraw the invitation
members-edit-own = Edit my profile
members-dolibarr-owned = Name, position and phones are changed in Dolibarr.
members-timeline = History
members-done-invitation = Invitation sent.
members-done-again = Invitation sent again. The earlier link is dead.
members-done-withdrawn = Invitation withdrawn.
members-done-role = Role changed.
members-done-deactivated = Access deactivated.
members-done-reactivated = Access open again.
members-change-invited = Invited as { $role }
members-change-again = Invited again
members-change-withdrawn = Invitation withdrawn
members-change-role = Role changed from { $before } to { $after }
members-change-deactivated = Access deactivated
members-change-reactivated = Access open again
members-change-password = Password changed
members-change-created = Card created
members-change-updated = Profile changed
letter-invitation-subject = { $company } invites you to its space
letter-invitation-preview = Choose your password to enter it.
letter-invitation-title = Join the space of { $company }
letter-invitation-text = { $by } invites you to work in the space of { $company }. Choose a password, and you are in.
letter-invitation-button = Choose my password
letter-invitation-small = The link is valid for 7 days and works once. If you did not expect this invitation, ignore this message: nothing happens.
members-factor-reset = Remove two-factor sign-in…
members-factor-text = Has { $name } lost their telephone? Their sessions end, their password is enough again, and an e-mail tells them. First make sure that it is this very person who asks.
members-factor-yes = Remove
members-no-factor = This person has no two-factor sign-in: nothing has changed.
members-done-factor = Two-factor sign-in removed. The person is told by e-mail.
members-change-factor = Two-factor sign-in removed
letter-factor-reset-subject = Your two-factor sign-in was removed
letter-factor-reset-text = { $by } has removed two-factor sign-in from your access to the space of { $company }. Your sessions have ended. Sign in with your password, then turn it on again.
letter-factor-reset-small = You did not ask for it? Speak to that person at once.
