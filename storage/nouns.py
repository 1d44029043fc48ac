"""Rows to the core's nouns and back. Nothing here touches the database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from graphs.crew.entries import Posting
from graphs.vocabulary.acts import Act
from graphs.vocabulary.digests import Digest
from graphs.vocabulary.feedback import FeedbackEvent
from graphs.vocabulary.material import Piece
from graphs.vocabulary.money import Approval, Halt, Held, LedgerEntry
from graphs.vocabulary.production import Member, Person, Production
from graphs.vocabulary.questions import Possible, Question
from graphs.vocabulary.refs import FileRef
from graphs.vocabulary.requests import Doubt, ShotRequest
from graphs.vocabulary.shots import Attempt, NoteTaken, Shot, Take
from storage.feedback_tables import FeedbackEventRow, QuestionRow
from storage.money_tables import ApprovalRow, HaltRow, LedgerRow
from storage.tables import (
    ActRow,
    AttemptRow,
    DigestRow,
    MemberRow,
    PersonRow,
    PostingRow,
    ProductionRow,
    ShotRow,
    TakeRow,
)


def as_production(row: ProductionRow) -> Production:
    return Production(
        id=row.id,
        team=row.team,
        channel=row.channel,
        name=row.name,
        timezone=row.timezone,
        defaults=as_request(row.defaults),
        paid_limit_cents=row.paid_limit_cents,
        waits_for_word=row.waits_for_word,
        consent=row.consent,
        digest_day=row.digest_day,
        digest_hour=row.digest_hour,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        master_size=row.master_size,
        master_camera=row.master_camera,
        autoroll_s=row.autoroll_s,
    )


def as_person(row: PersonRow) -> Person:
    return Person(row.team, row.id, row.name, row.timezone, bot=row.bot, guest=row.guest, stranger=row.stranger)


def as_member(row: MemberRow) -> Member:
    return Member(row.production, row.person, row.role, row.craft)


def act_body(act: Act) -> dict[str, Any]:
    """What of an act lies in its JSON column."""
    return {
        "text": act.text,
        "addressed": act.addressed,
        "direct": act.direct,
        "emoji": act.emoji,
        "action": act.action,
        "subject": act.subject,
        "fields": act.fields,
        "files": plain_files(act.files),
        "event_id": act.event_id,
    }


def as_act(row: ActRow) -> Act | None:
    """The act as it was heard; None where only its key is kept."""
    if row.kind is None or row.ref is None or row.thread is None or row.at is None or row.body is None:
        return None
    body = {**row.body, "files": as_files(row.body["files"])}
    return Act(row.key, row.kind, row.ref, row.thread, row.person or "", row.at, **body)


def plain_files(files: tuple[FileRef, ...]) -> list[dict[str, Any]]:
    return [asdict(file) for file in files]


def as_files(files: list[dict[str, Any]]) -> tuple[FileRef, ...]:
    return tuple(FileRef(**file) for file in files)


def plain_pieces(pieces: Sequence[Piece]) -> list[dict[str, Any]] | None:
    return [asdict(piece) for piece in pieces] or None


def as_pieces(plain: list[dict[str, Any]] | None) -> tuple[Piece, ...]:
    return tuple(Piece(**piece) for piece in plain or ())


def plain_request(request: ShotRequest) -> dict[str, Any]:
    """A request as JSON: only the fields that are set."""
    return request.model_dump(mode="json", exclude_defaults=True)


def as_request(plain: dict[str, Any]) -> ShotRequest:
    return ShotRequest.model_validate(plain)


def as_shot(row: ShotRow) -> Shot:
    return Shot(
        id=row.id,
        production=row.production or "",
        thread=row.thread,
        asked_in=row.asked_in,
        asked_by=row.asked_by,
        number=row.number,
        slate=row.slate,
        text=row.text,
        request=as_request(row.request),
        filled=as_request(row.filled),
        reading=row.reading,
        state=row.state,
        references=as_files(row.images),
        created_at=row.created_at,
        word_by=row.word_by,
        unread=tuple(row.unread),
        dropped_why=row.dropped_why,
        dropped_by=row.dropped_by,
        doubt=Doubt.model_validate(row.doubt) if row.doubt else None,
        fallback=row.fallback,
        material=as_pieces(row.material),
        rolls_at=row.rolls_at,
        stopped_by=row.rolls_stopped_by,
        kept_by=as_held(row.rolls_held),
    )


def as_take(row: TakeRow) -> Take:
    return Take(
        id=row.id,
        shot=row.shot,
        kind=row.kind,
        number=row.number,
        request=as_request(row.request),
        prompt=row.prompt,
        seed=row.seed,
        camera=row.camera,
        state=row.state,
        asked_by=row.asked_by,
        asked_in=row.asked_in,
        created_at=row.created_at,
        parent=row.parent,
        changes=tuple(row.changes),
        already=tuple(row.already),
        clip=row.clip,
        poster=row.poster,
        filmstrip=row.filmstrip,
        duration_s=row.duration_s,
        rolled_in_s=row.rolled_in_s,
        cost_cents=row.cost_cents,
        trouble=row.trouble,
        clip_ref=row.clip_ref,
        failures=row.failures,
        ended_by=row.ended_by or None,
        notes=tuple(NoteTaken(**note) for note in row.notes),
        keeps=row.keeps,
        master=row.master,
        unread=tuple(row.unread or ()),
        fallback=row.fallback,
        held=as_held(row.held),
        material=as_pieces(row.material),
    )


def as_held(plain: dict[str, Any] | None) -> Held | None:
    return Held(**plain) if plain else None


def as_approval(row: ApprovalRow) -> Approval:
    return Approval(row.take, row.cents, row.decision, row.by, row.at)


def as_halt(row: HaltRow) -> Halt:
    return Halt(row.team, row.production, row.by, row.at)


def as_entry(row: LedgerRow) -> LedgerEntry:
    return LedgerEntry(
        row.kind, row.production, row.shot, row.take, row.attempt, row.person, row.cents, row.frees_cents, row.at
    )


def as_attempt(row: AttemptRow) -> Attempt:
    return Attempt(
        id=row.id,
        take=row.take,
        number=row.number,
        camera=row.camera,
        model_asked=row.model_asked,
        model_served=row.model_served,
        seed=row.seed,
        parameters=row.parameters,
        state=row.state,
        operation=row.operation,
        estimate_cents=row.estimate_cents,
        intended_at=row.intended_at,
        submitted_at=row.submitted_at,
    )


def as_posting(row: PostingRow) -> Posting:
    return Posting(
        key=row.key,
        subject=row.subject,
        id=row.subject_id,
        thread=row.thread,
        tries=row.tries,
        ref=row.ref,
        file=row.file,
        content=row.content,
        intended_at=row.intended_at,
    )


def as_event(row: FeedbackEventRow) -> FeedbackEvent:
    return FeedbackEvent(row.record_id, row.kind, row.by, row.at, row.order, row.body)


def as_question(row: QuestionRow) -> Question:
    return Question(
        id=row.id,
        kind=row.kind,
        production=row.production,
        thread=row.thread,
        shot=row.shot,
        take=row.take,
        person=row.person,
        about=row.about,
        possible=tuple(Possible(**each) for each in row.possible),
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=row.answered_by,
        closed=row.closed,
    )


def as_digest(row: DigestRow) -> Digest:
    return Digest(
        id=row.id,
        production=row.production,
        week=row.week,
        so_far=row.so_far,
        asked_by=row.asked_by,
        thread=row.thread,
        opened_at=row.opened_at,
        markdown=row.markdown,
        body=row.body,
        ref=row.ref,
    )
