"""What speaks for each kind of message, counted: phrases of kinds.toml, shot terms, judgements, figures.

Which kind it is is decided in kinds.py.
"""

import re
from dataclasses import dataclass

from graphs.interpreters.rules.figures import counted
from graphs.interpreters.rules.measures import lone_number
from graphs.interpreters.rules.optics import bare_focal
from graphs.interpreters.rules.preferences import preferred
from graphs.interpreters.rules.senses import sense
from graphs.interpreters.rules.several import count
from graphs.interpreters.rules.slates import held
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit

_TERMS = (
    "shot_size",
    "camera_angle",
    "camera_movement",
    "lens",
    "time_of_day",
    "lighting",
    "aspect_ratio",
    "resolution",
)


_NAMED = ("topic", "topic_weak", "topic_bad", "topic_good")
_MOMENT = re.compile(r"(?<![\d:])0{1,2}:\d{2}(?![\d:])|(?<![\w:])[fF]\d{2,3}(?![\w.])")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each kind: counts of phrases; `terms` counts different shot fields that the words name."""

    terms: int
    figures: int
    request: int
    revision: int
    previous: int
    chatter: int
    question: int
    judged: int
    opens_judging: bool  # the first words praise or fault
    named: int  # craft aspects that are named with a judgement of their own
    topics: int  # craft aspects that are named without a judgement
    asked: int  # directives about an aspect: "push slower"
    corrects: bool  # starts as a correction: "wait, ..."
    lone_number: bool  # a number that is a clause of its own
    verdict: bool  # circles, rejects, or prefers one take to another
    take_named: bool
    opens_asking: bool
    asks: bool  # ends in a question mark or starts like a question
    length: int
    wish: int  # what somebody would do: "I'd go wider"
    should: int  # what ought to be: "it should wipe left"
    relative: int  # "wider", "tighter"
    opens_on_a_size: bool  # `close up, ...`
    counted: bool  # starts with a number of shots: "three shots: ..."
    opens_revising: bool  # starts with "same ...", "take 2 again ..."
    rules_out: bool  # politely leaves something out: `and no rain please`, `und bitte ohne Staub`
    tells: bool  # tells of somebody doing something, and of nobody here
    marked: bool  # an emoji that likes or dislikes stands right behind or before a craft: `faces 👎`
    timed: bool  # a moment of a clip stands in it: `0:02-0:04 the coffee pours up`

    @property
    def shot(self) -> int:
        return self.terms + self.figures

    @property
    def asks_for_change(self) -> bool:
        """Whether anything that is known asks for another take or alters one."""
        asked = self.revision + self.previous + self.request + self.shot + self.relative + self.asked + self.wish
        return bool(asked + self.should + self.corrects + self.lone_number + self.rules_out)


def weigh(slip: Slip) -> Evidence:
    """Count what speaks for each kind. Of a shot term and a judgement on the same words the longer counts."""
    language = slip.language
    shots, notes = _apart(slip.find(language.shots), slip.find(language.notes))
    kinds = [h for h in slip.find(language.kinds) if not (h.field == "revision" and _at_a_moment(slip, h))]
    announced = count(slip)
    names = ("request", "revision", "previous", "chatter", "question", "wish", "should")
    ruling_out = language.lists["negators"]  # "no music" may judge a take, but also ask for a shot without
    judging = [
        h for h in notes
        if _base(h) in ("praise", "fault") and (h.field == "judgement" or slip.norm_at(h.first) not in ruling_out)
    ]  # fmt: skip
    return Evidence(
        terms=len({h.field for h in shots if h.field in _TERMS or h.field == "style"}),
        figures=_figures(slip),
        judged=len({h.first for h in judging}),
        opens_judging=any(h.first < 2 for h in judging),
        named=len({h.first for h in judging if h.field != "judgement"}),
        topics=sum(h.value == "topic" for h in notes),
        asked=len({h.first for h in notes if _base(h) == "ask" and h.field != "judgement"}),
        corrects=any(h.field == "correction" and h.first == 0 for h in kinds),
        lone_number=lone_number(slip) is not None,
        verdict=_verdict(slip, notes),
        take_named=any(w.norm in language.lists["unit_takeword"] for w in slip.words),
        opens_asking=any(h.field == "question" and h.first == 0 for h in kinds)
        and any(w.norm in ("?", "\uff1f") for w in slip.words),
        asks=any(w.norm in ("?", "\uff1f") for w in slip.words)
        or any(h.field == "question" and h.first == 0 for h in kinds),
        length=sum(w.kind in ("word", "number") for w in slip.words),
        relative=sum(h.field in ("wider", "tighter") for h in kinds),
        opens_on_a_size=any(h.field == "shot_size" and h.first < 2 and slip.stops(h.last) for h in shots),
        opens_revising=any(h.field in ("revision", "previous") and h.first < 3 for h in kinds),
        rules_out=_rules_out(slip),
        tells=_tells(slip),
        marked=_marked(slip, notes),
        timed=bool(_MOMENT.search(slip.passage.text)),
        counted=announced is not None and announced[1] < 4,
        **{name: len({h.first for h in kinds if h.field == name}) for name in names},
    )


def _marked(slip: Slip, notes: list[Hit]) -> bool:
    """Whether an emoji with a sense stands beside a craft that is named."""
    named = {i for h in notes if h.value in _NAMED for i in (h.first - 1, h.last)}
    return any(
        slip.words[i].kind == "emoji" and sense(slip.words[i].norm).valence for i in named if 0 <= i < len(slip.words)
    )


def _at_a_moment(slip: Slip, hit: Hit) -> bool:
    """`take 1 at 0:03 ...` speaks of a moment; `take 1 at dawn` wants it changed."""
    figure = slip.norm_at(hit.last).isdigit() and slip.norm_at(hit.last + 1) in (":", ".", "s", "sec")
    return slip.norm_at(hit.last - 1) in slip.language.lists["moment_led"] and figure


def _rules_out(slip: Slip) -> bool:
    """Whether a clause politely rules something out and judges nothing."""
    lists = slip.language.lists
    if not any(word.norm in lists["polite"] or word.norm in lists["pleading"] for word in slip.words):
        return False
    hits = slip.find(slip.language.sounds)
    idle = {i for h in hits if h.field == "negation" and h.value == "idle" for i in range(h.first, h.last)}
    return any(h.field == "negation" and h.value in ("no", "after") and h.first not in idle for h in hits)


def _base(hit: Hit) -> str:
    return hit.value.removeprefix("else_")


def _apart(shots: list[Hit], notes: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Without shot terms inside a longer judgement ("too dark"), and judgements inside a shot term ("pan right")."""
    by_note = {i: h for h in notes if _base(h) in ("praise", "fault") for i in range(h.first, h.last)}
    kept = [h for h in shots if not _inside(h, by_note)]
    by_shot = {i for h in kept if h.field != "nothing" for i in range(h.first, h.last)}
    return kept, [h for h in notes if not any(i in by_shot for i in range(h.first, h.last))]


