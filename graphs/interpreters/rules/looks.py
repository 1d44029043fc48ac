"""Looks in the requester's own words that no list can hold: `estilo Leone`, `Jaws style`, `look wie ein 90er-Krimi`.

Looks that are terms of their own (film noir, super 8) are in shots.toml.
"""

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.subjects import names

_AFTER = 4  # words that follow `in the style of`
_BEFORE = 3  # words before `style`, `look`; Japanese counts characters
_BEFORE_JA = 8


def looks(slip: Slip) -> list[str]:
    """Looks that are named by what they are like. Claims the words."""
    found: list[str] = []
    told = [h for h in slip.find(slip.language.sounds) if h.field == "look"]
    if not told:
        return found
    terms = {i for h in slip.find(slip.language.shots) if h.field != "style" for i in range(h.first, h.last)}
    for hit in told:
        if not slip.free(hit.first, hit.last):
            continue
        if hit.value == "lead":
            first, last = _behind(slip, hit.last, terms)
        elif hit.value in ("tail", "tail_off"):
            first, last = _before(slip, hit.first, terms), hit.first
        else:
            continue
        if first < last:
            low, high = min(first, hit.first), max(last, hit.last)
            found.append(slip.said(low, high) if hit.value == "tail" else slip.said(first, last))
            slip.claim(low, high)
    return found


def _behind(slip: Slip, first: int, terms: set[int]) -> tuple[int, int]:
    lists = slip.language.lists
    while slip.norm_at(first) in lists["determiners"]:
        first += 1
    last = first
    while last - first < _AFTER and not slip.stops(last) and not slip.taken[last] and last not in terms:
        if slip.norm_at(last) in lists["conjunctions"]:
            break
        last += 1
    return first, last


def _before(slip: Slip, at: int, terms: set[int]) -> int:
    """Where the words that describe the look start: at the start of a clause, or after a small word there."""
    lists = slip.language.lists
    japanese = slip.language.code == "ja"
    first = at
    while first > 0 and at - first < (_BEFORE_JA if japanese else _BEFORE) and _describes(slip, first - 1, terms):
        first -= 1
    if japanese:
        return first
    clause = first
    while clause > 0 and slip.norm_at(clause - 1) in lists["before_look"]:
        clause -= 1
    whole = slip.stops(clause - 1) or slip.taken[clause - 1]
    ends = slip.stops(at + 1) or slip.norm_at(at + 1) in lists["prepositions"] or slip.norm_at(at + 1) in lists["and"]
    return first if whole and ends else at


def _describes(slip: Slip, at: int, terms: set[int]) -> bool:
    lists = slip.language.lists
    word = slip.words[at]
    if word.kind not in ("word", "number") or slip.taken[at] or at in terms:
        return False
    if slip.language.code == "ja" and not names(slip, at):
        return False
    return not any(word.norm in lists[n] for n in ("determiners", "pronouns", "prepositions", "conjunctions"))
