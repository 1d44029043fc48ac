"""Which take is preferred over which: `2 over 1`, `B wins`, `liked the last one better`."""

import re

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.vocabulary.notes import Preference, TakeWord

_REACH = 6
_NEAR = 3  # words between "this" and what says that it wins
_LETTERS = frozenset("abcd")
_JOINING = ("conjunctions", "prepositions", "contrast", "span_to", "take_joins", "then", "adverbs", "fillers")
_BEHIND_THIS = ("one_of_takes", "take_nouns", "unit_takeword", "prepositions", "conjunctions", "adverbs")
_BEFORE_A_TAKE = ("determiners", "prepositions", "unit_takeword", "conjunctions", "contrast")


def preferred(slip: Slip) -> Preference | None:
    """The comparison of takes that the words make, if they make one. Claims nothing."""
    found = compared(slip)
    made = next((made for _, made in found if made.over_take is not None), found[0][1] if found else None)
    if made is None or made.over_take is not None or not isinstance(made.preferred_take, int):
        return made
    return Preference(preferred_take=made.preferred_take, over_take=_other(slip, made.preferred_take))


def compared(slip: Slip) -> list[tuple[int, Preference]]:
    """All comparisons of takes with the place of their words. Claims nothing."""
    found = []
    for hit in (h for h in slip.find(slip.language.notes) if h.field == "preference"):
        before = _take(slip, range(hit.first - 1, max(-1, hit.first - 1 - _REACH), -1))
        after = _take(slip, range(hit.last, min(len(slip.words), hit.last + _REACH)))
        if _idle(slip, hit, before):
            continue
        made = _made(hit.value, before, after, _against(slip, hit.last))
        if made is not None:
            found.append((hit.first, made))
    return found or _between_two(slip)


def _between_two(slip: Slip) -> list[tuple[int, Preference]]:
    """`3 smokes 1`: a clause of two takes with a word between that no list knows."""
    named = [word.kind == "number" or word.norm in _LETTERS for word in slip.words]
    for at in (i for i, (one, other) in enumerate(zip(named, named[2:], strict=False)) if one and other):
        if not (slip.stops(at - 1) and slip.stops(at + 3) and slip.words[at + 1].kind == "word"):
            continue
        one, other = _numbered(slip, at), _numbered(slip, at + 2)
        idle = any(slip.norm_at(at + 1) in slip.language.lists[n] for n in _JOINING)
        if one and other and one != other and not idle:
            return [(at + 1, Preference(preferred_take=one, over_take=other))]
    return []


def _idle(slip: Slip, hit: Hit, before: TakeWord) -> bool:
    """Whether the words compare no takes: `give me that rim`, `that is a blocker for me`."""
    lists = slip.language.lists
    if hit.value == "pick" and slip.norm_at(hit.last) in lists["this_take"]:
        follows = slip.norm_at(hit.last + 1)
        return not (slip.stops(hit.last + 1) or any(follows in lists[n] for n in _BEHIND_THIS))
    if hit.value == "wins" and before == "this":
        return not any(slip.norm_at(i) in lists["this_take"] for i in range(max(0, hit.first - _NEAR), hit.first))
    bare = hit.last - hit.first == 1 and slip.norm_at(hit.first) in lists["prepositions"]
    return hit.value == "over" and before is None and bare


def _other(slip: Slip, preferred: int) -> TakeWord:
    """The one other take that a clause begins with: `B wins. In A ...`, `me quedo con la 2, la 1 no`."""
    lists = slip.language.lists
    found: list[TakeWord] = []
    for at in range(len(slip.words)):
        if not slip.stops(at - 1) and slip.norm_at(at - 1) not in lists["contrast"]:
            continue
        first = at
        while (
            first - at < 3 and _numbered(slip, first) is None and slip.language.is_(slip.words[first], *_BEFORE_A_TAKE)
        ):
            first += 1
            if first == len(slip.words):
                return None
        if slip.norm_at(first) in lists["this_take"] and any(
            slip.norm_at(first + 1) in lists[n] for n in ("one_of_takes", "take_nouns")
        ):
            found.append("this")
        elif (take := _numbered(slip, first)) is not None and take != preferred:
            found.append(take)
    named = list(dict.fromkeys(found))
    return named[0] if len(named) == 1 else None


def _numbered(slip: Slip, at: int) -> int | None:
    """The take that a figure or a large letter at `at` stands for; not the figure of a list, nor one with a unit."""
    word = slip.words[at] if at < len(slip.words) else None
    if word is None or slip.taken[at] or slip.norm_at(at + 1) in (")", ":", "/", "%"):
        return None
    if word.kind == "number" and re.fullmatch(r"\d{1,2}", word.norm):
        units = (n for n in slip.language.lists if n.startswith("unit_") and n != "unit_stop")
        owner = slip.passage.text[word.end : word.end + 1] == "'"  # `1's just flat`
        measured = any(slip.norm_at(at + 1) in slip.language.lists[n] for n in units) and not owner
        return None if measured else int(word.norm)
    if len(word.norm) == 1 and word.norm in "abcd" and slip.passage.text[word.start].isupper():
        alone = slip.language.code == "en" and word.norm == "a" and at + 1 < len(slip.words)
        article = alone and slip.words[at + 1].kind == "word" and not slip.language.is_(slip.words[at + 1], "be")
        return (
            None
            if article and slip.norm_at(at - 1) not in slip.language.lists["prepositions"]
            else "abcd".index(word.norm) + 1
        )
    return None


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


def _ends_a_name(slip: Slip, at: int) -> bool:
    """Whether what stands before names a take and counts nothing else: no `three small things`."""
    return slip.stops(at) or slip.language.is_(slip.words[at], *_BEHIND_THIS, "be", "take_against", "determiners")


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
            if slip.norm_at(at + 1) == ")":
                return None  # `(3) is that a real stripe?`
            return int(word.norm)
        if len(word.norm) == 1 and word.norm in "abcd" and slip.passage.text[word.start].isupper():
            return "abcd".index(word.norm) + 1
        if word.norm in lists["stand_in"] and slip.norm_at(at - 1) in lists["determiners"]:
            return "this"  # `that one beats 1` speaks of no first take
        if word.norm in lists["ordinal_takes"] and (at == places[0] or _ends_a_name(slip, at + 1)):
            return int(slip.language.numbers.get(word.norm, 1))
    return None
