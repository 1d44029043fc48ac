"""What is to be heard besides speech: sounds by their names, behind "sound of", and what a list of sounds goes on with.

What a thing that no word here knows is to the shot is weighed in sorts.py.
"""

from collections.abc import Iterator
from itertools import pairwise

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.interpreters.rules.voices import is_person

LONGEST = 6  # words of one cue
_SOON = 2  # words from a verb of sound to the end of its clause
_LONGEST_CLAUSE = 9  # words of `a rusty gate squeaking in the wind`
# sounds by their own names, behind "sound of", behind "noise of" (which is kept), before "の音"
_HEARD = ("heard", "lead", "noise", "trail")
_SENTENCE_ENDS = (".", "!", "?", "\n", "\u3002")
_JOINS = ("+", "&")

Span = tuple[int, int]


def audio(slip: Slip) -> list[Span]:
    """What is to be heard besides speech: `sound of X`, and things that are only ever heard. Claims the words."""
    spans: list[Span] = []
    end = 0
    for hit in _sounds(slip):
        if hit.first < end or not slip.free(hit.first, hit.last):
            continue
        if hit.value in ("lead", "noise"):
            first, end = hit.last if hit.value == "lead" else hit.first, _chunk_end(slip, hit.last)
        elif hit.value == "trail":
            first, end = _run_back(slip, hit.first), hit.last
            if first == hit.first:
                continue
        else:
            first, end = _describers(slip, hit.first, end), hit.last
            end = _grown(slip, end)
        cues = _alone(slip, first, end) if hit.value == "heard" else []
        cues = cues or [(first, end), *_joined(slip, end)]
        spans += [(a, b) for a, b in cues if a < b]
        slip.claim(min(hit.first, cues[0][0]), max(end, cues[-1][1]))
        end = max(end, cues[-1][1])
    return _gone_on(slip, _whole(slip, spans))


def _whole(slip: Slip, spans: list[Span]) -> list[Span]:
    """The sounds with what makes them, where a verb says it: `fluoros [buzzing] overhead`, `silla que [cruje]`."""
    heard = {i for a, b in spans for i in range(a, b)}
    verbs = slip.language.lists["sound_verbs"]
    if verbs.isdisjoint(slip.norms):
        return spans
    wholes: list[Span] = []
    for first, last in stretches(slip):
        verb = next((i for i in range(first + 1, last) if slip.norm_at(i) in verbs), None)
        if verb is None or not _names_a_thing(slip, first, verb, heard):
            continue
        told = verb if last - verb <= _SOON else last  # `buzzing overhead` is no camera angle
        if last - first > _LONGEST_CLAUSE or slip.states(first, told):
            continue
        wholes.append((first, last))
    within = {i for a, b in wholes for i in range(a, b)}
    found = [(past_small(slip, a, b), b) for a, b in wholes]
    for a, b in found:
        slip.claim(a, b)
    return sorted([*(span for span in spans if not within.issuperset(range(*span))), *found])


def _names_a_thing(slip: Slip, first: int, verb: int, heard: set[int]) -> bool:
    """Whether the words before a verb of sound name what makes it, and nobody: nobody is to be seen and not heard."""
    lists = slip.language.lists
    for i in range(first, verb):
        word = slip.words[i]
        if (slip.taken[i] and i not in heard) or word.kind != "word" or is_person(slip, i):
            return False
        named = i in heard or word.norm in lists["things"] or word.norm in lists["sound_verbs"]
        if word.norm in lists["someone"] or (word.norm in lists["verb_forms"] and not named):
            return False
    return past_small(slip, first, verb) < verb


def _gone_on(slip: Slip, spans: list[Span]) -> list[Span]:
    """The sounds and those that their list goes on with: `hear it rattle and then the lid pop`."""
    found = list(spans)
    if not spans:
        return found
    heard = {i for a, b in spans for i in range(a, b)}
    rows = stretches(slip)
    for sentence in sentences_of(slip, rows):
        only = all(_sounds_or_free(slip, row, heard) for row in sentence)
        for before, row in pairwise(sentence):
            near = any(i in heard for i in range(*before))
            if not near or any(i in heard for i in range(*row)) or not (only or _adds(slip, before[1], row[0])):
                continue
            first = past_small(slip, row[0], row[1])
            if _may_sound(slip, first, row[1]):
                found.append((first, row[1]))
                heard |= set(range(first, row[1]))
                slip.claim(first, row[1])
    return sorted(found)


def _sounds_or_free(slip: Slip, row: Span, heard: set[int]) -> bool:
    return all(i in heard or not slip.taken[i] for i in range(*row)) and not slip.states(*row)


def _adds(slip: Slip, end: int, start: int) -> bool:
    """Whether the words between two clauses say that the second belongs to the first: `and`, `, then`, `+`."""
    between = [slip.norm_at(i) for i in range(end, start + 1)]
    lists = slip.language.lists
    return any(w in lists["and"] or w in lists["then"] or w in _JOINS for w in between)


def _may_sound(slip: Slip, first: int, last: int) -> bool:
    lists = slip.language.lists
    if not 0 < last - first <= LONGEST or not slip.free(first, last) or slip.states(first, last):
        return False
    words = [slip.norm_at(i) for i in range(first, last)]
    if words[0] in lists["pronouns"] or any(w in lists["someone"] or w in lists["fillers"] for w in words[:1]):
        return False
    names = lists["things"] | lists["sound_verbs"]
    acts = any(w in lists["verb_forms"] and not w.endswith(("ing", "ed")) and w not in names for w in words[:2])
    return not acts and not any(is_person(slip, i) or slip.words[i].kind != "word" for i in range(first, last))


