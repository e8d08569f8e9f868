//! Business: products, quotes, orders, invoices, payments, agenda, projects, tickets, files.

mod reference;
