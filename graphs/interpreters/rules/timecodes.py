"""Moments of a take as people write them: `0:03`, `at 3s`, `frame 48`, `0:04-0:06`, `01:00:05:05`.

Frames count at 24 fps. Times of the day (`lunch 12:40`, `6:30 am`) are none.
"""

import re

from graphs.interpreters.rules.figures import number
from graphs.interpreters.rules.slip import Slip
from graphs.vocabulary.notes import Timecode

FPS = 24.0
_STAMP = (
    r"\d{1,2}:\d{2}:\d{2}[:;.]\d{2}|\d{1,2}:\d{2}:\d{2}|\d{1,2}:\d{2}(?:\.\d{1,2})?|\d{1,2}'\d{2}(?!\d)|(?<!\d):\d{2}"
)
_CLOCKED = re.compile(
    rf"(?<![\d:.])({_STAMP})(?![\d:])(?:\s*(-|~|to|through|thru|till|until|bis|à|a|hasta|から|and|et|und|y|と)\s*({_STAMP})(?![\d:]))?"
)
_PAIRING = ("and", "et", "und", "y", "と")  # two moments, unless "between" them: `at 0:02 and 0:05`
_BETWEEN = ("between", "entre", "zwischen")
_HOUR = 3600
_RATIOS = ("9:16", "16:10")  # formats, and not nine minutes into a clip of seconds
_DECADES = (50, 60, 70, 80, 90, *range(1700, 2040, 10))


def timecodes(slip: Slip, length_s: float | None = None) -> list[tuple[int, int, Timecode]]:
    """Every moment with its words [first, last). Claims them. Times in seconds from the first frame."""
    if not slip.words:
        return []
    found = []
    for match in _CLOCKED.finditer(slip.passage.text, slip.words[0].start, slip.words[-1].end):
        first, last = slip.at(match.start()), slip.at(match.end())
        if slip.free(first, last):
            found += _clocked(slip, match, first, last)
        slip.claim(first, last)
    for at in range(len(slip.words)):
        if not slip.taken[at] and (made := _counted(slip, at)):
            last, moment = made
            found.append((at, last, moment))
            slip.claim(at, last)
    return sorted(found, key=lambda f: f[0])


def _clocked(slip: Slip, match: re.Match[str], first: int, last: int) -> list[tuple[int, int, Timecode]]:
    """The moment or the range that stamps give; two moments for `at 0:02 and 0:05`."""
    if _time_of_day(slip, match[1], first, last):
        return []
    start, fps = _seconds(match[1])
    end = _seconds(match[3])[0] if match[3] else None
    if start is None or (end is not None and end <= start):
        return []
    if end is not None and match[2] in _PAIRING and slip.norm_at(first - 1) not in _BETWEEN:
        one = Timecode(in_s=start, raw=match[1], fps_assumed=fps)
        return [(first, last, one), (first, last, Timecode(in_s=end, raw=match[3], fps_assumed=fps))]
    return [(first, last, Timecode(in_s=start, out_s=end, raw=match[0].strip(), fps_assumed=fps))]


def _time_of_day(slip: Slip, stamp: str, first: int, last: int) -> bool:
    """Ten minutes or more into a clip of seconds, or beside `lunch`, `call`, `am`: a clock."""
    lists = slip.language.lists
    if slip.norm_at(last) in lists["clock_after"] or stamp in _RATIOS:
        return True
    if any(slip.norm_at(i) in lists["clock_before"] for i in range(max(0, first - 3), first)):
        return True
    return stamp.count(":") == 1 and not stamp.startswith((":", "0")) and int(stamp.split(":")[0]) >= 10


