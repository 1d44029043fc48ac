"""The Archive protocol: what is remembered. One method is one transaction; plain nouns go in and come out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from graphs.crew.asking import QuestionBook
from graphs.crew.camera import Estimate
from graphs.crew.countdowns import Countdowns
from graphs.crew.digests import DigestBook
from graphs.crew.entries import Collected, Posting, SlateEntry, TakeEntry
from graphs.crew.feedback import CameraRecords, EmojiBook, FeedbackBook, Silence
from graphs.crew.inbox import Inbox, WorkBook
from graphs.crew.material import MaterialBook
from graphs.crew.money import MoneyBook
from graphs.crew.reading import Extractor
from graphs.crew.room import Subject, TakeView
from graphs.vocabulary.money import Held
from graphs.vocabulary.production import Craft, Member, Person, Production, Role
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.requests import Fallback
from graphs.vocabulary.shots import Attempt, DropReason, InLine, Kept, NoteOutcome, Shot, ShotState, Take


class CallSheet(Protocol):
    """Productions and people."""

    async def open_production(
        self, team: str, channel: str, name: str, by: str, timezone: str, now: datetime
    ) -> Production:
        """The channel's production, opened (by its inviter, who becomes director) or opened again."""
        ...

    async def close_production(self, id: str, now: datetime) -> None: ...

    async def production(self, id: str) -> Production: ...

    async def production_in(self, team: str, channel: str) -> Production | None: ...

    async def productions(self) -> list[Production]: ...

    async def change_production(
        self,
        id: str,
        *,
        timezone: str | None = None,
        waits_for_word: bool | None = None,
        digest_day: int | None = None,
        digest_hour: int | None = None,
        master_size: str | None = None,  # of these three "" and 0 are as before anybody set them
        master_camera: str | None = None,
        autoroll_s: int | None = None,
    ) -> Production: ...

    async def keep_person(self, person: Person) -> None: ...

    async def person(self, team: str, id: str) -> Person | None: ...

    async def member(self, production: str, person: Person) -> Member:
        """Somebody's place: as set, else crew; a guest or stranger nobody let in only looks (`guest`)."""
        ...

    async def member_in(self, team: str, channel: str, person: str) -> Member | None:
        """A known person's place in the channel's production; None where nobody asked for them yet, or none is open."""
        ...

    async def members(self, production: str) -> list[Member]:
        """All whose place was set."""
        ...

    async def set_member(
        self, production: str, person: str, role: Role, craft: Craft | None, by: str, now: datetime
    ) -> Member: ...


class ShotBook(Protocol):
    async def shot(self, id: str) -> Shot: ...

    async def shots_in(self, thread: Ref) -> list[Shot]:
        """Shots of a thread, oldest first, those that were none left out."""
        ...

    async def shots_of(self, production: str, limit: int = 20) -> list[Shot]:
        """A production's shots, newest first."""
        ...

    async def keep_reading(
        self, ref: Ref, edit_ts: str, extractor: Extractor, result: dict[str, Any], now: datetime
    ) -> str:
        """Store how a message was read; the id of the row (the same for the same message version and extractor)."""
        ...

    async def kept_reading(self, id: str) -> tuple[Ref, dict[str, Any]] | None:
        """How a message was read, by its row: the message, and what was kept of it. None where it is forgotten."""
        ...

    async def note_fallback(self, ref: Ref) -> Fallback | None:
        """Why the newest version of a note was not read by the interpreter that usually reads."""
        ...

    async def write_slates(
        self, key: str, heard: str | None, asked_in: Ref, thread: Ref, production: str, asked_by: str,
        reading: str, entries: Sequence[SlateEntry], references: tuple[FileRef, ...], now: datetime,
    ) -> list[Shot]:  # fmt: skip
        """Write up the shots of one message, numbered in order, each with its work; once for its key.

        `heard` is the shot row that the message opened (it becomes the first), None in a thread that has shots.
        """
        ...

    async def not_a_shot(self, id: str) -> str:
        """A heard message asked for no shot: end its row and open a note for the same act; that work's id."""
        ...

    async def rewrite_slate(self, id: str, entry: SlateEntry, reading: str | None) -> Shot:
        """Replace a shot's request by a later one; its takes keep theirs."""
        ...

    async def set_shot_state(self, id: str, state: ShotState) -> Shot: ...

    async def drop_shot(self, id: str, why: DropReason, by: str) -> Shot:
        """Nothing more is rolled of a shot, for that reason; its countdown is over. A later reason takes the place."""
        ...

    async def pick_up(self, id: str) -> Shot:
        """A dropped shot is worked on again: open where it has takes or the word, else waiting with its work due."""
        ...

    async def give_word(self, id: str, by: str, takes: int | None = None) -> Shot:
        """Somebody said to roll: the shot opens and its work is due."""
        ...

    async def open_takes(
        self, shot: str, key: str, entries: Sequence[TakeEntry], asked_by: str, asked_in: Ref | None, now: datetime
    ) -> list[Take]:
        """Open takes with their works, numbered per shot and kind; once for (shot, key)."""
        ...


