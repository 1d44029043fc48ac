"""The ScreeningRoom protocol: where the crew sees what was made. Its answers arrive as acts in the inbox."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from graphs.crew.camera import Estimate
from graphs.vocabulary.production import Person, Production
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.shots import HeldSoFar, NoteOutcome, Shot, Take

Mark = Literal["read", "logged", "off_record"]  # receipts on a person's own message
Subject = Literal["take", "previs", "card", "digest", "note", "greeting"]


@dataclass(frozen=True, slots=True)
class NoteAnswered:
    """A note on an earlier take as the card of the take that followed tells it: its words, and what became of it."""

    words: str
    by: str
    outcome: NoteOutcome


@dataclass(frozen=True, slots=True)
class CircledPart:
    """Which part of a take is circled, in seconds; no end is the take's own.

    `proposed` holds the words ("from the wipe on") where the times are our guess from the picture.
    """

    in_s: float
    out_s: float | None = None
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Master:
    """The master that a take could have: its size ("4k") and price."""

    size: str
    cents: int


@dataclass(frozen=True, slots=True)
class TakeView:
    """A take as its card shows it.

    `newest` until a later one of its kind has landed; `notes` counts standing notes, `wanted` the items among them
    that ask for a change, `liked` of `liking` reactions are positive (those without a leaning count in neither).
    `next_number` is that of the shot's next take; `answered` are the notes that this one was rolled with or without.
    `model` is the one that really made the clip, where the camera named it. `master` is offered on a circled take;
    `nearest` on one that the camera refused. `with_notes` is what a take with its notes will cost.
    """

    take: Take
    shot: Shot
    production: Production
    newest: bool
    parent: Take | None
    verdict: Literal["circle", "hold", "ng"] | None
    verdict_by: str | None
    notes: int
    liked: int
    liking: int
    place: int | None = None
    wanted: int = 0
    next_number: int = 0
    part: CircledPart | None = None
    answered: tuple[NoteAnswered, ...] = ()
    model: str | None = None
    master: Master | None = None
    nearest: tuple[str, ...] = ()
    with_notes: Estimate | None = None


@dataclass(frozen=True, slots=True)
class AlongLine:
    """One thing that is to go along with a roll, as a card tells it: whose it may be, whether it goes, and why not.

    `awaited`: it is a frame of a previs that is still being drawn, for which rolls wait.
    """

    what: str
    rights: str = ""
    goes: bool = True
    why: str = ""
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the camera would not roll a slate as it stands, and the nearest that it can ("8 s"), if it knows one."""

    said: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShotView:
    """A shot as its card shows it: the request read back, what was filled in, where it stands, what others wish.

    `estimate` is of one take, and the word opens as many as are `wanted`.
    `rolls_in_s`: it rolls by itself in so many seconds. `record` is the camera's own, of what the shot asks for.
    """

    shot: Shot
    production: Production
    takes: tuple[Take, ...]
    previs: tuple[Take, ...]
    estimate: Estimate
    camera: str
    place: int | None = None
    wishes: tuple[Take, ...] = ()
    along: tuple[AlongLine, ...] = ()
    refused: Refused | None = None
    rolls_in_s: int | None = None
    wanted: int = 1
    record: tuple[HeldSoFar, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A button beside a sentence: `action` is its name (see bot/cards/actions.py), `subject` the id it acts on."""

    label: str
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class Upload:
    """How the showing of a clip stands: `ref` is its message once the chat has shared it."""

    file: str
    ref: Ref | None


def clip_key(take: str, retry: int) -> str:
    """The outbox key of upload number `retry` (0 = first) of a take's clip."""
    return f"clip:{take}:{retry}"


class ScreeningRoom(Protocol):
    """Shows cards, clips and sentences, each at most once for its key; showing again edits in place.

    Raises ScreeningFault where the chat refuses for good; what may pass is retried inside or raised as it came.
    """

    async def show_shot(self, view: ShotView) -> None:
        """Post the shot's slate card, or edit it to how the shot stands."""
        ...

    async def show_take(self, view: TakeView) -> None:
        """Post the take's card, or edit it."""
        ...

    async def screen(self, take: Take, shot: Shot, clip: Path, retry: int) -> Upload:
        """Put the clip into the thread, posted under `clip_key`; repeated calls find the earlier upload.

        A new `retry` number uploads anew.
        """
        ...

    async def mark(self, ref: Ref, mark: Mark) -> None:
        """Put a receipt on somebody's message."""
        ...

    async def unmark(self, ref: Ref, mark: Mark) -> None:
        """Take a receipt away again."""
        ...

    async def busy(self, thread: Ref, words: str | None) -> None:
        """Show in the thread that work goes on ("Reading the shot"); None clears it. Best effort."""
        ...

    async def say(
        self, key: str, thread: Ref, words: str, choices: tuple[Choice, ...] = (), to: tuple[str, ...] = ()
    ) -> None:
        """Post one sentence into a thread, once for its key; `to` are people who are called to it."""
        ...

    async def resay(self, key: str, thread: Ref, words: str) -> None:
        """What was said under that key says this instead, without buttons; nothing where it was never said."""
        ...

    async def whisper(self, key: str, thread: Ref, person: str, words: str, choices: tuple[Choice, ...] = ()) -> None:
        """Tell or ask one person something nobody else needs; at most once, may be lost."""
        ...

    async def greet(self, production: Production) -> None:
        """The first greeting in a channel, once."""
        ...

    async def show_digest(self, key: str, production: Production, thread: Ref | None, markdown: str) -> Ref:
        """Post a digest, once for its key."""
        ...

    async def permalink(self, ref: Ref) -> str:
        """A link to a message that a person can open."""
        ...

    async def channel_name(self, team: str, channel: str) -> str:
        """The channel's name without its mark."""
        ...

    async def person(self, team: str, person: str) -> Person:
        """Who somebody is, as the chat says now."""
        ...

    async def fetch(self, file: FileRef, to: Path) -> None:
        """Copy an image that somebody shared. Raises NotAnImage where its bytes are none."""
        ...

    async def fetch_clip(self, file: FileRef, to: Path) -> None:
        """Copy a video that somebody shared. Raises NotAVideo where it is none by its first bytes, or too large."""
        ...
