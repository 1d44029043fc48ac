"""A note read into feedback items, one for each craft aspect. Clauses and moments have rooms of their own."""

from dataclasses import dataclass, field

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.clauses import Clause, clauses
from graphs.interpreters.rules.kinds import injected
from graphs.interpreters.rules.language import language, tell
from graphs.interpreters.rules.preferences import preferred
from graphs.interpreters.rules.slates import takes_named
from graphs.interpreters.rules.slip import Slip, spelt_right
from graphs.interpreters.rules.timecodes import timecodes
from graphs.interpreters.rules.words import passage
from graphs.vocabulary.notes import Intent, NoteItem, NoteReading, Preference, Sentiment, Timecode, Verdict

_VERDICTS: dict[str, tuple[Intent, Sentiment, Verdict]] = {
    "reject": ("rejection", "neg", "ng"),
    "approve": ("approval", "pos", "circle"),
    "hold": ("approval", "neutral", "hold"),
}


@dataclass(slots=True)
class Heap:
    """What a note says of one aspect, gathered from its clauses."""

    said: set[str] = field(default_factory=set)
    clauses: list[Clause] = field(default_factory=list)
    timecodes: list[Timecode] = field(default_factory=list)
    severity: str | None = None
    preference: Preference | None = None


def read(text: str, context: ReadingContext) -> NoteReading:
    """The judgements of a note. Linear in its length; never raises."""
    part = passage(text)
    tongue = language(tell(part.words))
    slip = Slip(part, tongue, spelt_right(part, tongue))
    if not any(w.kind != "line" for w in slip.words):
        return NoteReading(lang=tongue.code)
    if injected(slip):
        return NoteReading(items=(_whole(slip, "none", "neutral", "off_topic"),), lang=tongue.code)
    moments = timecodes(slip, context.take_length_s)
    preference = preferred(slip)
    named = takes_named(slip)
    cut = clauses(slip, moments)
    heaps = _gather(cut)
    if preference is not None:
        _prefer(heaps, preference)
    verdict = next((v for v in _VERDICTS if any(v in c.judged for c in cut)), None)
    if verdict and preference is None:
        heaps.setdefault("overall", Heap()).said.add(verdict)
    ref = named[0] if len(named) == 1 else None
    items = tuple(_item(slip, aspect, heap, ref) for aspect, heap in heaps.items() if heap.said)
    return NoteReading(items=items or (_whole(slip, "none", "neutral", "off_topic"),), lang=tongue.code)


def _whole(slip: Slip, aspect: str, sentiment: Sentiment, intent: Intent) -> NoteItem:
    start, end = slip.words[0].start, slip.words[-1].end
    return NoteItem(
        aspect=aspect,
        sentiment=sentiment,
        intent=intent,
        quote=slip.said(0, len(slip.words)),
        span=slip.passage.at(start, end),
    )


def _gather(cut: list[Clause]) -> dict[str, Heap]:
    """What each aspect is said to be. A clause that names nothing speaks of what was named before, or of the whole."""
    heaps: dict[str, Heap] = {}
    last: Clause | None = None
    before: list[str] = []
    waiting = Clause(0, 0)
    for clause in cut:
        aspects = [] if clause.empty else _aspects(clause, last, before)
        if not aspects:
            _leftover(heaps, clause, before, waiting)
            if clause.topics:
                last, before = clause, list(dict.fromkeys(clause.topics))
            continue
        for aspect, said in aspects:
            heap = heaps.setdefault(aspect, Heap())
            heap.said |= said
            heap.clauses.append(clause)
            heap.timecodes += [*waiting.timecodes, *clause.timecodes]
            heap.severity = heap.severity or clause.severity or waiting.severity
        waiting = Clause(0, 0)
        last, before = clause, [a for a, _ in aspects]
    return heaps


def _leftover(heaps: dict[str, Heap], clause: Clause, aspects: list[str], waiting: Clause) -> None:
    """A moment or a severity by itself belongs to the clause before, else to the next."""
    known = [heaps[a] for a in aspects if a in heaps]
    for heap in known:
        heap.timecodes += clause.timecodes
        heap.severity = heap.severity or clause.severity
    if not known:
        waiting.timecodes += clause.timecodes
        waiting.severity = waiting.severity or clause.severity


