"""Words that may mean two things: read as the likelier one, with the doubt said once. The words are in doubts.toml."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from graphs.vocabulary.requests import Doubt, Reading, ShotRequest

LONGEST = 2_000  # characters; a longer text has said what it means
_CLAUSES = re.compile(r"[,.;:!?\n、。()/-]+|\s(?:and|und|y|et)\s")
_LEADS = frozenset(("on", "at", "from", "auf", "en", "sur", "sobre"))
_WORDS = re.compile(r"\w+")


def doubted(reading: Reading, text: str) -> Reading:
    """The reading of one shot with the first doubt that its words leave; others are read as they were."""
    if reading.kind != "new_shot" or len(reading.shots) != 1 or len(text) > LONGEST:
        return reading
    [shot] = reading.shots
    clauses = [_WORDS.findall(_plain(clause)) for clause in _CLAUSES.split(text)]
    for known in _known():
        found = _found(known, clauses, shot)
        if found:
            field, value = known["field"], known["value"]
            held = getattr(shot, field)
            read = shot.model_copy(update={field: held if value in held else (*held, value)})
            instead_field, instead = known["instead"]
            doubt = Doubt(words=found, field=field, value=value, instead_field=instead_field, instead=instead)
            return reading.model_copy(update={"message": read, "shots": (read,), "doubt": doubt})
    return reading


def _found(known: dict[str, Any], clauses: list[list[str]], shot: ShotRequest) -> str | None:
    """The word that is in doubt in this shot."""
    instead_field, instead = known["instead"]
    held = getattr(shot, known["field"])
    if instead in getattr(shot, instead_field):
        return None
    if known.get("alone"):
        if held not in ((), (known["value"],)) or getattr(shot, instead_field):
            return None
        return next((c[0] for c in clauses if c and c[0] in known["words"] and (len(c) == 1 or c[1] in _LEADS)), None)
    said = {word for clause in clauses for word in clause}
    if held != (known["value"],) or said & known["settled"]:
        return None
    return next((word for word in known["words"] if word in said), None)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)


@cache
def _known() -> tuple[dict[str, Any], ...]:
    told = tomllib.loads((files("graphs.interpreters.rules") / "data" / "doubts.toml").read_text(encoding="utf-8"))
    return tuple(
        each | {"words": [_plain(w) for w in each["words"]], "settled": frozenset(each.get("settled", ()))}
        for each in told["doubt"]
    )
