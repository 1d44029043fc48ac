"""Which version of a shot an edit starts from: its slate, or what words changed since. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import CARRIED


@dataclass(frozen=True, slots=True)
class Version:
    """A shot as it stands: what is asked for, in which words, and the take that an edit would be the successor of
    (None where none has landed)."""

    request: ShotRequest
    text: str
    newest: Take | None


def as_it_stands(shot: Shot, takes: Sequence[Take]) -> Version:
    """What the newest landed take was asked to be, where it came of the slate as it is written; else the slate.

    A revision ("same but wider") leaves the slate as it was, and is then ahead of it; an edited message or form changes
    the slate, which is ahead of all takes until one is rolled from it. `takes` are the shot's, oldest first.
    """
    rolled = [take for take in takes if take.kind == "take"]
    newest = next((take for take in reversed(rolled) if take.state == "screened"), None)
    slate = {field: getattr(shot.request, field) or getattr(shot.filled, field) for field in CARRIED}
    of_slate = next((take for take in reversed(rolled) if _fields(take, rolled) == slate), None)
    if newest is None or of_slate is None or rolled.index(newest) <= rolled.index(of_slate):
        return Version(shot.request, shot.text, newest)
    changed = {field: value for field, value in _fields(newest, rolled).items() if value != slate[field]}
    added = newest.words.removeprefix(of_slate.words)
    text = newest.words if added == newest.words else shot.text + added
    return Version(shot.request.model_copy(update=changed), text, newest)


def drafted(take: Take, takes: Sequence[Take]) -> ShotRequest:
    """What a take was asked to be; of a master, in the size of its draft."""
    draft = next((t for t in takes if t.id == take.parent), None) if take.master else None
    return take.request.model_copy(update={"resolution": draft.request.resolution}) if draft else take.request


def _fields(take: Take, takes: Sequence[Take]) -> dict[str, Any]:
    request = drafted(take, takes)
    return {field: getattr(request, field) for field in CARRIED}
