"""What is off the record: the stretches in which nothing is logged, and the count of what was left out."""

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.refs import Ref
from storage.book import Book
from storage.database import hold, insert_missing, reads, writes
from storage.feedback_tables import SilenceRow, UnloggedRow
from storage.inbox import NOTHING
from storage.tables import ActRow, ReadingRow, ShotRow

SPOKEN = ("said", "edited")


class SqlSilence(Book):
    """The archive's silence."""

    @writes
    async def go_off_record(
        self,
        session: AsyncSession,
        team: str,
        channel: str,
        thread: Ref | None,
        person: str | None,
        since: datetime,
        until: datetime | None,
        by: str,
    ) -> None:
        """One stretch runs at a time for one place, person and maker: said again, that one ends at `until`.

        A stretch without length ends the one that runs, and opens none.
        """
        await hold(session, f"silence:{team}/{channel}/{by}")
        same = (SilenceRow.team == team, SilenceRow.channel == channel, SilenceRow.set_by == by)
        running = await session.scalars(
            select(SilenceRow).where(
                *same, SilenceRow.thread.is_not_distinct_from(thread), SilenceRow.person.is_not_distinct_from(person),
                *_covers(since),
            )
        )  # fmt: skip
        if rows := running.all():
            for row in rows:
                row.until = until
        elif until is None or since < until:
            session.add(
                SilenceRow(
                    team=team, channel=channel, thread=thread, person=person, since=since, until=until, set_by=by
                )
            )

    @reads
    async def is_off_record(self, session: AsyncSession, ref: Ref, thread: Ref, person: str, at: datetime) -> bool:
        found = await session.scalar(
            select(SilenceRow.seq)
            .where(
                SilenceRow.team == ref.team,
                SilenceRow.channel == ref.channel,
                SilenceRow.thread.is_(None) | (SilenceRow.thread == thread),
                SilenceRow.person.is_(None) | (SilenceRow.person == person),
                *_covers(at),
            )
            .limit(1)
        )
        return found is not None

    @writes
    async def count_off_record(self, session: AsyncSession, production: str, key: str) -> None:
        """What is counted is forgotten with it: the act of that key, and how that version of a message was read."""
        act = await session.scalar(select(ActRow).where(ActRow.key == key).with_for_update())
        if act is not None and act.kind is None:
            return  # forgotten, and counted then
        counted = key
        await overwrite_what_goes(session)
        if act is not None and act.kind in SPOKEN and act.ref is not None and act.body is not None:
            counted = f"message:{act.ref.key}"  # its versions count as one
            version = str(act.body["fields"].get("edit_ts", ""))
            await forget_readings(session, act.ref, act.thread or act.ref, version)
        await session.execute(update(ActRow).where(ActRow.key == key).values(**NOTHING))
        await insert_missing(session, UnloggedRow, key=_hash(counted), production=production)

    @reads
    async def off_record_count(self, session: AsyncSession, production: str) -> int:
        return await left_out_so_far(session, production)


async def left_out_so_far(session: AsyncSession, production: str) -> int:
    """How many messages and reactions of a production were off the record."""
    asked = select(func.count()).select_from(UnloggedRow).where(UnloggedRow.production == production)
    return await session.scalar(asked) or 0


async def forget_readings(session: AsyncSession, ref: Ref, thread: Ref, version: str = "") -> None:
    """Delete how a version of a message was read, unless a shot of its thread was written up from it."""
    await overwrite_what_goes(session)
    written_up = select(ShotRow.reading).where(ShotRow.thread == thread, ShotRow.reading.is_not(None))
    of_version = (ReadingRow.ref == ref, ReadingRow.edit_ts == version)
    await session.execute(delete(ReadingRow).where(*of_version, ReadingRow.id.not_in(written_up)))


async def overwrite_what_goes(session: AsyncSession) -> None:
    """Have SQLite write zeros over what this connection deletes: by default some builds leave it in the file."""
    if session.get_bind().dialect.name == "sqlite":
        await session.execute(text("PRAGMA secure_delete = ON"))


def _covers(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Runs at that instant."""
    return SilenceRow.since <= at, SilenceRow.until.is_(None) | (SilenceRow.until > at)


def _hash(key: str) -> str:
    """What stands for a key in the count: nobody reads from it which message it was."""
    return hashlib.sha256(key.encode()).hexdigest()
