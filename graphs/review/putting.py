"""Putting a question to one person: a line for them alone, once. In App Home it stands until it is answered."""

from graphs.crew import Crew
from graphs.crew.questions import answers_to, sentence
from graphs.vocabulary.open_notes import words_of
from graphs.vocabulary.questions import Question
from graphs.vocabulary.shots import Shot, Take


async def put(crew: Crew, question: Question, shot: Shot, take: Take) -> None:
    """Whisper a question that is open; what was answered or closed is asked no more."""
    if not question.open or question.person is None:
        return
    about = await crew.archive.feedback_record(question.about)
    said = sentence(question, shot, take, words_of(about) if about else "")
    await crew.room.whisper(f"question:{question.id}", question.thread, question.person, said, answers_to(question))
