### The company's record of processing activities.

register-title = Record of processing
register-lead = What your space keeps, as the program carries it out (article 30 of the GDPR).
register-markdown = Markdown
register-csv = CSV
register-who = Who answers for what
register-controller = Controller
register-processor = Processor
register-yours = For what is in this space your company is the controller. Fill in the legal ground of each processing: it depends on your business.
