"""The terms that video models know, and their wording in a prompt (`terms.json`). Read once, on first use."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def terms() -> dict[str, Any]:
    """The whole table."""
    loaded: dict[str, Any] = json.loads(files("graphs.prompting").joinpath("terms.json").read_text(encoding="utf-8"))
    return loaded


def said(value: str) -> str:
    """A closed-list value as a prompt says it: "low_angle" -> "low-angle"."""
    word: str = terms()["said"].get(value, value.replace("_", " "))
    return word


def names(text: str, kind: str) -> bool:
    """Whether `text` has a word of one kind in it ("cuts", "music", "ambience"), as a whole word."""
    return bool(_pattern(kind).search(text))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, terms()[kind]))})s?\b", re.I)


def verb_before(text: str, line: str) -> str:
    """The verb with which words speak a line ("whispers"); "says" where they name none."""
    start = text.find(line)
    before = text[max(0, start - 40) : start] if start >= 0 else ""
    found = [match[1] for match in _pattern("verbs").finditer(before)]
    return found[-1].lower() if found else "says"