def _inside(hit: Hit, others: dict[int, Hit]) -> bool:
    other = others.get(hit.first) or others.get(hit.last - 1)
    return other is not None and other.last - other.first > hit.last - hit.first


def _verdict(slip: Slip, notes: list[Hit]) -> bool:
    if held(slip) or any(h.field == "judgement" and h.value in ("approve", "reject", "hold") for h in notes):
        return True
    return preferred(slip) is not None


def _tells(slip: Slip) -> bool:
    """`a man walks down the street`: somebody that is new to us does something, and nobody here is spoken of."""
    lists = slip.language.lists
    said = [w.norm for w in slip.words if w.kind == "word"]
    if any(w in lists["teller"] for w in said) or any(w.norm in ("?", "\uff1f") for w in slip.words):
        return False
    if slip.language.code == "ja":
        return _tells_in_japanese(said)
    if len(said) < 4 or not (said[0] in lists["introduces"] or said[0] in lists["tells_of"]):
        return False
    return any(w in lists["verb_forms"] and w not in lists["modal"] for w in said[1:8])


def _tells_in_japanese(said: list[str]) -> bool:
    """A subject, and a plain verb at the end; polite endings speak to somebody."""
    end = "".join(said[-2:])
    subject = any(w in ("\u304c", "\u306f") for w in said[1:-2])
    plain = said[-1] in "\u308b\u304f\u3059\u3080\u3050\u3076\u3046\u3064\u306c" if said else False
    return subject and len(said) > 5 and plain and end not in ("\u3067\u3059", "\u307e\u3059")


def _figures(slip: Slip) -> int:
    """Lengths and focal lengths; a moment ("around 4s") is none."""
    lists = slip.language.lists
    units = lists["unit_seconds"] | lists["unit_millimetres"]
    said = counted(slip)
    bare = sum(bare_focal(slip, at) is not None for at in said)
    return bare + sum(
        slip.words[at].kind == "number"
        and slip.norm_at(at + 1) in units
        and slip.norm_at(at - 1) not in lists["moment_before"]
        for at in said
    )
