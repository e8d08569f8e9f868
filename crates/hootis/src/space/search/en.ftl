### Search.

search-title = Search
search-hint = A name, a town, a phone, an e-mail…
search-begin = Write a few letters: customers, contacts and the team are searched together.
search-none-title = Nothing of that name
search-none-text = Try part of the word. Accents and capitals do not matter.
search-more-parties = All customers found
search-more-contacts = All contacts found
search-more-members = The whole team
search-more-messages = All messages
search-more-documents = All invoices found
search-more-products = All products found