def _aspects(clause: Clause, last: Clause | None, before: list[str]) -> list[tuple[str, set[str]]]:
    plain = clause.judged & {"praise", "fault", "ask", "question"} | ({"praise"} if "keep" in clause.judged else set())
    if clause.asks_back and "ask" not in plain:
        plain = plain | {"question"}
    if clause.strong:
        joined: dict[str, set[str]] = {}
        for aspect, said in clause.strong:
            joined.setdefault(aspect, set()).add(said)
        extra = plain & {"question", "ask"}
        return [(a, said | extra) for a, said in joined.items()]
    told = plain | {s for _, s in clause.weak}
    if clause.topics:
        told = told or _exclaimed(clause, last)
        return [(a, told) for a in dict.fromkeys(clause.topics)] if told else []
    near = last is not None and (last.sentence == clause.sentence or clause.pronoun) and before != ["overall"]
    if clause.weak:
        if near and before and (clause.carries or {s for _, s in clause.weak} == {"ask"}):
            return [(a, told) for a in before]
        return [(a, told) for a in dict.fromkeys(a for a, _ in clause.weak)]
    if not told:
        return []
    if near and before and last is not None and (clause.carries or "ask" in told or _agrees(told, last)):
        return [(a, told) for a in before]
    return [("overall", told)]


def _exclaimed(clause: Clause, last: Clause | None) -> set[str]:
    """`wow, that shadow`: the exclamation before judges what is named after it."""
    if last is None or last.topics or last.strong or last.weak or last.sentence != clause.sentence:
        return set()
    return last.judged & {"praise", "fault"}


def _agrees(told: set[str], last: Clause) -> bool:
    """Whether a bare judgement only goes on with what the clause before said: `no flicker this time, great`."""
    before = {s for _, s in [*last.strong, *last.weak]} | last.judged
    return bool(told & {"praise", "fault"}) and told & {"praise", "fault"} == before & {"praise", "fault"}


def _prefer(heaps: dict[str, Heap], preference: Preference) -> None:
    """Put the preference where it belongs: on the one aspect that was compared, else on the whole."""
    named = [a for a in heaps if a != "overall"]
    target = named[0] if len(named) == 1 else "overall"
    heap = heaps.setdefault(target, Heap())
    heap.preference = preference
    heap.said.add("prefer")


def _item(slip: Slip, aspect: str, heap: Heap, ref: int | str | None) -> NoteItem:
    sentiment, intent, verdict = _meaning(heap)
    first = min((c.first for c in heap.clauses), default=0)
    last = max((c.last for c in heap.clauses), default=len(slip.words))
    asking = [c for c in heap.clauses if "ask" in c.judged or any(s == "ask" for _, s in [*c.strong, *c.weak])]
    return NoteItem(
        aspect=aspect,
        sentiment=sentiment,
        intent=intent,
        severity=heap.severity,  # type: ignore[arg-type]
        timecodes=tuple(dict.fromkeys(heap.timecodes)),
        preference=heap.preference,
        requested_change=slip.said(asking[0].first, asking[-1].last) if asking and intent == "change_request" else None,
        verdict=verdict,
        ref_take=ref,  # type: ignore[arg-type]
        quote=slip.said(first, last),
        span=slip.passage.at(slip.words[first].start, slip.words[last - 1].end),
    )


def _meaning(heap: Heap) -> tuple[Sentiment, Intent, Verdict | None]:
    said = heap.said
    for name, (intent, sentiment, verdict) in _VERDICTS.items():
        if name in said:
            return sentiment, intent, verdict
    if "prefer" in said:
        return "pos", "preference", None
    good, bad = "praise" in said, "fault" in said
    if "question" in said and "ask" not in said and not (good or bad):
        return "neutral", "question", None
    if "ask" in said:
        return ("mixed" if good and bad else "neg" if bad else "neutral"), "change_request", None
    if good and bad:
        return "mixed", "defect", None
    return ("pos", "praise", None) if good else ("neg", "defect", None)
