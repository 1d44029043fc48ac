"""What kind of message this is: weighed from the phrases of kinds.toml, the shot terms found and the thread."""

from dataclasses import dataclass

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.measures import bare_focal, lone_number
from graphs.interpreters.rules.preferences import preferred
from graphs.interpreters.rules.several import count
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.vocabulary.requests import Kind, Order

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
_LONGEST_CORRECTION = 12  # words; outside a thread a longer message that starts so asks for a shot
_LONGEST_ORDER = 24  # words; Japanese has one for each character


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
    tells: bool  # tells of somebody doing something, and of nobody here

    @property
    def shot(self) -> int:
        return self.terms + self.figures


def order(slip: Slip) -> Order | None:
    """A whole-message order: `roll it`, `cut!`; `great cut!` is none."""
    said = [w.norm for w in slip.words if w.kind in ("word", "number")]
    if any(w.norm in ("?", "\uff1f") for w in slip.words) or len(said) > _LONGEST_ORDER:
        return None
    lists, orders = slip.language.lists, slip.language.orders
    if _forms(said, lists["polite"]) & orders["cut"]:
        return "cut"
    return "roll" if _forms(said, lists["polite"] | lists["eager"]) & orders["roll"] else None


def closing_order(slip: Slip) -> Order | None:
    """`yes, what he said. roll it`: a roll as the last sentence of words that ask for nothing else."""
    ends = [i for i, w in enumerate(slip.words) if w.norm in (".", "!", "\n", "\u3002", ",")]
    last = next((i for i in reversed(ends) if i < len(slip.words) - 1), None)
    if last is None:
        return None
    said = order(slip.part(last + 1, len(slip.words)))
    return said if said == "roll" else None


def _forms(said: list[str], polite: frozenset[str]) -> set[tuple[str, ...]]:
    """The words as they are, and without polite ones around them."""
    forms = {tuple(said)}
    while said and said[0] in polite:
        said = said[1:]
        forms.add(tuple(said))
    while said and said[-1] in polite:
        said = said[:-1]
        forms.add(tuple(said))
    return forms


def kind(slip: Slip, context: ReadingContext) -> Kind:
    """What the message is. Quoted words are claimed before, so that dialogue decides nothing."""
    seen = weigh(slip)
    landed = context.takes_in_thread > 0
    if _alters(seen, landed, context):
        return "revision"
    if seen.length == 0:
        return "feedback" if landed and any(w.kind == "emoji" for w in slip.words) else "chatter"
    return _by_weight(seen, landed, context)


def _alters(seen: Evidence, landed: bool, context: ReadingContext) -> bool:
    """Whether the words alter the slate before anything has landed, or wish for something else."""
    shots = context.shots_in_thread > 0
    if not landed and shots and (seen.asked or seen.should) and not (seen.judged or seen.request or seen.asks):
        return True
    if (
        not landed
        and seen.corrects
        and not seen.request
        and (shots or (seen.shot and seen.length <= _LONGEST_CORRECTION) or seen.lone_number)
    ):
        return True
    return bool(seen.wish and (landed or shots) and _wishes(seen))


def _by_weight(seen: Evidence, landed: bool, context: ReadingContext) -> Kind:
    """What speaks loudest: a question, a verdict, a revision, talk, a judgement, a shot."""
    if _plain_question(seen):
        return "chatter" if seen.chatter and not (seen.shot or seen.take_named) else "question"
    if _rules(seen):
        return "feedback"
    if seen.counted and seen.shot and not landed:
        return "new_shot"
    if seen.revision + (seen.previous if seen.request or seen.shot else 0) and _revises(seen, landed, context):
        return "revision"
    if seen.chatter > landed and seen.chatter >= seen.judged and seen.shot + (seen.named if landed else 0) == 0:
        return "chatter"
    told = seen.tells and context.addressed and not landed
    if told and seen.judged < 2 and not (seen.chatter or seen.opens_judging or seen.take_named):
        return "new_shot"
    if _judges(seen, landed):
        return "feedback" if landed or context.addressed else "chatter"
    if seen.judged and not (context.addressed or landed):
        return "chatter"  # overheard, and it likes or blames something
    return _at_last(seen, landed)


