"""Which aspects a note speaks of, and what it says of each, by the learned weights; beside what the rules gathered.

The rules know words; the weights know how notes that nobody foresaw put them together. Verdicts, comparisons of takes,
moments and severities stay with the rules.
"""

from dataclasses import dataclass

from graphs.interpreters.rules.clauses import Clause
from graphs.interpreters.rules.heaps import DECISIVE, Heap, meaning
from graphs.interpreters.rules.learned.notes import clause_marks, note_marks, said_marks
from graphs.interpreters.rules.learned.weights import Weights, weights
from graphs.interpreters.rules.slip import Slip

ENOUGH = 0.35  # how likely an aspect has to be by the weights alone
_DOUBTED = 0.1  # and one that the rules found by words they know
_BESIDE = 0.6  # and one of clauses in which the rules know another
_LEAN = 0.6  # how much the rules' word adds to the share of what is said
IDLE = "none"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An aspect that the note may speak of: how likely, in which clauses, and the shares of what it may say of it
    ("neg/defect"). "none" is talk."""

    aspect: str
    chance: float
    places: tuple[int, ...]
    shares: dict[str, float]


def weighed(slip: Slip, cut: list[Clause]) -> list[Weighed]:
    """The aspects that the weights do not rule out; at least the likeliest one."""
    if not cut:
        return []
    chances = weights("aspect").chances(note_marks(slip, cut))
    likeliest = max(chances, key=lambda a: chances[a])
    found = []
    for aspect, chance in chances.items():
        if chance >= _DOUBTED or aspect == likeliest:
            at = places(slip, cut, aspect, weights("aspect"))
            found.append(Weighed(aspect, chance, at, weights("said").shares(said_marks(slip, cut, at, aspect))))
    return found


def places(slip: Slip, cut: list[Clause], aspect: str, learned: Weights) -> tuple[int, ...]:
    """The clauses that name an aspect; where none does, the one whose words speak most for it by the weights."""
    own = tuple(i for i, clause in enumerate(cut) if any(h.field == aspect for h in clause.hits))
    if own or not cut:
        return own
    if aspect not in learned.labels:
        return (0,)
    at = learned.labels.index(aspect)
    return (max(range(len(cut)), key=lambda i: float(learned.sums(clause_marks(slip, cut[i]))[at])),)


def settle(heaps: dict[str, Heap], found: list[Weighed], cut: list[Clause]) -> dict[str, Heap]:
    """The heaps of a note: what the rules are sure of, and what the weights find, in the order of the words."""
    settled = {a: heap for a, heap in heaps.items() if heap.preference or heap.said & DECISIVE}
    parted = any(heap.part for heap in heaps.values())  # "up to the cut" says which part, and nothing of the cut
    for weigh in _likely(heaps, [] if parted else found, cut):
        heap = heaps.get(weigh.aspect) or _from(cut, weigh)
        shares = {told: s for told, s in weigh.shares.items() if heap.preference or not told.endswith("/preference")}
        if heap.known:
            told = "/".join(meaning(heap)[:2])
            shares[told] = shares.get(told, 0.0) + _LEAN
        sentiment, intent = max(shares, key=lambda t: shares[t]).split("/")
        heap.meaning = (sentiment, intent)  # type: ignore[assignment]
        settled.setdefault(weigh.aspect, heap)
    _place_moments(settled, cut)
    _place_severity(settled, cut)
    return dict(sorted(settled.items(), key=lambda pair: min((c.first for c in pair[1].clauses), default=0)))


def _likely(heaps: dict[str, Heap], found: list[Weighed], cut: list[Clause]) -> list[Weighed]:
    """What is likely enough, and what the rules know and the weights do not rule out; else the likeliest. No talk."""
    told = {id(c) for aspect, heap in heaps.items() if heap.known and aspect != "overall" for c in heap.clauses}
    compared = any(heap.preference for aspect, heap in heaps.items() if aspect != "overall")
    kept = []
    for weigh in found:
        if compared and weigh.aspect == "overall":
            continue  # `take 2's focus pull > take 4's` says nothing of the whole
        explained = all(id(cut[i]) in told for i in weigh.places)
        known = weigh.aspect in heaps and heaps[weigh.aspect].known
        if known or weigh.chance >= (_BESIDE if explained else ENOUGH):
            kept.append(weigh)
    if not kept and found:
        kept = [max(found, key=lambda w: w.chance)]
    return [w for w in kept if w.aspect != IDLE]


def _from(cut: list[Clause], weigh: Weighed) -> Heap:
    clauses = [cut[i] for i in weigh.places]
    severity = next((c.severity for c in clauses if c.severity), None)
    return Heap(set(), clauses, [t for c in clauses for t in c.timecodes], severity)


def _place_moments(settled: dict[str, Heap], cut: list[Clause]) -> None:
    """A moment whose clause speaks of nothing that was kept belongs to what is spoken of nearest before, else after."""
    kept = {id(t) for heap in settled.values() for t in heap.timecodes}
    order = {id(clause): i for i, clause in enumerate(cut)}
    told = [(order[id(c)], heap) for heap in settled.values() for c in heap.clauses if id(c) in order]
    for i, clause in enumerate(cut):
        loose = [t for t in clause.timecodes if id(t) not in kept]
        if loose and told:
            _, nearest = min(told, key=lambda pair: (abs(pair[0] - i), pair[0] > i))
            nearest.timecodes += loose


def _place_severity(settled: dict[str, Heap], cut: list[Clause]) -> None:
    """How bad it is, said in a clause of its own, is said of what was spoken of before: `another nose. Major.`"""
    told = sorted(settled.values(), key=lambda heap: max((c.first for c in heap.clauses), default=0))
    kept = {id(c) for heap in told for c in heap.clauses}
    for clause in cut:
        if clause.severity and id(clause) not in kept:
            before = [heap for heap in told if any(c.first < clause.first for c in heap.clauses)]
            if before and before[-1].severity is None:
                before[-1].severity = clause.severity