class RollBook(Protocol):
    async def take(self, id: str) -> Take: ...

    async def takes_opened_by(self, key: str, shots: Sequence[str]) -> list[Take]: ...

    async def takes_of(self, shot: str) -> list[Take]:
        """All takes and previs of a shot in order of opening."""
        ...

    async def card_of(self, shot: str) -> tuple[Shot, list[Take], Production]:
        """What a slate card shows, all as it stood at one moment: the shot, its takes and previs, its production."""
        ...

    async def take_view(self, id: str) -> TakeView: ...

    async def attempts_of(self, take: str) -> list[Attempt]: ...

    async def reserve_roll(
        self,
        take: str,
        camera: str,
        model: str,
        parameters: dict[str, Any],
        limit: int,
        estimate: Estimate,
        now: datetime,
    ) -> Attempt | InLine | Held | None:
        """Store the intent to roll, or say the place in line where `limit` attempts of the camera are open.

        What the estimate costs is reserved in the same transaction. Held: money keeps it from rolling, and the take
        says so until it may. An attempt of this take that is open already comes back as it is. None where the take
        has ended.
        """
        ...

    async def submitted(self, attempt: str, operation: str, now: datetime) -> Take:
        """The camera took it. The take comes back as it stands (it may have been cancelled meanwhile)."""
        ...

    async def collected(self, take: str, attempt: str, collected: Collected, now: datetime) -> Take: ...

    async def developed(self, take: str, poster: str, filmstrip: str) -> Take:
        """The lab made its pictures: their vault keys."""
        ...

    async def screened(self, take: str, ref: Ref) -> Take:
        """The clip plays in `ref`: the message is mapped to the take, and reactions kept for it become due."""
        ...

    async def attempt_failed(self, attempt: str, trouble: str, *, take_ends: bool, cost_cents: int = 0) -> Take:
        """The camera could not make it, and charged that much all the same; with nothing its money is free again."""
        ...

    async def fail_take(self, take: str, trouble: str) -> Take:
        """A take ends in failure. What an attempt that was sent has cost is unknown: its estimate is settled, and the
        trouble says so; the money of one that was never sent is free again."""
        ...

    async def note_outcome(self, take: str, record: str, outcome: NoteOutcome) -> Take:
        """What a take made of a note that it was rolled with; nothing changes where it was rolled without."""
        ...

    async def keep_picture(self, take: str, keeps: Kept | None) -> Take:
        """How the take keeps its source's picture turned out otherwise than it was opened with."""
        ...

    async def retry_take(self, take: str) -> Take:
        """A person asked to try a failed take again: it is open (or collected, where the clip is there) and due.

        One that money kept from rolling is due as well.
        """
        ...

    async def cancel_take(self, take: str, by: str) -> tuple[Take, Attempt | None]:
        """End a take that has not been screened; its open attempt, if the camera must be told. Ended takes stay."""
        ...

    async def render_stopped(self, attempt: str, cents: int) -> Take:
        """A cancelled render: what it costs all the same, in US cents; 0 where the camera stopped it, or had none."""
        ...

    async def unsettled(self, take: str) -> list[Attempt]:
        """Cancelled attempts of a take whose money is still reserved, oldest first."""
        ...

    async def delete_take(self, take: str, by: str) -> Take:
        """Somebody deleted the clip's message."""
        ...


class Outbox(Protocol):
    async def intend(self, key: str, subject: Subject, id: str, thread: Ref, now: datetime) -> Posting:
        """Store the intent to show something, once for its key; as it stands where it was stored before."""
        ...

    async def began(self, key: str) -> Posting:
        """A send begins: count it. Call right before the outside call."""
        ...

    async def has_file(self, key: str, file: str) -> None:
        """The upload got a file id."""
        ...

    async def posted(self, key: str, ref: Ref, content: str) -> None:
        """It is shown in `ref`, with that content (a hash); the message is mapped to its subject."""
        ...

    async def posting(self, key: str) -> Posting | None: ...

    async def posting_of_file(self, file: str) -> Posting | None: ...


class Archive(
    Inbox,
    WorkBook,
    CallSheet,
    ShotBook,
    RollBook,
    MoneyBook,
    MaterialBook,
    Countdowns,
    Outbox,
    FeedbackBook,
    CameraRecords,
    EmojiBook,
    Silence,
    QuestionBook,
    DigestBook,
    Protocol,
):
    """All that is remembered."""

    async def aclose(self) -> None: ...
