"""Key paths of JSON, and those of Slack's own samples beside this file (see slack/LICENSE).

The samples are unions with blanked values; an empty object or list in one stands for anything.
"""

import json
import re
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "slack"
ID = re.compile(r"[A-Z][A-Z0-9]{5,}_?|[A-Z]0+\d?")

Shape = dict[str, set[str]]


def shape(thing: Any, path: str = "") -> Shape:
    """Every key path with the JSON types that stand there. Keys that are ids become `*`."""
    found: Shape = {path: {_type(thing)}}
    if isinstance(thing, dict):
        for key, value in thing.items():
            name = "*" if ID.fullmatch(key) else key
            _merge(found, shape(value, f"{path}.{name}" if path else name))
        if not thing:
            found[f"{path}.**"] = {"anything"}
    if isinstance(thing, list):
        for value in thing:
            _merge(found, shape(value, f"{path}[]"))
        if not thing:
            found[f"{path}[].**"] = {"anything"}
    return found


def _merge(into: Shape, other: Shape) -> None:
    for path, types in other.items():
        into.setdefault(path, set()).update(types)


def _type(thing: Any) -> str:
    names = {bool: "bool", int: "number", float: "number", str: "string", dict: "object", list: "array"}
    return names.get(type(thing), "null")


def sample(*names: str) -> Shape:
    """The union of some samples, named like `api/chat.postMessage`."""
    union: Shape = {}
    for name in names:
        _merge(union, shape(json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))))
    return union


def strays(emitted: Any, allowed: Shape, known: tuple[str, ...] = ()) -> list[str]:
    """Key paths that the sample does not have, or has with another type; `known` are let through."""
    found = []
    for path, types in shape(emitted).items():
        if path.endswith(".**") or _open(path, allowed) or path.startswith(known):
            continue
        if not types <= allowed.get(path, set()):
            found.append(f"{path}: {', '.join(sorted(types))}")
    return found


def _open(path: str, allowed: Shape) -> bool:
    """Whether the path lies below something that the sample leaves empty."""
    cuts = [m.end() for m in re.finditer(r"[^.\[\]*]+|\[\]|\*", path)]
    return any(f"{path[:cut]}.**" in allowed or f"{path[:cut]}[].**" in allowed for cut in cuts if cut < len(path))


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
