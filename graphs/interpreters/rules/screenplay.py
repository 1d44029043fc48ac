"""Lines set as a screenplay sets them: `MARA (V.O.): ...`, a name with its line under it, `Mara: I'm here.`

What they say, and lines in quotation marks, are read in speech.py; lines in the middle of a sentence in callers.py.
"""

import re

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.words import norm

_CUE = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?/] )(?=[A-ZÀ-Þ]{2}))[ \t>*-]*(?P<who>[^\W\d_](?:[^\W_]|[ .'/#-]){0,28}?)[ \t]*"
    r"(?:\((?P<off>[^()\n]{1,24})\))?[ \t]*[:\uff1a][ \t]*(?P<said>[^\n]{1,500}?)"
    r"(?=[ \t]*(?:\n|\Z)|[ \t/]+[A-ZÀ-Þ]{2}[A-ZÀ-Þ .'#-]{0,24}(?:\([^()\n]{1,24}\))?[ \t]*[:\uff1a])"
)
_UNDER = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?P<who>(?!(?:INT|EXT|INNEN|AUSSEN)\b)[A-ZÀ-Þ][A-ZÀ-Þ0-9 .'-]{1,28})[ \t]*"
    r"(?:\((?P<off>[^()\n]{1,24})\))?[ \t]*\n"
    r"(?:[ \t]*\([^()\n]{1,40}\)[ \t]*\n?)?[ \t]*(?P<said>[^\n(]{1,300})"
)
REMARK = re.compile(r"\s*\([^()\n]{1,24}\)\s*")
_LABELLED = re.compile(
    r"(?P<who>[^\W\d_](?:[^\W_]|[ .'/#-]){0,59}?)[ \t]*(?:\([^()\n]{1,24}\))?[ \t]*(?P<colon>[:\uff1a])(?!\d)"
)
SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_NAME = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9 .'#/-]*$")
_LONGEST_LARGE = 6  # words of a name in large letters: `VOIX AU BOUT DU FIL`
_CHANCE = 1  # terms of a shot that a line under a name may hold by chance
_ENDS = re.compile(r"'(?![\w'])")
# who speaks so is no character: these words come with attempts to steer
MACHINES = ("system", "assistant", "user", "admin", "administrator", "developer", "root", "bot", "dailies", "ai")


def cues(slip: Slip) -> list[re.Match[str]]:
    """Lines that a screenplay would give to a speaker: `Mara: I'm here.`; labels such as `Lens:` are none."""
    kept = []
    matches = [*_CUE.finditer(slip.passage.text), *_UNDER.finditer(slip.passage.text)]
    lists = slip.language.lists
    named = [m for m in matches if _speaks(m["who"].strip(), lists["labels"], lists["off"])]
    for match in named:
        who, said = match["who"].strip(), match["said"].strip()
        shout = bool(_NAME.match(who)) and len(who) > 1 and not slip.passage.text.isupper()
        if match.re is _UNDER and not _under_a_name(who, said, lists["not_people"]):
            continue
        if not said or said[0] in '"\u300c\u300e' or (said[0] == "'" and _ENDS.search(said, 1)):
            continue
        if not match["off"] and _films(slip, match) > (_CHANCE if shout else 0):
            continue
        if shout or match["off"] or len(named) > 1 or (_called(slip, who) and slip.language.code != "ja"):
            kept.append(match)
    return kept


def cue_in(line: str) -> re.Match[str] | None:
    """The speaker (`who`) before the `colon` of a line that is known to be dialogue: `CLARA (V.O.): I know.`"""
    return _LABELLED.match(line)


def _films(slip: Slip, match: re.Match[str]) -> int:
    """How much the words around a colon state of the shot, to the end of their sentence: `Tale: CU of ..`."""
    first = SENTENCE.match(match["said"])
    end = match.start("said") + (first.end() if first else 0)
    at, last = slip.at(match.start("who")), slip.at(end)
    told = [h for h in slip.find_all(slip.language.shots) if h.field not in ("nothing", "style")]
    return sum(at <= h.first < last for h in told)


def _called(slip: Slip, who: str) -> bool:
    """Whether it is written as a name of one or two words: `Mara`, `Aunt Bea`, `La légiste`."""
    words = who.split()
    large = [w[0].isupper() or w[0].isdigit() for w in words]
    led = norm(words[0]) in slip.language.lists["determiners"]
    return large[0] and len(words) <= 2 and (all(large) or led)


def _under_a_name(who: str, said: str, not_people: frozenset[str]) -> bool:
    """Whether a line stands under a character's name and not under a heading such as `INT. BAR - NIGHT`."""
    named = not any(norm(w.strip(".")) in not_people for w in who.split()) and "." not in who and " - " not in who
    return named and not said.isupper() and said[-1:] in ".?!"


def _speaks(who: str, labels: frozenset[str], off: frozenset[str]) -> bool:
    first = [norm(w) for w in who.split()]
    if not first or len(first) > (_LONGEST_LARGE if who.isupper() else 3) or len(who) == 1 or first[0] in MACHINES:
        return False
    if any(w in labels for w in (first[0], first[-1], " ".join(first))) or (len(first) > 2 and first[-1].isdigit()):
        return False
    return "http" not in who.lower()
