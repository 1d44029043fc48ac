"""Lenses and stops: `on the 85`, `lens about an eighty-five`, `T2.8`, `at a two eight`. Others are in measures.py."""

from graphs.interpreters.rules.figures import figure, number, unit_end
from graphs.interpreters.rules.slip import Slip

_LENSES = (
    12, 14, 16, 18, 21, 24, 25, 27, 28, 32, 35, 40, 50, 60,
    65, 75, 85, 90, 100, 105, 135, 150, 180, 200, 250, 300, 400, 500, 600, 800,
)  # fmt: skip
_WHOLE = (2, 4, 8, 11, 16, 22)  # stops that are one figure
_STOPS = ("1.2", "1.3", "1.4", "1.8", "2.8", "4.5", "5.6", "6.3")  # those that are said in two figures


def t_stop(slip: Slip, at: int, focal: float | None) -> float | None:
    """The stop that the words at `at` say; `focal` is a lens that was read before. Claims them."""
    read = _spoken_stop(slip, at, focal) or _opened(slip, at) or _lettered(slip, at)
    if read is None:
        return None
    slip.claim(at - (slip.norm_at(at - 1) in slip.language.lists["wide_open"]), read[1])
    return read[0]


def _opened(slip: Slip, at: int) -> tuple[float, int] | None:
    """`wide open at 1.4`, and the place after."""
    lists = slip.language.lists
    if slip.norm_at(at) not in lists["opened"] or slip.norm_at(at + 1) not in lists["unit_at"]:
        return None
    if spoken := _in_two_figures(slip, at + 2):
        return spoken
    value = number(slip, at + 2) if slip.norm_at(at + 2).replace(".", "").replace(",", "").isdigit() else None
    if value is None or not 0.7 <= value <= 5.6 or slip.norm_at(at + 3) in lists["clock_units"]:
        return None
    return value, at + 3


def _lettered(slip: Slip, at: int) -> tuple[float, int] | None:
    """`T2.8`, `f/1.4`, `t 2`, and the place after."""
    if slip.words[at].norm not in slip.language.lists["unit_stop"]:
        return None
    digits = at + 2 if slip.norm_at(at + 1) in ("/", ".", "stop") else at + 1
    value = number(slip, digits) if digits < len(slip.words) and slip.words[digits].kind == "number" else None
    near = digits < len(slip.words) and slip.words[digits].start - slip.words[at].end <= 1
    return (value, digits + 1) if value is not None and near and 0.7 <= value <= 32 else None


def _spoken_stop(slip: Slip, at: int, focal: float | None) -> tuple[float, int] | None:
    """`f two point eight`, `a 40 at a two eight`: a stop of two words, led by its letter or standing behind a lens."""
    lists = slip.language.lists
    lettered = slip.words[at].norm in lists["unit_stop"]
    if not (lettered or (slip.norm_at(at) in lists["unit_at"] and focal)):
        return None
    first = at + 1 + (slip.norm_at(at + 1) in (lists["stop_led"] if lettered else lists["determiners"]))
    if (read := _in_two_figures(slip, first)) or not lettered or not _is_large(slip, at):
        return read
    value = slip.language.numbers.get(slip.norm_at(first))  # `at T eight`
    return (value, first + 1) if value in _WHOLE else None


def _is_large(slip: Slip, at: int) -> bool:
    return slip.passage.text[slip.words[at].start].isupper()


def _in_two_figures(slip: Slip, first: int) -> tuple[float, int] | None:
    """`two eight`, `one point four`: a stop, and the place after."""
    whole, tenths = _digit(slip, first), first + 1 + (slip.norm_at(first + 1) in slip.language.lists["decimal"])
    stop = f"{whole}.{_digit(slip, tenths)}"
    return (float(stop), tenths + 1) if stop in _STOPS else None


def _digit(slip: Slip, at: int) -> int | None:
    """The digit that a word or a figure says."""
    value = number(slip, at)
    return int(value) if value is not None and value in range(10) else None


def bare_focal(slip: Slip, at: int) -> tuple[float, int] | None:
    """`more a 135`, `lens about an eighty-five`, `au 40`, `85er`, `85 at T2`: millimetres of a common lens, no unit,
    and the place after."""
    lists, word = slip.language.lists, slip.words[at]
    if slip.taken[at] or (word.kind != "number" and word.norm not in slip.language.numbers):
        return None
    value, last = figure(slip, at)
    if value not in _LENSES:
        return None
    if word.kind != "number":
        if slip.norm_at(last + 1) in lists["opened"]:
            return value, last  # `eighty five wide open`
        behind_a_stop = at > 2 and slip.taken[at - 3] and slip.norm_at(at - 1) in lists["determiners"]
        return (value, last) if (behind_a_stop or _led_by_lens(slip, at)) and slip.stops(last) else None
    if _between_lens_and_stop(slip, at):
        return value, at + 1
    after = slip.norm_at(at + 1)
    if after in lists["macro_lens"]:
        return value, at + 1
    if after in lists["lens_ending"] and slip.words[at + 1].glued:
        return value, unit_end(slip, at + 1)
    if after in lists["unit_at"] and slip.norm_at(at + 2) in lists["unit_stop"] and number(slip, at + 3):
        return value, at + 1
    follows = slip.stops(at + 1) or any(after in lists[name] for name in ("conjunctions", "trails", "prepositions"))
    if not follows or (after in (":", "%") and at + 1 < len(slip.words)):
        return None
    led = slip.norm_at(at - 1) in lists["lens_before"] and slip.norm_at(at - 2) in lists["lens_more"]
    return (value, at + 1) if led or _led_by_lens(slip, at) else None


def _between_lens_and_stop(slip: Slip, at: int) -> bool:
    """`longer lens, 135, T2`: a figure that is a clause of its own, beside a stop or behind a lens."""
    lists = slip.language.lists
    if not slip.stops(at - 1) or not slip.stops(at + 1) or at == 0:
        return False
    return slip.norm_at(at + 2) in lists["unit_stop"] or slip.norm_at(at - 2) in lists["lens_led"]


def _led_by_lens(slip: Slip, at: int) -> bool:
    """Whether a lens is spoken of right before, or before `about a`."""
    lists = slip.language.lists
    before = at - 1
    while at - before < 3 and (slip.norm_at(before) in lists["determiners"] or slip.norm_at(before) in lists["around"]):
        before -= 1
    return slip.norm_at(at - 1) in lists["lens_led"] or slip.norm_at(before) in lists["lens_led"]
