"""A note cut into clauses, each with what it names and how it judges. Items are made of them in notes.py."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from graphs.interpreters.rules.senses import sense
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.interpreters.rules.words import words_of
from graphs.vocabulary.notes import EmojiSense, Timecode

_STRONG = ("fault", "praise", "ask")
_WEAK = ("else_fault", "else_praise", "else_ask")
_PLAIN = ("judgement", "severity", "irony", "part", "nothing", "chatter")
_LEANING = {"topic_bad": "praise", "topic_good": "fault"}  # a topic, unless this alone is said of it
_TOPICS = ("topic", "topic_weak", *_LEANING)
_EARLY = 5  # words before what is named, where the clause is about it
NEGATION_REACH = 4
_DECIDED = ("approve", "reject")


@dataclass(slots=True)
class Clause:
    """words[first:last] of a note. Aspects map to what was said of them: praise, fault, ask, topic."""

    first: int
    last: int
    strong: list[tuple[str, str]] = field(default_factory=list)  # (aspect, praise | fault | ask)
    topics: list[str] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)  # praise, fault, ask, question, approve, reject, hold, prefer ...
    severity: str | None = None
    severe: bool = False  # words that judge by their severity alone: "unusable"
    bare: bool = False  # nothing but an exclamation
    open: bool = False  # says something in words that no list knows
    chats: bool = False  # speaks of lunch, keys, parking
    placed: bool = False  # names its topics only as a place: "white in the wide"
    presumed: bool = False  # judged only because it says something of what it names
    irony: set[str] = field(default_factory=set)  # mock, sigh
    timecodes: list[Timecode] = field(default_factory=list)
    sentence: int = 0
    contrast: bool = False
    asks_back: bool = False  # ends in a question mark
    pronoun: bool = False  # speaks of "it": of what was named before
    expects: bool = False  # says what it should have been: "i wanted a oner"
    carries: bool = False  # its subject is that of the clause before
    hits: list[Hit] = field(default_factory=list)  # the terms that stand in it

    @property
    def told(self) -> bool:
        """Whether it judges, asks or decides anything."""
        return bool(self.strong or self.weak or self.judged)

    @property
    def empty(self) -> bool:
        return not (self.strong or self.topics or self.weak or self.judged or self.irony)


def clauses(slip: Slip, moments: list[tuple[int, int, Timecode]], emoji: tuple[EmojiSense, ...] = ()) -> list[Clause]:
    """The clauses of a note in order, with their hits, the moments that stand in them, and what `emoji` mean here."""
    hits = slip.find(slip.language.notes)
    found = []
    at_hit = at_moment = 0
    for clause in _cut(slip, hits):
        mine = []
        while at_hit < len(hits) and hits[at_hit].first < clause.last:
            mine.append(hits[at_hit])
            at_hit += 1
        while at_moment < len(moments) and moments[at_moment][0] < clause.last:
            clause.timecodes.append(moments[at_moment][2])
            at_moment += 1
        clause.hits = mine
        _fill(slip, clause, mine, emoji)
        found.append(clause)
    return found


def _cut(slip: Slip, hits: list[Hit]) -> Iterator[Clause]:
    """Clauses between marks, contrasts, emoji, and at an "and" with something named on both sides."""
    lists = slip.language.lists
    inside = {i for h in hits for i in range(h.first + 1, h.last)}
    named = {h.first for h in hits if h.field not in _PLAIN}
    first, sentence, contrast, seen = 0, 0, False, False
    for at in range(len(slip.words) + 1):
        ending = at == len(slip.words)
        word = slip.norm_at(at)
        stops = not ending and slip.stops(at) and not slip.taken[at] and at not in inside
        turns = not ending and word in lists["contrast"] and at not in inside
        joins = not ending and word in lists["and"] and seen and _names_soon(named, at + 1, slip) and at not in inside
        seen = seen or at in named
        if not (ending or stops or turns or joins):
            continue
        end = at + 1 if stops and (slip.words[at].kind == "emoji" or word == "?") else at
        if end > first:
            asks = any(slip.norm_at(i) == "?" for i in range(at, min(at + 2, len(slip.words))))
            yield Clause(first, end, sentence=sentence, contrast=contrast, asks_back=asks and word == "?")
            seen = False
        contrast = turns
        sentence += word in (".", "!", "?", "\n", "。")
        first = end if end > at else at + 1


def _names_soon(named: set[int], at: int, slip: Slip) -> bool:
    """Whether an aspect is named within the next five words, before the clause ends."""
    for i in range(at, min(at + 5, len(slip.words))):
        if slip.stops(i) and not slip.taken[i]:
            return False
        if i in named:
            return True
    return False


def _fill(slip: Slip, clause: Clause, hits: list[Hit], emoji: tuple[EmojiSense, ...]) -> None:
    lists = slip.language.lists
    clause.pronoun = any(
        slip.norm_at(i) in lists["it"] for i in range(clause.first, min(clause.first + 4, clause.last))
    )
    topics = _sort_out(slip, clause, hits)
    _emoji(slip, clause, emoji)
    covered = {i for h in hits for i in range(h.first, h.last)}
    clause.topics = _topics(slip, clause, topics, covered)
    clause.bare = _bare(slip, clause, hits)
    clause.open = _open(slip, clause, hits)
    if clause.asks_back and slip.norm_at(clause.first) in lists["asking"]:
        clause.judged = clause.judged - {"fault", "praise"} | {"question"}
        clause.weak = [(a, said) for a, said in clause.weak if not clause.topics and said != "praise"]
        if slip.norm_at(clause.first) in lists["be"]:
            clause.judged.discard("ask")
            clause.topics = list(dict.fromkeys([*(a for a, _ in clause.strong), *clause.topics]))[:1]
            clause.strong, clause.weak = [], []
    joined = slip.norm_at(clause.first) in lists["and"]
    clause.carries = (
        (clause.pronoun and not joined) or slip.norm_at(clause.first) in lists["carrying"] or _verb_first(slip, clause)
    )


def _sort_out(slip: Slip, clause: Clause, hits: list[Hit]) -> list[Hit]:
    """Put what was found where it belongs in the clause; what it may be about is given back."""
    spans = {(h.first, h.last) for h in hits if h.field == "severity"}
    topics: list[Hit] = []
    named = {(h.first, h.last) for h in hits if h.value == "topic"}
    for hit in hits:
        kind = _turned(slip, clause, hit)
        if hit.field == "severity":
            clause.severity = clause.severity or hit.value
        elif hit.field == "irony":
            clause.irony.add(hit.value)
        elif hit.field == "judgement" and kind == "fault" and (hit.first, hit.last) in spans:
            clause.severe = True
        elif hit.field == "judgement":
            clause.judged |= _told(slip, clause, hit, kind, named)
        elif hit.field == "chatter":
            clause.chats = True
        elif hit.value in _TOPICS:
            topics.append(hit)
        elif hit.value in _STRONG:
            clause.strong.append((hit.field, kind))
        elif hit.value == "expect":
            clause.weak.append((hit.field, "fault"))
            clause.expects = True
        elif hit.value in _WEAK:
            clause.weak.append((hit.field, kind.removeprefix("else_")))
    return topics


def _told(slip: Slip, clause: Clause, hit: Hit, kind: str, named: set[tuple[int, int]]) -> set[str]:
    """What a judgement without an aspect of its own adds to its clause."""
    if kind == "ask" and (hit.first, hit.last) in named and not _takes_object(slip, hit.last):
        return set()  # "light" is what is named here, and no wish: "light yes, performance no"
    return {kind} if kind != "question" or clause.asks_back or hit.last - hit.first > 1 else set()


def _takes_object(slip: Slip, at: int) -> bool:
    lists = slip.language.lists
    return any(slip.norm_at(at) in lists[n] for n in ("determiners", "pronouns", "prepositions"))


def _told_of(slip: Slip, clause: Clause, hit: Hit) -> bool:
    """Whether what could be a wish is said not to happen: `doesn't push in`."""
    lists = slip.language.lists
    if slip.norm_at(hit.first) in lists["more"]:  # `kein Bart mehr`, `il n'a plus de barbe`
        before = range(max(clause.first, hit.first - NEGATION_REACH), hit.first)
        return any(slip.norm_at(i) in lists["more_denied"] for i in before)
    return any(slip.norm_at(i) in lists["telling_negators"] for i in range(max(clause.first, hit.first - 2), hit.first))


def _bare(slip: Slip, clause: Clause, hits: list[Hit]) -> bool:
    """Whether the clause is nothing but an exclamation: `great`, `oh how lovely`."""
    told = {i for h in hits if h.field in ("judgement", "irony") for i in range(h.first, h.last)}
    lists = slip.language.lists
    return all(
        i in told or slip.words[i].kind in ("mark", "emoji", "line") or slip.norm_at(i) in lists["interjections"]
        for i in range(clause.first, clause.last)
    )


def _open(slip: Slip, clause: Clause, hits: list[Hit]) -> bool:
    """Whether words are left that mean something, or an exclamation mark does: `hands!!`, `his hand belongs to E.T.`"""
    inside = {i for h in hits for i in range(h.first, h.last)}
    lists = slip.language.lists
    small = ("fillers", "determiners", "pronouns", "prepositions", "conjunctions", "interjections")
    left = [
        i
        for i in range(clause.first, clause.last)
        if i not in inside and not slip.taken[i] and slip.words[i].kind in ("word", "number")
    ]
    meant = [i for i in left if not any(slip.norm_at(i) in lists[n] for n in small)]
    return bool(meant) or slip.norm_at(clause.last) == "!"


def _topics(slip: Slip, clause: Clause, hits: list[Hit], covered: set[int]) -> list[str]:
    """What the clause is about, named first: not what only says where, nor a mere "look" beside something named."""
    said = {s for _, s in [*clause.strong, *clause.weak]} | clause.judged
    plain = said & {"praise", "fault"}
    kept = [h for h in hits if h.value not in _LEANING or plain != {_LEANING[h.value]}]
    kept = [h for h in kept if h.value != "topic_weak"] or kept
    articles = slip.language.lists["determiners"]
    kept = [
        h
        for h, after in zip_longest(kept, kept[1:])
        if after is None or h.last != after.first or slip.norm_at(after.first) in articles
    ]
    placed = [_modifies(slip, h, covered) for h in kept]
    heads = [h.field for h, place in zip(kept, placed, strict=True) if not place]
    places = [h.field for h, place in zip(kept, placed, strict=True) if place]
    firm = [t for t in heads if t != "style_mood"]
    own = (h for h, place in zip(kept, placed, strict=True) if not place and h.value != "topic_weak")
    clause.placed = not any(h.first - clause.first < _EARLY for h in own)
    if firm or (heads and not places):
        return firm[:1] or heads[:1]
    return places[:1] if places and not clause.weak else []


def _verb_first(slip: Slip, clause: Clause) -> bool:
    """Whether the clause goes on with a verb and the subject of the clause before: `... but ends too soon`."""
    lists = slip.language.lists
    word = slip.norm_at(clause.first)
    return word in lists["verb_forms"] and word not in lists["verbs"]


def _turned(slip: Slip, clause: Clause, hit: Hit) -> str:
    """The hit's kind, turned round where a negation stands before it: `no flicker`, `isn't good`."""
    kind = hit.value.removeprefix("else_")
    if kind == "ask" and _told_of(slip, clause, hit):
        return hit.value.replace("ask", "fault")
    if kind not in ("praise", "fault", *_DECIDED):
        return hit.value
    negators = slip.language.lists["note_negators"]
    denied = False
    for i in range(max(clause.first, hit.first - NEGATION_REACH), hit.first):
        if slip.norm_at(i) in negators:
            denied = not denied
    if kind in _DECIDED:  # `don't circle it yet` decides nothing
        put_off = denied or _only_wished(slip, clause, hit) or _denied_behind(slip, hit)
        return f"not_{kind}" if put_off else hit.value
    if not denied:
        return hit.value
    return "fault" if kind == "praise" else "praise"


