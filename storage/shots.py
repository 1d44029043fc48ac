"""The shot book: what was asked for, how it was read and written up, and the takes that it opened."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.entries import SlateEntry, TakeEntry
from graphs.crew.reading import Extractor
from graphs.errors import NotFound
from graphs.vocabulary.material import Piece
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.requests import Fallback
from graphs.vocabulary.shots import DropReason, Shot, ShotState, Take, TakeKind
from storage.book import Book, new_id
from storage.columns import storable
from storage.database import insert_new, reads, writes
from storage.nouns import as_shot, as_take, plain_files, plain_pieces, plain_request
from storage.productions import production_row
from storage.silence import forget_readings
from storage.tables import ReadingRow, ShotRow, TakeRow
from storage.works import make_due, open_one

ENDED: tuple[ShotState, ...] = ("dropped", "not_a_shot")
UNWRITTEN: tuple[ShotState, ...] = ("heard", "not_a_shot")
ONWARD: tuple[ShotState, ...] = ("heard", "slated", "waiting", "open", "dropped")


class SqlShotBook(Book):
    """The archive's shots."""

    @reads
    async def shot(self, session: AsyncSession, id: str) -> Shot:
        return as_shot(await shot_row(session, id))

    @reads
    async def shots_in(self, session: AsyncSession, thread: Ref) -> list[Shot]:
        rows = await session.scalars(
            select(ShotRow).where(ShotRow.thread == thread, ShotRow.state != "not_a_shot").order_by(ShotRow.seq)
        )
        return [as_shot(row) for row in rows]

    @reads
    async def shots_of(self, session: AsyncSession, production: str, limit: int = 20) -> list[Shot]:
        rows = await session.scalars(
            select(ShotRow)
            .where(ShotRow.production == production, ShotRow.state.not_in(UNWRITTEN))
            .order_by(ShotRow.created_at.desc(), ShotRow.seq.desc())
            .limit(limit)
        )
        return [as_shot(row) for row in rows]

    @writes
    async def keep_reading(
        self,
        session: AsyncSession,
        ref: Ref,
        edit_ts: str,
        extractor: Extractor,
        result: dict[str, Any],
        now: datetime,
    ) -> str:
        reading = _reading_id(ref, edit_ts, extractor)
        new = await insert_new(
            session, ReadingRow, id=reading, ref=ref, edit_ts=edit_ts, extractor=asdict(extractor), result=result,
            read_at=now,
        )  # fmt: skip
        if new is None:  # the same message read for more: as a request first, then as a note
            row = await session.get_one(ReadingRow, reading, with_for_update=True)
            row.result = row.result | result
        return reading

    @reads
    async def kept_reading(self, session: AsyncSession, id: str) -> tuple[Ref, dict[str, Any]] | None:
        row = await session.get(ReadingRow, id)
        return (row.ref, row.result) if row else None

    @reads
    async def note_fallback(self, session: AsyncSession, ref: Ref) -> Fallback | None:
        kept = select(ReadingRow.result).where(ReadingRow.ref == ref).order_by(ReadingRow.read_at.desc())
        notes: list[dict[str, Any]] = [result["note"] for result in await session.scalars(kept) if "note" in result]
        return notes[0].get("fallback") if notes else None

    @writes
    async def write_slates(
        self,
        session: AsyncSession,
        key: str,
        heard: str | None,
        asked_in: Ref,
        thread: Ref,
        production: str,
        asked_by: str,
        reading: str,
        entries: Sequence[SlateEntry],
        references: tuple[FileRef, ...],
        now: datetime,
    ) -> list[Shot]:
        await production_row(session, production, lock=True)  # numbers are given under its lock
        if written := await _written(session, key):
            return written
        number = await _last_number(session, production)
        rows = []
        for place, entry in enumerate(entries):
            row = await shot_row(session, heard, lock=True) if heard and place == 0 else _new_shot(now)
            if row.state != "heard":
                return []  # it was ended while it was read
            row.key, row.place, row.production, row.number = key, place, production, number + place + 1
            row.thread, row.asked_in, row.asked_by, row.reading = thread, asked_in, asked_by, reading
            row.images, row.state = plain_files(references), "slated"
            _write(row, entry)
            rows.append(row)
        for row in rows:
            session.add(row)
            await session.flush()  # one by one: `seq` gives their order
            await open_one(session, f"shot:{row.id}")
        return [as_shot(row) for row in rows]

    @writes
    async def not_a_shot(self, session: AsyncSession, id: str) -> str:
        row = await shot_row(session, id, lock=True)
        work = f"note:{row.act}"
        if row.state == "heard":
            row.state = "not_a_shot"
            await forget_readings(session, row.asked_in, row.thread)  # read again as a note, and kept if it may be
            await open_one(session, work)
        return work

    @writes
    async def rewrite_slate(self, session: AsyncSession, id: str, entry: SlateEntry, reading: str | None) -> Shot:
        row = await shot_row(session, id, lock=True)
        if row.state not in ENDED:
            _write(row, entry)
            row.reading = reading or row.reading
            row.rolls_held = None
            if row.rolls_stopped_by is None:
                row.rolls_at = None  # a countdown begins anew after its new previs
        return as_shot(row)

    @writes
    async def set_shot_state(self, session: AsyncSession, id: str, state: ShotState) -> Shot:
        row = await shot_row(session, id, lock=True)
        if row.state != "not_a_shot" and _leads(row.state, state):
            row.state = state
        return as_shot(row)

    @writes
    async def drop_shot(self, session: AsyncSession, id: str, why: DropReason, by: str) -> Shot:
        row = await shot_row(session, id, lock=True)
        if row.state != "not_a_shot":
            row.state, row.dropped_why, row.dropped_by = "dropped", why, by or None
            row.rolls_at = row.rolls_held = None
        return as_shot(row)

    @writes
    async def pick_up(self, session: AsyncSession, id: str) -> Shot:
        row = await shot_row(session, id, lock=True)
        if row.state == "dropped":
            takes = select(TakeRow.id).where(TakeRow.shot == id, TakeRow.kind == "take").limit(1)
            worked_on = row.word_by is not None or await session.scalar(takes) is not None
            row.state, row.dropped_why, row.dropped_by = "open" if worked_on else "waiting", None, None
            if not worked_on:
                await make_due(session, f"shot:{id}")  # a countdown may begin
        return as_shot(row)

    @writes
    async def give_word(self, session: AsyncSession, id: str, by: str, takes: int | None = None) -> Shot:
        row = await shot_row(session, id, lock=True)
        if row.state not in ENDED:
            if takes and not row.word_by:
                row.request = row.request | {"n_takes": takes}
            row.word_by = row.word_by or by
            row.state = row.state if row.state == "heard" else "open"
            await make_due(session, f"shot:{id}")
        return as_shot(row)

    @writes
    async def open_takes(
        self,
        session: AsyncSession,
        shot: str,
        key: str,
        entries: Sequence[TakeEntry],
        asked_by: str,
        asked_in: Ref | None,
        now: datetime,
    ) -> list[Take]:
        owner = await shot_row(session, shot, lock=True)  # numbers are given under its lock
        opened = await session.scalars(
            select(TakeRow).where(TakeRow.shot == shot, TakeRow.key == key).order_by(TakeRow.place)
        )
        if rows := list(opened):
            return [as_take(row) for row in rows]
        if owner.state in ENDED:
            return []
        for place, entry in enumerate(entries):
            number = 1 + await _last_take(session, shot, entry.kind)
            row = TakeRow(
                id=new_id(), shot=shot, key=key, place=place, kind=entry.kind, number=number,
                request=plain_request(entry.request), prompt=storable(entry.prompt), seed=entry.seed,
                camera=entry.camera, state="open", asked_by=asked_by, asked_in=asked_in, created_at=now,
                parent=entry.parent, changes=list(entry.changes), already=list(entry.already),
                notes=[asdict(note) for note in entry.notes], keeps=entry.keeps,
                material=plain_pieces(entry.material),
                master=entry.master, unread=list(entry.unread) or None, fallback=entry.fallback,
            )  # fmt: skip
            session.add(row)
            await session.flush()
            await open_one(session, f"take:{row.id}")
            rows.append(row)
        return [as_take(row) for row in rows]