def stretches(slip: Slip) -> list[Span]:
    """The words between marks and between the words that join: [first, last). Found once for each slip."""
    if slip.between is None:
        slip.between = list(_stretches(slip))
    return slip.between


def _stretches(slip: Slip) -> Iterator[Span]:
    lists = slip.language.lists
    joins = lists["and"] | lists["then"] | frozenset(_JOINS)
    first = 0
    for at in range(len(slip.words) + 1):
        if slip.stops(at) or slip.norms[at] in joins:
            if at > first:
                yield first, at
            first = at + 1


def sentences_of(slip: Slip, rows: list[Span]) -> Iterator[list[Span]]:
    """The clauses of each sentence."""
    held: list[Span] = []
    for row in rows:
        held.append(row)
        if row[1] >= len(slip.words) or slip.norm_at(row[1]) in _SENTENCE_ENDS:
            yield held
            held = []
    if held:
        yield held


def _sounds(slip: Slip) -> list[Hit]:
    """The sound terms in order, and words that are sounds by their ending: `Stoffrascheln`."""
    hits = [h for h in slip.find(slip.language.sounds) if h.field == "audio" and h.value in _HEARD]
    endings = tuple(slip.language.lists["heard_endings"])
    if endings:
        there = {i for h in hits for i in range(h.first, h.last)}
        hits += [
            Hit("audio", "heard", at, at + 1)
            for at, word in enumerate(slip.words)
            if word.norm.endswith(endings) and at not in there and not slip.taken[at]
        ]
    return sorted(hits, key=lambda h: h.first)


def _alone(slip: Slip, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a clause that names nothing but sounds: `just water lapping and wingbeats`."""
    lists = slip.language.lists
    start, stop = first, last
    while start > 0 and first - start < LONGEST and not slip.stops(start - 1) and not slip.taken[start - 1]:
        start -= 1
    while stop < len(slip.words) and stop - last < LONGEST and not slip.stops(stop) and not slip.taken[stop]:
        stop += 1
    if start == first or slip.norm_at(start) not in lists["only"]:
        return []
    while stop > start and slip.norm_at(stop - 1) in lists["trails"]:
        stop -= 1
    if slip.states(start + 1, stop):
        return []
    cuts = [start, *(i for i in range(start + 1, stop) if slip.norm_at(i) in lists["and"]), stop]
    parts = [(past_small(slip, a + 1, b), b) for a, b in pairwise(cuts)]
    return [(a, b) for a, b in parts if a < b]


def past_small(slip: Slip, at: int, last: int) -> int:
    lists = slip.language.lists
    small = lists["determiners"] | lists["only"]
    while at < last and slip.norm_at(at) in small:
        at += 1
    if at + 1 < last and slip.norm_at(at) in lists["unit_sounds"] and slip.norm_at(at + 1) in lists["be"]:
        return past_small(slip, at + 2, last)  # `only sound is the fridge hum`
    return at


def _joined(slip: Slip, end: int) -> list[tuple[int, int]]:
    """One more sound after "and", to the end of the clause: `clapotis et moteur au loin`."""
    lists = slip.language.lists
    if slip.norm_at(end) not in lists["and"] or slip.taken[end]:
        return []
    first = past_small(slip, end + 1, len(slip.words))
    last = first
    while last < len(slip.words) and not slip.stops(last) and not slip.taken[last] and last - first < 4:
        if slip.norm_at(last) in lists["trails"]:
            break
        last += 1
    whole = slip.stops(last) or slip.norm_at(last) in lists["trails"]
    words = [slip.norm_at(i) for i in range(first, last)]
    if not words or not whole or any(w in lists["pronouns"] or w in lists["verb_forms"] for w in words[:2]):
        return []
    told = any(h.field != "nothing" for h in slip.part(first, last).find(slip.language.shots))
    return [] if told else [(first, last)]


def _run_back(slip: Slip, at: int) -> int:
    """Japanese: where the words before `の音` start, after the last mark or particle that is no の."""
    lists = slip.language.lists
    first = at
    while first > 0 and at - first < 12 and not slip.stops(first - 1) and not slip.taken[first - 1]:
        word = slip.norm_at(first - 1)
        if word in lists["prepositions"] and word not in lists["genitive"]:
            break
        first -= 1
    return first


def _chunk_end(slip: Slip, first: int) -> int:
    lists = slip.language.lists
    at = first
    while not slip.stops(at) and not slip.taken[at] and at - first < LONGEST:
        if at > first and slip.norm_at(at) in lists["conjunctions"] and not slip.stops(at + 2):
            break
        at += 1
    return at


def _describers(slip: Slip, at: int, floor: int) -> int:
    """Back over the words that describe: `distant rolling [thunder]`, at most three."""
    lists = slip.language.lists
    first = at
    while first > floor and at - first < 3 and slip.words[first - 1].kind == "word" and not slip.taken[first - 1]:
        word = slip.norm_at(first - 1)
        if any(word in lists[n] for n in ("determiners", "pronouns", "prepositions", "conjunctions")):
            break
        if (word in lists["fillers"] or word in lists["verb_forms"]) and word not in lists["sounding"]:
            break
        first -= 1
    return first


def _grown(slip: Slip, at: int) -> int:
    """On over `of clippers`, `in the background`, `outside`: whose sound it is, and where."""
    lists = slip.language.lists
    if slip.norm_at(at) in lists["genitive"] and not slip.taken[at]:
        first = past_small(slip, at + 1, len(slip.words))
        if not slip.stops(first) and not slip.taken[first]:
            return _grown(slip, first + 1)
    if slip.norm_at(at) in lists["where"]:
        last = at + 1
        while last - at < 3 and slip.norm_at(last) in lists["where_rest"]:
            last += 1
        if last - at > 1 or slip.norm_at(at) in lists["where_rest"]:
            return last
    return at
