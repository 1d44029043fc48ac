"""Marks of a note and of its clauses, for which aspects it speaks of and what it says of each."""

from collections.abc import Iterable, Iterator, Sequence

from graphs.interpreters.rules.clauses import Clause
from graphs.interpreters.rules.learned.marks import about, at_most, hit_marks, word_marks
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit


def note_marks(slip: Slip, cut: Sequence[Clause]) -> Iterator[str]:
    """What speaks for an aspect in a whole note: its words, and what the data knows of them."""
    yield from word_marks(slip.words)
    for clause in cut:
        yield from hit_marks(clause.hits, "note")
    yield about("tongue", slip.language.code)


def clause_marks(slip: Slip, clause: Clause) -> Iterator[str]:
    """The same of one clause."""
    yield from word_marks(slip.words[clause.first : clause.last])
    yield from hit_marks(clause.hits, "note")
    yield about("tongue", slip.language.code)


def said_marks(slip: Slip, cut: Sequence[Clause], at: Sequence[int], aspect: str) -> Iterator[str]:
    """What speaks for praise, blame or a wish about an aspect that the clauses numbered `at` are about.

    The clauses' own words and terms, those right beside them with another name, and the aspect itself.
    """
    yield about("aspect", aspect)
    yield at_most("clauses", len(cut), 6)
    yield about("tongue", slip.language.code)
    for i in at:
        clause = cut[i]
        yield from word_marks(slip.words[clause.first : clause.last])
        yield from _terms(clause, aspect, "here")
        if clause.asks_back:
            yield about("asks", "back")
        if clause.contrast:
            yield about("after", "but")
    for i in sorted({i + step for i in at for step in (-1, 1)} - set(at)):
        if 0 <= i < len(cut):
            yield from _terms(cut[i], aspect, "beside")
            yield from (f"n {w.norm}" for w in slip.words[cut[i].first : cut[i].last])
    for value in {_told(hit) for clause in cut for hit in clause.hits}:
        yield f"all {value}"


def _told(hit: Hit) -> str:
    value = hit.value.removeprefix("else_")
    return f"judged {value}" if hit.field == "judgement" else value


def _terms(clause: Clause, aspect: str, where: str) -> Iterator[str]:
    for hit in clause.hits:
        whose = "own" if hit.field == aspect else "judged" if hit.field == "judgement" else "other"
        yield f"{where} {whose} {hit.value.removeprefix('else_')}"
    yield from (f"{where} told {said}" for said in clause.judged)
    yield from _by_rule(clause.strong, aspect, where)
    yield from _by_rule(clause.weak, aspect, where)


def _by_rule(told: Iterable[tuple[str, str]], aspect: str, where: str) -> Iterator[str]:
    for own, said in told:
        yield f"{where} {'own' if own == aspect else 'other'} told {said}"
