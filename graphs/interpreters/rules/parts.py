"""Which part of a take a verdict means: `circle it, from the wipe on`, `only the first four seconds of 1`.

And which take it is given to where only a number says so: `2 is the one`, `NG on 4`.
"""

from bisect import bisect_right

from graphs.interpreters.rules.clauses import Clause
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.vocabulary.notes import Part, Timecode

_LONGEST = 7  # words that name an end
_LONGEST_BEFORE = 12  # characters, in Japanese, where they stand before
_VERDICTS = ("approve", "reject", "hold")
_MOST_TAKES = 40

Moments = list[tuple[int, int, Timecode]]


def part_meant(slip: Slip, cut: list[Clause], moments: Moments, length_s: float | None) -> Part | None:
    """The part that an approval names, in seconds where it gives times, else in its words. None for a whole take.

    Of several the first counts.
    """
    said = slip.find_all(slip.language.notes)
    starts = [c.first for c in cut]
    hits = [h for h in said if h.field == "part" and _concerns(slip, h, cut[bisect_right(starts, h.first) - 1])]
    found = _timed(slip, moments, hits)
    closing = next((h for h in hits if h.value == "last"), None)
    if closing and "in_s" not in found:
        found |= _closing(slip, closing, length_s)
    stops = {h.first for h in hits} | {first for first, _, _ in moments}
    stops |= {h.first for h in said if h.field in ("judgement", "preference")}
    for hit in hits:
        end = "from" if hit.value.startswith("from") else "to"
        if hit.value == "last" or f"{end}_words" in found or _times(found, end):
            continue
        words = _before(slip, hit) if hit.value.endswith("after") else _after(slip, hit, stops)
        if words:
            found[f"{end}_words"] = words
    return Part.model_validate(found) if found else None


def _times(found: dict[str, object], end: str) -> bool:
    return ("in_s" if end == "from" else "out_s") in found


def _concerns(slip: Slip, hit: Hit, clause: Clause) -> bool:
    """Whether the words stand beside the verdict: in its clause, or where a clause with no other judgement starts."""
    if set(_VERDICTS) & clause.judged:
        return True
    ons = slip.language.lists["part_on"]
    goes_on = any(slip.norm_at(i) in ons for i in range(hit.last, min(clause.last, hit.last + _LONGEST)))
    opens = hit.first - clause.first <= 2 or hit.value.endswith("after") or goes_on
    return opens and not (clause.strong or clause.judged & {"fault", "ask"})


def _timed(slip: Slip, moments: Moments, hits: list[Hit]) -> dict[str, object]:
    """In and out of the moments that are a range, follow `from` or `until`, or go `on`."""
    ons = slip.language.lists["part_on"]
    begins, ends = {h.first: h.value for h in hits}, {h.last: h.value for h in hits}
    found: dict[str, object] = {}
    for first, last, moment in moments:
        near = {begins.get(first), begins.get(last), ends.get(first), ends.get(first + 1)}
        if moment.out_s is not None:
            return {"in_s": moment.in_s, "out_s": moment.out_s}
        if near & {"to", "to_after"}:
            found.setdefault("out_s", moment.in_s)
        elif near & {"from", "from_after"} or slip.norm_at(last) in ons:
            found.setdefault("in_s", moment.in_s)
    return found


def _closing(slip: Slip, hit: Hit, length_s: float | None) -> dict[str, object]:
    """`the last 3 seconds`: counted from the end where the take's length is known."""
    at = hit.last
    value = _figure(slip, at)
    if value is None or slip.norm_at(at + 1) not in slip.language.lists["unit_seconds"]:
        return {}
    if length_s is not None and value < length_s:
        return {"in_s": round(length_s - value, 3)}
    return {"from_words": slip.said(hit.first, at + 2)}


def _after(slip: Slip, hit: Hit, stops: set[int]) -> str:
    """The words after `from` or `until`, up to a mark, the other end, an `on`, or a judgement."""
    lists = slip.language.lists
    at = hit.last
    while at - hit.last < _LONGEST and not slip.stops(at) and at not in stops:
        if slip.norm_at(at) in lists["part_on"] or slip.norm_at(at) in lists["and"]:
            break
        at += 1
    return slip.said(hit.last, at)


def _before(slip: Slip, hit: Hit) -> str:
    """The words before, as in `ワイプから`, back to a mark or a particle."""
    lists = slip.language.lists
    first = hit.first
    while first > 0 and hit.first - first < _LONGEST_BEFORE and not slip.stops(first - 1) and not slip.taken[first - 1]:
        if slip.norm_at(first - 1) in lists["part_floor"]:
            break
        first -= 1
    return slip.said(first, hit.first)


def picks_part(slip: Slip, cut: list[Clause], moments: Moments) -> bool:
    """Whether a clause with no judgement of its own keeps a part: `only the first four seconds of 1`."""
    lists = slip.language.lists
    ranges = {first for first, _, moment in moments if moment.out_s}
    parted = {h.first for h in slip.find_all(slip.language.notes) if h.field == "part"} | ranges
    for clause in cut:
        if clause.strong or clause.topics or clause.weak or clause.judged - {"keep", "ask"}:
            continue
        places = range(clause.first, clause.last)
        only = any(slip.norm_at(i) in lists["part_only"] for i in places)
        if only and any(i in parted for i in places):
            return True
    return False


def take_meant(slip: Slip) -> int | None:
    """The take that a verdict is given to by its number alone, where just one is."""
    hits = slip.find_all(slip.language.notes)
    verdicts = [h for h in hits if h.field == "judgement" and h.value in _VERDICTS]
    opens = {h.first for h in hits if h.field == "part" or h in verdicts}
    closes = {h.last for h in verdicts}
    inside = {i for h in hits if h.field not in ("part", "judgement", "preference") for i in range(h.first, h.last)}
    found = {
        value
        for at in range(len(slip.words))
        if at not in inside and (value := _number(slip, at)) and _stands_alone(slip, at, opens, closes)
    }
    return found.pop() if len(found) == 1 else None


def _stands_alone(slip: Slip, at: int, opens: set[int], closes: set[int]) -> bool:
    lists = slip.language.lists
    if not (slip.stops(at + 1) or at + 1 in opens or slip.norm_at(at + 1) in lists["take_does"]):
        return False
    before = slip.norm_at(at - 1)
    return slip.stops(at - 1) or at in closes or before in lists["take_leads"] or before in lists["determiners"]


def _number(slip: Slip, at: int) -> int | None:
    value = _figure(slip, at)
    if value is None or not 0 < value <= _MOST_TAKES or value != int(value):
        return None
    article = slip.norm_at(at) in slip.language.lists["determiners"] and slip.words[at].kind != "number"
    return None if article else int(value)


def _figure(slip: Slip, at: int) -> float | None:
    if not 0 <= at < len(slip.words) or slip.taken[at]:
        return None
    word = slip.words[at]
    if word.kind == "number":
        return float(word.norm) if word.norm.isdigit() else None
    return slip.language.numbers.get(word.norm)
