"""The tables of what people think and what they are asked: feedback, emoji, silence, questions. The rest: tables.py."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from graphs.vocabulary.feedback import EventKind
from graphs.vocabulary.notes import Intent, Verdict
from graphs.vocabulary.questions import QuestionKind
from graphs.vocabulary.refs import Ref
from storage.columns import Base, Seq, Words, index_where
from storage.tables import TakeRow


class ReactionRow(Base):
    """What stands of one person's one emoji on one message: the greatest `order` seen, and what it said."""

    __tablename__ = "reactions"

    message: Mapped[Ref] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    emoji: Mapped[str] = mapped_column(primary_key=True)
    latest: Mapped[str]
    present: Mapped[bool]
    retractions: Mapped[int]
    record: Mapped[str | None] = mapped_column(index=True)


class NoteVersionRow(Base):
    """The versions of a message that were recorded; one more, DELETED, where the message is gone."""

    __tablename__ = "note_versions"

    message: Mapped[Ref] = mapped_column(primary_key=True)
    edit_ts: Mapped[str] = mapped_column(primary_key=True)


class FeedbackEventRow(Base):
    """Feedback: only ever inserted into, which the database itself holds. Columns beside `body` are for finding."""

    __tablename__ = "feedback_events"
    __table_args__ = (
        index_where("uq_feedback_events_recorded", "kind = 'recorded'", "record_id", unique=True),
        Index(None, "production", "said_at"),
    )

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    record_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[EventKind] = mapped_column(String)
    by: Mapped[str]
    at: Mapped[datetime]
    order: Mapped[str]
    body: Mapped[dict[str, Any]]
    production: Mapped[str]
    shot: Mapped[str | None] = mapped_column(index=True)
    take: Mapped[str | None] = mapped_column(index=True)
    message: Mapped[Ref] = mapped_column(index=True)
    said_at: Mapped[datetime]


class EmojiSenseRow(Base):
    """What an emoji means in a channel, or (channel "") in a workspace, where the lexicon does not say so."""

    __tablename__ = "emoji_senses"

    team: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    valence: Mapped[float | None]
    intent: Mapped[Intent | None] = mapped_column(String)
    aspect: Mapped[str | None]
    verdict: Mapped[Verdict | None] = mapped_column(String)
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class SilenceRow(Base):
    """A stretch off the record: of a thread or (NULL) the channel, of one person or (NULL) everybody."""

    __tablename__ = "silences"
    __table_args__ = (Index(None, "team", "channel"),)

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    team: Mapped[str]
    channel: Mapped[str]
    thread: Mapped[Ref | None]
    person: Mapped[str | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    set_by: Mapped[str]


class UnloggedRow(Base):
    """That something was off the record, and nothing else of it: the key is a hash."""

    __tablename__ = "unlogged"

    key: Mapped[str] = mapped_column(primary_key=True)
    production: Mapped[str] = mapped_column(index=True)


class QuestionRow(Base):
    """A question of the bot's, once for its key."""

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "thread"),
        Index(None, "about"),
        index_where("ix_questions_open", "answer IS NULL AND NOT closed", "person"),
    )

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    kind: Mapped[QuestionKind] = mapped_column(String)
    production: Mapped[str]
    thread: Mapped[Ref]
    shot: Mapped[str | None]
    take: Mapped[str | None]
    person: Mapped[str | None]
    about: Mapped[str]
    possible: Mapped[list[dict[str, Any]]]
    asked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Words)
    answered_by: Mapped[str | None]
    closed: Mapped[bool] = mapped_column(default=False)


TABLES = TakeRow.metadata  # those of money are in money_tables.py, which is read last
