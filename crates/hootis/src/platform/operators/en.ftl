### Operators.

operators-saved = Settings saved.