def _seconds(stamp: str) -> tuple[float | None, float | None]:
    """(seconds, frame rate assumed) of a stamp; None where it is no time. An hour is the burn-in's own start."""
    parts = re.split(r"[:;']", stamp.replace(".", ":") if stamp.count(":") == 2 else stamp)
    if len(parts) == 4:
        hours, minutes, seconds, frames = (int(p) for p in parts)
        if frames >= FPS:
            return None, None
        return round(hours % 1 * _HOUR + minutes * 60 + seconds + frames / FPS, 3), FPS
    if len(parts) == 3:
        _, minutes, seconds = (int(p) for p in parts)
        return float(minutes * 60 + seconds), None
    minutes, rest = int(parts[0] or 0), float(parts[1])
    return (None, None) if rest >= 60 else (minutes * 60 + rest, None)


def _counted(slip: Slip, at: int) -> tuple[int, Timecode] | None:
    """`at 3s`, `3 s in`, `frame 48`, `between 2 and 4 seconds`, `the first 2 seconds`: (place after it, the moment)."""
    lists = slip.language.lists
    word = slip.norm_at(at)
    if (
        word in lists["unit_frames"]
        and slip.words[at].kind == "word"
        and (len(word) > 1 or slip.norm_at(at + 1).isdigit())
    ):
        return _frames(slip, at, at + 1 + (slip.norm_at(at + 1) == "."))
    if (
        slip.language.lists["place_markers"]
        and (unit := _frame_word(slip, at))
        and (found := _frames(slip, at, at + unit))
    ):
        return found
    if (value := _figure(slip, at)) and slip.words[at].kind == "number" and (unit := _frame_word(slip, at + 1)):
        last = at + 1 + unit
        if slip.norm_at(last) in lists["moment_follows"] or slip.norm_at(at - 1) in lists["unit_at"]:
            return last, Timecode(in_s=round(value / FPS, 3), raw=slip.said(at, last), fps_assumed=FPS)
    if word in lists["unit_seconds"] and len(word) > 2 and slip.words[at].kind == "word":
        place = at + 1 + (slip.norm_at(at + 1) == ".")
        if (value := _figure(slip, place)) is not None:
            end = _figure(slip, _beyond(slip, place + 1))
            if end is not None and end > value:
                last = _beyond(slip, place + 1) + 1
                return last, Timecode(in_s=value, out_s=end, raw=slip.said(at, last))
            return place + 1, Timecode(in_s=value, raw=slip.said(at, place + 1))
    if word in lists["opening"] and (opening := _opening(slip, at)):
        return opening
    return _second(slip, at)


def _frame_word(slip: Slip, at: int) -> int:
    """How many words from `at` on are the word for frames; Japanese has one for each character."""
    frames = slip.language.lists["unit_frames"]
    joined = ""
    for place in range(at, min(at + 4, len(slip.words))):
        joined += slip.norm_at(place)
        if len(joined) > 1 and joined in frames:
            return place + 1 - at
    return 0


def _opening(slip: Slip, at: int) -> tuple[int, Timecode] | None:
    """`the first 2 seconds`, `les quatre premières secondes`, `最初の4秒`: (place after it, the range)."""
    lists = slip.language.lists
    last = at + 1
    if slip.norm_at(last) in lists["unit_seconds"] and len(slip.norm_at(last)) > 2:
        return last + 1, Timecode(in_s=0, out_s=1, raw=slip.said(at, last + 1))
    while last - at < 3 and slip.norm_at(last) in lists["moment_glue"]:
        last += 1
    if (value := _figure(slip, last)) and slip.norm_at(last + 1) in lists["unit_seconds"]:
        return last + 2, Timecode(in_s=0, out_s=value, raw=slip.said(at, last + 2))
    if (value := _figure(slip, at - 1)) and slip.norm_at(at + 1) in lists["unit_seconds"]:
        return at + 2, Timecode(in_s=0, out_s=value, raw=slip.said(at - 1, at + 2))
    return None


