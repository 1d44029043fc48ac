"""The lines of a shot, weighed: what is said of all that may be, and who says it.

The rules find quotations, screenplay lines and reported speech (speech.py); the weights know how people type them.
"""

from graphs.interpreters.rules.learned.lines import line_marks, voice_marks
from graphs.interpreters.rules.learned.weights import weights
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.speech import Spoken
from graphs.interpreters.rules.stretches import Stretch, of_rules, unquoted, voices
from graphs.vocabulary.requests import Line

HEARD = "heard"
SAYS = "says"
_ENOUGH = {"quote": 0.5, "cue": 0.3, "verb": 0.55, "colon": 0.55, "dash": 0.5}  # how likely a line has to be
_UNLESS = 0.25  # what the rules hold for reported speech stays unless it is less likely
_SAID_BY = 0.5


def dialogue(slip: Slip, said: list[Spoken]) -> list[Spoken]:
    """The stretches with their lines settled, in order; what is found beside them is claimed."""
    found = [(spoken, of_rules(slip, spoken)) for spoken in said]
    for stretch in unquoted(slip):
        line = Line(speaker=None, line=stretch.said)
        if not slip.free(stretch.first, stretch.last) or heard_share(slip, stretch) < _ENOUGH[stretch.how]:
            continue
        start, end = slip.words[stretch.first].start, slip.words[stretch.last - 1].end
        found.append((Spoken(start, end, line, stretch.how), stretch))
        slip.claim(stretch.led, stretch.last)
    settled: list[Spoken] = []
    spoke: list[str] = []
    for spoken, stretch in sorted(found, key=lambda f: f[0].start):
        line = _line(slip, spoken, stretch, spoke) if _is_heard(slip, stretch) else None
        if spoken.line and line is None and spoken.how != "quote":
            slip.release(slip.at(spoken.start), slip.at(spoken.end))
            continue
        settled.append(Spoken(spoken.start, spoken.end, line, spoken.how))
        if line and line.speaker:
            spoke.append(line.speaker)
    return settled


def _is_heard(slip: Slip, stretch: Stretch) -> bool:
    if stretch.by_rule == "none":
        return True
    least = _UNLESS if stretch.how == "verb" else _ENOUGH[stretch.how]
    return heard_share(slip, stretch) >= least


def heard_share(slip: Slip, stretch: Stretch) -> float:
    """How likely somebody says it."""
    return weights("line").shares(line_marks(slip, stretch))[HEARD]


def _line(slip: Slip, spoken: Spoken, stretch: Stretch, spoke: list[str]) -> Line:
    by_rule = spoken.line.speaker if spoken.line else None
    said = spoken.line.line if spoken.line else stretch.said
    if spoken.how == "cue":
        return Line(speaker=by_rule, line=said)
    best, likeliest = None, _SAID_BY
    for place, voice in voices(slip, stretch, by_rule):
        share = weights("voice").shares(voice_marks(slip, stretch, voice, place, spoke))[SAYS]
        if share > likeliest:
            best, likeliest = voice.said, share
    return Line(speaker=best, line=said)
