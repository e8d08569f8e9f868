### The public home page.

home-title = The workspace of small companies
home-headline = Your customers, well kept.
home-lead = An encrypted space for your company, open in a second, with your Dolibarr in it a minute later.
