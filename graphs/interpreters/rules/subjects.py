"""Who and what a request may name: the names of things among the words that mean nothing else.

A thing is a stretch of words between small words, verbs and marks; the lists of small words and verbs are data.
"""

from dataclasses import dataclass

from graphs.interpreters.rules.slip import Slip, runs
from graphs.interpreters.rules.talk import talk
from graphs.interpreters.rules.words import norm

LONGEST = 6
MOST = 24


@dataclass(frozen=True, slots=True)
class Thing:
    """words[first:last] that may name something; `aside`: they stand in talk; `brought`: a revision brings it in."""

    first: int
    last: int
    said: str
    aside: bool
    brought: bool
    lettering: bool


def things(slip: Slip) -> list[Thing]:
    """What the free words may name, in order, each once, at most six words long. What they are: sorts.py."""
    found: list[Thing] = []
    japanese = slip.language.code == "ja"
    beside = talk(slip)
    for first, last in runs(slip):
        for start, end in _kanji(slip, first, last) if japanese else _things(slip, first, last):
            said = slip.said(start, end)
            if not _said_before(said, [t.said for t in found]):
                brought = japanese or _brought_in(slip, start)
                found.append(Thing(start, end, said, beside[first], brought, _to_be_read(slip, start, said)))
            if len(found) == MOST:
                return found
    return found


def _said_before(said: str, found: list[str]) -> bool:
    """Whether a thing was named before, alone or within more words: `gate` after `garden gate`."""
    words = said.lower().split()
    earlier = [f.lower() for f in found]
    return said.lower() in earlier or any(
        (words[-1:] == f.split()[-1:] and set(words) <= set(f.split())) or (not f.isascii() and f.endswith(said))
        for f in earlier
    )


def _to_be_read(slip: Slip, at: int, said: str) -> bool:
    """Whether it is lettering: `title card reads SEVEN DAYS EARLIER`."""
    if not said.isupper() or slip.passage.text.isupper():
        return False
    before = [slip.norm_at(i) for i in range(max(0, at - 4), at)]
    lists = slip.language.lists
    return any(w in lists["written"] for w in before) and any(
        w in lists["written"] | lists["says"] for w in before[-2:]
    )


def _brought_in(slip: Slip, at: int) -> bool:
    """Whether a revision brings the thing at `at` in: `with rain`, `a red coat`, `and snow`; a sentence's start is not
    enough."""
    lists = slip.language.lists
    before = at - 1
    while before >= 0 and slip.norm_at(before) in lists["determiners"]:
        before -= 1
    if before < at - 1:
        return slip.norm_at(at) not in lists["slight"]
    if before >= 0 and slip.taken[before]:
        return True
    return slip.norm_at(before) in lists["prepositions"] or slip.norm_at(before) in lists["and"] or slip.stops(before)


def _things(slip: Slip, first: int, last: int) -> list[tuple[int, int]]:
    """Stretches of words that name something in [first, last)."""
    found = []
    at = first
    while at < last:
        if _opens(slip, at):
            end = at + 1
            while end < last and end - at < LONGEST and _goes_on(slip, at, end):
                end += 1
            start, end = _trimmed(slip, at, end)
            if start < end:
                end = _owned(slip, start, end, last)
                found.append((start, end))
                at = end
                continue
        at += 1
    return found


def _owned(slip: Slip, start: int, end: int, last: int) -> int:
    """On over what it is of: `hallway of the motel`, `mesa del banquete`, six words at most."""
    lists = slip.language.lists
    if slip.norm_at(end) not in lists["genitive"] or end >= last:
        return end
    at = end + 1
    while at < last and slip.norm_at(at) in lists["determiners"]:
        at += 1
    if at >= last or not _opens(slip, at):
        return end
    more = at + 1
    while more < last and _goes_on(slip, at, more):
        more += 1
    first, more = _trimmed(slip, at, more)
    return more if first < more and more - start <= LONGEST else end


def _small(slip: Slip, at: int) -> bool:
    """Whether the word names nothing by itself."""
    word = slip.words[at]
    if word.kind != "word" or (len(word.norm) == 1 and not "\u4e00" <= word.norm <= "\u9fff"):
        return True
    lists = slip.language.lists
    said = _as_written(slip, at)
    return any(
        said in lists[name]
        for name in ("determiners", "pronouns", "prepositions", "conjunctions", "fillers", "adverbs")
    )


