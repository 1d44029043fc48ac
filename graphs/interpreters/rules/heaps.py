"""What a note says of each aspect, gathered from its clauses into heaps. Items are made of them in notes.py."""

from bisect import bisect_right
from dataclasses import dataclass, field

from graphs.interpreters.rules.clauses import Clause
from graphs.interpreters.rules.slip import Slip
from graphs.vocabulary.notes import Intent, Part, Preference, Sentiment, Timecode, Verdict

# of two verdicts the first counts
VERDICTS: dict[str, tuple[Intent, Sentiment, Verdict]] = {
    "reject": ("rejection", "neg", "ng"),
    "approve": ("approval", "pos", "circle"),
    "hold": ("approval", "neutral", "hold"),
}
# a verdict that is not given: what it says all the same
PUT_OFF: dict[str, tuple[Sentiment, Intent]] = {"not_approve": ("neg", "rejection"), "not_reject": ("pos", "approval")}
DECISIVE = frozenset({*VERDICTS, *PUT_OFF})
PREFERS = frozenset({"prefer", "prefer_other"})  # `worse than the last one` blames this take
_MOST = 8  # comparisons that are looked at one by one


@dataclass(slots=True)
class Heap:
    """What a note says of one aspect, gathered from its clauses."""

    said: set[str] = field(default_factory=set)
    clauses: list[Clause] = field(default_factory=list)
    timecodes: list[Timecode] = field(default_factory=list)
    severity: str | None = None
    preference: Preference | None = None
    part: Part | None = None
    meaning: tuple[Sentiment, Intent] | None = None  # by the learned weights, where they say so

    @property
    def known(self) -> bool:
        """Whether words that the data knows judge it, and not the mere fact that it is spoken of."""
        return bool(self.said) and not (self.clauses and all(c.presumed for c in self.clauses))


def gather(slip: Slip, cut: list[Clause]) -> dict[str, Heap]:
    """What each aspect is said to be. A clause that names nothing speaks of what was named before, or of the whole."""
    heaps: dict[str, Heap] = {}
    last: Clause | None = None
    before: list[str] = []
    waiting = Clause(0, 0)
    for at, clause in enumerate(cut):
        aspects = [] if clause.empty else _aspects(clause, last, before)
        if not aspects and clause.topics and not clause.placed and (clause.severity or waiting.severity):
            aspects = [(a, {"fault"}) for a in dict.fromkeys(clause.topics)]
        if not aspects:
            _leftover(heaps, clause, [] if _leads(slip, cut, at) else before, waiting)
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
    if not heaps and (waiting.severe or any(c.severe for c in cut)):
        heaps["overall"] = Heap({"fault"}, [c for c in cut if c.severe], waiting.timecodes, waiting.severity)
    _absorb(heaps)
    return heaps


def _absorb(heaps: dict[str, Heap]) -> None:
    """What is said of the whole beside an aspect is said of that aspect, unless it says the opposite."""
    whole = heaps.get("overall")
    if whole is None or len(heaps) == 1 or whole.said & DECISIVE:
        return
    others = [h for a, h in heaps.items() if a != "overall"]
    judged = whole.said & {"praise", "fault"}
    alike = [h for h in others if judged and judged <= h.said]
    blamed = [h for h in others if "fault" in h.said]
    if not (alike or not judged):
        return
    target = (alike or blamed or others)[-1]
    if "ask" in whole.said and not blamed:
        return
    target.said |= whole.said & {"ask"}
    target.clauses += whole.clauses
    target.timecodes += whole.timecodes
    target.severity = target.severity or whole.severity
    del heaps["overall"]


def _leads(slip: Slip, cut: list[Clause], at: int) -> bool:
    """Whether a moment or a severity by itself heads what follows: `minor: the tie`, `... . 0:05 flicker`."""
    if at + 1 == len(cut) or cut[at + 1].empty:
        return False
    if slip.norm_at(cut[at].last) in (":", "-"):
        return True
    return (at == 0 or cut[at - 1].sentence != cut[at].sentence) and cut[at + 1].sentence == cut[at].sentence


def _leftover(heaps: dict[str, Heap], clause: Clause, aspects: list[str], waiting: Clause) -> None:
    """A moment or a severity by itself belongs to the clause before, else to the next."""
    known = [heaps[a] for a in aspects if a in heaps]
    for heap in known:
        heap.timecodes += clause.timecodes
        heap.severity = heap.severity or clause.severity
    if not known:
        waiting.timecodes += clause.timecodes
        waiting.severity = waiting.severity or clause.severity
        waiting.severe = waiting.severe or clause.severe


