"""The feedback book: what people think of takes, as events that are only ever inserted.

All that comes from one message is written by one hand at a time. Records are what events project to
(graphs/vocabulary/feedback.py); what counts in a figure is graphs/research's matter.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.feedback import EventKind, note_item_id, press_id, project, reaction_id, stands
from graphs.vocabulary.refs import Ref
from storage.book import Book
from storage.database import hold, insert_new, reads, writes
from storage.feedback_tables import FeedbackEventRow, NoteVersionRow, ReactionRow
from storage.nouns import as_event

DELETED = "deleted"  # the version of a message that is gone: greater than every time
Judgement = Literal["confirmed", "corrected", "rejected"]
# What a person may put right: how the words were read, on which take (with what belongs to that take), whose fault.
CORRECTABLE = frozenset(
    {"aspect", "sentiment", "valence", "intent", "verdict", "severity", "timecodes", "attribution"}
    | {"take_id", "shot_id", "subject", "chain"}
)
MANY = 500  # ids in one query: databases bound the number of parameters
Record = dict[str, Any]


class SqlFeedbackBook(Book):
    """The archive's feedback."""

    @writes
    async def weigh_reaction(
        self,
        session: AsyncSession,
        ref: Ref,
        person: str,
        emoji: str,
        order: str,
        record: Record | None,
        now: datetime,
    ) -> bool:
        await hold(session, _by_message(ref))
        row = await session.get(ReactionRow, (ref, person, emoji))
        if row is None:
            row = ReactionRow(message=ref, person=person, emoji=emoji, latest="", present=False, retractions=0)
            session.add(row)
        if order <= row.latest:
            return False
        row.latest = order
        if row.present is (record is not None):
            return False
        if record is not None:
            row.record = reaction_id(ref.team, ref.channel, ref.ts, person, emoji, row.retractions)
            row.present = True
            return await _record(session, row.record, record, person, order, ref, now)
        await _add(session, [row.record or ""], "retracted", person, order, now)
        row.present = False
        row.retractions += 1
        return True

    @writes
    async def record_note(
        self, session: AsyncSession, ref: Ref, edit_ts: str, records: Sequence[Record], by: str, now: datetime
    ) -> int:
        await hold(session, _by_message(ref))
        found = await session.scalars(select(NoteVersionRow.edit_ts).where(NoteVersionRow.message == ref))
        versions = set(found)
        if edit_ts in versions or DELETED in versions:
            return 0
        session.add(NoteVersionRow(message=ref, edit_ts=edit_ts))
        before = [r for r in await _records_of(session, ref) if r["source"] == "text" and _is_active(r)]
        late = any(edit_ts < known for known in versions)  # a newer version was recorded first
        ids = [note_item_id(ref.team, ref.channel, ref.ts, edit_ts, i, 0) for i in range(len(records))]
        for record_id, record in zip(ids, records, strict=True):
            successor_of = None if late else _same_aspect(filter(stands, before), record)
            body = {**record, "supersedes": successor_of} if successor_of else record
            await _record(session, record_id, body, by, edit_ts, ref, now)
        superseded = ids if late else [r["record_id"] for r in before]
        await _add(session, superseded, "superseded", by, edit_ts, now)
        return len(ids)

    @writes
    async def record_press(self, session: AsyncSession, key: str, record: Record, now: datetime) -> bool:
        raw = record["raw_ref"]
        message = Ref(raw["team"], raw["channel"], raw["ts"])
        return await _record(session, press_id(key), record, record["rater_id"], "", message, now)

    @writes
    async def retract(self, session: AsyncSession, record_ids: Sequence[str], by: str, now: datetime) -> int:
        messages = await session.scalars(
            select(FeedbackEventRow.message).where(FeedbackEventRow.record_id.in_(record_ids)).distinct()
        )
        for message in sorted(messages):
            await hold(session, _by_message(message))
        records = await _project(session, FeedbackEventRow.record_id.in_(record_ids))
        return len(await _retract(session, records, by, now))

    @writes
    async def retract_message(self, session: AsyncSession, ref: Ref, by: str, now: datetime) -> list[str]:
        await hold(session, _by_message(ref))
        await insert_new(session, NoteVersionRow, message=ref, edit_ts=DELETED)
        gone = await _retract(session, await _records_of(session, ref), by, now)
        return sorted({record["take_id"] for record in gone if record.get("take_id")})

    @writes
    async def judge(
        self,
        session: AsyncSession,
        record_id: str,
        kind: Judgement,
        body: Record,
        by: str,
        key: str,
        now: datetime,
    ) -> Record | None:
        if strange := body.keys() - CORRECTABLE:
            raise ValueError(f"a correction cannot change {', '.join(sorted(strange))}")
        message = await session.scalar(_first(record_id))
        if message is None:
            return None
        await hold(session, _by_message(message))
        record = await _one(session, record_id)
        if record is None or not _is_active(record):
            return None
        judged = (FeedbackEventRow.record_id == record_id) & (FeedbackEventRow.order == key)
        if await session.scalar(select(FeedbackEventRow.seq).where(judged).limit(1)) is None:
            await _add(session, [record_id], kind, by, key, now, body)
            await session.flush()
        return await _one(session, record_id)

    @reads
    async def feedback_record(self, session: AsyncSession, record_id: str) -> Record | None:
        return await _one(session, record_id)

    @reads
    async def feedback_on(self, session: AsyncSession, take: str) -> list[Record]:
        return await records_on(session, take)

    @reads
    async def feedback_from(self, session: AsyncSession, ref: Ref) -> list[Record]:
        return await _records_of(session, ref)

    @reads
    async def history(self, session: AsyncSession, record_id: str) -> list[dict[str, Any]]:
        rows = await session.scalars(
            select(FeedbackEventRow).where(FeedbackEventRow.record_id == record_id).order_by(FeedbackEventRow.seq)
        )
        return [{"kind": row.kind, "by": row.by, "at": row.at, "body": row.body} for row in rows]


