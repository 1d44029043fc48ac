"""What goes into the archive and comes out of it beside the nouns of the set: rests, entries, postings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphs.crew.room import Subject
from graphs.vocabulary.material import Piece
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import Doubt, Fallback, ShotRequest
from graphs.vocabulary.shots import Kept, NoteTaken, TakeKind


@dataclass(frozen=True, slots=True)
class Rest:
    """How a work rests after a step: done for good, until a time, or (both unset) until a person acts."""

    done: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a work stands as a step of it begins: how often it was made due so far, and how it rests."""

    dues: int
    done: bool
    waiting: bool  # for a person
    until: datetime | None

    def rests_beyond(self, moment: datetime) -> bool:
        """Whether nothing is due at that moment: it is done, or rests for a person, or for longer."""
        return self.done or self.waiting or (self.until is not None and self.until > moment)


@dataclass(frozen=True, slots=True)
class SlateEntry:
    """One shot of a message, read and filled in, ready to be written up."""

    text: str
    request: ShotRequest
    filled: ShotRequest
    slate: str | None
    unread: tuple[str, ...] = ()
    doubt: Doubt | None = None
    fallback: Fallback | None = None
    material: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeEntry:
    """One take to be opened; its number is given by the archive."""

    kind: TakeKind
    request: ShotRequest
    prompt: str
    seed: int
    camera: str
    parent: str | None = None
    changes: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    notes: tuple[NoteTaken, ...] = ()
    keeps: Kept | None = None
    material: tuple[Piece, ...] = ()
    master: bool = False
    unread: tuple[str, ...] = ()
    fallback: Fallback | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """A clip as it came from its camera: its vault key (SHA-256), its length, and what it took."""

    clip: str
    duration_s: float
    rolled_in_s: float
    cost_cents: int
    model: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message of ours shows: a subject and the shot, take or digest it belongs to."""

    subject: Subject
    id: str
    shot: str | None
    take: str | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class Posting:
    """One thing to be shown once. `tries` counts sends begun: `tries` > 0 with no `ref` means, look first."""

    key: str
    subject: Subject
    id: str
    thread: Ref
    tries: int
    ref: Ref | None
    file: str | None
    content: str | None
    intended_at: datetime
