"""Marks of a thing that may be named in a request: whether it is to be seen, heard, how it looks, or only talk."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graphs.interpreters.rules.language import language
from graphs.interpreters.rules.learned.marks import about, at_most, spelt
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.subjects import Thing

_ROUND = 3  # words before and after
_CLASSES = (
    "determiners", "pronouns", "prepositions", "conjunctions", "fillers", "adverbs", "verb_forms", "adjectives",
    "things", "teller", "talk", "says", "genitive", "labels",
)  # fmt: skip
_ENDS = frozenset((".", "!", "?", "\n", "。"))
_CUES = ("audio", "look")  # of the words for what is heard and for how it looks


def marked(slip: Slip, found: Sequence[Thing], *, revises: bool) -> Iterator[list[str]]:
    """What speaks for each of the things: its words, what stands around them, and the sentence they stand in."""
    told = _Told(slip, revises)
    for thing in found:
        yield _marks(slip, thing, told)


class _Told:
    """What holds for every thing of a message, or of a sentence in it; gathered once."""

    def __init__(self, slip: Slip, revises: bool) -> None:
        code = slip.language.code
        self.slip = slip
        self.revises = revises
        self.all = [
            about("all large", slip.passage.text.isupper()),
            about("revises", revises),
            about("tongue", code),
            about("revises in", f"{revises} {code}"),
            about("known in all", min(4, sum(slip.taken) // 2)),
        ]
        self._sentences: dict[int, _Sentence] = {}

    def sentence(self, first: int) -> "_Sentence":
        start = first
        while start > 0 and self.slip.norm_at(start - 1) not in _ENDS:
            start -= 1
        if start not in self._sentences:
            self._sentences[start] = _Sentence(self.slip, start)
        return self._sentences[start]


class _Sentence:
    """Where a sentence stands, what is known of it and who speaks in it, and its words for sounds and looks."""

    def __init__(self, slip: Slip, start: int) -> None:
        end = start
        while end < len(slip.words) and slip.norm_at(end) not in _ENDS:
            end += 1
        self.start = start
        self.marks = [
            about("sentence opens", slip.norm_at(start)),
            at_most("known", sum(slip.taken[start:end]), 4),
            about("ends in", slip.norm_at(end)),
        ]
        norms = {word.norm for word in slip.words[start:end]}
        self.marks += [
            about("sentence has", n) for n in ("teller", "talk") if not norms.isdisjoint(slip.language.lists[n])
        ]
        hits = slip.find_all(slip.language.sounds)
        self.cues = [h for h in hits if h.field in _CUES and start <= h.first < end]


def _marks(slip: Slip, thing: Thing, told: _Told) -> list[str]:
    first, last, code = thing.first, thing.last, slip.language.code
    norms = [word.norm for word in slip.words[first:last]]
    head = norms[-1]
    marks = [
        f"head {head}",
        f"opens {norms[0]}",
        at_most("words", len(norms), 5),
        f"{slip.norm_at(first - 1)} > {head}",
        f"{slip.norm_at(first - 2)} {slip.norm_at(first - 1)} >",
        f"< {slip.norm_at(last)} {slip.norm_at(last + 1)}",
        about("letters", _letters(slip.passage.text[slip.words[first].start : slip.words[last - 1].end])),
        about("aside", thing.aside),
        about("lettering", thing.lettering),
        about("brought in", not told.revises or thing.brought),
        at_most("place", 4 * first // max(1, len(slip.words)), 4),
        *told.all,
        *classed(code, "head is", head),
        *classed(code, "opens as", norms[0]),
    ]
    for norm in norms:
        marks += spelt(norm)
    for step in range(1, _ROUND + 1):
        marks += _beside(slip, first - step, f"before{step}")
        marks += _beside(slip, last + step - 1, f"after{step}")
    sentence = told.sentence(first)
    return [*marks, *sentence.marks, at_most("into sentence", first - sentence.start, 4), *_cued(slip, sentence, thing)]


@lru_cache(maxsize=16_384)
def classed(code: str, led: str, norm: str) -> tuple[str, ...]:
    """Which of the language's lists a word stands in, each behind the words `led`."""
    lists = language(code).lists
    return tuple(f"{led} {name}" for name in _CLASSES if norm in lists[name])


def _beside(slip: Slip, at: int, where: str) -> tuple[str, ...]:
    if not 0 <= at < len(slip.words):
        return (f"{where} end",)
    word = slip.words[at]
    return _neighbour(slip.language.code, where, word.norm, "known" if slip.taken[at] else word.kind)


@lru_cache(maxsize=32_768)
def _neighbour(code: str, where: str, norm: str, kind: str) -> tuple[str, ...]:
    return (f"{where} {norm}", f"{where} is {kind}", *classed(code, f"{where} as", norm))


def _letters(said: str) -> str:
    return "large" if said.isupper() else "capital" if said[:1].isupper() else "small"


def _cued(slip: Slip, sentence: _Sentence, thing: Thing) -> Iterator[str]:
    """Which words for sounds and looks stand before and behind it in its sentence, and whether a list joins them."""
    first, last = thing.first, thing.last
    before = next((h for h in reversed(sentence.cues) if h.last <= first), None)
    behind = next((h for h in sentence.cues if h.first >= last), None)
    if before:
        between = [slip.norm_at(i) for i in range(before.last, first)]
        yield f"cue before {before.field} {before.value}"
        yield f"cue before {before.field} {'listed' if ',' in between else 'next' if len(between) < 3 else 'far'}"
    if behind:
        yield f"cue behind {behind.field} {behind.value}"
    yield about("cue before", before.field if before else "none")
    yield about("cue behind", behind.field if behind else "none")
