"""Figures that a request states: seconds, millimetres, stops, ratios, takes and shots. Moments are in timecodes.py."""

import re
from dataclasses import dataclass

from graphs.interpreters.rules.slip import Slip

_RATIO = re.compile(r"(?<![\d.:])(\d{1,2}(?:[.,]\d{1,2})?)\s?[:x]\s?(\d{1,2}(?:[.,]\d)?)(?![\d:.]\d|\d|x\d)")
_KNOWN = {
    "16:9": 16 / 9, "9:16": 9 / 16, "2.39:1": 2.39, "1.85:1": 1.85, "4:3": 4 / 3, "1:1": 1.0, "4:5": 0.8,
    "21:9": 21 / 9, "1.66:1": 1.66, "2:1": 2.0, "3:2": 1.5, "5:4": 1.25, "2:3": 2 / 3, "3:4": 0.75,
}  # fmt: skip
_SCOPE = ("2.35", "2.4", "2.40", "2.39")
_LENSES = (
    12,
    14,
    16,
    18,
    21,
    24,
    25,
    27,
    28,
    32,
    35,
    40,
    50,
    60,
    65,
    75,
    85,
    90,
    100,
    105,
    135,
    150,
    180,
    200,
    300,
    400,
)
LONGEST_S = 600.0


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
    for at in range(len(slip.words)):
        if not slip.taken[at]:
            _stop(slip, at, found)
        if not slip.taken[at]:
            _quantity(slip, at, found)
    return found


def number(slip: Slip, at: int) -> float | None:
    """The number that the word at `at` says in digits or letters."""
    if not 0 <= at < len(slip.words):
        return None
    word = slip.words[at]
    if word.kind == "number":
        try:
            return float(word.norm.replace(",", "."))
        except ValueError:
            return None
    return slip.language.numbers.get(word.norm)


def lone_number(slip: Slip) -> tuple[int, float] | None:
    """A number that is a clause of its own, as in `wait, 7.` or `make it 7`: its place and value in seconds."""
    lists = slip.language.lists
    for at, word in enumerate(slip.words):
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


def _stop(slip: Slip, at: int, found: Measures) -> None:
    """`T2.8`, `f/1.4`, `t 2`, `wide open at 1.4`: the stop."""
    lists = slip.language.lists
    if slip.norm_at(at) in lists["opened"] and slip.norm_at(at + 1) in lists["unit_at"]:
        value = number(slip, at + 2) if slip.norm_at(at + 2).replace(".", "").replace(",", "").isdigit() else None
        if value is not None and 0.7 <= value <= 5.6:
            found.t_stop = value
            slip.claim(at, at + 3)
        return
    if slip.words[at].norm not in lists["unit_stop"]:
        return
    figure = at + 2 if slip.norm_at(at + 1) in ("/", ".", "stop") else at + 1
    value = number(slip, figure) if figure < len(slip.words) and slip.words[figure].kind == "number" else None
    near = figure < len(slip.words) and slip.words[figure].start - slip.words[at].end <= 1
    if value is not None and near and 0.7 <= value <= 32:
        found.t_stop = value
        slip.claim(at, figure + 1)


def _quantity(slip: Slip, at: int, found: Measures) -> None:
    """A number and its unit: `8 s`, `half a minute`, `a couple of seconds`, `40mm`, `3 takes`, `x3`."""
    if (focal := bare_focal(slip, at)) is not None:
        found.focal_length_mm = focal[0]
        slip.claim(at, focal[1])
        return
    value, last = _figure(slip, at)
    if value is None:
        if slip.norm_at(at) == "x" and (times := number(slip, at + 1)) and slip.words[at + 1].glued and times <= 12:
            found.n_takes = int(times)
            slip.claim(at, at + 2)
        return
    unit = slip.norm_at(last)
    lists = slip.language.lists
    if unit in lists["unit_seconds"] or unit in lists["unit_minutes"]:
        _length(slip, at, last, value * (60 if unit in lists["unit_minutes"] else 1), found)
    elif unit in lists["unit_millimetres"] and 3 <= value <= 2000:
        if slip.norm_at(last + 1) not in slip.language.lists["film_stock"]:
            found.focal_length_mm = value
            slip.claim(at, _unit_end(slip, last))
    elif unit in lists["unit_takes"] and _counts_takes(slip, at, last, value):
        found.n_takes = int(value)
        slip.claim(at, _unit_end(slip, last))
    elif unit in lists["unit_shots"] and 2 <= value <= 12 and value == int(value) and _asks_for_shots(slip, at, last):
        found.n_shots = int(value)
        slip.claim(at, last + 1)
    elif unit == "x" and slip.words[last].glued and 2 <= value <= 12 and number(slip, last + 1) is None:
        found.n_takes = int(value)
        slip.claim(at, last + 1)


