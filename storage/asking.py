"""The question book: what the bot asked, of whom, and what was answered."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.errors import NotFound
from graphs.vocabulary.questions import Possible, Question, QuestionKind
from graphs.vocabulary.refs import Ref
from storage.book import Book, new_id
from storage.database import insert_new, reads, writes
from storage.feedback_tables import QuestionRow
from storage.nouns import as_question


class SqlQuestionBook(Book):
    """The archive's questions."""

    @writes
    async def ask(
        self,
        session: AsyncSession,
        key: str,
        kind: QuestionKind,
        production: str,
        thread: Ref,
        shot: str | None,
        take: str | None,
        person: str | None,
        about: str,
        possible: Sequence[Possible],
        now: datetime,
    ) -> Question:
        await insert_new(
            session, QuestionRow, id=new_id(), key=key, kind=kind, production=production, thread=thread, shot=shot,
            take=take, person=person, about=about, possible=[asdict(each) for each in possible], asked_at=now,
            closed=False,
        )  # fmt: skip
        row = await session.scalar(select(QuestionRow).where(QuestionRow.key == key))
        assert row is not None, "it was inserted, now or before"
        return as_question(row)

    @reads
    async def question(self, session: AsyncSession, id: str) -> Question:
        return as_question(await _question_row(session, id))

    @reads
    async def question_asked(self, session: AsyncSession, key: str) -> Question | None:
        row = await session.scalar(select(QuestionRow).where(QuestionRow.key == key))
        return as_question(row) if row else None

    @reads
    async def open_questions_in(self, session: AsyncSession, thread: Ref) -> list[Question]:
        rows = await session.scalars(
            select(QuestionRow).where(QuestionRow.thread == thread, *_open()).order_by(QuestionRow.seq)
        )
        return [as_question(row) for row in rows]

    @reads
    async def open_questions_to(self, session: AsyncSession, team: str, person: str) -> list[Question]:
        rows = await session.scalars(
            select(QuestionRow).where(QuestionRow.person == person, *_open()).order_by(QuestionRow.seq.desc())
        )
        return [question for question in map(as_question, rows) if question.thread.team == team]

    @writes
    async def answer_question(
        self, session: AsyncSession, id: str, answer: str, by: str, now: datetime
    ) -> Question | None:
        row = await _question_row(session, id, lock=True)
        if row.answer is None and not row.closed:
            row.answer, row.answered_by = answer, by
        return as_question(row) if row.answer == answer and not row.closed else None

    @writes
    async def close_questions(self, session: AsyncSession, about: str) -> list[Question]:
        asked = select(QuestionRow).where(QuestionRow.about == about, ~QuestionRow.closed).order_by(QuestionRow.seq)
        rows = list(await session.scalars(asked.with_for_update()))
        for row in rows:
            row.closed = True
        return [as_question(row) for row in rows]


def _open() -> tuple[ColumnElement[bool], ...]:
    return QuestionRow.answer.is_(None), ~QuestionRow.closed


async def _question_row(session: AsyncSession, id: str, *, lock: bool = False) -> QuestionRow:
    """A question's row. Raises NotFound."""
    asked = select(QuestionRow).where(QuestionRow.id == id)
    row: QuestionRow | None = await session.scalar(asked.with_for_update() if lock else asked)
    if row is None:
        raise NotFound(f"no question is called {id}")
    return row
