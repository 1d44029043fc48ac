"""The roll book, first half: takes as they stand and as they end. Attempts at rolling them are in rolls.py."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.room import CircledPart, NoteAnswered, TakeView
from graphs.errors import NotFound
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.notes import Verdict
from graphs.vocabulary.open_notes import asks_for_change, words_of
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Attempt, AttemptState, Kept, NoteOutcome, Shot, Take, TakeState
from graphs.vocabulary.spoken import may_have_cost
from storage.book import Book
from storage.columns import storable
from storage.database import reads, writes
from storage.feedback import records_named, records_on, records_on_any
from storage.ledger import close_reservation, spent_on
from storage.nouns import as_attempt, as_production, as_shot, as_take
from storage.productions import production_row
from storage.shots import shot_row
from storage.tables import AttemptRow, TakeRow
from storage.works import make_due, wake_reactions

ENDED_BADLY: tuple[TakeState, ...] = ("cancelled", "failed", "deleted")
OPEN: tuple[TakeState, ...] = ("open", "queued", "rolling", "collected")
PROPOSED = re.compile(r"(from|up to) \D")  # as graphs/review/parts.py puts it
OPEN_ATTEMPT: tuple[AttemptState, ...] = ("intended", "submitted")


class SqlTakes(Book):
    """The archive's takes."""

    @reads
    async def take(self, session: AsyncSession, id: str) -> Take:
        return as_take(await take_row(session, id))

    @reads
    async def takes_of(self, session: AsyncSession, shot: str) -> list[Take]:
        rows = await session.scalars(_of_shot(), {"shot": shot})
        return [as_take(row) for row in rows]

    @reads
    async def takes_opened_by(self, session: AsyncSession, key: str, shots: Sequence[str]) -> list[Take]:
        opened = select(TakeRow).where(TakeRow.shot.in_(shots), TakeRow.key == key).order_by(TakeRow.seq)
        return [as_take(row) for row in await session.scalars(opened)]

    @reads
    async def card_of(self, session: AsyncSession, shot: str) -> tuple[Shot, list[Take], Production]:
        asked = as_shot(await shot_row(session, shot))
        takes = await session.scalars(_of_shot(), {"shot": shot})
        production = await production_row(session, asked.production)
        return asked, [as_take(take) for take in takes], as_production(production)

    @reads
    async def take_view(self, session: AsyncSession, id: str) -> TakeView:
        row = await take_row(session, id)
        shot = await shot_row(session, row.shot)
        assert shot.production is not None, "a shot with takes was written up"
        production = await production_row(session, shot.production)
        parent = await take_row(session, row.parent) if row.parent else None
        beside = {"take": id, "shot": row.shot, "kind": row.kind, "number": row.number}
        followed, newest, served = (await session.execute(_beside(), beside)).one()
        records = await records_on(session, id)
        verdict = verdict_of(records)
        notes, liked, liking = _counts(records)
        return TakeView(
            take=as_take(row),
            shot=as_shot(shot),
            production=as_production(production),
            newest=row.state not in ENDED_BADLY and not followed,
            parent=as_take(parent) if parent else None,
            verdict=verdict["verdict"] if verdict else None,
            verdict_by=verdict["rater_id"] if verdict else None,
            notes=notes,
            liked=liked,
            liking=liking,
            wanted=sum(map(asks_for_change, records)),
            next_number=1 + (newest or 0),
            part=_part(verdict),
            answered=await _answered(session, row),
            model=served,
        )

    @reads
    async def verdicts_on(self, session: AsyncSession, takes: Sequence[str]) -> dict[str, Verdict]:
        found = {take: verdict_of(records) for take, records in (await records_on_any(session, takes)).items()}
        return {take: verdict["verdict"] for take, verdict in found.items() if verdict}

    @writes
    async def screened(self, session: AsyncSession, take: str, ref: Ref) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state == "collected":
            row.state, row.clip_ref = "screened", ref
            await wake_reactions(session, ref)
        return as_take(row)

    @writes
    async def fail_take(self, session: AsyncSession, take: str, trouble: str) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state in OPEN:
            fail(row, may_have_cost(trouble, await _give_up_attempt(session, row)))
        return as_take(row)

    @writes
    async def note_outcome(self, session: AsyncSession, take: str, record: str, outcome: NoteOutcome) -> Take:
        row = await take_row(session, take, lock=True)
        row.notes = [note | {"outcome": outcome} if note["record"] == record else note for note in row.notes]
        return as_take(row)

    @writes
    async def keep_picture(self, session: AsyncSession, take: str, keeps: Kept | None) -> Take:
        row = await take_row(session, take, lock=True)
        row.keeps = keeps
        return as_take(row)

    @writes
    async def retry_take(self, session: AsyncSession, take: str) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state == "failed":
            row.state = "collected" if row.clip else "open"
            row.trouble = row.queued_at = None
            await make_due(session, f"take:{take}")
        elif row.held and row.state in OPEN:
            await make_due(session, f"take:{take}")
        return as_take(row)

    @writes
    async def cancel_take(self, session: AsyncSession, take: str, by: str) -> tuple[Take, Attempt | None]:
        row = await take_row(session, take, lock=True)
        if row.state in OPEN:
            row.state, row.ended_by, row.queued_at, row.held = "cancelled", by, None, None
            await _cancel_attempt(session, take)
            await make_due(session, f"take:{take}")
        if row.state != "cancelled":
            return as_take(row), None
        last = await last_attempt(session, take)  # told again after a crash: a camera may be asked twice to stop
        return as_take(row), as_attempt(last) if last and last.state == "cancelled" else None

    @writes
    async def delete_take(self, session: AsyncSession, take: str, by: str) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state == "screened":
            row.state, row.ended_by = "deleted", by
        return as_take(row)


