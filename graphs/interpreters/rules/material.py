"""Frames and clips that words ask for: "start from the last frame of 12B take 2", "extend take 2 by 4 seconds".

The patterns are data (material.toml). What they say is taken out of the words, so that the rest is read without it.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from graphs.crew.reading import ReadingContext
from graphs.vocabulary.requests import Reading, ShotRequest, Wanted

_NEAR = 3  # words
LONGEST = 1_200  # characters; longer words are read without it
Part = Literal["first_frame", "last_frame", "reference", "extend"]
PARTS: tuple[Part, ...] = get_args(Part)
_LABEL = r"\d{1,4}[a-hj-np-z]{1,2}"
_MOMENT = r"(?P<minutes>\d{1,2}):(?P<at>\d{2}(?:[.,]\d+)?)|(?P<lone_at>\d{1,3}(?:[.,]\d+)?)\s*(?:SECONDS)"
_NAME = r"(?P<name>[^\s,.;:!?、。][^,.;:!?\n、。]{0,38}?)"
_EDGES = " \t\n,.;:!?-–—、。"
_DOUBLED = re.compile(r"\s*([,;:、])(?:\s*[,;.、])+\s*")
_GROUP = re.compile(r"\(\?:([^()]*)\)")
_OPEN = re.compile(r".\?|[|\\.*+^$\[\]()]|\{\w+\}")
_LONG_ENOUGH = 4  # letters of a word that few texts have
_SPACES = re.compile(r"\s+")
_ONLY_A_LABEL = re.compile(r"\W*(\d{1,4}[A-HJ-NP-Z]{0,2})\W*", re.I)


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language's patterns, ready to be looked for."""

    patterns: tuple[tuple[Part, tuple[str, ...], re.Pattern[str]], ...]  # the part, words one of which it needs, itself
    go_on: re.Pattern[str]
    numbers: dict[str, float]
    rests: tuple[str, ...]
    unless: frozenset[str]


def asked_for(text: str) -> tuple[tuple[Wanted, ...], str]:
    """What words ask for, and the words without it."""
    said = unicodedata.normalize("NFC", text)
    if len(said) > LONGEST:
        return (), text
    if any(tongue.go_on.fullmatch(said.strip()) for tongue in _tongues()):
        return (Wanted(plays="extend"),), ""
    found: list[tuple[int, Wanted]] = []
    rest, lower = said, said.lower()
    for tongue in _tongues():
        for part, needed, pattern in tongue.patterns:
            if needed and not any(word in lower for word in needed):
                continue
            while (match := pattern.search(rest)) and not _only_spoken_of(rest[: match.start()], tongue):
                found.append((match.start(), _wanted(part, match, tongue)))
                rest = f"{rest[: match.start()]},{rest[match.end() :]}"
    if not found:
        return (), text
    return tuple(wanted for _, wanted in found), _tidy(rest)


def with_material(reading: Reading, wanted: tuple[Wanted, ...], rest: str, context: ReadingContext) -> Reading:
    """The reading of the rest of a message with what the whole asks for: a revision where there is something to revise.

    An attempt to steer the bot stays one.
    """
    if reading.kind == "injection" or reading.order is not None:
        return reading
    label = _ONLY_A_LABEL.fullmatch(rest)
    told = reading.kind in ("new_shot", "revision") and not label
    there = bool(context.takes_in_thread or context.open_takes or context.shots_in_thread)
    extends = any(one.plays == "extend" and not one.slate for one in wanted)
    revises = extends or (reading.kind == "revision" if told else there and not label)
    kind: Literal["new_shot", "revision"] = "revision" if revises else "new_shot"
    named = next((w.take for w in wanted if w.take and not w.slate and w.plays in ("extend", "first_frame")), None)
    shots = tuple(_one(shot, kind, named) for shot in reading.shots) if told else (_one(ShotRequest(), kind, named),)
    return reading.model_copy(
        update={
            "message": _one(reading.message if told else ShotRequest(), kind, named),
            "shots": shots,
            "texts": reading.texts if told else ("",),
            "slates": reading.slates if told else (label[1].upper() if label else None,),
            "material": wanted,
        }
    )


def _one(shot: ShotRequest, kind: Literal["new_shot", "revision"], named: int | None) -> ShotRequest:
    numbers = [ref for ref in shot.ref_take if isinstance(ref, int)]
    refs = shot.ref_take if numbers else (named,) if named else ("previous",) if kind == "revision" else ()
    return shot.model_copy(update={"kind": kind, "ref_take": refs})


def _only_spoken_of(before: str, tongue: Tongue) -> bool:
    """Whether the words before say that it is not wanted, or ask about it: `don't start from`, `why does it end on`."""
    near = before.rpartition("\n")[2].lower().replace("\u2019", "'").split()[-_NEAR:]
    return any(word.strip(_EDGES) in tongue.unless for word in near)


def goes_on(wanted: tuple[Wanted, ...]) -> bool:
    """Whether nothing more is said than to go on: of a take that has to be there."""
    return wanted == (Wanted(plays="extend"),)


