"""Single values of an answer, held to what we know: mapped onto the closed lists, within their range, or dropped.

Nothing here raises on any JSON. Words that are to be the requester's must be found in what was written.
"""

import math
import re
import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from rapidfuzz import fuzz

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.words import Passage, passage
from graphs.vocabulary.lists import allowed, aspects
from graphs.vocabulary.notes import Intent, Sentiment, Severity
from graphs.vocabulary.requests import RATIO

MOST = 24  # values of one list; what people write stays far below
LONGEST = 120  # characters of one cue
ALIKE = 80.0  # of 100: how much of a cue must be found in the words, so that mended spelling passes
HIGHEST_TAKE = 999
_NUMBER = re.compile(r"\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*[a-z\"']{0,8}\s*", re.I)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.I)
_WIDEST, _NARROWEST = 3.0, 0.4  # width by height


class Words:
    """What was written, as it is sent to be read, and ways to find things in it.

    `text` is the readable part without hidden characters, markup and lone surrogates, as long as the passage's.
    """

    def __init__(self, message: str) -> None:
        self.passage: Passage = passage(message)
        self.text = self.passage.text.encode("utf-8", "replace").decode("utf-8")
        self._even = _even(self.text)
        self._letters = _letters(self.text)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return all(word.kind == "line" for word in self.passage.words)

    @property
    def single_spaced(self) -> str:
        return " ".join(self.text.split())

    def find(self, quote: str) -> tuple[int, int] | None:
        """Where a quote stands in the text, case and spacing apart."""
        words = quote.split()
        if not words:
            return None
        hit = re.search(r"\s+".join(map(re.escape, words)), self.text, re.I)
        return hit.span() if hit else None

    def hold(self, cue: str) -> bool:
        """Whether a cue is in the requester's words, give or take its spelling."""
        return fuzz.partial_ratio(_even(cue), self._even, score_cutoff=ALIKE) > 0

    def hold_number(self, number: int) -> bool:
        """Whether a number was written, in figures."""
        return re.search(rf"(?<!\d){number}(?!\d)", self.text) is not None

    def hold_exactly(self, line: str) -> bool:
        """Whether a line was written, punctuation and case apart."""
        return bool(bare := _letters(line)) and bare in self._letters


def closed(field: str, value: Any) -> str | None:
    """The value of a closed list that was meant, else None. `aspect` and the note's lists are known as well."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    known, synonyms = _known(field), _synonyms().get(field, {})
    name = re.sub(r"[^a-z0-9.:]+", "_", unicodedata.normalize("NFKC", str(value)[:60]).lower()).strip("_")
    for form in (name, name.removesuffix("_shot"), name.removesuffix("s"), f"{name}s"):
        if form in known:
            return form
        if synonyms.get(form) in known:
            return str(synonyms[form])
    return None


def closed_list(field: str, values: Any) -> tuple[str, ...]:
    """All values of a list that were meant, once each. A lone value counts as a list of one."""
    found = (closed(field, value) for value in _many(values))
    return tuple(dict.fromkeys(value for value in found if value is not None))


def figure(value: Any, least: float, most: float) -> float | None:
    """A number within its range; digits in a string count, with a unit after them."""
    if isinstance(value, str) and (match := _NUMBER.fullmatch(value)):
        value = float(match[1].replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        return None
    return float(value) if math.isfinite(value) else None


def whole(value: Any, least: int, most: int) -> int | None:
    """A whole number within its range."""
    number = figure(value, least, most)
    return int(number) if number is not None and number == int(number) else None


def ratio(value: Any) -> str | None:
    """An aspect ratio W:H, of a name or of figures with `:`, `x` or `/` between them."""
    if not isinstance(value, str):
        return None
    named = _synonyms()["aspect_ratio"].get(value.strip().lower())
    told = str(named) if named else re.sub(r"\s*[:x×/]\s*", ":", value.strip().lower())
    told = f"{told}:1" if re.fullmatch(r"\d\.\d{1,2}", told) else told
    told = re.sub(r"^(2\.3[59]|2\.40?):1(\.0)?$", "2.39:1", told)
    if not RATIO.fullmatch(told):
        return None
    width, height = (float(side) for side in told.split(":"))
    return told if height and _NARROWEST <= width / height <= _WIDEST else None


def take(value: Any) -> int | Literal["previous"] | None:
    """A take number, or "previous"."""
    if isinstance(value, str) and value.strip().lower() in ("previous", "last", "the last one", "last one"):
        return "previous"
    if isinstance(value, str):
        value = re.sub(r"^\s*(?:take|t|#)\s*", "", value, flags=re.I)
    return whole(value, 1, HIGHEST_TAKE)


def take_meant(value: Any, words: Words, known: Collection[int]) -> int | Literal["previous"] | None:
    """A take that the words or the thread have: a number that neither knows was made up."""
    number = take(value)
    made_up = isinstance(number, int) and number not in known and not words.hold_number(number)
    return None if made_up else number


def takes_known(context: ReadingContext) -> frozenset[int]:
    """The numbers that takes of a thread have."""
    most = max(context.most_takes, context.takes_in_thread + context.open_takes)
    told = (take.number for shot in context.shots for take in shot.takes)
    return frozenset((*range(1, min(most, HIGHEST_TAKE) + 1), *told))


def language(value: Any) -> str | None:
    """A language's two letters, without its region."""
    match = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def phrase(value: Any, longest: int = LONGEST) -> str:
    """A string on one line without control and hidden characters; empty where it is none or too long."""
    if not isinstance(value, str) or len(value) > 4 * longest:
        return ""
    told = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in value)
    told = " ".join("".join(c for c in told if unicodedata.category(c) not in ("Cf", "Cs", "Co")).split())
    return told if len(told) <= longest else ""


def cues(values: Any, words: Words, most_words: int | None = None) -> tuple[str, ...]:
    """Short cues in the requester's words; others are dropped."""
    told = (phrase(value) for value in _many(values))
    kept = (t for t in told if t and (most_words is None or len(t.split()) <= most_words) and words.hold(t))
    return tuple(dict.fromkeys(kept))


def entries(values: Any) -> list[Any]:
    """The objects of a list; a lone one counts as a list of one."""
    return values if isinstance(values, list) else [values] if isinstance(values, dict) else []


def _many(values: Any) -> list[Any]:
    return values[:MOST] if isinstance(values, list) else [values] if isinstance(values, str) else []


def _known(field: str) -> frozenset[str]:
    own = _own_lists()
    return own[field] if field in own else allowed(field)


@cache
def _own_lists() -> dict[str, frozenset[str]]:
    lists = {"sentiment": Sentiment, "intent": Intent, "severity": Severity}
    return {"aspect": aspects(), **{name: frozenset(get_args(values)) for name, values in lists.items()}}


@cache
def _synonyms() -> dict[str, dict[str, str]]:
    source = files("graphs.interpreters.gemini").joinpath("data/synonyms.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