def _unit_end(slip: Slip, unit: int) -> int:
    """The place after a unit; where each character is a word, over the rest of it: `50ミリ`, `2テイク`."""
    last = unit + 1
    while slip.norm_at(last) in slip.language.lists["tails"] and not slip.taken[last]:
        last += 1
    return last


def _counts_takes(slip: Slip, at: int, last: int, value: float) -> bool:
    """Whether a number before "takes" says how many, not which."""
    named = slip.norm_at(at - 1) in slip.language.lists["unit_takeword"]
    return _fewest(slip, last) <= value <= 12 and value == int(value) and not named


def bare_focal(slip: Slip, at: int) -> tuple[float, int] | None:
    """`more a 135`, `on the 85`, `au 40`, `85er`: millimetres of a common lens, no unit, and the place after."""
    lists = slip.language.lists
    if slip.words[at].kind != "number" or slip.taken[at] or (value := number(slip, at)) not in _LENSES:
        return None
    after = slip.norm_at(at + 1)
    if after in lists["macro_lens"]:
        return value, at + 1
    if after in lists["lens_ending"] and slip.words[at + 1].glued:
        return value, _unit_end(slip, at + 1)
    follows = slip.stops(at + 1) or any(after in lists[name] for name in ("conjunctions", "trails", "prepositions"))
    if not follows or (after in (":", "%") and at + 1 < len(slip.words)):
        return None
    led = slip.norm_at(at - 1) in lists["lens_before"] and slip.norm_at(at - 2) in lists["lens_more"]
    return (value, at + 1) if led or slip.norm_at(at - 1) in lists["lens_led"] else None


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
    """A length, unless it is a moment (`at 3s`, `3 s in`)."""
    lists = slip.language.lists
    if slip.norm_at(at - 1) in lists["moment_before"] or slip.norm_at(last + 1) in lists["moment_after"]:
        return
    if not 0 < seconds <= LONGEST_S:
        found.odd = (*found.odd, slip.said(at, last + 1))
    elif found.duration_s is None or seconds > found.duration_s or slip.language.is_(slip.words[at - 1], "total"):
        found.duration_s = round(seconds, 3)
    slip.claim(at, last + 1)


def _figure(slip: Slip, at: int) -> tuple[float | None, int]:
    """A number that starts at `at` and the place after it: `8`, `6-8` (its end), `half a`, `a couple of`, `20 five`."""
    value = number(slip, at)
    if value is None:
        return None, at
    last = at + 1
    lists = slip.language.lists
    if slip.norm_at(last) in lists["range_to"] and (upper := number(slip, last + 1)) and upper > value:
        return upper, last + 2
    if slip.words[at].kind == "word" and value >= 20 and value % 10 == 0:
        ones_at = last + (slip.norm_at(last) in lists["and"])
        if (ones := number(slip, ones_at)) and ones < 10 and slip.words[ones_at].kind == "word":
            return value + ones, ones_at + 1
    if slip.words[at].kind == "word":
        while slip.norm_at(last) in lists["figure_glue"] and not slip.stops(last):
            if slip.norm_at(last) in slip.language.numbers and value == 1:
                value = slip.language.numbers[slip.norm_at(last)]
            elif slip.norm_at(last) in lists["dozens"]:
                value *= slip.language.numbers[slip.norm_at(last)]
            last += 1
    return value, last