def _wanted(part: Part, match: re.Match[str], tongue: Tongue) -> Wanted:
    said: dict[str, Any] = {name: value for name, value in match.groupdict().items() if value is not None}
    at: float | Literal["first", "last"] | None = "last" if "last" in said else "first" if "first" in said else None
    if "at" in said:
        at = int(said["minutes"]) * 60 + _number(said["at"], tongue)
    elif "lone_at" in said:
        at = _number(said["lone_at"], tongue)
    seconds = _number(said["seconds"], tongue) if "seconds" in said else None
    slate = said.get("slate") or said.get("lone")
    return Wanted(
        plays=part,
        take=int(said["take"]) if "take" in said else None,
        slate=slate.upper() if slate else None,
        at=at,
        name=said.get("name", "").strip(),
        seconds=seconds or None,
        this="this" in said,
    )


def _number(text: str, tongue: Tongue) -> float:
    return tongue.numbers.get(text.lower()) or float(text.replace(",", "."))


def _tidy(rest: str) -> str:
    """Words from which something was taken out: no stops or small words left over at either end."""
    joins = {join for tongue in _tongues() for join in tongue.rests}
    while (cut := _DOUBLED.sub(r"\1 ", rest).strip(_EDGES)) != rest:
        rest = cut
    words = _SPACES.split(rest)
    while words and words[-1].strip(_EDGES).lower() in joins:
        words.pop()
    while words and words[0].strip(_EDGES).lower() in joins:
        words.pop(0)
    return " ".join(words).strip(_EDGES)


@cache
def _tongues() -> tuple[Tongue, ...]:
    told = tomllib.loads((files("graphs.interpreters.rules") / "data" / "material.toml").read_text(encoding="utf-8"))
    return tuple(_tongue(code, data) for code, data in told.items())


def _tongue(code: str, data: dict[str, Any]) -> Tongue:
    slots = _slots(code, data)
    patterns = tuple((part, _needed(phrase), _compiled(phrase, slots, code)) for part in PARTS for phrase in data[part])
    polite = r"[\s.!。]*(?:please|bitte|stp|s'il te pla[iî]t|porfa|por favor)?[\s.!。]*"
    go_on = re.compile(rf"(?:{'|'.join(data['go_on'])}){polite}", re.I)
    return Tongue(patterns, go_on, data["numbers"], tuple(data["rests"]), frozenset(data["unless"]))


def _needed(phrase: str) -> tuple[str, ...]:
    """Words one of which stands in every text that a pattern matches: what it says outside choices, else its first
    choice. None where it has neither. Looking for them first spares most texts most patterns.
    """
    bare = phrase
    while (inner := _GROUP.sub("|", bare)) != bare:
        bare = inner
    said = max((run.strip() for run in _OPEN.split(bare)), key=len)
    if len(said) >= _LONG_ENOUGH or (said and not said.isascii()):
        return (said.split(" ")[-1].lower(),)
    choices = (m for m in _GROUP.finditer(phrase) if phrase.count("(", 0, m.start()) == phrase.count(")", 0, m.start()))
    choice = next((m[1] for m in choices if not phrase.startswith("?", m.end())), None)
    heads = [_OPEN.split(each)[0].strip().lower() for each in choice.split("|")] if choice else []
    return tuple(heads) if heads and all(len(head) > 1 for head in heads) else ()


def _slots(code: str, data: dict[str, Any]) -> dict[str, str]:
    """What each slot of a pattern matches."""
    seconds, article = "|".join(data["seconds"]), "|".join(data["article"])
    word = "|".join(data["take"])
    figures = "|".join([r"\d{1,2}(?:[.,]\d+)?", *data["numbers"]])
    numbered = rf"(?:(?P<slate>\d{{1,4}}[a-hj-np-z]{{0,2}})[ ,]*の?)?(?:{word}) ?#?(?P<take>\d{{1,3}})(?!\d)"
    return {
        "take": rf"(?:{numbered}|(?P<lone>{_LABEL})(?!\w)|(?:{'|'.join(data['newest'])}))",
        "frame": rf"(?:(?P<last>{'|'.join(data['last'])})|(?P<first>{'|'.join(data['first'])})"
        rf"|{_MOMENT.replace('SECONDS', seconds)})",
        "seconds": rf"(?P<seconds>{figures}) ?(?:{seconds})" + ("" if code == "ja" else r"\b"),
        "name": (rf"(?:(?:{article})[ ']?)?" if article else "") + _NAME,
        "this": rf"(?P<this>{'|'.join(data['this'])})",
    }


def _compiled(phrase: str, slots: dict[str, str], code: str) -> re.Pattern[str]:
    ends = r"(?=\s*(?:$|[,.;:!?\n]))" if phrase.endswith("{name}") else "" if code == "ja" else r"(?!\w)"
    begins = "" if code == "ja" else r"(?<!\w)"
    whole = re.sub(r"\{(\w+)\}", lambda slot: slots[slot[1]] if slot[1] in slots else slot[0], phrase)
    return re.compile(begins + whole.replace(" ", r"\s+").replace(r"\s+?", r"\s*") + ends, re.I)