def _denied_behind(slip: Slip, hit: Hit) -> bool:
    """Whether the words behind a verdict take it back: `die nehmen wir nicht`, `採用しない`."""
    told = (words_of(phrase) for phrase in slip.language.lists["denied_behind"])
    return any(tuple(slip.norms[hit.last : hit.last + len(words)]) == words for words in told)


def _only_wished(slip: Slip, clause: Clause, hit: Hit) -> bool:
    """Whether a verdict is put off or only imagined: `hold off on approving`, `not sure I'd circle it`."""
    lists = slip.language.lists
    before = [slip.norm_at(i) for i in range(max(clause.first, hit.first - NEGATION_REACH), hit.first)]
    return any(w in lists["unsure"] for w in before)


def _modifies(slip: Slip, hit: Hit, covered: set[int]) -> bool:
    """Whether what is named only says where: `the light on her face`, `コートの色`."""
    lists = slip.language.lists
    if slip.norm_at(hit.last) in lists["place_markers"]:
        return True
    before = [i for i in range(max(0, hit.first - 3), hit.first) if i not in covered]
    return any(slip.norm_at(i) in lists["place_prepositions"] for i in before)


def _emoji(slip: Slip, clause: Clause, own: tuple[EmojiSense, ...]) -> None:
    """Emoji judge what is named beside them where no words do; a sour face beside praise mocks it."""
    alone = all(w.kind in ("emoji", "mark") for w in slip.words)
    told = bool(clause.judged & {"praise", "fault"} or clause.strong)
    for i in range(clause.first, clause.last):
        word = slip.words[i]
        if word.kind != "emoji":
            continue
        meant = sense(word.norm, own)
        if alone and meant.intent in ("approval", "rejection"):
            clause.judged.add("approve" if meant.intent == "approval" else "reject")
        elif meant.valence and told:
            clause.irony |= {"mock"} if meant.valence < 0 else set()
        elif meant.valence:
            clause.judged.add("praise" if meant.valence > 0 else "fault")
