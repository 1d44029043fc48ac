"""The Archive's part for questions: what the bot asked, of whom, and what was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from graphs.vocabulary.questions import Possible, Question, QuestionKind
from graphs.vocabulary.refs import Ref


class QuestionBook(Protocol):
    """Questions, each asked once for its key. An unanswered one never spends."""

    async def ask(
        self,
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
        """Store a question; as it stands where it was asked before."""
        ...

    async def question(self, id: str) -> Question:
        """One question. Raises NotFound."""
        ...

    async def question_asked(self, key: str) -> Question | None:
        """The question that was asked under a key."""
        ...

    async def open_questions_in(self, thread: Ref) -> list[Question]:
        """A thread's unanswered questions, oldest first."""
        ...

    async def open_questions_to(self, team: str, person: str) -> list[Question]:
        """What somebody was asked and has not answered, newest first."""
        ...

    async def answer_question(self, id: str, answer: str, by: str, now: datetime) -> Question | None:
        """Store the answer; None where the question is closed. The same answer again changes nothing."""
        ...

    async def close_questions(self, about: str) -> list[Question]:
        """What they were about is gone: close them, answered or not; those that this call closed."""
        ...
