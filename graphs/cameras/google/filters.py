"""What Google's filters held back, in plain words with a hint: support codes to kinds of content (`filters.json`)."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from graphs.errors import CameraFault

CODE = re.compile(r"\b\d{8}\b")
SOUND = re.compile(r"\baudio\b|\bsound\b", re.I)
NO_CHARGE = "Nothing was charged."


@cache
def _kinds() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        files("graphs.cameras.google").joinpath("filters.json").read_text(encoding="utf-8")
    )
    kinds: dict[str, Any] = loaded["kinds"]
    return kinds


def kinds_in(reasons: Iterable[str]) -> list[str]:
    """The kinds of content that support codes in Google's reasons stand for, in order, each once."""
    by_code = {code: kind for kind, about in _kinds().items() for code in about["codes"]}
    found = [by_code[code] for reason in reasons for code in CODE.findall(reason) if code in by_code]
    return list(dict.fromkeys(found))


def filtered(reasons: Iterable[str], told: str = NO_CHARGE, cost_cents: int = 0) -> CameraFault:
    """The fault of a render that was held back: what it was read as, what it cost, what may help.

    Google's own sentence is not repeated. Where only the sound was held back, once more may help.
    """
    reasons = list(reasons)
    kinds = kinds_in(reasons)
    if not kinds and any(SOUND.search(reason) for reason in reasons):
        words = f"The camera held the take back for its sound. {told} Softer sounds or no music may help."
        return CameraFault("filtered: sound", words=words, again=True, at_most=2, cost_cents=cost_cents)
    about = [_kinds()[kind] for kind in kinds or ["other"]]
    read = " and ".join(each["read"] for each in about[:2])
    words = f"The camera refused: it read the shot as {read}. {told} {about[0]['hint']}"
    return CameraFault(f"filtered: {', '.join(kinds) or 'no code'}", words=words, cost_cents=cost_cents)
