"""Lines without quotation marks in the middle of a message: `The doctor, flat: It's over.`, `Farid : T'as la clé ?`.

Screenplay lines, quotations and reported speech are read in speech.py.
"""

from collections.abc import Iterator

from graphs.interpreters.rules.naming import ends_name
from graphs.interpreters.rules.screenplay import MACHINES
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.voices import is_person

_LONGEST = 4  # words that name somebody
_LONGEST_LINE = 30
_SHORTEST_NAME = 3
_SOON = 3  # words of a line in which its clause starts
_ENDS = (".", "!", "?", "\n", ";", '"', "\u3002")


def callers(slip: Slip) -> Iterator[tuple[int, int, int, int]]:
    """(who first, who last, line first, line last) of each line behind a colon that somebody in the shot may say."""
    if ":" not in slip.norms:
        return
    hits = [h for h in slip.find_all(slip.language.shots) if h.field not in ("nothing", "style")]
    known = {i for h in hits for i in range(h.first, h.last)}
    for colon, word in enumerate(slip.words):
        if word.norm != ":" or slip.taken[colon] or slip.language.code == "ja":
            continue
        who = _who(slip, colon, known)
        last = _line_end(slip, colon + 1)
        if who and last and _said_aloud(slip, colon + 1, last, known, named=_in_capitals(slip, *who)):
            yield *who, colon + 1, last


def _who(slip: Slip, colon: int, known: set[int]) -> tuple[int, int] | None:
    """The words right before the colon that name somebody: past remarks such as `flat`, without `on the telly`."""
    lists = slip.language.lists
    last = colon
    first = _chunk(slip, last)
    while slip.norm_at(first - 1) == "," and all(_is_remark(slip, i) for i in range(first, last)):
        last = first - 1
        first = _chunk(slip, last)
    for start, end in (_from_start(slip, first, last), _to_end(slip, first, last)):
        if not start < end or any(i in known or _is_label(slip, i) for i in range(start, end)):
            continue
        named = any(is_person(slip, i) or slip.norm_at(i) in lists["voiced"] for i in range(start, end))
        if named or _in_capitals(slip, start, end):
            return start, end
    return None


def _from_start(slip: Slip, first: int, last: int) -> tuple[int, int]:
    """The name at the start of the words: `Newsreader on the telly`."""
    while first < last and slip.norm_at(first) in slip.language.lists["determiners"]:
        first += 1
    end = first
    while end < last and slip.words[end].kind == "word" and not ends_name(slip, end):
        end += 1
    return first, end if end - first <= _LONGEST else first


def _to_end(slip: Slip, first: int, last: int) -> tuple[int, int]:
    """The name at their end: `durch die Tür eine Männerstimme`."""
    start = last
    while start > first and slip.words[start - 1].kind == "word" and not ends_name(slip, start - 1):
        if slip.norm_at(start - 1) in slip.language.lists["determiners"]:
            break
        start -= 1
    return start, last if last - start <= _LONGEST else start


def _chunk(slip: Slip, last: int) -> int:
    """Where the words between the marks before `last` start."""
    first = last
    while first > 0 and slip.norm_at(first - 1) not in (*_ENDS, ",", ":") and not slip.taken[first - 1]:
        first -= 1
    return first


def _is_remark(slip: Slip, at: int) -> bool:
    lists = slip.language.lists
    word = slip.norm_at(at)
    return any(word in lists[n] for n in ("off", "adverbs", "adjectives", "fillers", "told")) or word.endswith("ly")


def _is_label(slip: Slip, at: int) -> bool:
    lists = slip.language.lists
    word = slip.norm_at(at)
    return any(word in lists[n] for n in ("labels", "crew", "written", "someone"))


def _line_end(slip: Slip, first: int) -> int | None:
    """Where its sentence ends, the mark with it."""
    for at in range(first, min(first + _LONGEST_LINE, len(slip.words))):
        if slip.taken[at]:
            return None
        if slip.norm_at(at) in _ENDS:
            return at + (slip.norm_at(at) in (".", "!", "?")) if at > first else None
    return len(slip.words) if len(slip.words) - first <= _LONGEST_LINE and first < len(slip.words) else None


def _in_capitals(slip: Slip, first: int, last: int) -> bool:
    """Whether the words are set as a character's name in a message that is not all capitals."""
    said = slip.said(first, last)
    machine = any(slip.norm_at(i) in MACHINES for i in range(first, last))
    return len(said) >= _SHORTEST_NAME and said.isupper() and not slip.passage.text.isupper() and not machine


def _said_aloud(slip: Slip, first: int, last: int, known: set[int], *, named: bool) -> bool:
    """Whether it reads as speech: a call, a question, or a clause of its own that states nothing of the shot.

    Behind a character's name (`named`) two words are enough.
    """
    if any(i in known or slip.words[i].kind == "number" for i in range(first, last)):
        return False
    if slip.norm_at(last - 1) in ("!", "?") or (named and last - first > 1):
        return True
    return any(slip.norm_at(i) in slip.language.lists["clause_starts"] for i in range(first, min(first + _SOON, last)))
