"""Whether words try to steer the bot, take data out or corrupt records. All languages are looked for at once.

A message need not be in the language that it seems to be in; the ways to steer are data (kinds.toml).
"""

import re
from collections.abc import Sequence

from graphs.interpreters.rules.language import steering
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.words import Word, passage

# marks that pretend to come from the machinery; brackets mean choices in the data files
_PRETENDED = re.compile(
    r"[\[<][\[|/ ]*(?:system|inst|admin|override|assistant|instructions?|im_start)\b[^\]>\n]{0,40}[\]>]"
    r"|\"role\"\s*:\s*\"(?:system|developer|assistant)\"",
    re.I,
)
# letters set apart so that no word is found: `i g n o r e   y o u r   r u l e s`
_SPACED_OUT = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .*_-]{1,4}[^\W\d_](?![^\W\d_])){6,400}")
_GAP = re.compile(r"(?<=[ .*_-])[ .*_-]+")
_LIKELY, _DOUBTED = 0.5, 0.05  # how likely an attempt is by the weights: by themselves, and beside the rules
_REACH = 7  # words between one slot and the next
_TEXT_REACH = 24  # characters, where words are not parted by spaces


def injected(slip: Slip, share: float) -> bool:
    """Whether somebody tries it: the weights say so (`share`, 0 to 1), or the rules do and they do not rule it out.

    Words in quotation marks are somebody's line and steer nothing, unless there are no others.
    """
    return share >= _LIKELY or (share >= _DOUBTED and injected_by_rules(slip))


def injected_by_rules(slip: Slip) -> bool:
    """Whether the words are among the known ways to steer."""
    if (letters := _SPACED_OUT.search(slip.passage.text)) and injected_by_rules(_drawn_together(slip, letters[0])):
        return True
    quoted = [False] * len(slip.words) if all(slip.taken) else list(slip.taken)
    as_written = slip.passage.words if len(slip.passage.words) == len(slip.words) else slip.words
    if _PRETENDED.search(slip.passage.text):
        return True
    return _steers(slip, slip.words, quoted) or _steers(slip, as_written, quoted) or _steers_unparted(slip, quoted)


def _drawn_together(slip: Slip, letters: str) -> Slip:
    """The words that letters spell: a wider gap parts two words."""
    words = (re.sub(r"[ .*_-]", "", word) for word in _GAP.split(letters))
    told = passage(" ".join(words))
    return Slip(told, slip.language, told.words)


def _steers(slip: Slip, words: Sequence[Word], quoted: Sequence[bool]) -> bool:
    known = steering()
    hidden = list(quoted)
    for hit in known.harmless.find(words, quoted):
        hidden[hit.first : hit.last] = [True] * (hit.last - hit.first)
    if known.phrases.find(words, hidden):
        return True
    return any(
        _follows(words, hidden, at + 1, way.slots) and not (way.same_as_told and _told_of_somebody(slip, words, at))
        for at, word in enumerate(words)
        if not hidden[at]
        for way in known.ways.get(word.norm, ())
    )


def _follows(words: Sequence[Word], hidden: Sequence[bool], at: int, slots: tuple[frozenset[str], ...]) -> bool:
    """Whether a word of each slot follows in order, each soon after the one before."""
    for slot in slots:
        near = range(at, min(at + _REACH, len(words)))
        place = next((i for i in near if words[i].norm in slot and not hidden[i]), None)
        if place is None:
            return False
        at = place + 1
    return True


def _told_of_somebody(slip: Slip, words: Sequence[Word], at: int) -> bool:
    """Whether a noun with its article stands right before the verb: `la maestra borra las notas` tells a story.

    In languages whose command looks like the third person nothing else tells them apart.
    """
    lists = slip.language.lists
    before = [words[i].norm for i in range(max(0, at - 4), at) if words[i].kind == "word"]
    if not before or at == 0 or words[at - 1].kind != "word":
        return False
    if before[-1] in lists["someone"]:
        return True
    noun = not any(before[-1] in lists[n] for n in ("determiners", "conjunctions", "fillers", "says", "prepositions"))
    return noun and any(w in lists["determiners"] for w in before[:-1])


def _steers_unparted(slip: Slip, quoted: Sequence[bool]) -> bool:
    """The ways of languages without spaces: pieces of text in this order, each soon after the one before."""
    ways = steering().unparted
    if slip.language.code != "ja":
        return False
    text = list(slip.passage.text)
    for word, hidden in zip(slip.words, quoted, strict=True):
        if hidden:
            text[word.start : word.end] = " " * (word.end - word.start)
    said = "".join(text)
    return any(_in_order(said, way) for way in ways)


def _in_order(said: str, way: tuple[tuple[str, ...], ...]) -> bool:
    first, *rest = way
    for piece in first:
        start = said.find(piece)
        while start >= 0:
            if _rest_follows(said, start + len(piece), rest):
                return True
            start = said.find(piece, start + 1)
    return False


def _rest_follows(said: str, at: int, slots: Sequence[tuple[str, ...]]) -> bool:
    for slot in slots:
        near = said[at : at + _TEXT_REACH]
        found = [(place, piece) for piece in slot if (place := near.find(piece)) >= 0]
        if not found:
            return False
        place, piece = min(found)
        at += place + len(piece)
    return True
