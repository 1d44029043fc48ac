"""Who speaks: the person whom the words before a line name."""

from graphs.interpreters.rules.slip import Slip


def noun_before(slip: Slip, at: int, *, near: bool = False) -> str | None:
    """The last person named before `at` in its clause: `the old man`, `Mara`, `she`."""
    lists = slip.language.lists
    first = last = at
    for i in range(at - 1, max(-1, at - 12), -1):
        word = slip.words[i]
        if slip.taken[i] or word.kind == "line" or word.norm in (".", "!", "?", ";", '"'):
            break
        if word.norm in lists["someone"]:
            return slip.said(i, i + 1)
        if word.norm == "," and i + 1 < at and slip.words[i + 1].kind == "word" and not ends_name(slip, i + 1):
            break  # `past the barber, client says`: who is named nearest speaks
        if word.kind == "word" and slip.passage.text[word.start].isupper() and word.norm not in lists["not_people"]:
            return _proper(slip, i, at)
        if word.norm in lists["determiners"] and last == at and i + 1 < at:
            end = i + 1
            while end < at and slip.words[end].kind == "word" and not ends_name(slip, end):
                end += 1
            first, last = i + 1, end
            if first < last:
                return slip.said(first, last)
    return _right_before(slip, at) if near or first == last else None


def _proper(slip: Slip, first: int, at: int) -> str:
    """A capitalised name around the word at `first`, not reaching to `at`: `Old Waitress`."""
    end = first + 1
    while end < at and end - first < 3 and slip.words[end].kind == "word" and not ends_name(slip, end):
        end += 1
    while first > 0 and _named_too(slip, first - 1):
        first -= 1
    return slip.said(first, end).removesuffix("'s")


def _right_before(slip: Slip, at: int) -> str | None:
    """The one or two words that stand right before `at`."""
    first = at
    while first > 0 and slip.words[first - 1].kind == "word" and not ends_name(slip, first - 1) and at - first < 2:
        first -= 1
    return slip.said(first, at) or None if first < at else None


def _named_too(slip: Slip, at: int) -> bool:
    """Whether the word at `at` is a capitalised part of the same name: `Old Waitress`."""
    word = slip.words[at]
    if word.kind != "word" or slip.taken[at] or word.norm in slip.language.lists["not_people"]:
        return False
    return slip.passage.text[word.start].isupper() and not ends_name(slip, at)


def ends_name(slip: Slip, at: int) -> bool:
    lists = slip.language.lists
    word = slip.norm_at(at)
    return (
        slip.taken[at]
        or word in lists["prepositions"]
        or word in lists["conjunctions"]
        or word in lists["no_speaker"]
        or word in lists["adverbs"]
        or word in lists["says"]
        or (word in lists["verb_forms"] and word not in lists["things"] and word not in lists["adjectives"])
        or (word in lists["pronouns"])
    )