async def take_row(session: AsyncSession, id: str, *, lock: bool = False) -> TakeRow:
    """A take's row. Raises NotFound."""
    row: TakeRow | None = await session.scalar(_take(lock=lock), {"id": id})
    if row is None:
        raise NotFound(f"no take is called {id}")
    return row


@cache
def _take(*, lock: bool) -> Select[TakeRow]:
    """A take by its `id`. What is asked all the time is put together once."""
    asked = select(TakeRow).where(TakeRow.id == bindparam("id"))
    return asked.with_for_update() if lock else asked


@cache
def _of_shot() -> Select[TakeRow]:
    """All takes and previs of a `shot`."""
    return select(TakeRow).where(TakeRow.shot == bindparam("shot")).order_by(TakeRow.seq)


@cache
def _beside() -> Select[bool, int | None, str | None]:
    """Of a `take` with its `shot`, `kind` and `number`: whether a later one has landed, the highest number of the
    shot's takes, and the model that made its clip."""
    of_shot = TakeRow.shot == bindparam("shot")
    later = exists().where(
        of_shot, TakeRow.kind == bindparam("kind"), TakeRow.state == "screened", TakeRow.number > bindparam("number")
    )
    newest = select(func.max(TakeRow.number)).where(of_shot, TakeRow.kind == "take")
    made = select(AttemptRow.model_served).where(AttemptRow.take == bindparam("take"), AttemptRow.state == "done")
    served = made.order_by(AttemptRow.number.desc()).limit(1)
    return select(later, newest.scalar_subquery(), served.scalar_subquery())


async def last_attempt(session: AsyncSession, take: str) -> AttemptRow | None:
    """The newest attempt at a take. Its changes happen under the take's lock."""
    newest = AttemptRow.number.desc()
    found: AttemptRow | None = await session.scalar(
        select(AttemptRow).where(AttemptRow.take == take).order_by(newest).limit(1)
    )
    return found


def fail(row: TakeRow, trouble: str) -> None:
    """A take ends in failure; how often it did bounds what is tried of itself."""
    row.state, row.trouble, row.queued_at, row.held = "failed", storable(trouble), None, None
    row.failures += 1


async def _cancel_attempt(session: AsyncSession, take: str) -> None:
    """Its money stays reserved until it is known whether the camera stopped."""
    attempt = await last_attempt(session, take)
    if attempt and attempt.state in OPEN_ATTEMPT:
        attempt.state = "cancelled"


async def _give_up_attempt(session: AsyncSession, row: TakeRow) -> int:
    """A take failed while an attempt was open. One that was never sent costs nothing; what another costs nobody knows,
    so its estimate counts as spent: those cents."""
    attempt = await last_attempt(session, row.id)
    if attempt is None or attempt.state not in OPEN_ATTEMPT:
        return 0
    cents = attempt.estimate_cents if attempt.state == "submitted" or attempt.sending else 0
    attempt.state = "failed"
    await close_reservation(session, row, attempt.id, cents)
    row.cost_cents = await spent_on(session, row.id) or row.cost_cents
    return cents


def verdict_of(records: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The latest standing verdict of a director."""
    given = [r for r in records if stands(r) and r.get("verdict") and r.get("permission_role") == "director"]
    return max(given, key=lambda r: datetime.fromisoformat(r["created_at"]), default=None)


def _part(verdict: dict[str, Any] | None) -> CircledPart | None:
    """Which part of the take its circle means. One that was proposed begins with words, one that was said with none."""
    if verdict is None or verdict["verdict"] != "circle" or not verdict.get("timecodes"):
        return None
    first = verdict["timecodes"][0]
    raw = str(first.get("raw") or "")
    return CircledPart(first["in_s"], first.get("out_s"), raw if PROPOSED.match(raw) else "")


async def _answered(session: AsyncSession, row: TakeRow) -> tuple[NoteAnswered, ...]:
    """What became of the notes that a take was rolled with or without, once it has landed."""
    told = {note["record"]: note["outcome"] for note in row.notes if note["outcome"]}
    if row.state != "screened" or not told:
        return ()
    records = {r["record_id"]: r for r in await records_named(session, list(told)) if stands(r)}
    return tuple(
        NoteAnswered(words_of(records[named]), records[named]["rater_id"], outcome)
        for named, outcome in told.items()
        if named in records
    )


def _counts(records: Iterable[dict[str, Any]]) -> tuple[int, int, int]:
    """Messages with standing notes on the take, reactions that like it, and reactions that say either."""
    on_it = [r for r in records if stands(r) and r.get("subject", "take") in ("take", "previs")]
    notes = {(r["raw_ref"]["channel"], r["raw_ref"]["ts"]) for r in on_it if r["source"] == "text"}
    likings = [r["valence"] for r in on_it if r["source"] == "reaction" and r.get("valence") and not r.get("verdict")]
    return len(notes), sum(valence > 0 for valence in likings), len(likings)
