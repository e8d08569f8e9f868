### The console.

console-title = Console
console-hello = Hello { $name }
console-spaces = Your spaces
console-no-space = You have no space yet.
console-open = Open
console-trial-until = Trial until { $date }
console-look = Language and theme
console-lang = Language
console-save = Save
console-enter-title = Enter your space
console-enter-text = Your session opens without a second password. This link is valid for a minute.
console-enter = Enter
letter-welcome-subject = Your space is open
letter-welcome-preview = Choose your password to enter it.
letter-welcome-text = The space of { $company } is open, and you are its owner. Choose your password to enter it.
letter-welcome-small = The link is valid for 7 days and works once.