def _second(slip: Slip, at: int) -> tuple[int, Timecode] | None:
    lists = slip.language.lists
    led = slip.norm_at(at) in lists["unit_at"] or slip.norm_at(at) == "~"
    first = at + 1 if led else at
    while led and slip.norm_at(first) in lists["moment_glue"]:
        first += 1
    value = _figure(slip, first)
    if value is None:
        return None
    last = first + 1 + (_place(slip, first + 1) in lists["ordinal_end"] and slip.words[first + 1].glued)
    unit = slip.norm_at(last) in lists["unit_seconds"]
    if unit and value in _DECADES and slip.words[last].glued:
        return None  # `1890s`, `a proper 70s thriller`
    last += unit
    if (end := _figure(slip, _beyond(slip, last))) is not None and end > value:
        close = _beyond(slip, last) + 1
        if slip.norm_at(close) in lists["unit_seconds"]:
            return close + 1, Timecode(in_s=value, out_s=end, raw=slip.said(at, close + 1))
    if unit and (ended := _till(slip, last)) is not None and ended[1] > value:
        return ended[0], Timecode(in_s=value, out_s=ended[1], raw=slip.said(at, ended[0]))
    follows = unit and slip.norm_at(last) in lists["moment_follows"]
    heads = unit and slip.stops(at - 1) and slip.norm_at(last) in (":", "-")
    if unit and (led or follows or heads or _short(slip, first, last)):
        return last + follows, Timecode(in_s=value, raw=slip.said(at, last))
    return None


def _place(slip: Slip, at: int) -> str:
    """The word at `at`, if there is one."""
    return slip.norm_at(at) or " "


def _beyond(slip: Slip, at: int) -> int:
    """Where the end of a range stands: after `to`, and after an article (`entre los 2 y los 4`); -1 where none does."""
    lists = slip.language.lists
    if slip.norm_at(at) not in lists["span_to"]:
        return -1
    return at + 2 if slip.norm_at(at + 1) in lists["moment_glue"] else at + 1


def _short(slip: Slip, first: int, last: int) -> bool:
    """Whether `3s`, `1.5 sec` by itself is a moment: not `hold 2s`, `another 3 s`, `2s longer`."""
    lists = slip.language.lists
    if slip.words[first].kind != "number" or not 0 < len(slip.norm_at(last - 1)) <= 4:
        return False
    before = {slip.norm_at(first - 1), slip.norm_at(first - 2)}
    return not before & lists["lasting"] and slip.norm_at(last) not in lists["lasting_after"]


def _till(slip: Slip, at: int) -> tuple[int, float] | None:
    """The end of `from 2s to 4s` after its first second: (place after it, seconds)."""
    lists = slip.language.lists
    last = at
    while last - at < 2 and slip.norm_at(last) in lists["span_to"]:
        last += 1
    if last == at and slip.norm_at(at).isdigit() and slip.passage.text[slip.words[at].start - 1] in "-~":
        return _close(slip, at)  # `2s-4s`: a hyphen between two words is none of them
    return _close(slip, last) if last > at else None


def _close(slip: Slip, at: int) -> tuple[int, float] | None:
    end = _figure(slip, at)
    if end is None or slip.norm_at(at + 1) not in slip.language.lists["unit_seconds"]:
        return None
    return at + 2, end


def _frames(slip: Slip, at: int, place: int) -> tuple[int, Timecode] | None:
    """`frame 48`, `f72-f96`, `frames 40 to 60`; the first figure stands at `place`."""
    lists = slip.language.lists
    start = _figure(slip, place)
    if start is None or slip.words[place].kind != "number":
        return None
    last = place + 1
    until = last + (slip.norm_at(last) in lists["span_to"])
    until += slip.norm_at(until) in lists["unit_frames"]
    if until > last and (end := _figure(slip, until)) and end > start:
        raw = slip.said(at, until + 1)
        return until + 1, Timecode(in_s=round(start / FPS, 3), out_s=round(end / FPS, 3), raw=raw, fps_assumed=FPS)
    return last, Timecode(in_s=round(start / FPS, 3), raw=slip.said(at, last), fps_assumed=FPS)


def _figure(slip: Slip, at: int) -> float | None:
    if not 0 <= at < len(slip.words) or slip.taken[at]:
        return None
    return None if slip.norm_at(at) in slip.language.lists["determiners_only"] else number(slip, at)
