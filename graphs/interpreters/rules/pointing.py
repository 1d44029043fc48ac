"""Which of the several shots of a thread words point at: by their place in the thread or by their slate.

The phrases are data (`pointing.toml` of each language). Take numbers are read in slates.py.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.language import load, tell
from graphs.interpreters.rules.words import passage
from graphs.vocabulary.notes import NoteReading
from graphs.vocabulary.requests import EVERY, LAST, Order, Reading

LONGEST = 400  # characters; who points and says more than that has told a story
_PARTICLE = "(?:は|を|も|が|だけ)?"


@dataclass(frozen=True, slots=True)
class Pointed:
    """What words point at: places in the thread from 1, LAST or EVERY. `rest`: the words with one that stands for it.

    `order`: they do nothing but roll or drop it.
    """

    points: tuple[int, ...]
    rest: str
    order: Order | None


def pointed(text: str, context: ReadingContext) -> Pointed | None:
    """What a message points at in a thread of several shots; None where it points at none.

    `the second one` may be a take where a shot has two, unless it is given an order or spoken to.
    """
    if context.shots_in_thread < 2 or len(text) > LONGEST:
        return None
    code = tell(passage(text).words)
    pattern = _pattern(code)
    found = [m for m in pattern.finditer(text) if _place(code, m) <= context.shots_in_thread]
    depths = _data(code)["depths"]
    found = [m for m in found if not any(text[: m.end()].casefold().endswith(depth) for depth in depths)]
    if found:
        points = tuple(dict.fromkeys(_place(code, m) for m in found))
        nouns = _data(code)["nouns"]
        order = _order(code, text, [m.span() for m in found])
        named = all((m["noun"] or "").casefold() in nouns for m in found) or _addressed(text, found[0])
        firm = named or order or context.most_takes < 2 or min(points) > context.most_takes
        return Pointed(points, _without(code, text, found), order) if firm else None
    many = {context.shots_in_thread, context.shots_in_thread - context.dropped_shots}
    return _every(code, text, many) or _by_slate(code, text, context) or _by_letter(code, text, context)


def of_shots(reading: Reading, points: tuple[int, ...]) -> Reading:
    """A message about shots that it points at: `make the second one wider` then means no second take."""
    others = tuple(ref for ref in reading.message.ref_take if ref not in points)
    message = reading.message.model_copy(update={"ref_take": others})
    return reading.model_copy(update={"message": message, "points": points})


def at_shots(reading: NoteReading, points: tuple[int, ...]) -> NoteReading:
    """A note on shots that it points at: `the second one is flat` then speaks of no second take."""
    items = tuple(
        item.model_copy(update={"ref_take": None}) if item.ref_take in points else item for item in reading.items
    )
    return reading.model_copy(update={"items": items, "points": points})


def _every(code: str, text: str, shots: Collection[int]) -> Pointed | None:
    """`roll all three`, where there are three, or three that were not dropped.

    Only as an order: `both hands melt` points at no shot.
    """
    counted = [words for words, many in _data(code)["all_of"].items() if many in shots]
    found = _phrase([*_data(code)["all"], *counted], code).search(text)
    order = _order(code, text, [found.span()]) if found else None
    return Pointed((EVERY,), text, order) if order else None


def _by_slate(code: str, text: str, context: ReadingContext) -> Pointed | None:
    """`roll 22B`, `drop 22A and 22C`. Only as an order: what else names a slate is read with it."""
    spans = [m.span() for m in _phrase(context.slates, code).finditer(text)] if context.slates else []
    order = _order(code, text, spans) if spans else None
    places = tuple(context.slates.index(text[a:b].upper()) + 1 for a, b in spans) if order else ()
    return Pointed(places, text, order) if order else None


def _by_letter(code: str, text: str, context: ReadingContext) -> Pointed | None:
    """`B should be tighter`, `the fog on A`: the letters of slates of one scene, in a thread that has no others."""
    letters = [slate[-1] for slate in context.slates]
    scenes = {slate[:-1] for slate in context.slates}
    if len(letters) != context.shots_in_thread or len(scenes) != 1 or not all(map(str.isupper, letters)):
        return None
    found = [m for m in _LETTER.finditer(text) if m[0] in letters and _stands_for_a_shot(code, text, m)]
    spans = [m.span() for m in found]
    places = tuple(dict.fromkeys(letters.index(m[0]) + 1 for m in found))
    return Pointed(places, _without(code, text, found), _order(code, text, spans)) if found else None


def _stands_for_a_shot(code: str, text: str, found: re.Match[str]) -> bool:
    """Whether the words beside a letter make it a shot; `A man walks` has an article."""
    data = _data(code)
    before = (re.findall(r"\w+", text[: found.start()]) or [""])[-1].casefold()
    rest = text[found.end() :]
    told = before in data["letter_before"] or _starts_with(rest, data["letter_after"], code)
    alone = re.match(r"\s*(?:$|[,.;:!?\n&+]|(?:and|et|y|und)\b)", rest) is not None
    orders = {word.split()[0] for word in (*data["drop"], *data["roll"], *_orders(code))}
    return told or (alone and (found[0] != "A" or rest.lstrip().startswith(":") or before in orders))


def _starts_with(rest: str, words: Iterable[str], code: str) -> bool:
    whole = "" if code == "ja" else r"(?!\w)"
    return re.match(rf"\s*(?:{_any(words)}){whole}", rest, re.I) is not None


def _addressed(text: str, found: re.Match[str]) -> bool:
    """Whether the words begin with it and go on behind a colon: `first one: lose the cars`."""
    return not _bare(text[: found.start()]) and re.match(r"\s*:", text[found.end() :]) is not None


def _place(code: str, found: re.Match[str]) -> int:
    word = (found["position"] or found["lone"]).casefold()
    for place, words in enumerate(_data(code)["positions"], start=1):
        if word in words:
            return place
    return LAST


def _order(code: str, text: str, spans: list[tuple[int, int]]) -> Order | None:
    """Whether a clause says nothing but to roll or to drop what the spans point at; what follows is its reason."""
    data = _data(code)
    first, last = spans[0][0], spans[-1][1]
    if not all(_joins(text[end:start]) for (_, end), (start, _) in pairwise(spans)):
        return None
    start = max((m.end() for m in re.finditer(r"[.!?\n,;:。、！？]", text[:first])), default=0)
    end = next((last + m.start() for m in re.finditer(r"[.!?\n,;。、！？]", text[last:])), len(text))
    before, after = _bare(text[start:first]), _bare(text[last:end])
    told = (before, after)
    asks = "?" in text or "\uff1f" in text
    if not asks and _said(told, (*data["roll"], *_orders(code)), ()) and not _bare(text[end:]):
        return "roll"
    return "drop" if not asks and _said(told, data["drop"], data["drop_after"]) else None


def _said(told: tuple[str, str], verbs: Iterable[str], endings: Iterable[str]) -> bool:
    """Whether the words before and after are a verb (before or, as in Japanese or German, after) and no more."""
    before, after = told
    if before in verbs and not after:
        return True
    return not before and (after in verbs or after in endings)


def _bare(said: str) -> str:
    """Words without marks and politeness around them."""
    said = re.sub(r"[^\w\s'’-]", " ", said.casefold()).replace("’", "'")
    return _POLITE.sub(" ", f" {' '.join(said.split())} ").strip()


def _joins(said: str) -> bool:
    return _bare(said) in ("", "and", "et", "y", "und", "と", "plus")


def _without(code: str, text: str, found: list[re.Match[str]]) -> str:
    """The words with `it` where they pointed; a pointer with a colon or comma behind it goes altogether."""
    stand_in = _data(code)["it"]
    for match in reversed(found):
        head, tail = text[: match.start()], text[match.end() :]
        led = re.match(r"\s*[:,–—-]\s*", tail)
        text = tail[led.end() :] if led and not _bare(head) else f"{head}{stand_in}{tail}"
    return text.strip() or stand_in


@cache
def _data(code: str) -> dict[str, Any]:
    return load(code, "pointing")


@cache
def _orders(code: str) -> tuple[str, ...]:
    """The words by which a whole message rolls: `roll`, `shoot it`; without the `it`."""
    return tuple(load(code, "kinds")["roll"])


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """A position with what may stand around it, as a whole."""
    data = _data(code)
    ways = "|".join(_any(words) for words in (*data["positions"], data["last"]))
    position = f"(?P<position>{ways})"
    if code == "ja":
        nouns = f"(?:(?P<noun>{_any(data['nouns'])})|{_any(data['stand_ins'])})"
        return re.compile(f"{position}{nouns}{_PARTICLE}(?P<lone>(?!))?")
    spoken = _any([*data["nouns"], *data["stand_ins"]])
    firm = f"(?P<noun>{spoken})"
    before = f"(?:(?:{_any(data['before'])})\\s+)?"
    never = f"(?!\\s*(?:{_any(data['not_before'])})\\b)" if data["not_before"] else ""
    named = f"{before}{position}{never}\\s+{firm}(?:s)?\\b"
    if not data["alone"]:
        return re.compile(rf"(?<![\w-]){named}(?P<lone>(?!))?", re.I)
    follows = f"(?=\\s*(?:$|[:,.;!?\\n]|(?:{_any(data['after_alone'])})\\b))"
    lone = f"(?:{_any(data['alone'])})\\s+(?P<lone>{ways}){never}{follows}"
    return re.compile(rf"(?<![\w-])(?:{named}|{lone})", re.I)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _phrase(words: Iterable[str], code: str) -> re.Pattern[str]:
    """Any of the phrases, as whole words where the language parts its words."""
    joined = _any(words)
    return re.compile(joined if code == "ja" else rf"(?<![\w.])(?:{joined})(?!\w)", re.I)


_LETTER = re.compile(r"(?<![\w'’.-])[A-Z](?![\w'’])", re.ASCII)
_POLITE = re.compile(r" (?:please|pls|plz|ok|okay|yes|yeah|and|then|now|stp|svp|merci|por favor|vale|bitte|ja|dann) ")
