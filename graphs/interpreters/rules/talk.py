"""Which words of a request are talk beside the shot: greetings, apologies, how it came about, words in brackets.

What the shot names is read in subjects.py.
"""

from graphs.interpreters.rules.slip import Slip

_LONGEST_ASIDE = 24  # words in brackets


def talk(slip: Slip) -> list[bool]:
    """For each word whether it stands in a sentence or brackets that tell of us and of no picture."""
    marked = [False] * len(slip.words)
    for first, last in _bracketed(slip):
        if not any(slip.taken[first:last]):
            marked[first:last] = [True] * (last - first)
    sentences = _sentences(slip)
    if len(sentences) > 1:
        for first, last in sentences:
            if _tells_of_us(slip, first, last):
                marked[first:last] = [True] * (last - first)
    return marked


def _bracketed(slip: Slip) -> list[tuple[int, int]]:
    opened = None
    found = []
    for at, word in enumerate(slip.words):
        if word.norm == "(":
            opened = at
        elif word.norm == ")" and opened is not None and at - opened <= _LONGEST_ASIDE:
            found.append((opened, at + 1))
            opened = None
    return found


def _sentences(slip: Slip) -> list[tuple[int, int]]:
    found = []
    first = 0
    for at in range(len(slip.words) + 1):
        if at == len(slip.words) or slip.norm_at(at) in (".", "!", "?", "\n", "\u3002"):
            if at > first:
                found.append((first, at))
            first = at + 1
    return found


def _tells_of_us(slip: Slip, first: int, last: int) -> bool:
    """Whether nothing in it was understood as part of a shot, and somebody here speaks of themselves or to us."""
    lists = slip.language.lists
    words = [slip.norm_at(i) for i in range(first, last)]
    return not any(slip.taken[first:last]) and any(w in lists["teller"] or w in lists["talk"] for w in words)
