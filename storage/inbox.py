"""The inbox: what people do, stored once, and whose work it is. Talk that is nobody's work leaves its key alone."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.entries import Shown
from graphs.vocabulary.acts import Act, Hearing
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import ShotState
from storage.book import Book, new_id
from storage.database import Database, insert_new, reads, writes
from storage.nouns import act_body, as_act, plain_files
from storage.passing import Passing, passes_by
from storage.postings import shown_in
from storage.tables import ActRow, PostingRow, ProductionRow, ShotRow
from storage.works import open_one

UNROLLED: tuple[ShotState, ...] = ("heard", "slated", "waiting")
NOTHING: dict[str, Any] = {"kind": None, "ref": None, "thread": None, "person": None, "at": None, "body": None}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said: whether its thread belongs to a shot, and the channel's production.

    A heard shot counts; a message that proved to ask for none does not make its thread ours.
    """

    has_shots: bool = False
    production: str | None = None


class SqlInbox(Book):
    """The archive's inbox."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._passing = Passing(database)

    async def hear(self, act: Act) -> Hearing:
        if passes_by(act):
            return Hearing(new=await self._passing.store(act.key), work=None)
        return await self._hear(act)

    @writes
    async def _hear(self, session: AsyncSession, act: Act) -> Hearing:
        place = await _place(session, act)
        ours = await _ours(session, act, place)
        shot = new_id() if ours and _asks(ours, place) else None
        row = await insert_new(session, ActRow, key=act.key, shot=shot, **(_content(ours) if ours else {}))
        if row is None:
            return await _heard_before(session, act)
        if ours is None:
            return Hearing(new=True, work=None)
        if shot:
            await _open_shot(session, shot, ours, row, place)
        if ours.kind == "deleted" or (ours.kind in ("said", "edited") and place.has_shots):
            await _stop_countdowns(session, ours)
        work = _work(row, shot)
        await open_one(session, work)
        return Hearing(new=True, work=work, act=row)

    @reads
    async def act(self, session: AsyncSession, id: int) -> Act | None:
        row = await session.get(ActRow, id)
        return as_act(row) if row else None

    @writes
    async def forget_act(self, session: AsyncSession, id: int) -> None:
        await session.execute(update(ActRow).where(ActRow.id == id).values(**NOTHING))

    @reads
    async def shown(self, session: AsyncSession, ref: Ref) -> Shown | None:
        return await shown_in(session, ref)

    @reads
    async def said(self, session: AsyncSession, ref: Ref) -> Act | None:
        newest = (ActRow.at.desc(), ActRow.id.desc())
        row = await session.scalar(_spoken(ref).order_by(*newest).limit(1))
        return as_act(row) if row else None


async def _stop_countdowns(session: AsyncSession, act: Act) -> None:
    """Somebody replied: nothing of the thread that has not rolled yet rolls by itself from here on.

    Nor does what a message asked for that was deleted; where nobody knows by whom, whoever asked counts.
    """
    if act.kind == "deleted":
        ours = ShotRow.asked_in == act.ref
    else:
        ours = ShotRow.thread == act.thread
        if act.kind == "said":
            ours &= ShotRow.asked_in != act.ref
    ours &= ShotRow.state.in_(UNROLLED) & ShotRow.rolls_stopped_by.is_(None)
    by = act.person or ShotRow.asked_by
    await session.execute(update(ShotRow).where(ours).values(rolls_stopped_by=by))


async def _place(session: AsyncSession, act: Act) -> Place:
    """Where a message was said; of no interest for other acts, nor for talk in the channel itself."""
    if act.kind not in ("said", "edited") or (act.thread == act.ref and not (act.addressed or act.direct)):
        return Place()
    shots = select(ShotRow.id).where(ShotRow.thread == act.thread, ShotRow.state != "not_a_shot")
    production = select(ProductionRow.id).where(
        ProductionRow.team == act.ref.team, ProductionRow.channel == act.ref.channel
    )
    found = await session.execute(select(shots.exists(), production.scalar_subquery()))
    has_shots, channels = found.one()
    return Place(bool(has_shots), channels)


async def _heard_before(session: AsyncSession, act: Act) -> Hearing:
    """A second delivery, or the twin of a message: only files that the first lacked are new."""
    row = await session.scalar(select(ActRow).where(ActRow.key == act.key).with_for_update())
    assert row is not None, "its key is taken"
    if row.kind is None:
        return Hearing(new=False, work=None)
    if act.files and row.body is not None and not row.body["files"]:
        row.body = {**row.body, "files": plain_files(act.files)}
    return Hearing(new=False, work=_work(row.id, row.shot), act=row.id)


async def _ours(session: AsyncSession, act: Act, place: Place) -> Act | None:
    """The act as it is kept; None where it is not ours."""
    match act.kind:
        case "invited" | "pressed" | "answered" | "stopped":
            return act
        case "shared":
            ours = select(PostingRow.key).where(PostingRow.file == act.subject).limit(1)
            return act if await session.scalar(ours) else None
        case "reacted" | "unreacted":
            order = {"order": act.fields["order"]} if "order" in act.fields else {}
            return Act(act.key, act.kind, act.ref, act.thread, act.person, act.at, emoji=act.emoji, fields=order,
                       event_id=act.event_id)  # fmt: skip
        case "deleted":
            return act if await _is_kept(session, act.ref) or await shown_in(session, act.ref) else None
        case "edited" if not await _is_kept(session, act.ref) and (act.addressed or act.direct):
            return replace(act, kind="said")  # the first time that it is for us
        case "edited":
            return act if place.has_shots or await _is_kept(session, act.ref) else None
        case "said":
            return act if act.addressed or act.direct or place.has_shots else None


def _asks(act: Act, place: Place) -> bool:
    """Whether a message may ask for a shot: it is for us, and its thread has none."""
    return act.kind == "said" and (act.addressed or act.direct) and not place.has_shots


async def _is_kept(session: AsyncSession, ref: Ref) -> bool:
    return await session.scalar(_spoken(ref).limit(1)) is not None


def _spoken(ref: Ref) -> Select[ActRow]:
    return select(ActRow).where(ActRow.ref == ref, ActRow.kind.in_(("said", "edited")))


async def _open_shot(session: AsyncSession, id: str, act: Act, row: int, place: Place) -> None:
    """Open a shot for a message that is for us, as heard."""
    await session.execute(
        insert(ShotRow).values(
            id=id, act=row, production=place.production, thread=act.thread, asked_in=act.ref, asked_by=act.person,
            text="", request={}, filled={}, state="heard", images=[], unread=[], created_at=act.at,
        )
    )  # fmt: skip


def _work(row: int, shot: str | None) -> str:
    """The work that an act woke: the shot that it opened, else a note of its own."""
    return f"shot:{shot}" if shot else f"note:{row}"


def _content(act: Act) -> dict[str, Any]:
    """What is kept of an act that is ours."""
    told = {"kind": act.kind, "ref": act.ref, "thread": act.thread, "person": act.person, "at": act.at}
    return told | {"body": act_body(act)}
