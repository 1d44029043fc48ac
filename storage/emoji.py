"""The emoji book: what emoji mean in a channel or a workspace where it is not what the lexicon says."""

from datetime import datetime

from sqlalchemy import JSON, ColumnElement, and_, delete, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.errors import NotFound
from graphs.vocabulary.notes import EmojiSense
from storage.book import Book
from storage.database import insert_new, reads, writes
from storage.feedback_tables import EmojiSenseRow, FeedbackEventRow, ReactionRow
from storage.tables import ProductionRow

WORKSPACE = ""  # stands in the channel's column: the whole workspace


class SqlEmojiBook(Book):
    """The archive's emoji."""

    @reads
    async def emoji_sense(self, session: AsyncSession, team: str, channel: str, name: str) -> EmojiSense | None:
        nearest = EmojiSenseRow.channel.desc()  # the workspace's empty name comes last
        row = await session.scalar(
            select(EmojiSenseRow).where(*_holding(team, channel), EmojiSenseRow.name == name).order_by(nearest).limit(1)
        )
        return _as_sense(row) if row else None

    @reads
    async def emoji_senses(self, session: AsyncSession, team: str, channel: str) -> list[tuple[EmojiSense, bool]]:
        rows = await session.scalars(
            select(EmojiSenseRow).where(*_holding(team, channel)).order_by(EmojiSenseRow.channel)
        )
        by_name = {row.name: row for row in rows}  # the channel's own come later and stand
        return [(_as_sense(row), row.channel != WORKSPACE) for _, row in sorted(by_name.items())]

    @writes
    async def set_emoji(
        self, session: AsyncSession, team: str, channel: str, sense: EmojiSense, by: str, now: datetime
    ) -> None:
        key = {"team": team, "channel": channel, "name": sense.name}
        meaning = {
            "valence": sense.valence, "intent": sense.intent, "aspect": sense.aspect, "verdict": sense.verdict,
            "set_by": by, "set_at": now,
        }  # fmt: skip
        if await insert_new(session, EmojiSenseRow, **key, **meaning) is None:
            row = await session.get_one(EmojiSenseRow, (team, channel, sense.name), with_for_update=True)
            for column, value in meaning.items():
                setattr(row, column, value)

    @writes
    async def forget_emoji(self, session: AsyncSession, team: str, channel: str, name: str) -> bool:
        gone = await session.execute(
            delete(EmojiSenseRow)
            .where(EmojiSenseRow.team == team, EmojiSenseRow.channel == channel, EmojiSenseRow.name == name)
            .returning(EmojiSenseRow.name)
        )
        return gone.first() is not None

    @reads
    async def unknown_emoji(self, session: AsyncSession, production: str) -> list[tuple[str, int]]:
        place = await session.get(ProductionRow, production)
        if place is None:
            raise NotFound(f"no production is called {production}")
        body = type_coerce(FeedbackEventRow.body, JSON)
        given = select(EmojiSenseRow.name).where(*_holding(place.team, place.channel))
        times = func.count()
        found = await session.execute(
            select(ReactionRow.emoji, times)
            .join(
                FeedbackEventRow,
                and_(FeedbackEventRow.record_id == ReactionRow.record, FeedbackEventRow.kind == "recorded"),
            )
            .where(
                ReactionRow.present,
                FeedbackEventRow.production == production,
                body["valence"].as_string().is_(None),
                body["verdict"].as_string().is_(None),
                body["subject"].as_string() != "note",
                ReactionRow.emoji.not_in(given),
            )
            .group_by(ReactionRow.emoji)
            .order_by(times.desc(), ReactionRow.emoji)
        )
        return [(name, count) for name, count in found]


def _holding(team: str, channel: str) -> tuple[ColumnElement[bool], ...]:
    """Of a channel or of its whole workspace."""
    return EmojiSenseRow.team == team, EmojiSenseRow.channel.in_((channel, WORKSPACE))


def _as_sense(row: EmojiSenseRow) -> EmojiSense:
    return EmojiSense(
        name=row.name, known=True, valence=row.valence, intent=row.intent, aspect=row.aspect, verdict=row.verdict
    )