async def shot_row(session: AsyncSession, id: str, *, lock: bool = False) -> ShotRow:
    """A shot's row. Raises NotFound."""
    row: ShotRow | None = await session.scalar(_shot(lock=lock), {"id": id})
    if row is None:
        raise NotFound(f"no shot is called {id}")
    return row


@cache
def _shot(*, lock: bool) -> Select[ShotRow]:
    """A shot by its `id`. What is asked all the time is put together once."""
    asked = select(ShotRow).where(ShotRow.id == bindparam("id"))
    return asked.with_for_update() if lock else asked


def _reading_id(ref: Ref, edit_ts: str, extractor: Extractor) -> str:
    told = json.dumps([ref.key, edit_ts, asdict(extractor)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


async def _written(session: AsyncSession, key: str) -> list[Shot]:
    rows = await session.scalars(select(ShotRow).where(ShotRow.key == key).order_by(ShotRow.place))
    return [as_shot(row) for row in rows]


async def _last_number(session: AsyncSession, production: str) -> int:
    return await session.scalar(select(func.max(ShotRow.number)).where(ShotRow.production == production)) or 0


async def _last_take(session: AsyncSession, shot: str, kind: TakeKind) -> int:
    last = select(func.max(TakeRow.number)).where(TakeRow.shot == shot, TakeRow.kind == kind)
    return await session.scalar(last) or 0


def _new_shot(now: datetime) -> ShotRow:
    return ShotRow(id=new_id(), state="heard", created_at=now)


def _write(row: ShotRow, entry: SlateEntry) -> None:
    row.text, row.unread = storable(entry.text), list(entry.unread)
    row.slate = storable(entry.slate) if entry.slate else None
    row.request, row.filled = plain_request(entry.request), plain_request(entry.filled)
    put_pieces(row, entry.material)
    row.doubt, row.fallback = entry.doubt.model_dump() if entry.doubt else None, entry.fallback


def put_pieces(row: ShotRow, pieces: Sequence[Piece]) -> None:
    """Write what goes along with a shot. Images that came with its message are pieces, too: with the last one taken
    out, none of them goes along."""
    if any(piece.get("material") for piece in row.material or ()) and not any(piece.material for piece in pieces):
        row.images = []
    row.material = plain_pieces(pieces)


def _leads(before: ShotState, after: ShotState) -> bool:
    """Whether a shot's state may follow another: only onward, so that a late step takes nobody's word back.

    The one way back is `pick_up`.
    """
    if after == "not_a_shot":
        return before == "heard"
    return ONWARD.index(after) > ONWARD.index(before)
