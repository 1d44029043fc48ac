"""Who speaks: the person whom the words before or behind a line name."""

import re
from itertools import pairwise

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.words import norm

_KANJI = re.compile(r"[\u30a1-\u30ff\u4e00-\u9fff]")
_OFF = re.compile(r"(?<!\w)[(]?(?:V\.\s?O\.?|O\.\s?[SC]\.?)[)]?\s*(?:over)?\s*[:,]?\s*\Z", re.I)
_LONGEST_NAME = 4  # words
_LONGEST_REMARK = 3
_LONGEST_LEAD = 6  # words between whose line it is and the line
_REMARKS = ("off", "adverbs", "adjectives", "no_speaker")  # what is said of how a line is spoken
_SENTENCE_JA = 40  # characters before a line that are looked at
_GENITIVE = ("の",)
_LONGEST_KANA = 6  # characters of a name in kana
_PARTICLES = ("\u304c", "\u306f", "\u306e", "\u3001", ":")


def speaker(slip: Slip, at: int, after: int) -> str | None:
    """Who says what stands at [at, after): the words before `says`, a `NAME:`, or `says NAME` behind it."""
    lists = slip.language.lists
    if slip.language.code == "ja":
        return _run_before(slip, at)
    led = slip.norm_at(at - 1) in (":", ")")
    if off := _OFF.search(slip.passage.text, max(0, slip.words[at].start - 12), slip.words[at].start):
        at = slip.at(off.start())
        if slip.stops(at - 1) and slip.norm_at(at - 1) not in (",", "("):
            return None
    if _by_a_voice(slip, at):
        return None
    last = _past_marks(slip, at)
    saying = last
    while (
        saying > 0 and at - saying < 6 and slip.norm_at(saying - 1) not in lists["says"] and not slip.stops(saying - 1)
    ):
        saying -= 1
    if slip.norm_at(saying - 1) == "," and slip.norm_at(saying - 2) in lists["says"]:
        saying -= 1  # `she says, barely audible, "..."`
    if saying > 0 and slip.norm_at(saying - 1) in lists["says"]:
        verb = saying - 1
        if (who := noun_before(slip, verb)) and norm(who) not in lists["determiners"]:
            return who
        if slip.norm_at(verb) not in lists["label_only"]:
            return None
    return _beside(slip, at, last, after, led)


def _past_marks(slip: Slip, at: int) -> int:
    """Back from a line over the marks and remarks in brackets before it."""
    while at > 0 and slip.norm_at(at - 1) in (":", ",", "-", "(", ")", "."):
        if slip.norm_at(at - 1) == "." and len(slip.norm_at(at - 2)) > 1:
            break  # a sentence ends there, and no `V.O.`
        at -= 1
        if slip.norm_at(at) == ")":
            at = next((i for i in range(at, max(-1, at - 8), -1) if slip.norm_at(i) == "("), at)
    return at


def _by_a_voice(slip: Slip, at: int) -> bool:
    """Whether a voice of nobody leads to a line behind a comma: `plan large de la plage, voix en off : "..."`."""
    words = [slip.norm_at(i) for i in range(max(0, at - 5), at) if slip.norm_at(i) != ":"]
    cut = max((i for i, word in enumerate(words) if word in (",", ".", "!", "?", "\n")), default=-1)
    return cut >= 0 and " ".join(words[cut + 1 :]) in slip.language.lists["off_voice"]


def _beside(slip: Slip, at: int, last: int, after: int, led: bool) -> str | None:
    """Who stands right before or behind a line that no verb leads to."""
    if slip.language.code == "de" and slip.norm_at(after) in slip.language.lists["says"] and not slip.stops(at - 1):
        return noun_before(slip, at, near=True)  # `Lena „nie wieder“ brüllt`
    led_by_name = led and slip.norm_at(after - 2) in (".", "!", "?") and not slip.stops(last - 1)
    if not led_by_name and (who := _behind(slip, after)) is not None:
        return who
    if led:
        return _before_remark(slip, at) or noun_before(slip, last, near=True)
    return None


def _before_remark(slip: Slip, at: int) -> str | None:
    """Who stands before a remark between comma and colon where a sentence starts: `Ship's computer, flat: "..."`."""
    lists = slip.language.lists
    comma = next((i for i in range(at - 2, max(-1, at - 6), -1) if slip.norm_at(i) == ","), None)
    if slip.norm_at(at - 1) != ":" or comma is None:
        return None
    known = all(any(slip.norm_at(i) in lists[n] for n in _REMARKS) for i in range(comma + 1, at - 1))
    if not known and (at - 1 - comma > _LONGEST_REMARK or not all(_small(slip, i) for i in range(comma + 1, at - 1))):
        return None
    first = comma
    while first > 0 and not slip.stops(first - 1) and comma - first < _LONGEST_NAME:
        first -= 1
    if not slip.stops(first - 1) or slip.norm_at(first - 1) in (",", ":"):
        return None
    first += slip.norm_at(first) in lists["determiners"]
    if not known and _small(slip, first):
        return None
    said = slip.said(first, comma)
    if norm(said) in lists["off_voice"]:
        return said
    return None if any(ends_name(slip, i) for i in range(first, comma)) else said or None


def is_owned(slip: Slip, at: int) -> bool:
    """Whether words before a line at `at` say that it is hers or his: `her V.O. over: "..."`, `sa réplique : "..."`."""
    lists = slip.language.lists
    if off := _OFF.search(slip.passage.text, max(0, slip.words[at].start - 12), slip.words[at].start):
        return slip.norm_at(slip.at(off.start()) - 1) in lists["owners"]
    labels = lists["somebody"] | lists["off_voice"] | lists["label_only"]
    before = [slip.norm_at(i) for i in range(max(0, at - _LONGEST_LEAD), at)]
    return any(a in lists["owners"] and b in labels for a, b in pairwise(before))


