"""Lines set off by long dashes, as novels print them: `—No me mires —dice Clara—. Vete.`, `LADY VANE — One does not.`

Lines in quotation marks and screenplay lines are read in speech.py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from graphs.interpreters.rules.naming import ends_name
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.words import norm

_CALLED = re.compile(r"(?:^|(?<=\n)|(?<=[.!?] ))(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ .'-]{1,28}?) ?(?P<dash>-) ?(?=[A-ZÀ-Þ¿¡])")
_SENTENCE = re.compile(r"[^.!?\n]{1,300}[.!?]+")
_ENDS = ".!?"
_OPENS_AFTER = ".:!?;,"
_LONGEST_NAME = 3


class Dashed(NamedTuple):
    """A line at [start, end) of the text, and who says it where a name stands beside it."""

    start: int
    end: int
    who: str | None
    line: str


def dashed(slip: Slip) -> Iterator[Dashed]:
    """The lines that long dashes lead to, in order. Words that state something of the shot are no line."""
    text, read_to = slip.passage.text, 0
    called = {m.start("dash"): m for m in _CALLED.finditer(text)}
    for dash in slip.passage.dashes:
        if dash < read_to:
            continue
        found = _called(slip, called[dash], dash) if dash in called else _opened(slip, dash)
        if found and not slip.states(slip.at(found.start), slip.at(found.end)):
            yield found
            read_to = found.end


def _called(slip: Slip, match: re.Match[str], dash: int) -> Dashed | None:
    """A name in large letters, a dash, and its sentence."""
    lists = slip.language.lists
    words = [norm(w.strip(".")) for w in match["who"].split()]
    if any(w in lists["not_people"] or w in lists["labels"] for w in words):
        return None
    said = _sentence(slip.passage.text, dash + 1)
    if said is None or slip.passage.text[said[0] : said[1]].isupper():
        return None
    return Dashed(match.start("who"), said[1], match["who"].strip(), slip.passage.text[said[0] : said[1]])


def _opened(slip: Slip, dash: int) -> Dashed | None:
    """A line that a dash opens: at the start of its row, or tight before its first word behind another sentence."""
    text = slip.passage.text
    before = text[:dash].rstrip(" ")
    row = not before or before.endswith("\n")
    if not row and (text[dash + 1 : dash + 2] in ("", " ", "\n") or before[-1] not in _OPENS_AFTER):
        return None
    close = _next_dash(slip, dash, len(text))
    end = text.find("\n", dash)
    end = len(text) if end < 0 else end
    if close < end and (told := _tagged(slip, close)):
        who, behind = told
        more = _sentence(text, behind) if text[behind - 1] == "-" or text[behind : behind + 1] in _ENDS else None
        line = text[dash + 1 : close].strip()
        joined = f"{line.rstrip('.')}. {text[more[0] : more[1]]}" if more else line
        return Dashed(dash, more[1] if more else behind, who, joined)
    said = (dash + 1, min(close, end)) if row or close < end else _sentence(text, dash + 1)
    line = text[said[0] : said[1]].strip() if said else ""
    return Dashed(dash, said[1], None, line) if said and line and line[-1] in _ENDS else None


def _tagged(slip: Slip, dash: int) -> tuple[str | None, int] | None:
    """`-dice Clara-`: who it names and the place behind it."""
    at, lists = slip.at(dash + 1), slip.language.lists
    if slip.norm_at(at) not in lists["says"] and slip.norm_at(at) not in lists["tells"]:
        return None
    first = at + 1
    while slip.norm_at(first) in lists["determiners"]:
        first += 1
    last = first
    while last < len(slip.words) and slip.words[last].kind == "word" and not ends_name(slip, last):
        last += 1
    end = slip.words[last - 1].end
    close = _next_dash(slip, dash, -1)
    behind = close + 1 if close >= 0 and "." not in slip.passage.text[end:close] else end
    return (slip.said(first, min(last, first + _LONGEST_NAME)) or None), behind


def _next_dash(slip: Slip, dash: int, none: int) -> int:
    """Where the next long dash stands; `none` where there is no other."""
    dashes = slip.passage.dashes
    at = bisect_right(dashes, dash)
    return dashes[at] if at < len(dashes) else none


def _sentence(text: str, start: int) -> tuple[int, int] | None:
    """The next sentence from `start` on, with its mark."""
    while start < len(text) and text[start] in " .,":
        start += 1
    match = _SENTENCE.match(text, start)
    return (match.start(), match.end()) if match else None
