"""Key paths of JSON, and those of Slack's own samples beside this file (see slack/LICENSE).

The samples are unions with blanked values; an empty object or list in one stands for anything.
"""

import json
from pathlib import Path
from typing import Any

from bot.live.shapes import Shape, shape, strays, union

SAMPLES = Path(__file__).parent / "slack"


def sample(*names: str) -> Shape:
    """The union of some samples, named like `api/chat.postMessage`."""
    return union([json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8")) for name in names])


def empty_optionals(thing: Any, path: str = "") -> list[str]:
    """Paths of `null`s, and of empty subtypes, which break clients that look whether a key is there.

    In `state.values` Slack itself says null for what is not filled in.
    """
    if path.endswith("state.values"):
        return []
    if isinstance(thing, dict):
        found = [f"{path}.{k}" for k, v in thing.items() if v is None or (k in ABSENT_NOT_EMPTY and v == "")]
        return found + [each for k, v in thing.items() for each in empty_optionals(v, f"{path}.{k}")]
    if isinstance(thing, list):
        return [each for value in thing for each in empty_optionals(value, f"{path}[]")]
    return []


ABSENT_NOT_EMPTY = ("subtype", "thread_ts", "bot_id", "client_msg_id", "parent_user_id")

__all__ = ["Shape", "empty_optionals", "sample", "shape", "strays"]
