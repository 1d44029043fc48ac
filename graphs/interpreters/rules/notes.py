"""A note read into feedback items, one for each craft aspect. Clauses and moments have rooms of their own."""

from dataclasses import dataclass, replace
from itertools import pairwise

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.clauses import Clause, clauses
from graphs.interpreters.rules.evidence import weigh
from graphs.interpreters.rules.heaps import VERDICTS, Heap, gather, meaning, prefer
from graphs.interpreters.rules.irony import unmask
from graphs.interpreters.rules.kinds import kind_shares
from graphs.interpreters.rules.parts import part_meant, picks_part, take_meant
from graphs.interpreters.rules.preferences import compared, preferred
from graphs.interpreters.rules.sharing import share
from graphs.interpreters.rules.slates import held, set_aside, takes_at, takes_named
from graphs.interpreters.rules.slip import Slip, slip_of
from graphs.interpreters.rules.steering import injected
from graphs.interpreters.rules.timecodes import timecodes
from graphs.interpreters.rules.weighing import settle, weighed
from graphs.interpreters.rules.words import beyond
from graphs.vocabulary.notes import EmojiSense, Intent, NoteItem, NoteReading, Sentiment, Timecode

OPENING, CLOSING = ('"', "「", "『"), ('"', "」", "』")
QUOTED = 40  # words, in Japanese characters
READ, WEIGHED, PRESUMED = 0.7, 0.5, 0.4  # how sure an item is: by known words, by weights, where it only names
_JUDGES = 0.3  # how likely words judge a take, so that it takes more to call them an attempt to steer


@dataclass(slots=True)
class Heard:
    """A note cut into clauses, with its moments as (first word, word after, moment)."""

    slip: Slip
    moments: list[tuple[int, int, Timecode]]
    cut: list[Clause]


def heard(text: str, length_s: float | None = None, emoji: tuple[EmojiSense, ...] = ()) -> Heard:
    """The clauses of a note on a take of that length; what `emoji` mean here goes before the lexicon."""
    slip = slip_of(text)
    _hush(slip)
    moments = timecodes(slip, length_s)
    return Heard(slip, moments, clauses(slip, moments, emoji))


def read(text: str, context: ReadingContext) -> NoteReading:
    """The judgements of a note. Linear in its length; never raises."""
    note = heard(text, context.take_length_s, context.emoji)
    slip, code = note.slip, note.slip.language.code
    if not any(w.kind != "line" for w in slip.words):
        return NoteReading(lang=code)
    on_a_take = replace(context, takes_in_thread=max(1, context.takes_in_thread))
    shares = kind_shares(slip, weigh(slip), on_a_take)
    if injected(slip, shares["injection"], judges=shares["feedback"] >= _JUDGES):
        return NoteReading(items=(_whole(slip, "none", "neutral", "off_topic"),), lang=code)
    found = weighed(slip, note.cut)
    set_aside(slip, context.slates)
    heaps, verdict = _by_rules(note, context)
    heaps = settle(heaps, found, note.cut)
    each, named = takes_at(slip), _takes(slip)
    ref = named[0] if len(named) == 1 else take_meant(slip) if verdict and not named else None
    apart = each if len(named) > 1 and not any(heap.preference for heap in heaps.values()) else []
    items = tuple(
        _item(slip, aspect, heap, _named_before(apart, heap) or ref)
        for aspect, heap in heaps.items()
        if heap.said or heap.meaning
    )
    talk = (_whole(slip, "none", "neutral", "off_topic"),)
    return NoteReading(items=items or talk, lang=code, unread=beyond(slip.passage))


def _by_rules(note: Heard, context: ReadingContext) -> tuple[dict[str, Heap], str | None]:
    """What the words that the data knows say of each aspect, and the verdict among them."""
    slip, cut = note.slip, note.cut
    preference, comparisons = preferred(slip), compared(slip)
    unmask(cut)
    if preference is None and not any({"approve", "hold"} & c.judged for c in cut) and not _chats(slip, cut):
        share(slip, cut)
    for clause in cut:
        if clause.chats:  # `three lunch boxes left over`
            clause.strong = [(a, s) for a, s in clause.strong if a != "prompt_adherence"]
            clause.weak = []
    heaps = gather(slip, cut)
    if preference is not None:
        prefer(heaps, preference, comparisons, cut)
    verdict = next((v for v in VERDICTS if any(v in c.judged for c in cut)), None)
    if verdict is None and picks_part(slip, cut, note.moments):
        verdict = "approve"
    if verdict is None and held(slip):
        verdict = "hold"
    if verdict and preference is None:
        whole = heaps.setdefault("overall", Heap())
        whole.said.add(verdict)
        whole.part = part_meant(slip, cut, note.moments, context.take_length_s) if verdict != "reject" else None
    idle = {"ask", "question", "praise", "fault"} if any(c.chats for c in cut) else {"ask", "question"}
    if _chats(slip, cut) and set(heaps) == {"overall"} and heaps["overall"].said <= idle:
        heaps.clear()
    return heaps, verdict


def _whole(slip: Slip, aspect: str, sentiment: Sentiment, intent: Intent) -> NoteItem:
    start, end = slip.words[0].start, slip.words[-1].end
    return NoteItem(
        aspect=aspect,
        sentiment=sentiment,
        intent=intent,
        quote=slip.said(0, len(slip.words)),
        span=slip.passage.at(start, end),
    )


def _hush(slip: Slip) -> None:
    """Words in quotation marks are a line, or what a sign says: they judge nothing, unless there are no others."""
    marks = [i for i, w in enumerate(slip.words) if w.norm in OPENING or w.norm in CLOSING]
    for first, last in pairwise(marks):
        said = last - first - 1
        whole = len(slip.words) <= said + 2
        if slip.norm_at(first) in OPENING and not slip.taken[first] and 0 < said < QUOTED and not whole:
            slip.claim(first, last + 1)


def _takes(slip: Slip) -> list[int | str]:
    """The takes that are named. "again" alone means no earlier take, as it would in a request."""
    lists = slip.language.lists
    earlier = any(
        w.norm in lists["previous_alone"]
        or (w.norm in lists["previous_take"] and slip.norm_at(i + 1) in lists["take_nouns"])
        for i, w in enumerate(slip.words)
    )
    return [t for t in takes_named(slip) if t != "previous" or earlier]


def _named_before(takes: list[tuple[int, int]], heap: Heap) -> int | None:
    """The take that was named last where what is said of an aspect begins: `take 1: light ..., take 2: hands ...`."""
    end = min((c.last for c in heap.clauses), default=0)
    return next((take for at, take in reversed(takes) if at < end), None)


def _chats(slip: Slip, cut: list[Clause]) -> bool:
    return any(c.chats for c in cut) or any(h.field == "chatter" for h in slip.find(slip.language.kinds))


def _item(slip: Slip, aspect: str, heap: Heap, ref: int | str | None) -> NoteItem:
    sentiment, intent, verdict = meaning(heap)
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
        part=heap.part if verdict else None,
        ref_take=ref,  # type: ignore[arg-type]
        quote=slip.said(first, last),
        span=slip.passage.at(slip.words[first].start, slip.words[last - 1].end),
        confidence=_confidence(heap),
    )


def _confidence(heap: Heap) -> float:
    if not heap.said:
        return WEIGHED
    return READ if heap.known else PRESUMED
