"""What the words rule out. What is heard is read in sounds.py, what it should look like in looks.py."""

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit

LONGEST = 6  # words of one cue
_LONGEST_NOUN = 3


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
        if hit.value == "dont" and _says_to_stay(slip, hit.first, last):
            continue
        tells = hit.value == "no" and slip.norm_at(hit.first) in slip.language.lists["only_of_terms"]
        if said and _is_a_format(slip, hit.last, last):
            slip.claim(hit.first, last)  # `not vertical, do scope`: nothing that could be in the picture
        elif said and not (tells and not _ruled_out(slip, hit.last, last)):
            found.extend(said)
            slip.claim(hit.first, last)
    return [*found, *_ruled_before(slip, hits)]


def _ruled_before(slip: Slip, hits: list[Hit]) -> list[str]:
    """Negation that follows what it rules out: in Japanese the run right before it, in German `Cello raus`."""
    found = []
    still = [h for h in slip.find(slip.language.shots) if h.value == "static"]
    for hit in hits:
        if hit.field != "negation" or not hit.value.startswith(("after", "behind")):
            continue
        if not slip.free(hit.first, hit.last) or any(h.first < hit.last <= h.last for h in still):
            continue
        first = _run_ruled_out(slip, hit.first) if hit.value == "after" else _noun_ruled_out(slip, hit)
        if first < hit.first:
            found.append(slip.said(first, hit.first))
            slip.claim(first, hit.last)
    return found


def _run_ruled_out(slip: Slip, at: int) -> int:
    """Where the words before `at` start, back to a mark or to a particle that is no genitive."""
    lists = slip.language.lists
    first = at
    while first > 0 and not slip.stops(first - 1) and not slip.taken[first - 1] and at - first < 12:
        if slip.norm_at(first - 1) in lists["prepositions"] and slip.norm_at(first - 1) not in lists["genitive"]:
            break
        first -= 1
    return first


def _noun_ruled_out(slip: Slip, hit: Hit) -> int:
    """Where the noun before `raus` starts, where a clause has nothing else: not of `die Kamera fährt raus`."""
    lists = slip.language.lists
    if not slip.stops(hit.last) and slip.norm_at(hit.last) not in lists["conjunctions"]:
        return hit.first
    first = hit.first
    while first > 0 and hit.first - first < _LONGEST_NOUN and slip.free(first - 1, first):
        word = slip.norm_at(first - 1)
        if slip.stops(first - 1) or word in lists["determiners"] or word in lists["conjunctions"]:
            return first
        if word in lists["verb_forms"] or word in lists["prepositions"]:
            return hit.first
        first -= 1
    return first if first == 0 else hit.first


def _says_to_stay(slip: Slip, first: int, last: int) -> bool:
    """Whether the words only ask for a static camera: `don't move the camera`."""
    return any(h.value == "static" and h.first <= first and last <= h.last for h in slip.find(slip.language.shots))


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
    while first < last and (slip.norm_at(first) in lists["light"] or _leads_a_noun(slip, first, last)):
        first += 1
    while last > first and slip.norm_at(last - 1) in lists["light"]:
        last -= 1
    return slip.said(first, last)


def _leads_a_noun(slip: Slip, at: int, last: int) -> bool:
    """Whether it is a determiner with something behind it: of `no crowd` nothing would be left."""
    return slip.norm_at(at) in slip.language.lists["determiners"] and at + 1 < last
