"""What a request counts: seconds, millimetres, ratios, takes. Stops are in optics.py, moments in timecodes.py."""

import re
from dataclasses import dataclass

from graphs.interpreters.rules.figures import counted, figure, number, unit_end
from graphs.interpreters.rules.optics import bare_focal, t_stop
from graphs.interpreters.rules.slates import behind_take
from graphs.interpreters.rules.slip import Slip

_RATIO = re.compile(r"(?<![\d.:])(\d{1,2}(?:[.,]\d{1,2})?)\s?[:x]\s?(\d{1,2}(?:[.,]\d)?)(?![\d:.]\d|\d|x\d)")
_KNOWN = {
    "16:9": 16 / 9, "9:16": 9 / 16, "2.39:1": 2.39, "1.85:1": 1.85, "4:3": 4 / 3, "1:1": 1.0, "4:5": 0.8,
    "21:9": 21 / 9, "1.66:1": 1.66, "2:1": 2.0, "3:2": 1.5, "5:4": 1.25, "2:3": 2 / 3, "3:4": 0.75,
}  # fmt: skip
_SCOPE = ("2.35", "2.4", "2.40", "2.39")
LONGEST_S = 600.0
_WHO_ACTS = ("pronouns", "determiners", "conjunctions", "subject_pronouns")
_DECADES = (20, 30, 40, 50, 60, 70, 80, 90, *range(1900, 2040, 10))


@dataclass(slots=True)
class Measures:
    """What was counted and measured; None where nothing was said. `odd`: figures that cannot be meant as said."""

    duration_s: float | None = None
    focal_length_mm: float | None = None
    t_stop: float | None = None
    aspect_ratio: str | None = None
    n_takes: int | None = None
    n_shots: int | None = None
    odd: tuple[str, ...] = ()


def measure(slip: Slip) -> Measures:
    """Read and claim every figure with a unit. Lengths in seconds and millimetres."""
    found = Measures()
    _ratios(slip, found)
    lists = slip.language.lists
    small = lists["unit_stop"] | lists["unit_at"] | lists["opened"]
    for at, word in enumerate(slip.words):
        if not (word.kind == "number" or word.norm in small or word.norm in slip.language.numbers or word.norm == "x"):
            continue
        if not slip.taken[at]:
            found.t_stop = t_stop(slip, at, found.focal_length_mm) or found.t_stop
        if not slip.taken[at]:
            _quantity(slip, at, found)
    _corrected(slip, found)
    return found


def _corrected(slip: Slip, found: Measures) -> None:
    """A length taken back for a number alone: `20 sec. no, say 14`."""
    if found.duration_s is None or (alone := lone_number(slip)) is None:
        return
    at, value = alone
    lists = slip.language.lists
    denied = at - 2 - slip.stops(at - 2)
    if slip.norm_at(at - 1) in lists["corrects_to"] and slip.norm_at(denied) in lists["denials"]:
        found.duration_s = value
        slip.claim(denied, at + 1)


def lone_number(slip: Slip) -> tuple[int, float] | None:
    """A number that is a clause of its own, as in `wait, 7.` or `make it 7`: its place and value in seconds."""
    lists = slip.language.lists
    for at in counted(slip):
        word = slip.words[at]
        if slip.taken[at] or not (slip.stops(at + 1) or slip.norm_at(at + 1) in lists["trails"]):
            continue
        corrected = slip.norm_at(at - 1) in lists["corrects_to"] and word.norm not in lists["determiners_only"]
        if word.kind != "number" and not corrected:
            continue
        value = number(slip, at)
        if at and slip.words[at - 1].norm == ":" and word.glued:
            continue
        led = at == 0 or slip.stops(at - 1) or slip.norm_at(at - 1) in lists["correcting"]
        if led and value is not None and 1 <= value <= 60 and slip.norm_at(at + 1) not in (":", ")"):
            return at, value
    return None


def stretch(slip: Slip, at: int) -> float | None:
    """By how many seconds the words at `at` lengthen what there is, negative where they shorten: `2 secs longer`."""
    value, last = figure(slip, at)
    lists = slip.language.lists
    if value is None or slip.norm_at(last) not in lists["unit_seconds"]:
        return None
    after = slip.norm_at(last + 1) if slip.norm_at(last + 1) not in lists["stretch_joins"] else slip.norm_at(last + 2)
    return value if after in lists["longer"] else -value if after in lists["shorter"] else None


def _ratios(slip: Slip, found: Measures) -> None:
    """Ratios in figures: `16:9`, `2.39:1`, `9x16`. Names such as scope are terms of the data."""
    if not slip.words:
        return
    start, end = slip.words[0].start, slip.words[-1].end
    for match in _RATIO.finditer(slip.passage.text, start, end):
        wide, high = match[1].replace(",", "."), match[2].replace(",", ".")
        if wide in _SCOPE and high == "1":
            wide = "2.39"
        ratio = f"{wide}:{high}"
        first, last = slip.at(match.start()), slip.at(match.end())
        if first == last or slip.norm_at(last) in ("am", "pm") or (len(match[2]) == 2 and ratio not in _KNOWN):
            continue
        slip.claim(first, last)
        if ratio in _KNOWN or (high == "1" and 1 <= float(wide) <= 3):
            found.aspect_ratio = found.aspect_ratio or ratio
        elif match[0].count("x") == 0:
            found.odd = (*found.odd, match[0])


