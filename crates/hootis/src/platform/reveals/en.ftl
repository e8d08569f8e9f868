### The transparency figures: browsing records that were linked to people.

reveals-title = Visits linked to a person
reveals-text = Linking browsing records to somebody takes a legal ground and the number of a file. Each time is written to the security journal before anything is shown, then counted here for { $kept }. We do not say whom it was about.
reveals-none = No visit was linked to anybody.
reveals-year = Year
reveals-ground = Ground
reveals-times = Times
