"""What people type into the fields of a shot's form: one figure, or things and lines of dialogue one a line.

The field says what is meant, so that a bare `85` is enough; a message has to say so itself, in requests.py. Words of a
language that is not loaded are read as English.
"""

import re
from collections.abc import Callable
from typing import Any

from graphs.interpreters.rules.figures import figure
from graphs.interpreters.rules.language import Language
from graphs.interpreters.rules.measures import Measures, measure
from graphs.interpreters.rules.negations import negatives
from graphs.interpreters.rules.screenplay import REMARK, cue_in
from graphs.interpreters.rules.slip import slip_of
from graphs.interpreters.rules.speech import spoken
from graphs.interpreters.rules.words import norm
from graphs.vocabulary.requests import RANGES, Line

_BULLET = re.compile(r"^\s*[-\u2022*\u00b7]\s+")
_QUOTED = re.compile(r"[\"'\u201c\u201e\u00ab\u2018\u300c\u300e]\s*(.+?)\s*[\"'\u201d\u201c\u00bb\u2019\u300d\u300f]")


def read_entry(field: str, text: str, tongue: Language) -> dict[str, Any] | None:
    """The field, and what else its words settle, as keyword arguments of ShotRequest; None where they say no such
    thing. Sounds that are ruled out (`no music`) are negatives."""
    if field in _FIGURES:
        value = _figure(field, text, tongue)
        return None if value is None else {field: value}
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    if field == "dialogue":
        return _dialogue([line for line in lines if line], tongue)
    return _things(field, [line for line in lines if line], tongue)


def _figure(field: str, text: str, tongue: Language) -> float | None:
    """The figure that the words say and nothing else: `85`, `85 mm`, `f/2.8`, `half a minute`."""
    text = text.strip().rstrip(".")
    slip = slip_of(text, tongue)
    value, last = figure(slip, 0)
    if value is None or last < len(slip.words):
        for told in (text, f"T {text}") if field == "t_stop" else (text,):
            slip = slip_of(told, tongue)
            value = _FIGURES[field](measure(slip))
            if value is not None and all(slip.taken):
                break
        else:
            return None
    least, most = RANGES[field]
    return value if least <= value <= most else None


_FIGURES: dict[str, Callable[[Measures], float | None]] = {
    "focal_length_mm": lambda measures: measures.focal_length_mm,
    "t_stop": lambda measures: measures.t_stop,
    "duration_s": lambda measures: measures.duration_s,
}


def _dialogue(lines: list[str], tongue: Language) -> dict[str, Any] | None:
    """Lines and who says them: `CLARA (V.O.): I know.`, `She says "Run."`, words alone; None where a name has none."""
    read = [_spoken(line, tongue) for line in lines]
    if any(not said.line for whole in read for said in whole):
        return None
    return {"dialogue": [said.model_dump() for whole in read for said in whole]}


def _spoken(line: str, tongue: Language) -> list[Line]:
    if whole := _QUOTED.fullmatch(line):
        return [Line(line=whole[1])]
    if cue := cue_in(line):
        said = REMARK.sub("", line[cue.end("colon") :].strip(), count=1)
        whole = _QUOTED.fullmatch(said)
        return [Line(speaker=_named(cue["who"].strip(), tongue), line=whole[1] if whole else said)]
    quoted = spoken(slip_of(line, tongue)) if _QUOTED.search(line) else []
    return [heard.line for heard in quoted if heard.line] or [Line(line=line)]


def _named(who: str, tongue: Language) -> str | None:
    """Who speaks, unless the word only says that somebody does: `V.O.`."""
    said = norm(who.strip(" .")).replace(".", "")
    lists = tongue.lists
    return None if said in lists["off"] | lists["off_voice"] | lists["somebody"] else who


def _things(field: str, lines: list[str], tongue: Language) -> dict[str, Any]:
    """What is seen or heard as it was typed; what is ruled out without its "no", and among the negatives."""
    read: dict[str, list[str]] = {field: []}
    for line in lines:
        slip = slip_of(line, tongue)
        if (found := negatives(slip)) and all(slip.taken):
            read.setdefault("negatives", []).extend(found)
        else:
            read[field].append(" ".join(line.split()))
    return {name: list(dict.fromkeys(things)) for name, things in read.items()}
