"""Roll with...: the notes that were chosen become one take, from the take that they are about.

Each is read as a revision and put over the request in the order said. What they came to is told in outcomes.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.crew.reading import ReadingContext, next_reader
from graphs.prompting import words_of as words_in
from graphs.prompting import write_prompt
from graphs.quiet import quietly
from graphs.review.choosing import stated_by
from graphs.review.opening import open_takes
from graphs.revising import Revision, revise
from graphs.starting import as_drafted, as_long_as_rolls
from graphs.vocabulary.acts import Act
from graphs.vocabulary.open_notes import Record, asks_for_change, wants_less, wish_of
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import Fallback, Reading, ShotRequest
from graphs.vocabulary.shots import NoteTaken, Take
from graphs.vocabulary.spoken import CARRIED
from graphs.wanting import carried

SAME_BUT = "same but"  # a note so begun is read as a change to the take before
SAID = 80  # characters of a note among a card's changes
# What a note that is not phrased as a revision may change: how it is shot, never who or what is in the picture.
SHOOTING = CARRIED[:11]


@dataclass(frozen=True, slots=True)
class Merged:
    """A request with notes put over it: `changed` holds, for each note, the fields that it changed and to what (JSON).

    `unread` and `fallback` are those of the notes' readings.
    """

    request: ShotRequest
    changes: tuple[str, ...]
    already: tuple[str, ...]
    changed: dict[str, dict[str, Any]]
    unread: tuple[str, ...] = ()
    fallback: Fallback | None = None


async def answer_roll_with(crew: Crew, act: Act, member: Member, id: str) -> None:
    """The form handed in: one take with the ticked notes, beside which those left out are told as such."""
    source = await crew.archive.take(id)
    shot = await crew.archive.shot(source.shot)
    if not (member.may_roll or member.person == shot.asked_by):
        await quietly(crew, act, words.may_not_roll(shot))
        return
    chosen = await standing(crew, act.fields["records"])
    if not chosen:
        await quietly(crew, act, words.NOTES_GONE)
        return
    asked = {record["record_id"] for record in chosen}
    left_out = [r for r in await standing(crew, act.fields["offered"]) if r["record_id"] not in asked]
    merged = await merge(crew, source, chosen)
    entry = TakeEntry(
        kind="take",
        request=merged.request,
        prompt=write_prompt(merged.request, ". ".join([words_in(source.prompt), *map(instruction, chosen)])),
        seed=source.seed,
        camera=crew.camera,
        parent=source.id,
        changes=merged.changes,
        already=merged.already,
        unread=merged.unread,
        fallback=merged.fallback,
        material=carried(source),
        notes=(
            *(NoteTaken(record["record_id"], changed=merged.changed[record["record_id"]]) for record in chosen),
            *(NoteTaken(record["record_id"], "not_addressed") for record in left_out),
        ),
    )
    await open_takes(crew, act, shot, [entry])


async def standing(crew: Crew, ids: Sequence[str]) -> list[Record]:
    """The notes of those ids that still stand and ask for something, in the order said."""
    found = [await crew.archive.feedback_record(each) for each in dict.fromkeys(ids)]
    return sorted((r for r in found if r and asks_for_change(r)), key=lambda record: str(record["created_at"]))


async def merge(crew: Crew, source: Take, notes: Sequence[Record]) -> Merged:
    """Put notes over the request of the take that they are about, one after the other."""
    request = await as_drafted(crew, source)
    changes: list[str] = []
    already: list[str] = []
    changed: dict[str, dict[str, Any]] = {}
    readings: list[Reading] = []
    for note in notes:
        revision = await revision_of(crew, source, request, note, readings)
        before, after = (each.model_dump(mode="json") for each in (request, revision.request))
        changed[note["record_id"]] = {field: after[field] for field in CARRIED if after[field] != before[field]}
        changes += revision.changes or (() if revision.already else (wish_of(note)[:SAID],))
        already += revision.already
        request = revision.request
    merged = as_long_as_rolls(crew, source, Revision(request, tuple(dict.fromkeys(changes)), ()))
    return Merged(
        merged.request, merged.changes, tuple(dict.fromkeys(already)), changed,
        unread=tuple(dict.fromkeys(part for reading in readings for part in reading.unread)),
        fallback=next((reading.fallback for reading in readings if reading.fallback), None),
    )  # fmt: skip


async def revision_of(
    crew: Crew, source: Take, request: ShotRequest, note: Record, readings: list[Reading]
) -> Revision:
    """What one note changes of a request: read as it was said, else as a change to the same picture.

    Its readings join `readings`, which say whether a model is waited for once more.
    """
    context = ReadingContext(
        takes_in_thread=source.number,
        shots_in_thread=1,
        last_request=request,
        speaker_role=note["permission_role"],
        take_length_s=source.duration_s,
    )

    async def read(words: str) -> Reading:
        reader = crew.interpreter
        for reading in readings:
            reader = next_reader(reader, reading.fallback)
        readings.append(await reader.read_message(words, context))
        return readings[-1]

    reading = await read(wish_of(note))
    stated = stated_by(reading)
    if reading.kind != "revision":
        stated = ShotRequest()
        if note["intent"] == "change_request" and not wants_less(note):
            reading = await read(f"{SAME_BUT} {wish_of(note)}")
            stated = ShotRequest(**{field: getattr(stated_by(reading), field) for field in SHOOTING})
    made = revise(request, stated)
    return replace(made, request=made.request.model_copy(update={"n_takes": 1}))


def instruction(note: Record) -> str:
    """A note as the prompt says it: a fault is named as one, so that it is not asked for."""
    return f"fix: {wish_of(note)}" if note["intent"] == "defect" else wish_of(note)
