"""Whether words try to steer the bot, take data out or corrupt records. All languages are looked for at once.

A message need not be in the language that it seems to be in; the ways to steer are data (kinds.toml). What the senses
of single sentences make together is found in schemes.py, what is hidden from a reader of words in disguises.py.
"""

from collections.abc import Sequence
from math import log

from graphs.interpreters.rules.disguises import machinery, pretended, undisguised
from graphs.interpreters.rules.language import steering
from graphs.interpreters.rules.learned.weights import weights
from graphs.interpreters.rules.schemes import Sentence, only_films, scheming, sentences, steer_marks
from graphs.interpreters.rules.slip import Slip, slip_of
from graphs.interpreters.rules.words import Word

# how much must speak for an attempt, in log odds: by the weights alone, beside a scheme, and beside a known way
_LIKELY, _LIKELY_SCHEME, _LIKELY_WAY = 0.0, -0.8, -1.5
_SURE = 0.7  # and where the message surely is something else, by all that it says but this
# in a message that so unlikely is an attempt only sentences with so many senses are looked at: most have fewer
_UNLIKELY, _FEWEST = 0.01, 3
_HIDDEN = 0.1  # how likely words that were hidden have to be one
_LEAST = 1e-4  # a chance is never less, nor more than this from sure
# how much the whole message says beside its likeliest sentence, and how much at most (log odds) against an attempt: a
# long honest shot says that the message asks for a shot, and nothing of the one sentence after it
_WHOLE, _AGAINST = 0.45, -4.0
_REACH = 7  # words between one slot and the next
_TEXT_REACH = 24  # characters, where words are not parted by spaces


def injected(slip: Slip, share: float, *, plain: bool = False, judges: bool = False) -> bool:
    """Whether somebody tries it: two readings weigh it, of the whole message (`share`, 0 to 1) and of its sentences.

    `plain`: the thread or the words say what else the message is, so that it takes more; so does a note that `judges`.
    Words in quotation marks are somebody's line and steer nothing, unless there are no others.
    """
    if machinery(slip.passage.text) or _steers_hidden(slip):
        return True
    found = sentences(slip, _FEWEST if share < _UNLIKELY else 0)
    odds = _WHOLE * max(_odds(share), _AGAINST) + (1 - _WHOLE) * _odds(_chance(found))
    if odds >= (_SURE if plain or judges else _LIKELY):
        return True
    if odds >= _LIKELY_SCHEME and not (plain or judges) and any(map(scheming, found)):
        return True
    return (plain or odds >= _LIKELY_WAY) and injected_by_rules(slip)


def _odds(chance: float) -> float:
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return log(bounded / (1 - bounded))


def _chance(found: Sequence[Sentence]) -> float:
    """How likely the likeliest sentence is an attempt by its own words."""
    learned = weights("steer")
    told = [steer_marks(sentence) for sentence in found if not only_films(sentence)]
    return max((chances["steers"] for chances in learned.chances_of_each(told)), default=0.0)


def _steers_hidden(slip: Slip) -> bool:
    """Whether words that were hidden steer; whoever hides them hardly asks for a shot."""
    return any(_steers_undisguised(told) for told in undisguised(slip.passage.text))


def _steers_undisguised(text: str) -> bool:
    slip = slip_of(text)
    found = sentences(slip)
    return _chance(found) >= _HIDDEN or any(map(scheming, found)) or injected_by_rules(slip)


def injected_by_rules(slip: Slip) -> bool:
    """Whether the words are among the known ways to steer."""
    quoted = [False] * len(slip.words) if all(slip.taken) else list(slip.taken)
    as_written = slip.passage.words if len(slip.passage.words) == len(slip.words) else slip.words
    if pretended(slip.passage.text):
        return True
    mended = any(one.norm != other.norm for one, other in zip(slip.words, as_written, strict=True))
    return (
        _steers(slip, slip.words, quoted)
        or (mended and _steers(slip, as_written, quoted))
        or _steers_unparted(slip, quoted)
    )


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