async def records_on(session: AsyncSession, take: str) -> list[Record]:
    """All records on a take, projected; one that a person moved to another take is found there."""
    named = FeedbackEventRow.take == take
    return [r for r in await _project(session, named) if r.get("take_id") == take]


async def records_on_any(session: AsyncSession, takes: Sequence[str]) -> dict[str, list[Record]]:
    """The records on each of many takes."""
    found: dict[str, list[Record]] = {}
    for at in range(0, len(takes), MANY):
        for record in await _project(session, FeedbackEventRow.take.in_(takes[at : at + MANY])):
            found.setdefault(record.get("take_id") or "", []).append(record)
    return found


async def records_named(session: AsyncSession, ids: Sequence[str]) -> list[Record]:
    """Records by their ids, projected."""
    return await _project(session, FeedbackEventRow.record_id.in_(ids))


async def records_between(session: AsyncSession, production: str, start: datetime, end: datetime) -> list[Record]:
    """What was said in a production from `start` until before `end`, as it stands now."""
    said = (FeedbackEventRow.said_at >= start) & (FeedbackEventRow.said_at < end)
    return await _project(session, (FeedbackEventRow.production == production) & said)


async def _records_of(session: AsyncSession, ref: Ref) -> list[Record]:
    return await _project(session, FeedbackEventRow.message == ref)


async def _project(session: AsyncSession, found: Any) -> list[Record]:
    """The records that an event is found of, from all their events, in order of their first."""
    ids: Select[str] = select(FeedbackEventRow.record_id).where(found)
    events = await session.scalars(
        select(FeedbackEventRow).where(FeedbackEventRow.record_id.in_(ids)).order_by(FeedbackEventRow.seq)
    )
    return list(project([as_event(row) for row in events]).values())


async def _record(
    session: AsyncSession, id: str, record: Record, by: str, order: str, message: Ref, now: datetime
) -> bool:
    """Insert a record's first event; False where it is there."""
    new = await insert_new(
        session, FeedbackEventRow, record_id=id, kind="recorded", by=by, at=now, order=order,
        body={**record, "record_id": id}, production=record["production_id"], shot=record.get("shot_id"),
        take=record.get("take_id"), message=message, said_at=datetime.fromisoformat(record["created_at"]),
    )  # fmt: skip
    return new is not None


async def _one(session: AsyncSession, record_id: str) -> Record | None:
    return next(iter(await _project(session, FeedbackEventRow.record_id == record_id)), None)


def _first(record_id: str) -> Select[Ref]:
    """The message that a record came from."""
    recorded = (FeedbackEventRow.record_id == record_id) & (FeedbackEventRow.kind == "recorded")
    return select(FeedbackEventRow.message).where(recorded)


async def _add(
    session: AsyncSession,
    record_ids: Iterable[str],
    kind: EventKind,
    by: str,
    order: str,
    now: datetime,
    body: Record | None = None,
) -> None:
    """Insert a later event of some records, found where their first ones are, and where a correction moves them."""
    changed = body or {}
    first = await session.scalars(
        select(FeedbackEventRow)
        .where(FeedbackEventRow.record_id.in_(list(record_ids)), FeedbackEventRow.kind == "recorded")
        .order_by(FeedbackEventRow.seq)
    )
    for row in first.all():
        session.add(
            FeedbackEventRow(
                record_id=row.record_id, kind=kind, by=by, at=now, order=order, body=changed,
                production=row.production, shot=changed.get("shot_id", row.shot),
                take=changed.get("take_id", row.take), message=row.message, said_at=row.said_at,
            )
        )  # fmt: skip


async def _retract(session: AsyncSession, records: Iterable[Record], by: str, now: datetime) -> list[Record]:
    """Retract what is not retracted yet; those records. A reaction may be put again after that."""
    gone = [r for r in records if not r.get("retracted_at")]
    ids = [r["record_id"] for r in gone]
    await _add(session, ids, "retracted", by, "", now)
    await session.execute(
        update(ReactionRow)
        .where(ReactionRow.record.in_(ids), ReactionRow.present)
        .values(present=False, retractions=ReactionRow.retractions + 1)
    )
    return gone


def _by_message(ref: Ref) -> str:
    return f"feedback:{ref.key}"


def _is_active(record: Record) -> bool:
    """Whether nothing has taken its place: edited words take that of a reading that a person looked at too."""
    return not record.get("retracted_at") and bool(record["reading"]["active"])


def _same_aspect(before: Iterable[Record], record: Record) -> str | None:
    found = (r["record_id"] for r in before if r["aspect"] == record["aspect"])
    return next(found, None)
