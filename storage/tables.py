"""The tables as mapped classes. They never leave this room: nouns.py makes the core's nouns of them.

A change here needs a migration beside it. Ids are random hex; `seq` columns give the order of opening.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from graphs.crew.room import Subject
from graphs.vocabulary.acts import ActKind
from graphs.vocabulary.production import Consent, Craft, Role
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import Fallback
from graphs.vocabulary.shots import AttemptState, DropReason, Kept, ShotState, TakeKind, TakeState
from storage.columns import Base, Seq, Words, index_where


class ProductionRow(Base):
    __tablename__ = "productions"
    __table_args__ = (UniqueConstraint("team", "channel"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    team: Mapped[str]
    channel: Mapped[str]
    name: Mapped[str] = mapped_column(Words)
    timezone: Mapped[str]
    defaults: Mapped[dict[str, Any]]
    paid_limit_cents: Mapped[int]
    waits_for_word: Mapped[bool]
    consent: Mapped[Consent] = mapped_column(String)
    digest_day: Mapped[int]
    digest_hour: Mapped[int]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    master_size: Mapped[str | None]
    master_camera: Mapped[str | None]
    autoroll_s: Mapped[int | None]


class PersonRow(Base):
    __tablename__ = "people"

    team: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    timezone: Mapped[str]
    bot: Mapped[bool]
    guest: Mapped[bool]
    stranger: Mapped[bool]


class MemberRow(Base):
    __tablename__ = "members"

    production: Mapped[str] = mapped_column(ForeignKey("productions.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(String)
    craft: Mapped[Craft] = mapped_column(String)
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class ActRow(Base):
    """What was heard. Where it is not ours, and once it is forgotten, all but the key is NULL.

    `shot` is the shot that it opened; whatever else is ours has a note of its own.
    """

    __tablename__ = "acts"

    id: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ActKind | None] = mapped_column(String)
    ref: Mapped[Ref | None] = mapped_column(index=True)
    thread: Mapped[Ref | None]
    person: Mapped[str | None]
    at: Mapped[datetime | None]
    body: Mapped[dict[str, Any] | None]
    shot: Mapped[str | None]


class WorkRow(Base):
    """A unit of work. Due at once where `due_at` is NULL; `waiting` is for a person.

    `stumbling`: the last step failed, so that the rest which follows does not end the row of failures.
    `dues` counts how often it was made due, so that a step can tell whether it was while it ran.
    """

    __tablename__ = "works"
    __table_args__ = (index_where("ix_works_open", "NOT done AND NOT waiting", "due_at", "seq"),)

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    done: Mapped[bool] = mapped_column(default=False)
    waiting: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    stumbling: Mapped[bool] = mapped_column(default=False)
    dues: Mapped[int] = mapped_column(default=0, server_default="0")
    trouble: Mapped[str | None]


class ReadingRow(Base):
    """How one version of a message was read by one extractor; the id is made of both."""

    __tablename__ = "readings"

    id: Mapped[str] = mapped_column(primary_key=True)
    ref: Mapped[Ref] = mapped_column(index=True)
    edit_ts: Mapped[str]
    extractor: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    read_at: Mapped[datetime]


class ShotRow(Base):
    """A shot. `act` is the inbox row that opened it as heard; `key` and `place` say which writing-up it came from."""

    __tablename__ = "shots"
    __table_args__ = (
        UniqueConstraint("production", "number"),
        UniqueConstraint("key", "place"),
        Index(None, "thread"),
        Index(None, "production", "created_at"),
    )

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    act: Mapped[int | None] = mapped_column(ForeignKey("acts.id"))
    key: Mapped[str | None]
    place: Mapped[int | None]
    production: Mapped[str | None] = mapped_column(ForeignKey("productions.id"))
    thread: Mapped[Ref]
    asked_in: Mapped[Ref]
    asked_by: Mapped[str]
    number: Mapped[int | None]
    slate: Mapped[str | None] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words, default="")
    request: Mapped[dict[str, Any]]
    filled: Mapped[dict[str, Any]]
    reading: Mapped[str | None]
    state: Mapped[ShotState] = mapped_column(String)
    images: Mapped[list[dict[str, Any]]]
    unread: Mapped[list[str]]
    created_at: Mapped[datetime]
    word_by: Mapped[str | None]
    dropped_why: Mapped[DropReason | None] = mapped_column(String)
    dropped_by: Mapped[str | None]
    doubt: Mapped[dict[str, Any] | None]
    rolls_at: Mapped[datetime | None]
    rolls_stopped_by: Mapped[str | None]
    rolls_held: Mapped[dict[str, Any] | None]
    fallback: Mapped[Fallback | None] = mapped_column(String)
    material: Mapped[list[dict[str, Any]] | None]


class TakeRow(Base):
    """A take or previs. `key` and `place` say which opening it came from; `queued_at` since when it is in line."""

    __tablename__ = "takes"
    __table_args__ = (
        UniqueConstraint("shot", "kind", "number"),
        UniqueConstraint("shot", "key", "place"),
        index_where("ix_takes_queued", "state = 'queued'", "camera", "queued_at"),
    )

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    shot: Mapped[str] = mapped_column(ForeignKey("shots.id"))
    key: Mapped[str]
    place: Mapped[int]
    kind: Mapped[TakeKind] = mapped_column(String)
    number: Mapped[int]
    request: Mapped[dict[str, Any]]
    prompt: Mapped[str] = mapped_column(Words)
    seed: Mapped[int] = mapped_column(BigInteger)
    camera: Mapped[str]
    state: Mapped[TakeState] = mapped_column(String)
    asked_by: Mapped[str]
    asked_in: Mapped[Ref | None]
    created_at: Mapped[datetime] = mapped_column(index=True)
    parent: Mapped[str | None]
    changes: Mapped[list[str]]
    already: Mapped[list[str]]
    clip: Mapped[str | None]
    poster: Mapped[str | None]
    filmstrip: Mapped[str | None]
    duration_s: Mapped[float | None]
    rolled_in_s: Mapped[float | None]
    cost_cents: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(Words)
    clip_ref: Mapped[Ref | None] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    notes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    held: Mapped[dict[str, Any] | None]
    keeps: Mapped[Kept | None] = mapped_column(String)
    material: Mapped[list[dict[str, Any]] | None]
    master: Mapped[bool] = mapped_column(default=False)
    unread: Mapped[list[str] | None]
    fallback: Mapped[Fallback | None] = mapped_column(String)


class AttemptRow(Base):
    """`sending`: it may be on its way to the camera at this moment, and what came of it is not stored yet."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("take", "number"),
        index_where("ix_attempts_open", "state IN ('intended', 'submitted')", "camera"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    take: Mapped[str] = mapped_column(ForeignKey("takes.id"))
    number: Mapped[int]
    camera: Mapped[str]
    model_asked: Mapped[str]
    model_served: Mapped[str | None]
    seed: Mapped[int] = mapped_column(BigInteger)
    parameters: Mapped[dict[str, Any]]
    state: Mapped[AttemptState] = mapped_column(String)
    operation: Mapped[str | None]
    estimate_cents: Mapped[int]
    estimate_s: Mapped[float]
    cost_cents: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(Words)
    intended_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    sending: Mapped[bool] = mapped_column(default=False)


class PostingRow(Base):
    """The outbox, and the map from messages of ours to what they show."""

    __tablename__ = "postings"

    key: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[Subject] = mapped_column(String)
    subject_id: Mapped[str]
    thread: Mapped[Ref]
    tries: Mapped[int] = mapped_column(default=0)
    ref: Mapped[Ref | None] = mapped_column(index=True)
    file: Mapped[str | None] = mapped_column(index=True)
    content: Mapped[str | None]
    intended_at: Mapped[datetime]


class DigestRow(Base):
    __tablename__ = "digests"
    __table_args__ = (index_where("uq_digests_due", "NOT so_far", "production", "week", unique=True),)

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    production: Mapped[str] = mapped_column(ForeignKey("productions.id"))
    week: Mapped[str]
    so_far: Mapped[bool]
    key: Mapped[str | None] = mapped_column(unique=True)
    asked_by: Mapped[str | None]
    thread: Mapped[Ref | None]
    opened_at: Mapped[datetime]
    markdown: Mapped[str | None] = mapped_column(Words)
    body: Mapped[dict[str, Any] | None]
    ref: Mapped[Ref | None] = mapped_column(index=True)
