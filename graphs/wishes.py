"""Wishes: what somebody without the say would change. One is a free previs under its author's name until taken up."""

from collections.abc import Sequence
from typing import Any

from graphs.revising import whole
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import CARRIED


def is_wish(take: Take) -> bool:
    """A previs that changes something is a wish; the slate's own previs is drawn from the slate as it stands."""
    return take.kind == "previs" and bool(take.changes)


def open_wishes(shot: Shot, takes: Sequence[Take]) -> tuple[Take, ...]:
    """Wishes that nobody took up: later than the slate's own newest previs and every take, and not granted already."""
    own = [at for at, take in enumerate(takes) if not is_wish(take)]
    since = takes[own[-1] + 1 :] if own else takes
    asked = whole(shot.request, shot.filled)
    return tuple(take for take in since if take.request != asked and take.state not in ("cancelled", "deleted"))


def granted(shot: Shot, wish: Take) -> ShotRequest:
    """What is asked for with a wish taken up: the slate's request, and what the wish changes of it."""
    asked = whole(shot.request, shot.filled)
    changes: dict[str, Any] = {
        field: getattr(wish.request, field)
        for field in CARRIED
        if getattr(wish.request, field) != getattr(asked, field)
    }
    return shot.request.model_copy(update=changes)
