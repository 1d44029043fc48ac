"""Who is meant by the words that say who speaks: somebody by name, nobody, or whom a pronoun stands for.

Who stands beside a line by name is read in naming.py.
"""

import re
from bisect import bisect_left

from graphs.interpreters.rules.naming import ends_name
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.interpreters.rules.words import norm, words_of

_TAKE = re.compile(r"[tT]?\d{1,2}|テイク\d{1,2}")  # names a take, and nobody
_NOBODY = ("shot_size", "camera_angle", "camera_movement", "lens", "lighting", "time_of_day")
_FAR = 60  # words before the line that are looked at
_LOOK = 4  # words of a look that may be names: `like Wes Anderson`
_LONGEST = 3
_JOINED = 4  # letters; shorter nouns end too many words


def somebody(slip: Slip, who: str | None) -> str | None:
    """Who speaks, unless the words only say that somebody does: `she`, `V.O.`, `voz en off`, `the line`."""
    if who is None:
        return None
    said = norm(who.strip(" .")).replace(".", "")
    lists = slip.language.lists
    if _names_the_shot(slip, who):
        return None
    nobody = lists["somebody"] | lists["off"] | lists["off_voice"]  # a label may be somebody: `Sprecher`
    if said in nobody or said in glued(nobody) or _TAKE.fullmatch(said):
        return None
    return _whose_line(slip, who) if slip.language.code == "ja" else who


def _whose_line(slip: Slip, who: str) -> str | None:
    """Japanese: whose line it is said to be: `健太のセリフを`; nobody's where only the line is named."""
    for word in glued(slip.language.lists["somebody"]):
        owner, found, behind = who.partition(word)
        if found and not behind.removesuffix("だけ").strip("をはがもの"):
            return owner.removesuffix("の").removeprefix("あと").removeprefix("また") or None
    return who


def _names_the_shot(slip: Slip, who: str) -> bool:
    """Whether the word is one of sizes, lengths or takes, and nobody: `a close-up, and change his line to "..."`."""
    words = words_of(who)
    if len(words) != 1 and slip.language.code != "ja":
        return False
    known = slip.language.shots.root
    for word in words:
        known = known.get(word, {})
    sized = any(e.field in _NOBODY and e.free for e in known.get("", ()))
    return sized or any(words[0] in slip.language.lists[n] for n in ("unit_seconds", "unit_takeword"))


def glued(phrases: frozenset[str]) -> tuple[str, ...]:
    """Phrases of a language that parts no words, as they stand in a text."""
    return tuple(phrase.replace(" ", "") for phrase in phrases)


def meant(slip: Slip, who: str | None, at: int) -> str | None:
    """The person whom `who`, if it is `she` or `he`, stands for in a line at `at`; `who` where nobody is named."""
    lists = slip.language.lists
    if who is None or norm(who) not in lists["third"]:
        return who
    idle = _idle(slip, at)
    for i in range(min(at, len(slip.words)) - 1, max(-1, at - 1 - _FAR), -1):
        word = slip.words[i]
        if word.kind != "word" or slip.taken[i] or i in idle:
            continue
        if _says_what_it_is(slip, i, idle):
            continue
        if is_person(slip, i) or (_is_name(slip, i, idle) and not _is_a_place(slip, i)):
            return _whole(slip, i, idle)
    return who


def _says_what_it_is(slip: Slip, at: int, idle: set[int]) -> bool:
    """Whether a person only says what a thing is like: `un masque de clown`, not `gros plan de grand-mère`."""
    lists = slip.language.lists
    joins = slip.norm_at(at - 1) in lists["genitive"] and slip.norm_at(at - 1) not in lists["determiners"]
    return joins and at - 2 not in idle and is_person(slip, at)


def is_person(slip: Slip, at: int) -> bool:
    """Whether the word is a noun for a person; German joins them: `Stadionsprecher`."""
    people, word = slip.language.lists["people"], slip.norm_at(at)
    return word in people or (slip.language.code == "de" and any(word.endswith(p) for p in people if len(p) > _JOINED))


def _idle(slip: Slip, at: int) -> set[int]:
    """Words before `at` that name nobody: those of shots, and whose look it is."""
    shots, sounds = _near(slip.find_all(slip.language.shots), at), _near(slip.find_all(slip.language.sounds), at)
    found = {i for h in shots if h.field != "nothing" for i in range(h.first, h.last)}
    asked = _near(slip.find_all(slip.language.kinds), at)
    found |= {i for h in asked if h.field in ("request", "revision", "previous") for i in range(h.first, h.last)}
    looks = [h for h in sounds if h.field == "look" and h.value == "lead"]
    return found | {i for h in looks for i in range(h.first, h.last + _LOOK)}


def _near(hits: list[Hit], at: int) -> list[Hit]:
    first = bisect_left(hits, at - _FAR - _LONGEST, key=lambda h: h.first)
    return hits[first : bisect_left(hits, at, key=lambda h: h.first)]


def _is_name(slip: Slip, at: int, idle: set[int]) -> bool:
    """Whether it is written as a name is, among words that are not all large."""
    lists = slip.language.lists
    word = slip.words[at]
    said = slip.passage.text[word.start : word.end]
    if not said[0].isupper() or slip.passage.text.isupper() or len(said) < 2:
        return False
    if any(word.norm in lists[n] for n in ("not_people", "determiners", "pronouns", "fillers", "things", "labels")):
        return False
    if slip.language.code == "de":  # every noun is large: only right behind these it is likely to be a name
        acts = slip.stops(at - 1) and slip.norm_at(at + 1) in lists["verb_forms"]
        if not (acts or at - 1 in idle or slip.norm_at(at - 1) in lists["prepositions"]):
            return False
    return not ends_name(slip, at)


def _is_a_place(slip: Slip, at: int) -> bool:
    lists = slip.language.lists
    before = at - 1
    while slip.norm_at(before) in lists["determiners"] and slip.norm_at(before) not in lists["places"]:
        before -= 1
    return slip.norm_at(before) in lists["places"]


def _whole(slip: Slip, at: int, idle: set[int]) -> str:
    """The name or noun with what belongs to it: `Old Waitress`, `the old man` without its article."""
    lists = slip.language.lists
    first, last = at, at + 1
    named = slip.passage.text[slip.words[at].start].isupper()
    while first > 0 and last - first < _LONGEST and first - 1 not in idle and not ends_name(slip, first - 1):
        word = slip.words[first - 1]
        large = word.kind == "word" and slip.passage.text[word.start].isupper()
        if word.kind != "word" or word.norm in lists["determiners"] or word.norm in lists["fillers"]:
            break
        if named and not large and word.norm not in lists["people"]:
            break
        first -= 1
    while (
        named and last - first < _LONGEST and last < len(slip.words) and last not in idle and _is_name(slip, last, idle)
    ):
        last += 1
    return slip.said(first, last).removesuffix("'s")
