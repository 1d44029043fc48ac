"""Shots, takes and attempts: what was asked, what was rolled, and what came of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from graphs.vocabulary.material import Piece
from graphs.vocabulary.money import Held
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.requests import Doubt, Fallback, ShotRequest

# heard: a message that may ask for a shot. slated: read and written up. waiting: for the word to roll.
# open: takes may roll. dropped, not_a_shot: ended.
ShotState = Literal["heard", "slated", "waiting", "open", "dropped", "not_a_shot"]
# open: to be rolled. queued: the camera has no place. rolling: an operation runs. collected: the clip is in the vault.
# screened: it plays in the thread. cancelled, failed, deleted: ended.
TakeState = Literal["open", "queued", "rolling", "collected", "screened", "cancelled", "failed", "deleted"]
TakeKind = Literal["take", "previs"]
AttemptState = Literal["intended", "submitted", "done", "failed", "cancelled"]
# Why nothing more is rolled of a shot; `withdrawn`: its request was deleted.
DropReason = Literal["works_as_is", "cut_from_script", "shot_for_real", "model_cannot", "withdrawn"]
# How a take keeps the picture of the one that it revises or is the master of; None where there is nothing to tell.
Kept = Literal["edit", "frames", "new", "upscale"]
NoteOutcome = Literal["addressed", "not_addressed", "cannot_tell"]
ENDED_TAKES: tuple[TakeState, ...] = ("screened", "cancelled", "failed", "deleted")
SLATE = re.compile(r"(\d{1,4})([A-HJ-NP-Z]{0,2})", re.I)


@dataclass(frozen=True, slots=True)
class Shot:
    """One shot. `request` holds what was asked, `filled` what the production's defaults added; `number` counts a
    production's shots, `slate` is the label as written ("14C") where somebody gave one. `doubt` is what may have been
    meant instead, `fallback` why not the interpreter that usually reads has read it.
    `material` goes along with all its takes, beside the images that came with the message (`references`).
    It rolls by itself at `rolls_at` unless somebody stopped that (`stopped_by`); `kept_by` says what money had
    against it."""

    id: str
    production: str
    thread: Ref
    asked_in: Ref
    asked_by: str
    number: int | None
    slate: str | None
    text: str
    request: ShotRequest
    filled: ShotRequest
    reading: str | None
    state: ShotState
    references: tuple[FileRef, ...]
    created_at: datetime
    word_by: str | None = None
    unread: tuple[str, ...] = ()
    dropped_why: DropReason | None = None
    dropped_by: str | None = None
    doubt: Doubt | None = None
    fallback: Fallback | None = None
    material: tuple[Piece, ...] = ()
    rolls_at: datetime | None = None
    stopped_by: str | None = None
    kept_by: Held | None = None

    @property
    def counting(self) -> bool:
        """Whether it rolls by itself soon."""
        waits = self.state == "waiting" and not self.word_by
        return waits and self.rolls_at is not None and self.stopped_by is None

    @property
    def name(self) -> str:
        """As people call it: its slate, else "Shot 3"."""
        return self.slate or f"Shot {self.number}"


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """A note on the take before, and what this take made of it. `outcome` is None until the take has landed.

    `changed` holds the fields of the request that it changed, with their new values as JSON; None where that is not
    known.
    """

    record: str
    outcome: NoteOutcome | None = None
    changed: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """One take (or previs) of a shot. `request` is whole: asked and filled in. Times are UTC. `ended_by` is the person
    who cancelled or deleted it, None where nobody is known. `notes` are those that it was rolled with or without.
    `held` says why money keeps it from rolling, or who refused it. `cost_cents` is what all its attempts cost.
    `material` goes along with this take beside the shot's own. A `master` is its parent, the draft, once more at the
    production's finish: it takes nothing along, and keeps what its revisions will. `unread` and `fallback` are those
    of the words that it was asked with, as a Shot has them."""

    id: str
    shot: str
    kind: TakeKind
    number: int
    request: ShotRequest
    prompt: str
    seed: int
    camera: str
    state: TakeState
    asked_by: str
    asked_in: Ref | None
    created_at: datetime
    parent: str | None = None
    changes: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    clip: str | None = None
    poster: str | None = None
    filmstrip: str | None = None
    duration_s: float | None = None
    rolled_in_s: float | None = None
    cost_cents: int | None = None
    trouble: str | None = None
    clip_ref: Ref | None = None
    failures: int = 0
    ended_by: str | None = None
    notes: tuple[NoteTaken, ...] = ()
    held: Held | None = None
    keeps: Kept | None = None
    material: tuple[Piece, ...] = ()
    master: bool = False
    unread: tuple[str, ...] = ()
    fallback: Fallback | None = None

    @property
    def words(self) -> str:
        """The requester's own words in its prompt: all below the line of film words (`write_prompt`)."""
        return self.prompt.partition("\n")[2]

    @property
    def label(self) -> str:
        return f"take {self.number}" if self.kind == "take" else f"P{self.number}"

    @property
    def ended(self) -> bool:
        return self.state in ENDED_TAKES


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at rolling a take on one camera; `operation` is the camera's own name for the running render."""

    id: str
    take: str
    number: int
    camera: str
    model_asked: str
    model_served: str | None
    seed: int
    parameters: dict[str, Any]
    state: AttemptState
    operation: str | None
    estimate_cents: int
    intended_at: datetime
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeldSoFar:
    """A camera's record of one thing that shots ask for ("orbit"): judged takes that held it, of those judged."""

    value: str
    held: int
    of: int


@dataclass(frozen=True, slots=True)
class InLine:
    """A roll that has to wait: its place in the camera's queue, counted from 1."""

    place: int


def slate_label(text: str) -> str | None:
    """The slate that `text` writes, upper case ("14c" -> "14C"); None where it is none. I and O are not used."""
    match = SLATE.fullmatch(text.strip())
    return f"{int(match[1])}{match[2].upper()}" if match else None
