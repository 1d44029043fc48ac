"""Which take is preferred over which: `2 over 1`, `B wins`, `liked the last one better`."""

import re

from graphs.interpreters.rules.slip import Slip
from graphs.vocabulary.notes import Preference, TakeWord

_REACH = 6


def preferred(slip: Slip) -> Preference | None:
    """The comparison of takes that the words make, if they make one. Claims nothing."""
    found = compared(slip)
    return next((made for _, made in found if made.over_take is not None), found[0][1] if found else None)


def compared(slip: Slip) -> list[tuple[int, Preference]]:
    """All comparisons of takes with the place of their words. Claims nothing."""
    found = []
    for hit in (h for h in slip.find(slip.language.notes) if h.field == "preference"):
        before = _take(slip, range(hit.first - 1, max(-1, hit.first - 1 - _REACH), -1))
        after = _take(slip, range(hit.last, min(len(slip.words), hit.last + _REACH)))
        made = _made(hit.value, before, after, _against(slip, hit.last))
        if made is not None:
            found.append((hit.first, made))
    return found


def _made(value: str, before: TakeWord, after: TakeWord, against: TakeWord = None) -> Preference | None:
    if value == "over" and after is not None:
        return Preference(preferred_take=before if before is not None else "this", over_take=after)
    if value == "under" and after is not None:
        return Preference(preferred_take=after, over_take=before if before is not None else "this")
    if value == "wins" and before is not None:
        return Preference(preferred_take=before, over_take=None)
    if value == "pick" and after is not None:
        return Preference(preferred_take=after, over_take=against)
    if value == "over_previous":
        return Preference(preferred_take=before if before is not None else "this", over_take="previous")
    if value == "previous_wins":
        return Preference(preferred_take="previous", over_take="this")
    return None


def _against(slip: Slip, at: int) -> TakeWord:
    """The other take of `I prefer 2 to 3`."""
    against = slip.language.lists["take_against"]
    for place in range(at + 1, min(at + _REACH, len(slip.words))):
        if slip.norm_at(place) in against:
            return _take(slip, range(place + 1, min(place + 4, len(slip.words))))
    return None


def _take(slip: Slip, places: range) -> TakeWord:
    """The nearest take named along `places`: a number, a letter, this or previous."""
    lists = slip.language.lists
    for at in places:
        word = slip.words[at]
        if word.kind in ("line", "emoji") or word.norm in (".", "!", "?", ";"):
            return None
        if word.norm in lists["this_take"]:
            return "this"
        if word.norm in lists["previous_take"]:
            return "previous"
        if word.kind == "number" and re.fullmatch(r"\d{1,2}", word.norm) and not slip.taken[at]:
            return int(word.norm)
        if len(word.norm) == 1 and word.norm in "abcd" and slip.passage.text[word.start].isupper():
            return "abcd".index(word.norm) + 1
        if word.norm in lists["ordinal_takes"]:
            return int(slip.language.numbers.get(word.norm, 1))
    return None
