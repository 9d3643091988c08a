"""Training and measuring the choice of title, date and authors, on pages that readers read."""
