"""The block in which the model gets its data: JSON between two marks that cannot stand within it."""

import json
from typing import Any

OPENS, CLOSES = "<data>", "</data>"
_ESCAPES = str.maketrans({"<": r"\u003c", ">": r"\u003e"})  # in JSON both stand in strings alone


def written(value: Any) -> str:
    """A value as JSON that holds no mark. Halves of surrogate pairs, which no request can carry, become "?"."""
    told = json.dumps(value, ensure_ascii=False)
    return told.encode("utf-8", "replace").decode("utf-8").translate(_ESCAPES)


def block(value: Any) -> str:
    """The block of a value. No string in it can be closed from within, and neither can the block."""
    return f"{OPENS}\n{written(value)}\n{CLOSES}"