def _small(slip: Slip, at: int) -> bool:
    """Whether a word is written small, and stands for nobody."""
    word = slip.words[at]
    lists = slip.language.lists
    return slip.passage.text[word.start].islower() and not any(word.norm in lists[n] for n in ("people", "someone"))


def _run_before(slip: Slip, at: int) -> str | None:
    """Japanese: the kanji or katakana right before the line, over a particle: `母が「...」`, `母(OFF)「...」`.

    Kana alone are a name where a mark stands before them: `。ゆき「...」`.
    """
    last = _before_brackets(slip, at)
    while last > 0 and (slip.norm_at(last - 1) in _PARTICLES or slip.norm_at(last - 1) == "\u300c"):
        last -= 1
    for tail in sorted((v.replace(" ", "") for v in slip.language.lists["voices"]), key=len, reverse=True):
        if "".join(slip.norm_at(i) for i in range(last - len(tail), last)) == tail:
            last -= len(tail)
            while last > 0 and slip.norm_at(last - 1) in _PARTICLES:
                last -= 1
            break
    first = last
    while first > 0 and last - first < 6 and not slip.taken[first - 1] and _KANJI.match(slip.norm_at(first - 1)):
        first -= 1
    if first == last:
        while (
            first > 0
            and last - first <= _LONGEST_KANA
            and slip.norm_at(first - 1) not in _GENITIVE
            and not slip.stops(first - 1)
            and not slip.taken[first - 1]
        ):
            first -= 1
        if last - first > _LONGEST_KANA or slip.norm_at(first - 1) in ("」", "』"):
            return _subject(slip, at)
    return slip.said(first, last) or None


def _subject(slip: Slip, at: int) -> str | None:
    """Japanese: who does something before the line in its sentence: `健二が駅のホームで振り返って「...」`."""
    for i in range(at - 1, max(-1, at - _SENTENCE_JA), -1):
        if slip.taken[i] or (slip.stops(i) and slip.norm_at(i) != "、"):
            return None
        if slip.norm_at(i) == "が":
            first = i
            while first > 0 and i - first < 6 and not slip.taken[first - 1] and _KANJI.match(slip.norm_at(first - 1)):
                first -= 1
            return slip.said(first, i) or None
    return None


def _before_brackets(slip: Slip, at: int) -> int:
    """The place before a remark in brackets that ends at `at`: `(OFF)`."""
    if slip.norm_at(at - 1) != ")":
        return at
    return next((i for i in range(at - 1, max(-1, at - 8), -1) if slip.norm_at(i) == "("), at)


def _behind(slip: Slip, after: int) -> str | None:
    """`"...", says Mara` and `"..." she whispers`."""
    lists = slip.language.lists
    at = after
    while slip.norm_at(at) in (",", ".", "-"):
        at += 1
    window = range(at, min(at + 4, len(slip.words)))
    verb = next((i for i in window if slip.norm_at(i) in lists["says"] and not slip.taken[i]), None)
    if verb is None or slip.norm_at(verb) in lists["label_only"]:
        return None
    if verb > at:
        skip = 1 if slip.norm_at(at) in lists["determiners"] and slip.norm_at(at) not in lists["someone"] else 0
        return slip.said(at + skip, verb) or None
    while slip.norm_at(verb + 1) in lists["by"]:
        verb += 1
    first = verb + 1 + (slip.norm_at(verb + 1) in lists["determiners"])
    last = first
    while last < len(slip.words) and slip.words[last].kind == "word" and not ends_name(slip, last) and last - first < 3:
        last += 1
    return slip.said(first, last) or None


def noun_before(slip: Slip, at: int, *, near: bool = False) -> str | None:
    """The last person named before `at` in its clause: `the old man`, `Mara`, `she`."""
    lists = slip.language.lists
    first = last = at
    if slip.norm_at(at - 1) in lists["and"] and (who := _who_does_both(slip, at - 1)):
        return who
    at = _before_off(slip, at)
    first = last = at
    for i in range(at - 1, max(-1, at - 12), -1):
        word = slip.words[i]
        if slip.taken[i] or word.kind == "line" or word.norm in (".", "!", "?", ";", '"'):
            break
        if word.norm in lists["hearing"] and i + 1 < at:  # `we hear mum: "..."`
            return slip.said(i + 1 + (slip.norm_at(i + 1) in lists["determiners"]), at) or None
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


def _before_off(slip: Slip, at: int) -> int:
    """The place before a remark that somebody is not seen: `Teacher O.S. says`."""
    end = slip.words[at].start if at < len(slip.words) else len(slip.passage.text)
    off = _OFF.search(slip.passage.text, max(0, end - 12), end)
    return slip.at(off.start()) if off else at


def _who_does_both(slip: Slip, at: int) -> str | None:
    """The pronoun that starts the clause before `and says`: `elle range des flacons (bruit) et dit`."""
    lists = slip.language.lists
    for i in range(at - 1, max(-1, at - 12), -1):
        if slip.taken[i] or slip.norm_at(i) in (".", "!", "?", ";", "\n"):
            return None
        if slip.norm_at(i) in lists["third"] and (i == 0 or slip.stops(i - 1) or slip.norm_at(i - 1) in lists["and"]):
            return slip.said(i, i + 1)
    return None


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