def _quantity(slip: Slip, at: int, found: Measures) -> None:
    """A number and its unit: `8 s`, `half a minute`, `a couple of seconds`, `40mm`, `3 takes`, `x3`."""
    if (focal := bare_focal(slip, at)) is not None:
        found.focal_length_mm = focal[0]
        slip.claim(at, focal[1])
        return
    value, last = figure(slip, at)
    if value is None:
        if slip.norm_at(at) == "x" and (times := number(slip, at + 1)) and slip.words[at + 1].glued and times <= 12:
            found.n_takes = int(times)
            slip.claim(at, at + 2)
        return
    unit = slip.norm_at(last)
    lists = slip.language.lists
    if _names_years(slip, at, last, value):
        return
    if unit in lists["unit_seconds"] or unit in lists["unit_minutes"]:
        _length(slip, at, last, value * (60 if unit in lists["unit_minutes"] else 1), found)
    elif unit in lists["unit_millimetres"] and 3 <= value <= 2000:
        led = at - 1 - (slip.norm_at(at - 1) in lists["genitive"])
        if not {slip.norm_at(last + 1), slip.norm_at(last + 2), slip.norm_at(led)} & lists["film_stock"]:
            found.focal_length_mm = value
            slip.claim(at, unit_end(slip, last))
    elif unit in lists["unit_takes"] and _counts_takes(slip, at, last, value):
        found.n_takes = int(value)
        slip.claim(at, unit_end(slip, last))
    elif unit in lists["unit_shots"] and 2 <= value <= 12 and value == int(value) and _asks_for_shots(slip, at, last):
        found.n_shots = int(value)
        slip.claim(at, last + 1)
    elif unit in lists["take_counters"] and behind_take(slip, at) and 2 <= value <= 12:
        found.n_takes = int(value)
        slip.claim(at, unit_end(slip, last))
    elif unit == "x" and slip.words[last].glued and 2 <= value <= 12 and number(slip, last + 1) is None:
        found.n_takes = int(value)
        slip.claim(at, last + 1)


def _a_moment(slip: Slip, at: int) -> bool:
    """Whether the word behind a length makes it a moment: `3 s in, she turns`, and not `3 s in UHD`."""
    lists, word = slip.language.lists, slip.norm_at(at)
    if word not in lists["moment_after"]:
        return False
    follows = slip.norm_at(at + 1)
    return word not in lists["into"] or slip.stops(at + 1) or any(follows in lists[n] for n in _WHO_ACTS)


def _names_years(slip: Slip, at: int, last: int, value: float) -> bool:
    """Whether a figure and its `s` are years: `70s kung fu`, `1980s`; not `a 30s spot`, `50s please`."""
    lists = slip.language.lists
    if value not in _DECADES or slip.norm_at(last) != "s" or not slip.words[last].glued:
        return False
    after = slip.norm_at(last + 1)
    if slip.norm_at(at - 1) == "(" or slip.norm_at(at - 2) == "(":
        return True  # `NADIA (20s, bleached hair)`: how old she is
    plain = slip.words[last + 1].kind == "word" if last + 1 < len(slip.words) else False
    known = any(after in lists[n] for n in ("lasting_after", "prepositions", "conjunctions", "fillers", "pronouns"))
    return value > LONGEST_S or (plain and not known)


def _counts_takes(slip: Slip, at: int, last: int, value: float) -> bool:
    """Whether a number before "takes" says how many, not which."""
    lists = slip.language.lists
    named = slip.norm_at(at - 1) in lists["unit_takeword"] or slip.norm_at(at) in lists["ordinals"]
    return _fewest(slip, last) <= value <= 12 and value == int(value) and not named


def _fewest(slip: Slip, unit: int) -> int:
    """One take is a wish only where the words insist (`just one take`); else it may be a shot without a cut."""
    lists = slip.language.lists
    if slip.norm_at(unit) in lists["again_units"]:
        return 2
    return 1 if any(slip.norm_at(i) in lists["insists"] for i in range(max(0, unit - 4), unit + 2)) else 2


def _asks_for_shots(slip: Slip, at: int, last: int) -> bool:
    """`two shots: ...` counts shots; `two shot`, `two shots of whisky` do not."""
    plural = slip.norm_at(last) in slip.language.lists["plural_shots"]
    return plural and slip.norm_at(last + 1) not in slip.language.lists["not_shots_of"]


def _length(slip: Slip, at: int, last: int, seconds: float, found: Measures) -> None:
    """A length, unless it is a moment (`at 3s`, `3 s in`) or how much longer than another it is to be."""
    lists = slip.language.lists
    stretched = slip.norm_at(at - 2) in lists["length_to"]
    if slip.norm_at(at - 1) in lists["moment_before"] and not stretched:
        return
    if seconds == 1 and slip.words[at].kind == "word" and slip.norm_at(at - 1) in lists["spare"]:
        return
    if _a_moment(slip, last + 1) or stretch(slip, at) is not None:
        return
    if not 0 < seconds <= LONGEST_S:
        found.odd = (*found.odd, slip.said(at, last + 1))
    elif found.duration_s is None or seconds > found.duration_s or slip.language.is_(slip.words[at - 1], "total"):
        found.duration_s = round(seconds, 3)
    slip.claim(at, last + 1)
