"""Stretches of a message that may be said by somebody in the shot, and who may say them.

Which of them are lines of dialogue, and whose, is weighed in dialogue.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graphs.interpreters.rules.naming import ends_name
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.speech import Spoken
from graphs.interpreters.rules.subjects import names

How = Literal["quote", "cue", "verb", "colon", "dash"]
_FAR, _NEAR = 30, 7  # words before and behind a line in which its speaker is looked for
_FAR_JA = 40
_LONGEST = 4  # words of a name
_LONGEST_LINE = 40
_SHORT_REMARK = 8
_DASH = re.compile(r"(?:^|\n)[ \t]*-[ \t]*(?=\S)")
_MARKS = ('"', "'", "\u300c", "\u300e")
_SENTENCE_ENDS = (".", "!", "?", "\n", ";")


@dataclass(frozen=True, slots=True)
class Stretch:
    """words[first:last] that may be said; `led`: where the word or mark that leads to them stands, or `first`.

    `by_rule`: what the rules hold it for (heard, read, none); `rule_names`: whether they know who says it.
    """

    first: int
    last: int
    led: int
    how: How
    said: str
    by_rule: str = "none"
    rule_names: str = "none"


@dataclass(frozen=True, slots=True)
class Voice:
    """words[first:last] that may name who speaks."""

    first: int
    last: int
    said: str
    letters: str
    by_rule: bool


def of_rules(slip: Slip, spoken: Spoken) -> Stretch:
    """A stretch that the rules found."""
    led, last = slip.at(spoken.start), slip.at(spoken.end)
    first = led + (slip.norm_at(led) in _MARKS and last - led > 1)
    who = spoken.line.speaker if spoken.line else None
    named = "none" if who is None else "pronoun" if who.lower() in slip.language.lists["someone"] else "name"
    said = spoken.line.line if spoken.line else slip.said(first, last)
    heard = "heard" if spoken.line else "read"
    return Stretch(first, max(last, first + 1), led, spoken.how, said, heard, named)


def unquoted(slip: Slip) -> Iterator[Stretch]:
    """What stands behind a verb of speech, a colon or a dash without quotation marks, in order."""
    lists = slip.language.lists
    dashes = {slip.at(m.end()) for m in _DASH.finditer(slip.passage.text)}
    after = 0
    for at, word in enumerate(slip.words):
        if at < after or slip.taken[at]:
            continue
        first, how = at + 1, None
        if at in dashes:
            first, how = at, "dash"
        elif word.norm == ":" and _led_by_a_name(slip, at):
            how = "colon"
        elif (word.norm in lists["says"] or word.norm in lists["tells"]) and not slip.stops(at - 1):
            first, how = _past_told(slip, first), "verb"
        last = _end(slip, first) if how else first
        if how and last - first >= 1 and slip.words[first].kind in ("word", "mark"):
            said = slip.said(first, last).strip(" -")
            if any(c.isalpha() for c in said):
                yield Stretch(first, last, min(at, first), how, said)  # type: ignore[arg-type]


def _led_by_a_name(slip: Slip, at: int) -> bool:
    word = slip.words[at - 1] if at else None
    return word is not None and not slip.taken[at - 1] and (word.kind in ("word", "number") or word.norm == ")")


def _past_told(slip: Slip, first: int) -> int:
    """On over `to her`, `quietly`, `that`, and a mark."""
    lists = slip.language.lists
    at = first
    while at < first + 4 and (slip.norm_at(at) in lists["told"] or slip.norm_at(at) in (":", ",")):
        at += 1
    return at


def _end(slip: Slip, first: int) -> int:
    """Where it ends: with its sentence, or at a comma behind which the shot is spoken of again."""
    at = first
    while at < len(slip.words) and at - first < _LONGEST_LINE and not slip.taken[at]:
        word = slip.norm_at(at)
        if word in ("!", "?"):
            return at + 1
        if word in _SENTENCE_ENDS or slip.words[at].kind == "emoji":
            return at
        if word == "," and at > first and _of_the_shot(slip, at + 1):
            return at
        at += 1
    return at


def _of_the_shot(slip: Slip, at: int) -> bool:
    """Whether the chunk at `at` states something of the shot, or goes on to somebody else."""
    lists = slip.language.lists
    end = at
    while end < len(slip.words) and not slip.stops(end):
        end += 1
    if any(slip.words[i].kind == "number" for i in range(at, end)) or slip.norm_at(at) in lists["and"]:
        return True
    trees = (slip.language.shots, slip.language.sounds)
    return any(h.field != "nothing" and at <= h.first < end for tree in trees for h in slip.find_all(tree))


def voices(slip: Slip, stretch: Stretch, by_rule: str | None) -> list[tuple[int, Voice]]:
    """Who may say it, each with its place: 1 for the nearest before it, 2 ..., -1 for the nearest behind it."""
    lists = slip.language.lists
    japanese = slip.language.code == "ja"
    far = _FAR_JA if japanese else _FAR
    ahead = _names(slip, max(0, stretch.led - far), stretch.led)
    behind = _names(slip, stretch.last, min(len(slip.words), stretch.last + _NEAR))
    placed = [*((n, v) for n, v in enumerate(reversed(ahead), 1)), *((-n, v) for n, v in enumerate(behind, 1))]
    found = []
    for place, (first, last) in placed:
        said = slip.said(first, last).removesuffix("'s")
        if said and said.lower() not in lists["someone"]:
            letters = "large" if said.isupper() else "capital" if said[0].isupper() else "small"
            mine = by_rule is not None and (said in by_rule or by_rule in said)
            found.append((place, Voice(first, last, said, letters, mine)))
    return found


def _names(slip: Slip, first: int, last: int) -> list[tuple[int, int]]:
    japanese = slip.language.code == "ja"
    found: list[tuple[int, int]] = []
    at = first
    while at < last:
        end = at
        while end < last and end - at < (_SHORT_REMARK if japanese else _LONGEST) and _names_on(slip, at, end):
            end += 1
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _names_on(slip: Slip, start: int, at: int) -> bool:
    word = slip.words[at]
    if slip.taken[at] or word.kind not in ("word", "number"):
        return False
    if slip.language.code == "ja":
        return names(slip, at)
    if word.kind == "number":
        return at > start
    lists = slip.language.lists
    return not ends_name(slip, at) and word.norm not in lists["determiners"] and word.norm not in lists["fillers"]
