"""Answers to what the bot asked, tapped or typed: whose they are to give, and what each kind makes of one."""

from collections.abc import Awaitable, Callable

from graphs import words
from graphs.crew import Crew
from graphs.quiet import quietly
from graphs.review.binding import answer_on_which_take
from graphs.review.choosing import answer_which_take
from graphs.review.outcomes import answer_addressed
from graphs.review.why import answer_why
from graphs.rights import answer_rights
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.questions import Question, QuestionKind

Reply = Callable[[Crew, Act, Question, str], Awaitable[None]]

REPLIES: dict[QuestionKind, Reply] = {
    "which_take": answer_which_take,
    "on_which_take": answer_on_which_take,
    "why": answer_why,
    "addressed": answer_addressed,
    "rights": answer_rights,
}


async def reply(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Somebody answered: `id` is the question's, a space, and what was chosen."""
    key, _, value = id.partition(" ")
    question = await crew.archive.question(key)
    if question.person not in (None, act.person):
        await quietly(crew, act, words.NOT_YOUR_QUESTION)
        return
    await REPLIES[question.kind](crew, act, question, value)
