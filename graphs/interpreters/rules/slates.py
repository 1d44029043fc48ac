"""Labels and take numbers as crews write them: `14C`, `12 - waitress ...`, `sc 12`, `take 2`, `last one`."""

import re
from collections.abc import Iterable

from graphs.interpreters.rules.slip import Slip

_LABEL = re.compile(r"(?<![\w.:/])(\d{1,4}[A-HJ-NP-Z]{1,2})(?![\w:])")
_LEADING = re.compile(r"\s*(?:#\s?)?(\d{1,4}[A-HJ-NP-Za-hj-np-z]{0,2})\s*(?:[-:]\s+|\.\s+(?=\D)|\)\s*)")
_UNITS = re.compile(r"\d+(?:K|P|S|M|F|D|MM|AM|PM|ST|ND|RD|TH|X|GB|FPS|L|R|A|C|B)$")
_MEASURES = ("unit_seconds", "unit_minutes", "unit_millimetres", "unit_takes", "unit_shots", "unit_frames")
_CUED = re.compile(r"(\d{1,4}[a-hj-np-z]{0,2})", re.I)
_MOST_TAKES = 1000  # a number that a take may be given; whether there is one is for the thread to say
_MOST_BARE = 30  # a take that is named by its number alone; `the 50` is a lens


def slate(slip: Slip) -> str | None:
    """The label that the words give to the shot, as written. Claims its words."""
    if not slip.words:
        return None
    return _cued(slip) or _leading(slip) or _bare(slip)


def _cued(slip: Slip) -> str | None:
    """`this is 14C`, `sc 12`, `shot 3A`, `slate 7`."""
    labels = slip.language.labels
    opening = {phrase[0] for phrase in labels}
    norms = tuple(w.norm for w in slip.words)
    for at in (i for i, norm in enumerate(norms) if norm in opening):
        for phrase in labels:
            last = at + len(phrase)
            if norms[at:last] != phrase or last >= len(norms):
                continue
            end = _label_end(slip, last)
            text = slip.said(last, end)
            if not _CUED.fullmatch(text) or (not text[-1].isalpha() and phrase not in slip.language.firm_labels):
                continue
            if _is_unit(slip, last, end, text):
                continue
            slip.claim(at, end)
            return text
    return None


def _label_end(slip: Slip, at: int) -> int:
    """A label is a number with the letters that touch it."""
    if slip.words[at].kind != "number":
        return at
    last = at + 1
    if (
        last < len(slip.words)
        and slip.words[last].kind == "word"
        and slip.words[last].glued
        and len(slip.words[last].norm) < 3
    ):
        last += 1
    return last


def _is_unit(slip: Slip, first: int, last: int, text: str) -> bool:
    """`8s`, `4k`, `35mm`: a measure and no label; `5 seconds` neither."""
    lists = slip.language.lists
    units = [n for n in lists if n.startswith("unit_") and n != "unit_stop"]
    follows = slip.norm_at(last)
    if last - first == 1 and any(follows in lists[n] for n in units) and text[-1].isdigit():
        return True
    if last - first == 2 and any(slip.norm_at(last - 1) in lists[n] for n in units if n != "unit_frames"):
        return True
    return slip.norm_at(last - 1) in ("k", "p", "d", "am", "pm", "x", "st", "nd", "rd", "th") or follows == "%"


def _leading(slip: Slip) -> str | None:
    """`12 - waitress at payphone`, `14C: ...` at the start of the words."""
    match = _LEADING.match(slip.passage.text, slip.words[0].start, slip.words[-1].end)
    if not match:
        return None
    end = slip.at(match.end())
    if slip.words[0].kind != "number" or _is_unit(slip, 0, _label_end(slip, 0), match[1]) or end >= len(slip.words):
        return None
    if "." in match[0] or ")" in match[0]:
        return None
    slip.claim(0, end)
    return match[1]


def _bare(slip: Slip) -> str | None:
    """`14C` anywhere, in capitals."""
    for match in _LABEL.finditer(slip.passage.text, slip.words[0].start, slip.words[-1].end):
        if _UNITS.match(match[1]) and not re.match(r"\d{1,3}[ABC]$", match[1]):
            continue
        first, last = slip.at(match.start()), slip.at(match.end())
        if slip.free(first, last) and first < last:
            slip.claim(first, last)
            return match[1]
    return None


