"""What the things that a request names are to the shot: to be seen, to be heard, its look, or mere talk, by weights."""

from dataclasses import dataclass, field

from graphs.interpreters.rules.cues import cues, said_of
from graphs.interpreters.rules.learned.things import marked
from graphs.interpreters.rules.learned.weights import weights
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.subjects import things

_ENOUGH = {"seen": 0.4, "heard": 0.6, "look": 0.45}  # how likely it has to be
_ASIDE = 0.3  # so much more where it stands in talk
_BROUGHT = 0.2  # and a thing that a revision brings in
MOST = 12


@dataclass(slots=True)
class Sorted:
    """The things of a shot in the requester's words, in order."""

    seen: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)


def sort_things(slip: Slip, cued: frozenset[int], *, revises: bool = False) -> Sorted:
    """The things that the free words name, sorted. Sounds and looks are claimed.

    `cued` are the words of those that the lists know.
    """
    whole = cues(slip, cued, revises=revises)
    found = Sorted(heard=list(said_of(slip, whole, "heard")), look=list(said_of(slip, whole, "look")))
    named, weather = things(slip), slip.language.lists["weather"]
    for thing, shares in zip(named, weights("thing").shares_of_each(marked(slip, named, revises=revises)), strict=True):
        more = _ASIDE if thing.aside and not revises else 0.0
        sort = next((s for s, least in _ENOUGH.items() if shares[s] >= least + more), None)
        if revises and sort is None and thing.brought and shares["seen"] >= _BROUGHT:
            sort = "seen"
        if revises and weather.issuperset(slip.norms[thing.first : thing.last]):
            sort = "seen"  # `and rain` is no sound
        if sort is not None and len(getattr(found, sort)) < MOST:
            getattr(found, sort).append(thing.said)
    return found
