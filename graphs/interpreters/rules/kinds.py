"""What kind of message this is: weighed from the phrases of kinds.toml, the shot terms found and the thread."""

from dataclasses import dataclass

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.vocabulary.requests import Kind, Order

_TERMS = ("shot_size", "camera_angle", "camera_movement", "lens", "time_of_day", "lighting", "aspect_ratio", "resolution")
_STEER_REACH = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each kind. Counts of phrases, but `terms`: different shot fields that the words name."""

    terms: int
    figures: int
    request: int
    revision: int
    chatter: int
    question: int
    praise: int
    fault: int
    note_aspects: int
    take_named: bool
    asks: bool  # ends in a question mark or starts like a question
    length: int


def order(slip: Slip) -> Order | None:
    """A whole-message order: `roll it`, `cut!`; `great cut!` is none."""
    polite = slip.language.lists["polite"]
    said = [w.norm for w in slip.words if w.kind in ("word", "number")]
    if any(w.norm == "?" for w in slip.words):
        return None
    forms = {tuple(said)}
    while said and said[0] in polite:
        said = said[1:]
        forms.add(tuple(said))
    while said and said[-1] in polite:
        said = said[:-1]
        forms.add(tuple(said))
    for name in ("cut", "roll"):
        if forms & slip.language.orders[name]:
            return "cut" if name == "cut" else "roll"
    return None


def injected(slip: Slip) -> bool:
    """Whether the words try to steer the bot, take data out or corrupt records."""
    if any(h.field == "injection" for h in slip.language.kinds.find(slip.words)):
        return True
    return any(
        _follows(slip, at + 1, slots) for at, word in enumerate(slip.words) for slots in slip.language.steers.get(word.norm, ())
    )


def _follows(slip: Slip, at: int, slots: tuple[frozenset[str], ...]) -> bool:
    """Whether a word of each slot follows in order, each within five words of the one before."""
    for slot in slots:
        place = next((i for i in range(at, min(at + _STEER_REACH, len(slip.words))) if slip.norm_at(i) in slot), None)
        if place is None:
            return False
        at = place + 1
    return True


def kind(slip: Slip, context: ReadingContext) -> Kind:
    """What the message is. Quoted words are claimed before, so that dialogue decides nothing."""
    seen = weigh(slip)
    landed = context.takes_in_thread > 0
    if seen.length == 0:
        return "chatter"
    if _plain_question(seen):
        return "question"
    if seen.revision and _revises(seen, landed, context):
        return "revision"
    if _judges(seen, landed):
        return "feedback"
    if seen.chatter and seen.chatter >= seen.request and seen.terms + seen.figures < 2:
        return "chatter"
    if seen.terms or seen.figures:
        return "new_shot" if not seen.asks or seen.request else "question"
    if seen.request and seen.length > 3:
        return "new_shot"
    return "chatter"


def _plain_question(seen: Evidence) -> bool:
    return seen.asks and seen.question > 0 and not seen.request and not seen.revision


def _revises(seen: Evidence, landed: bool, context: ReadingContext) -> bool:
    if seen.praise + seen.fault > seen.revision and not seen.terms:
        return False
    return landed or context.shots_in_thread > 0 or not seen.request or seen.revision > seen.request


def _judges(seen: Evidence, landed: bool) -> bool:
    judged = seen.praise + seen.fault
    if not judged:
        return landed and seen.note_aspects > 0 and not seen.request
    if seen.request and not landed:
        return False
    return seen.note_aspects > 0 or seen.take_named or landed or seen.terms + seen.figures == 0


def weigh(slip: Slip) -> Evidence:
    """Count what speaks for each kind among the free words."""
    language = slip.language
    shots = slip.find(language.shots)
    kinds = slip.find(language.kinds)
    notes = slip.find(language.notes)
    count = {name: len({h.first for h in kinds if h.field == name}) for name in ("request", "revision", "chatter", "question")}
    return Evidence(
        terms=len({h.field for h in shots if h.field in _TERMS or h.field == "style"}),
        figures=_figures(slip),
        praise=_judged(notes, "praise"),
        fault=_judged(notes, "fault"),
        note_aspects=len({h.first for h in notes if h.field not in ("judgement", "severity")}),
        take_named=any(w.norm in language.lists["unit_takeword"] for w in slip.words),
        asks=any(w.norm in ("?", "？") for w in slip.words) or _opens_as_question(slip, kinds),
        length=sum(w.kind in ("word", "number") for w in slip.words),
        **count,
    )


def _figures(slip: Slip) -> int:
    units = [slip.language.lists[f"unit_{n}"] for n in ("seconds", "millimetres")]
    return sum(
        slip.words[i].kind == "number" and any(slip.norm_at(i + 1) in unit for unit in units) for i in range(len(slip.words))
    )


def _judged(hits: list[Hit], value: str) -> int:
    return len({h.first for h in hits if h.value == value or (h.field == "judgement" and h.value == value)})


def _opens_as_question(slip: Slip, hits: list[Hit]) -> bool:
    return any(h.field == "question" and h.first == 0 for h in hits)
