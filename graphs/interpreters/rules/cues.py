"""What is ruled out, what is heard and what it should look like: the fields in the requester's own words."""

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit

LONGEST = 6  # words of one cue


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
        if said and not (tells and not _ruled_out(slip, hit.last, last)):
            found.extend(said)
            slip.claim(hit.first, last)
    return [*found, *_ruled_before(slip, hits)]


def _ruled_before(slip: Slip, hits: list[Hit]) -> list[str]:
    """Negation that follows what it rules out, as in Japanese: the word or run right before it."""
    found = []
    for hit in hits:
        if hit.field != "negation" or hit.value != "after" or not slip.free(hit.first, hit.last):
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
    hits = [h for h in slip.find(slip.language.sounds) if h.field == "audio"]
    end = 0
    for hit in hits:
        if hit.first < end:
            continue
        if hit.value == "lead":
            first, end = hit.last, _chunk_end(slip, hit.last)
        elif hit.value == "heard":
            first, end = _describers(slip, hit.first, end), hit.last
            end = _grown(slip, end)
        else:
            continue
        if said := slip.said(first, end):
            found.append(said)
            slip.claim(hit.first if hit.value == "lead" else first, end)
    return found


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
    """On over `in the background`, `in the distance`, `outside`: where a sound is."""
    lists = slip.language.lists
    if slip.norm_at(at) in lists["where"]:
        last = at + 1
        while last - at < 3 and slip.norm_at(last) in lists["where_rest"]:
            last += 1
        if last - at > 1 or slip.norm_at(at) in lists["where_rest"]:
            return last
    return at
