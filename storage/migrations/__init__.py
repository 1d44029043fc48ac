"""The tables' history: one revision after the other, from the first table on. `storage/migrate.py` runs them."""
