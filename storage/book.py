"""What every part of the archive stands on. Each method of a part is one transaction (see `reads`, `writes`)."""

import secrets

from storage.database import Database


class Book:
    """A part of the archive, on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database


def new_id() -> str:
    """An id that nobody has: 64 random bits as hex."""
    return secrets.token_hex(8)
