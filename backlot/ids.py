"""New names for things and secrets, in the forms that Slack gives them. Message times are in stamps.py."""

import secrets
import string

ALPHABET = string.digits + string.ascii_uppercase
SECRET = string.digits + string.ascii_letters


def new_id(prefix: str) -> str:
    """An id such as C0A1B2C3D4E."""
    return f"{prefix}0{''.join(secrets.choice(ALPHABET) for _ in range(9))}"


def new_secret(length: int = 32) -> str:
    """Letters and digits that nobody guesses."""
    return "".join(secrets.choice(SECRET) for _ in range(length))


def new_block_id() -> str:
    """The id that a block gets where its maker gave none."""
    return new_secret(5)
