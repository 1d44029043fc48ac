"""What a take made of the notes that it was rolled with: told where we can tell, asked of their authors where not.

We can tell only what we know: a drawn camera draws the request exactly, and a length can be measured on any clip.
"""

from typing import Any

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import Shown
from graphs.crew.questions import DID_IT
from graphs.quiet import quietly
from graphs.resting import FlowState, Step, subject
from graphs.review.collecting import standing
from graphs.review.putting import put
from graphs.review.records import bench, from_answer
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.open_notes import Record, words_of
from graphs.vocabulary.questions import Question
from graphs.vocabulary.shots import NoteOutcome, Take

# What a camera that draws (and costs nothing) shows exactly as it was asked for.
DRAWN = frozenset(
    {
        "shot_size",
        "camera_angle",
        "camera_movement",
        "lens",
        "focal_length_mm",
        "duration_s",
        "time_of_day",
        "aspect_ratio",
    }
)
LENGTH_S = 0.5  # a clip this near is as long as it was asked to be
ANSWERS: tuple[NoteOutcome, ...] = ("addressed", "not_addressed", "cannot_tell")


async def settle_notes(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Once it has landed, the take's card says of each note what became of it."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    if take.state != "screened" or take.parent is None or not unsettled(take):
        return {}
    changed = {note.record: note.changed or {} for note in take.notes}
    paid = crew.cameras[take.camera].paid
    for note in await standing(crew, unsettled(take)):
        outcome = outcome_of(changed[note["record_id"]], take, paid=paid)
        await crew.archive.note_outcome(take.id, note["record_id"], outcome)
    await show_take(crew, take.id)
    return {}


def unsettled(take: Take) -> list[str]:
    """Ids of the notes of which nothing has been said."""
    return [note.record for note in take.notes if note.outcome is None]


def outcome_of(changed: dict[str, Any], take: Take, *, paid: bool) -> NoteOutcome:
    """What became of a note that changed these fields to these values; nobody can tell of one that changed none."""
    told = [field_outcome(field, value, take, paid=paid) for field, value in changed.items()]
    if "not_addressed" in told:
        return "not_addressed"
    return "addressed" if told and set(told) == {"addressed"} else "cannot_tell"


def field_outcome(field: str, value: Any, take: Take, *, paid: bool) -> NoteOutcome:
    """Whether the clip shows one field as it was asked for."""
    if take.request.model_dump(mode="json")[field] != value:
        return "not_addressed"  # a later note was put over it
    if field == "duration_s" and take.duration_s is not None:
        return "addressed" if abs(take.duration_s - value) <= LENGTH_S else "not_addressed"
    return "addressed" if field in DRAWN and not paid else "cannot_tell"


async def ask_authors(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Where nobody can tell, each note's author is asked; one question of several at a time."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    unclear = [note.record for note in take.notes if note.outcome == "cannot_tell"]
    if take.state != "screened" or not unclear:
        return {}
    shot = await crew.archive.shot(take.shot)
    for note in await standing(crew, unclear):
        await crew.archive.ask(
            f"addressed:{take.id}:{note['record_id']}", "addressed", shot.production, shot.thread, shot.id, take.id,
            note["rater_id"], note["record_id"], DID_IT, crew.clock(),
        )  # fmt: skip
    for person in dict.fromkeys(note["rater_id"] for note in await standing(crew, unclear)):
        await put_next(crew, take, person)
    return {}


async def put_next(crew: Crew, take: Take, person: str) -> None:
    """Whisper the first question about a take that somebody has not answered."""
    shot = await crew.archive.shot(take.shot)
    asked = await crew.archive.open_questions_to(shot.thread.team, person)
    about_it = [q for q in asked if q.kind == "addressed" and q.take == take.id]
    if about_it:
        await put(crew, about_it[-1], shot, take)


async def answer_addressed(crew: Crew, act: Act, question: Question, value: str) -> None:
    """A note's author says whether the take did it: the outcome of the note, and feedback on the take."""
    outcome = next((answer for answer in ANSWERS if answer == value), None)
    if question.take is None or outcome is None:
        return
    if await crew.archive.answer_question(question.id, outcome, act.person, crew.clock()) is None:
        await quietly(crew, act, words.ANSWERED_ALREADY)
        return
    take = await crew.archive.note_outcome(question.take, question.about, outcome)
    note = await crew.archive.feedback_record(question.about)
    if note and outcome != "cannot_tell":
        await keep_answer(crew, act, take, note, question, good=outcome == "addressed")
    await show_take(crew, take.id)
    await put_next(crew, take, act.person)


async def keep_answer(crew: Crew, act: Act, take: Take, note: Record, question: Question, *, good: bool) -> None:
    """The answer as feedback: on the aspect of the note, in its author's own words."""
    at = await bench(crew, act, Shown(take.kind, take.id, take.shot, take.id, act.ref))
    record = await from_answer(crew, at, note["aspect"], good=good, quote=words_of(note))
    await crew.archive.record_press(f"addressed:{question.id}", record, crew.clock())
