"""The previs's frame as what a roll is composed from: which drawing that is, and whether a roll waits for it.

That it is wanted at all is a piece of the shot (wanting.py); what a camera takes of it is the camera's to say.
"""

from collections.abc import Sequence
from dataclasses import replace

from graphs import words
from graphs.crew import Crew
from graphs.crew.camera import Fate
from graphs.revising import whole
from graphs.vocabulary.material import Piece
from graphs.vocabulary.shots import Shot, Take
from graphs.wishes import is_wish


def is_composed(shot: Shot) -> bool:
    """Whether the previs's frame goes along with a shot's takes."""
    return any(piece.plays == "composition" for piece in shot.material)


async def with_previs(crew: Crew, shot: Shot, piece: Piece) -> Piece:
    """A composition is the newest previs of the slate, or the wish that it says by now; the piece itself where there
    is none yet."""
    if piece.plays != "composition":
        return piece
    asked = whole(shot.request, shot.filled)
    previs = [t for t in await crew.archive.takes_of(shot.id) if t.kind == "previs"]
    drawn = [t for t in previs if not is_wish(t) or t.request == asked]
    return replace(piece, take=drawn[-1].id, label=f"the frame of {drawn[-1].label}") if drawn else piece


def never_drawn(piece: Piece, take: Take | None) -> Fate | None:
    """What becomes of a composition whose previs never came: takes roll without it. None where there is one."""
    if piece.plays != "composition" or take is None or take.clip or not take.ended:
        return None
    return Fate(None, words.rolls_without(take))


def is_awaited(piece: Piece, take: Take | None) -> bool:
    """Whether a composition's previs is on its way: it takes seconds, and a roll waits for it."""
    return piece.plays == "composition" and take is not None and take.clip is None and not take.ended


def draws_first(shot: Shot, takes: Sequence[Take], *, previs_first: bool) -> bool:
    """Whether a shot that got the word before any previs of its words was begun has one drawn all the same."""
    return previs_first and is_composed(shot) and not any(take.kind == "take" for take in takes)