def takes_named(slip: Slip) -> list[int | str]:
    """Take numbers and `previous`, in the order of the words. Claims them."""
    lists = slip.language.lists
    found: list[int | str] = []
    for at, word in enumerate(slip.words):
        if slip.taken[at] or word.norm not in lists["unit_takeword"]:
            continue
        if slip.norm_at(at - 1) in lists["ordinals"] and (value := slip.language.numbers.get(slip.norm_at(at - 1))):
            found.append(int(value))  # `the second take`
            slip.claim(at - 1, at + 1)
        elif (value := take_number(slip, at + 1)) is not None:
            found.append(value)
            slip.claim(at, at + 2)
            for more in range(at + 2, min(at + 7, len(slip.words) - 1), 2):
                if slip.norm_at(more) not in lists["take_joins"] or (value := take_number(slip, more + 1)) is None:
                    break
                found.append(value)
                slip.claim(more, more + 2)
    found = found or _pointed(slip)
    if not found:
        found = ["previous"] if any(h.field == "previous" for h in slip.find_all(slip.language.kinds)) else []
    return list(dict.fromkeys(found))


def _pointed(slip: Slip) -> list[int | str]:
    """Takes that are pointed at without the word: `redo 2`, `roll 1 again`, `la 2, mais ...`, `the 2nd one`."""
    for at, word in enumerate(slip.words):
        if slip.taken[at] or (value := take_number(slip, at)) is None or value > _MOST_BARE:
            continue
        first, last = at, at + 1 + _ordinal_tail(slip, at)
        if slip.norm_at(at - 1) in ("t", "tk", "#") and word.glued:
            first = at - 1
        if _is_take(slip, first, at, last):
            slip.claim(first, last)
            return [value]
    return []


def _ordinal_tail(slip: Slip, at: int) -> int:
    """How many words belong to an ordinal behind its figure: `2nd`, `2e`."""
    lists = slip.language.lists
    return 1 if slip.norm_at(at + 1) in lists["ordinal_end"] and slip.words[at + 1].glued else 0


def _is_take(slip: Slip, first: int, at: int, last: int) -> bool:
    lists = slip.language.lists
    before, after = slip.norm_at(first - 1), slip.norm_at(last)
    if behind_take(slip, first):
        return True
    if any(after in lists[n] for n in _MEASURES):
        return False
    figure = slip.words[at].kind == "number"
    if figure and (before in lists["retake"] or (first < at and before in lists["from_take"])):
        return True
    again = after in lists["again_words"] or (slip.norm_at(last + 1) in lists["again_words"] and slip.stops(last))
    if first < at:
        return again or first == 0
    named = before in lists["the_take"]
    if figure:
        led = named or first == 0 or before in lists["from_take"]
        return (again and led) or (named and (first == 1 or slip.stops(last)))
    return named and (after in lists["one_of_takes"] or again)


def set_aside(slip: Slip, labels: Iterable[str]) -> None:
    """Claim the labels of the thread's slates, so that their figures name no take: `circle 9A`."""
    if not slip.words:
        return
    known = "|".join(re.escape(label) for label in labels if not label.isdigit())
    for match in re.finditer(rf"(?<![\w.])(?:{known})(?!\w)", slip.passage.text, re.I) if known else ():
        slip.claim(slip.at(match.start()), slip.at(match.end()))


def takes_at(slip: Slip) -> list[tuple[int, int]]:
    """Where takes are named by their number, and which: (place of the word, take), in order."""
    words = slip.language.lists["unit_takeword"]
    figures = (at for at, word in enumerate(slip.words) if word.kind == "number")
    named = (at for at in figures if slip.norm_at(at - 1) in words or behind_take(slip, at))
    return [(at, take) for at in named if (take := take_number(slip, at)) is not None]


def held(slip: Slip) -> bool:
    """`hold 9B`, `hold 9B take 2`: whether all that is said puts a slate, or a take of it, on hold."""
    if len(slip.words) < 3 or slip.norms[0] not in slip.language.lists["holds"] or slip.words[1].kind != "number":
        return False
    end = _label_end(slip, 1)
    takes = slip.language.lists["unit_takeword"]
    rest = slip.words[end:]
    return end == 3 and all(w.kind == "number" or w.norm in (".", "!", "\n") or w.norm in takes for w in rest)


def behind_take(slip: Slip, at: int) -> bool:
    """Whether the Japanese word for takes stands right before; each of its characters is a word."""
    return slip.said(max(0, at - 3), at).endswith("\u30c6\u30a4\u30af")


def take_number(slip: Slip, at: int) -> int | None:
    """The take that the word at `at` counts, in digits or letters."""
    if not 0 <= at < len(slip.words):
        return None
    word = slip.words[at]
    if word.kind == "number" and word.norm.isdigit() and 0 < int(word.norm) < _MOST_TAKES:
        return int(word.norm)
    value = slip.language.numbers.get(word.norm)
    if word.norm in slip.language.lists["determiners"] and word.norm in ("a", "an"):
        return None
    return int(value) if value and value >= 1 and value == int(value) else None
