"""Praise that is none: `great, six fingers again`, `oh lovely, another melted face`, `love that for us`.

Only where words give it away: mock praise by itself, a sigh (`again`, `another`) or a grave fault right after a bare
exclamation, with no contrast between. A tone of voice that the words do not show is not guessed.
"""

from itertools import groupby

from graphs.interpreters.rules.clauses import Clause

_GRAVE = ("anatomy", "artefacts", "continuity", "physics", "text_legibility", "lip_sync", "prompt_adherence")


def unmask(cut: list[Clause]) -> None:
    """Take back praise that the words beside it mock. Changes the clauses in place."""
    whole = any(_faults(c) for c in cut)
    for _, group in groupby(cut, key=lambda c: c.sentence):
        said = list(group)
        mocked = any("mock" in c.irony for c in said)
        sighs = any("sigh" in c.irony for c in said)
        for at, clause in enumerate(said):
            rest = said[at + 1 :]
            if "mock" in clause.irony and not clause.told:
                _sour(rest[:1])
                whole = whole or any(_faults(c) for c in said)
                clause.judged = set() if whole else {"fault"}
            if not _praises(clause):
                continue
            if mocked or _undone(clause, rest, sighs):
                _sour(rest[:1])
                _take_back(clause, alone=not (whole or any(_faults(c) for c in said)))


def _undone(clause: Clause, rest: list[Clause], sighs: bool) -> bool:
    if not (clause.bare and rest) or rest[0].contrast:
        return False
    following = rest[0]
    if sighs and (_faults(following) or (following.topics and not following.judged)):
        return True
    return any(aspect in _GRAVE and said == "fault" for aspect, said in following.strong)


def _sour(following: list[Clause]) -> None:
    """What the mock praise greets is at fault, named without a judgement of its own: `lovely, another melted face`."""
    for clause in following:
        if clause.topics and not clause.told:
            clause.judged = {"fault"}


def _praises(clause: Clause) -> bool:
    return "praise" in clause.judged or any(said == "praise" for _, said in [*clause.strong, *clause.weak])


def _faults(clause: Clause) -> bool:
    return "fault" in clause.judged or any(said == "fault" for _, said in [*clause.strong, *clause.weak])


def _take_back(clause: Clause, *, alone: bool) -> None:
    """Praise of something named is blame of it; of nothing named it is nothing, unless no other fault is named."""
    named = bool(clause.topics or clause.strong or clause.weak)
    clause.strong = [(a, "fault" if said == "praise" else said) for a, said in clause.strong]
    clause.weak = [(a, "fault" if said == "praise" else said) for a, said in clause.weak]
    clause.judged = clause.judged - {"praise"} | ({"fault"} if named or alone else set())