def _verb(slip: Slip, at: int) -> bool:
    lists = slip.language.lists
    word = _as_written(slip, at)
    if word in lists["adjectives"]:
        return False
    if word in lists["things"]:
        return word in lists["verb_forms"] and slip.norm_at(at - 1) in lists["subject_pronouns"]
    if word in lists["verb_forms"]:
        return True
    return slip.language.code == "en" and (
        (word.endswith(("ing", "ed")) and len(word) > 5) or (word.endswith("ly") and len(word) > 4)
    )


def _as_written(slip: Slip, at: int) -> str:
    """The norm of a word as its author spelt it: a thing that looks like a misspelt term stays a thing."""
    word = slip.words[at]
    return norm(slip.passage.text[word.start : word.end])


def _named(slip: Slip, at: int) -> bool:
    """Whether a determiner right before makes even a verb's form a name: `a smoking gun`, `the watch`."""
    return slip.norm_at(at - 1) in slip.language.lists["determiners"] and not slip.stops(at - 1)


def _opens(slip: Slip, at: int) -> bool:
    if _small(slip, at):
        return False
    word = slip.norm_at(at)
    if slip.stops(at - 1) and slip.stops(at + 1) and not word.endswith(("ing", "ed")):
        return True
    follows_a_name = at > 0 and not slip.stops(at - 1) and not slip.taken[at - 1] and not _small(slip, at - 1)
    if word in slip.language.lists["ambiguous"] and follows_a_name:
        return False
    return not _verb(slip, at) or (_named(slip, at) and not slip.norm_at(at).endswith("ly"))


def _goes_on(slip: Slip, start: int, at: int) -> bool:
    if _small(slip, at):
        return False
    if slip.words[at].kind != "word" or slip.words[at - 1].kind == "line":
        return False
    if slip.passage.text[slip.words[at - 1].start : slip.words[at - 1].end].endswith(("'s", "s'")):
        return True
    if _participle(slip, at):
        return True
    return not _verb(slip, at) and slip.norm_at(at) not in slip.language.lists["ambiguous"]


def _participle(slip: Slip, at: int) -> bool:
    """Whether the word describes what stands before it: `lettre froissée`. Its accent tells it from a verb."""
    said = slip.passage.text[slip.words[at].start : slip.words[at].end].lower()
    return len(said) > 4 and said.endswith(slip.language.participles)


def _trimmed(slip: Slip, start: int, end: int) -> tuple[int, int]:
    """Without describing words at the end that name nothing: `coat red` stays, `woman tired` loses one."""
    lists = slip.language.lists
    while end > start + 1 and slip.norm_at(end - 1) in lists["never_last"]:
        end -= 1
    if end == start + 1 and slip.norm_at(start) in lists["adjectives"] and slip.norm_at(start) not in lists["things"]:
        return start, start
    return start, end


def _kanji(slip: Slip, first: int, last: int) -> list[tuple[int, int]]:
    """Japanese: runs of kanji and katakana without the words that name nothing."""
    found: list[tuple[int, int]] = []
    at = first
    while at < last:
        end = at
        while end < last and names(slip, end):
            end += 1
        if end > at and not _idle(slip, at, end):
            if found and found[-1][1] == at - 1 and slip.norm_at(at - 1) in slip.language.lists["genitive"]:
                found[-1] = (found[-1][0], end)  # `居酒屋のカウンター`
            else:
                found.append((at, end))
        at = max(end, at + 1)
    return found


def names(slip: Slip, at: int) -> bool:
    """Whether a Japanese character may name a thing: kanji, katakana or Latin."""
    char = slip.norm_at(at)[:1]
    return bool(char) and (
        "\u30a1" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" or (char.isascii() and char.isalpha())
    )


def _idle(slip: Slip, first: int, last: int) -> bool:
    said = "".join(w.norm for w in slip.words[first:last])
    return said in slip.language.lists["fillers"] or (len(said) == 1 and said in slip.language.lists["verb_forms"])
