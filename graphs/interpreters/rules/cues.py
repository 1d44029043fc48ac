"""What is ruled out, what is heard and what it should look like: the fields in the requester's own words."""

from itertools import pairwise

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit

LONGEST = 6  # words of one cue
# sounds by their own names, behind "sound of", behind "noise of" (which is kept), before "の音"
_HEARD = ("heard", "lead", "noise", "trail")


def negatives(slip: Slip) -> list[str]:
    """What the words rule out, without the "no": `no cuts or zooms` -> cuts, zooms. Claims what it read."""
    found: list[str] = []
    hits = slip.find(slip.language.sounds)
    skip = {i for h in hits if h.field == "negation" and h.value == "idle" for i in range(h.first, h.last)}
    for hit in hits:
        if hit.field != "negation" or hit.value not in ("no", "dont") or hit.first in skip:
            continue
        if not slip.free(hit.first, hit.last):
            continue
        said, last = _scope(slip, hit.last)
        tells = hit.value == "no" and slip.norm_at(hit.first) in slip.language.lists["only_of_terms"]
        if said and _is_a_format(slip, hit.last, last):
            slip.claim(hit.first, last)  # `not vertical, do scope`: nothing that could be in the picture
        elif said and not (tells and not _ruled_out(slip, hit.last, last)):
            found.extend(said)
            slip.claim(hit.first, last)
    return [*found, *_ruled_before(slip, hits)]


def _ruled_before(slip: Slip, hits: list[Hit]) -> list[str]:
    """Negation that follows what it rules out, as in Japanese: the word or run right before it."""
    found = []
    still = [h for h in slip.find(slip.language.shots) if h.value == "static"]
    for hit in hits:
        if hit.field != "negation" or hit.value != "after" or not slip.free(hit.first, hit.last):
            continue
        if any(h.first < hit.last <= h.last for h in still):
            continue
        first = hit.first
        while first > 0 and not slip.stops(first - 1) and not slip.taken[first - 1] and hit.first - first < 12:
            if slip.norm_at(first - 1) in slip.language.lists["prepositions"]:
                break
            first -= 1
        if first < hit.first:
            found.append(slip.said(first, hit.first))
            slip.claim(first, hit.last)
    return found


def _is_a_format(slip: Slip, first: int, last: int) -> bool:
    """Whether the words name an aspect ratio and nothing else."""
    hits = slip.part(first, last).find(slip.language.shots)
    return len(hits) == 1 and hits[0].field == "aspect_ratio" and hits[0].last - hits[0].first == last - first


def _ruled_out(slip: Slip, first: int, last: int) -> bool:
    """Whether "not ..." rules something out (a film term, a thing) or only tells ("not crying now")."""
    lists = slip.language.lists
    if slip.norm_at(first - 1) in lists["determiners"] or slip.norm_at(first - 1) in lists["prepositions"]:
        return True
    if slip.norm_at(first - 1) in lists["fillers"] and slip.norm_at(first - 1) in lists["degree"]:
        return True
    alone = slip.stops(first - 2) and slip.stops(last) and last - first <= 2
    if alone and not slip.norm_at(first).endswith("ing"):
        return True
    part = slip.part(first, last)
    return any(h.first == 0 and h.field != "nothing" for h in part.find(slip.language.shots))


def _scope(slip: Slip, first: int) -> tuple[list[str], int]:
    """The things ruled out from `first` on, and where the scope ends: a mark, a "but", or six words."""
    lists = slip.language.lists
    said: list[str] = []
    at = start = first
    while at < len(slip.words) and not slip.taken[at] and at - start < LONGEST:
        word = slip.norm_at(at)
        joined = word in lists["alternatives"]
        if slip.stops(at) and not (word in ("/",) or _listed(slip, at)):
            break
        if at > first and word in lists["ends"]:
            break
        if joined or slip.stops(at):
            if word in lists["and"] and not _short(slip, at):
                break
            said.append(_lean(slip, start, at))
            start = at + 1
        at += 1
    said.append(_lean(slip, start, at))
    return [s for s in said if s], at


def _listed(slip: Slip, at: int) -> bool:
    """Whether the comma at `at` goes on with a list that ends in "or": `no cuts, zooms or pans`."""
    if slip.norm_at(at) != "," or slip.norm_at(at + 1) in slip.language.lists["negators"]:
        return False
    nearby = [slip.norm_at(i) for i in range(at + 1, min(at + 5, len(slip.words)))]
    ors = slip.language.lists["or"]
    return any(w in ors for w in nearby) and not any(w in (".", ";", "!", "?", "\n") for w in nearby[:3])


def _short(slip: Slip, at: int) -> bool:
    """Whether "and" at `at` joins one more thing that is ruled out: `no cuts and zooms.`"""
    return slip.stops(at + 2) or slip.stops(at + 1)


def _lean(slip: Slip, first: int, last: int) -> str:
    lists = slip.language.lists
    while first < last and (slip.norm_at(first) in lists["light"] or slip.norm_at(first) in lists["determiners"]):
        first += 1
    while last > first and slip.norm_at(last - 1) in lists["light"]:
        last -= 1
    return slip.said(first, last)


def audio(slip: Slip) -> list[str]:
    """What is to be heard besides speech: `sound of X`, and things that are only ever heard."""
    found: list[str] = []
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
        found += [said for a, b in cues if (said := slip.said(a, b))]
        slip.claim(min(hit.first, cues[0][0]), max(end, cues[-1][1]))
        end = max(end, cues[-1][1])
    return found


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
    part = slip.part(start + 1, stop)
    if any(h.field not in ("nothing", "style") for h in part.find(slip.language.shots)):
        return []
    cuts = [start, *(i for i in range(start + 1, stop) if slip.norm_at(i) in lists["and"]), stop]
    parts = [(_past_small(slip, a + 1, b), b) for a, b in pairwise(cuts)]
    return [(a, b) for a, b in parts if a < b]


def _past_small(slip: Slip, at: int, last: int) -> int:
    lists = slip.language.lists
    while at < last and (slip.norm_at(at) in lists["determiners"] or slip.norm_at(at) in lists["only"]):
        at += 1
    return at


def _joined(slip: Slip, end: int) -> list[tuple[int, int]]:
    """One more sound after "and", to the end of the clause: `clapotis et moteur au loin`."""
    lists = slip.language.lists
    if slip.norm_at(end) not in lists["and"] or slip.taken[end]:
        return []
    first = _past_small(slip, end + 1, len(slip.words))
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
        first = _past_small(slip, at + 1, len(slip.words))
        if not slip.stops(first) and not slip.taken[first]:
            return _grown(slip, first + 1)
    if slip.norm_at(at) in lists["where"]:
        last = at + 1
        while last - at < 3 and slip.norm_at(last) in lists["where_rest"]:
            last += 1
        if last - at > 1 or slip.norm_at(at) in lists["where_rest"]:
            return last
    return at
