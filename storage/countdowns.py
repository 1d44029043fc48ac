"""Shots that roll by themselves after a countdown: begun, stopped, and ended, each in one transaction.

A reply stops it as it is heard: that is in inbox.py.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.shots import Shot
from storage.book import Book
from storage.database import writes
from storage.inbox import UNROLLED
from storage.ledger import held_back, plain_held
from storage.nouns import as_shot
from storage.shots import shot_row
from storage.tables import ShotRow, TakeRow

LATE = timedelta(seconds=15)  # a bot that was away so long has not heard what was said meanwhile


class SqlCountdowns(Book):
    """The archive's countdowns."""

    @writes
    async def begin_countdown(
        self, session: AsyncSession, shot: str, rolls_at: datetime, cents: int, now: datetime
    ) -> Shot:
        row = await shot_row(session, shot, lock=True)
        if row.state == "waiting" and row.rolls_at is None and row.rolls_stopped_by is None and not row.word_by:
            row.rolls_at = None if await _money_says_no(session, row, cents, now) else rolls_at
        return as_shot(row)

    @writes
    async def roll_by_itself(self, session: AsyncSession, shot: str, cents: int, now: datetime) -> Shot:
        row = await shot_row(session, shot, lock=True)
        runs = row.state == "waiting" and row.rolls_stopped_by is None and not row.word_by
        if not runs or row.rolls_at is None:
            return as_shot(row)
        if now - row.rolls_at > LATE or await _money_says_no(session, row, cents, now):
            row.rolls_at = None
        elif row.rolls_at <= now:
            row.word_by, row.state = row.asked_by, "open"
        return as_shot(row)

    @writes
    async def stop_countdown(self, session: AsyncSession, shot: str, by: str) -> Shot:
        row = await shot_row(session, shot, lock=True)
        if row.state in UNROLLED and by:
            row.rolls_stopped_by = row.rolls_stopped_by or by
        elif row.state in UNROLLED:
            row.rolls_at = row.rolls_held = None
        return as_shot(row)


async def _money_says_no(session: AsyncSession, row: ShotRow, cents: int, now: datetime) -> bool:
    """Whether a take of the shot would be kept from rolling; a yes that is to be asked for does not."""
    take = TakeRow(id="", shot=row.id, asked_by=row.asked_by)  # none that is stored
    held = await held_back(session, take, cents, now) if cents else None
    no = held is not None and held.why != "approval"
    row.rolls_held = plain_held(held) if no else None
    return no
