"""Questions put to one person: as they stand in App Home, and what becomes of a whispered one once it is answered."""

from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.cards.actions import REPLY
from bot.cards.blocks import safe
from bot.cards.questions import MOST, Asked
from bot.interactions import Press
from bot.listeners.edge import Edge
from graphs.crew.questions import sentence
from graphs.errors import NotFound
from graphs.vocabulary.open_notes import words_of
from graphs.vocabulary.questions import Question

SETTLED = "That is answered already, or was taken back."
LABEL = 80


async def questions_to(edge: Edge, person: str, answered: str | None = None) -> list[Asked]:
    """What waits for somebody's answer, newest first; `answered` is one that was given this moment."""
    waiting = [q for q in await edge.archive.open_questions_to(edge.us.team, person) if q.id != answered]
    asked = []
    for at, question in enumerate(waiting):
        shown = at < MOST  # the rest is only counted
        words = await words_of_question(edge, question) if shown else ""
        asked.append(Asked(question, words, await edge.room.permalink(question.thread) if shown else ""))
    return asked


async def words_of_question(edge: Edge, question: Question) -> str:
    """A question's sentence. Raises NotFound where what it was about is gone."""
    if question.shot is None or question.take is None:
        raise NotFound
    about = await edge.archive.feedback_record(question.about)
    shot, take = await edge.archive.shot(question.shot), await edge.archive.take(question.take)
    return sentence(question, shot, take, words_of(about) if about else "")


def question_of(press: Press) -> str:
    """The id of the question that a press answers: its subject is "question:{id} {value}"."""
    return press.subject.partition(":")[2].partition(" ")[0]


async def told_of(edge: Edge, press: Press) -> str | None:
    """What stands in a whisper's place once it was tapped; None where it was no whisper that asked."""
    if press.action != REPLY or not press.whispered:
        return None
    question = await edge.archive.question(question_of(press))
    value = press.subject.partition(" ")[2]
    label = question.label_of(value)
    return f"{label}: logged." if question.open and label else SETTLED


async def replace_whisper(respond: AsyncRespond, words: str) -> None:
    """The whisper says what was made of the answer, without buttons. Best effort: the answer itself is stored."""
    await respond(replace_original=True, text=safe(words, LABEL))