def _at_last(seen: Evidence, landed: bool) -> Kind:
    """Where nothing spoke clearly: talk, words on a take's craft, or a shot."""
    if seen.chatter and seen.chatter >= seen.request and seen.shot < 2 and not seen.opens_on_a_size:
        return "chatter"
    if landed and seen.topics and seen.shot < 2 and not (seen.chatter or seen.request or seen.asks):
        return "feedback"
    if seen.shot:
        return "question" if seen.asks and seen.question and not seen.request else "new_shot"
    return "new_shot" if seen.request and seen.length > 3 else "chatter"


def _wishes(seen: Evidence) -> bool:
    return bool(seen.shot or seen.relative or seen.asked) and not (seen.verdict or seen.asks)


def _rules(seen: Evidence) -> bool:
    """Whether the message gives a verdict, and is neither a request with a verdict's words in it nor talk."""
    asks = seen.request or seen.revision > 1 or seen.shot > 1 or (seen.opens_revising and seen.shot + seen.asked)
    return seen.verdict and not asks and not (seen.chatter > 1 and not seen.judged)


def _plain_question(seen: Evidence) -> bool:
    if seen.opens_asking and seen.shot == 0 and not seen.revision:
        return True  # "what can you do?" asks, whatever else "can you" begins
    return (
        seen.asks and seen.question > 0 and not seen.request and (not seen.revision or seen.shot == 0) and seen.shot < 3
    )


def _revises(seen: Evidence, landed: bool, context: ReadingContext) -> bool:
    revision = seen.revision + seen.previous
    if seen.judged > revision and seen.shot < 2 and not (seen.opens_revising and seen.shot):
        return False
    if seen.opens_judging and seen.judged >= revision and not seen.previous:
        return False
    return landed or context.shots_in_thread > 0 or not seen.request or revision > seen.request


def _judges(seen: Evidence, landed: bool) -> bool:
    judged = seen.judged + (seen.asked if landed else 0)
    weight = judged + 2 * (seen.opens_judging + seen.take_named) if judged else 0
    if not weight:
        return False
    if landed and not seen.request:
        weight += 2
    asked = seen.shot + 2 * seen.request
    return weight > asked or (weight == asked and landed)


def weigh(slip: Slip) -> Evidence:
    """Count what speaks for each kind. Of a shot term and a judgement on the same words the longer counts."""
    language = slip.language
    shots, notes = _apart(slip.find(language.shots), slip.find(language.notes))
    kinds = slip.find(language.kinds)
    announced = count(slip)
    names = ("request", "revision", "previous", "chatter", "question", "wish", "should")
    ruling_out = language.lists["negators"]  # "no music" may judge a take, but also ask for a shot without
    judging = [h for h in notes if _base(h) in ("praise", "fault") and slip.norm_at(h.first) not in ruling_out]
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
        tells=_tells(slip),
        counted=announced is not None and announced[1] < 4,
        **{name: len({h.first for h in kinds if h.field == name}) for name in names},
    )


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
    if any(h.field == "judgement" and h.value in ("approve", "reject", "hold") for h in notes):
        return True
    return any(h.field == "preference" for h in notes) and preferred(slip) is not None


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
    units = [lists[f"unit_{n}"] for n in ("seconds", "millimetres")]
    bare = sum(bare_focal(slip, i) is not None for i in range(len(slip.words)))
    return bare + sum(
        slip.words[i].kind == "number"
        and any(slip.norm_at(i + 1) in unit for unit in units)
        and slip.norm_at(i - 1) not in lists["moment_before"]
        for i in range(len(slip.words))
    )
