"""What the bot asks: at most one question at a time, with answers to tap."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from graphs.vocabulary.refs import Ref

# which_take: which take a revision starts from; `about` is the act. on_which_take: which take a note is about that
# names one which is not there; `about` is the note's message. why: what was wrong with a take that is NG; `about` is
# the verdict's record. addressed: whether a take did what a note asked; `about` is the note's record. rights: what the
# rights of materials are; `about` are their ids.
QuestionKind = Literal["which_take", "on_which_take", "why", "addressed", "rights"]


@dataclass(frozen=True, slots=True)
class Possible:
    """An answer that can be tapped: its words and what it stands for."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands. `person` is whom it was put to, None where anybody with the say may answer.

    `about` names what caused it (an act's id or a record's); with that gone the question is `closed`.
    """

    id: str
    kind: QuestionKind
    production: str
    thread: Ref
    shot: str | None
    take: str | None
    person: str | None
    about: str
    possible: tuple[Possible, ...]
    asked_at: datetime
    answer: str | None = None
    answered_by: str | None = None
    closed: bool = False

    @property
    def open(self) -> bool:
        return self.answer is None and not self.closed

    def label_of(self, value: str) -> str | None:
        """The words of an answer; None where it is none of those that were offered."""
        return next((p.label for p in self.possible if p.value == value), None)