def _aspects(clause: Clause, last: Clause | None, before: list[str]) -> list[tuple[str, set[str]]]:
    if put_off := clause.judged & set(PUT_OFF):
        return [("overall", put_off)]
    plain = clause.judged & {"praise", "fault", "ask", "question"}
    plain |= {"praise"} if "keep" in clause.judged else set()
    if clause.asks_back and "ask" not in plain:
        plain = plain | {"question"}
    if clause.strong:
        joined: dict[str, set[str]] = {}
        for aspect, said in clause.strong:
            joined.setdefault(aspect, set()).add(said)
        extra = plain & {"question", "ask"}
        first = next(iter(joined.values()))  # the same said of a second aspect only goes on about the first
        return [(a, said | extra) for i, (a, said) in enumerate(joined.items()) if i == 0 or said != first]
    told = plain | {s for _, s in clause.weak}
    if not clause.topics and told and _pending(clause, last):
        return [(a, told) for a in before]
    if clause.topics:
        return [(a, told) for a in dict.fromkeys(clause.topics)] if told else []
    near = last is not None and (last.sentence == clause.sentence or clause.pronoun) and before != ["overall"]
    if clause.weak:
        if near and before and (clause.carries or clause.expects or {s for _, s in clause.weak} == {"ask"}):
            return [(a, told) for a in before]
        return [(clause.weak[0][0], told)]
    if not told:
        return []
    if near and before and last is not None and (clause.carries or "ask" in told or _agrees(told, last)):
        return [(a, told) for a in before]
    if told == {"ask"} and before and last is not None and _blames(last):
        return [(a, told) for a in before]
    return [("overall", told)]


def _pending(clause: Clause, last: Clause | None) -> bool:
    """Whether the clause before named something and said nothing of it: `the rhythm, a marvel`."""
    return last is not None and bool(last.topics) and not last.told and last.sentence == clause.sentence


def _blames(last: Clause) -> bool:
    """Whether a wish that names nothing answers a fault: `he sits before the judge. should be the other way round`."""
    return "fault" in last.judged or any(said == "fault" for _, said in [*last.strong, *last.weak])


def _agrees(told: set[str], last: Clause) -> bool:
    """Whether a bare judgement only goes on with what the clause before said: `no flicker this time, great`."""
    before = {s for _, s in [*last.strong, *last.weak]} | last.judged
    return bool(told & {"praise", "fault"}) and told & {"praise", "fault"} == before & {"praise", "fault"}


def prefer(
    heaps: dict[str, Heap], preference: Preference, comparisons: list[tuple[int, Preference]], cut: list[Clause]
) -> None:
    """Put the preference where it belongs: on the one aspect that was compared, else on the whole.

    `A over B for the light. For the acting it's B over A.` are two.
    """
    starts = [c.first for c in cut]
    parted: dict[str, Preference] = {}
    for place, made in comparisons:
        sentence = cut[bisect_right(starts, place) - 1].sentence
        topics = {t for c in cut if c.sentence == sentence for t in c.topics} if len(comparisons) <= _MOST else set()
        if len(topics) == 1 and made.over_take is not None:
            parted.setdefault(topics.pop(), made)
    if len(parted) < 2:
        named = _compared(cut, bisect_right(starts, comparisons[0][0]) - 1) if comparisons else []
        parted = {named[0] if len(named) == 1 else "overall": preference}
    for aspect, made in parted.items():
        heap = heaps.setdefault(aspect, Heap())
        heap.preference = made
        heap.said.add("prefer_other" if aspect == "overall" and made.over_take == "this" else "prefer")


def _compared(cut: list[Clause], at: int) -> list[str]:
    """The aspects that the clause `at` compares, and those its sentence only names: `on the move, B wins`.

    What a reason says with a judgement of its own is none: `2 beats 1, the dog walks at last`.
    """
    clause = cut[at]
    over = [h for h in clause.hits if h.field == "preference"]
    own = [h for h in clause.hits if h.field in (*clause.topics, *_told_aspects(clause)) or h.value == "topic"]
    named = [h.field for h in own if not any(o.first < h.last and h.first < o.last for o in over)]
    beside = [c for c in cut if c.sentence == clause.sentence and c is not clause and not c.told]
    return list(dict.fromkeys([*named[:1], *(a for c in beside for a in c.topics)]))


def _told_aspects(clause: Clause) -> list[str]:
    return [a for a, _ in (*clause.strong, *clause.weak)]


def meaning(heap: Heap) -> tuple[Sentiment, Intent, Verdict | None]:
    """What is said of an aspect: by a verdict, a comparison, the weights, else by the words that are known."""
    said = heap.said
    for name, (intent, sentiment, verdict) in VERDICTS.items():
        if name in said:
            return sentiment, intent, verdict
    if said & PREFERS:
        return ("neg" if "prefer_other" in said else "pos"), "preference", None
    for name, (sentiment, intent) in PUT_OFF.items():
        if name in said:
            return sentiment, intent, None
    if heap.meaning:
        return *heap.meaning, None
    good, bad = "praise" in said, "fault" in said
    if "question" in said and "ask" not in said and not (good or bad):
        return "neutral", "question", None
    if "ask" in said:
        return ("mixed" if good and bad else "neg" if bad else "neutral"), "change_request", None
    if good and bad:
        return "mixed", "defect", None
    return ("pos", "praise", None) if good else ("neg", "defect", None)
