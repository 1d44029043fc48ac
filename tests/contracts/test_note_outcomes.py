"""RollBook: what a take made of the notes that it was rolled with, and the card that tells it."""

import pytest

from graphs.crew.room import CircledPart, NoteAnswered
from graphs.errors import NotFound
from graphs.vocabulary.feedback import press_id
from graphs.vocabulary.shots import NoteTaken, Shot, Take
from storage.archive import SqlArchive
from tests.contracts.studio import COLLECTED, DIRECTOR, DP, NOW, Studio, at, record, verdict


@pytest.fixture
async def shot(studio: Studio) -> Shot:
    return await studio.shot()


@pytest.fixture
async def noted(studio: Studio, shot: Shot) -> Take:
    """Take 1, with two notes of the DP's: press_id("slow") and press_id("wide")."""
    take = await studio.screened(shot, "200.1")
    for key, words in (("slow", "push slower"), ("wide", "wider")):
        change = {"sentiment": "neutral", "intent": "change_request", "quote": words}
        await studio.archive.record_press(key, record(shot, take, at(f"201.{key}")) | change, NOW)
    return take


async def the_next(studio: Studio, shot: Shot, noted: Take) -> Take:
    """Take 2, rolled with the first note and without the second."""
    notes = (NoteTaken(press_id("slow")), NoteTaken(press_id("wide"), "not_addressed"))
    return await studio.take(shot, "second", parent=noted.id, notes=notes)


async def lands(studio: Studio, take: Take) -> None:
    attempt = await studio.attempt(take)
    await studio.archive.collected(take.id, attempt.id, COLLECTED, NOW)
    await studio.archive.screened(take.id, at("202.1"))


async def test_the_outcome_of_one_note_is_kept(studio: Studio, archive: SqlArchive, shot: Shot, noted: Take) -> None:
    take = await the_next(studio, shot, noted)
    told = await archive.note_outcome(take.id, press_id("slow"), "cannot_tell")
    assert told.notes == (NoteTaken(press_id("slow"), "cannot_tell"), NoteTaken(press_id("wide"), "not_addressed"))
    assert await archive.note_outcome(take.id, press_id("slow"), "cannot_tell") == told
    later = await archive.note_outcome(take.id, press_id("slow"), "addressed")
    assert later.notes[0].outcome == "addressed"
    assert await archive.take(take.id) == later


async def test_a_note_that_the_take_was_not_rolled_with_changes_nothing(
    studio: Studio, archive: SqlArchive, shot: Shot, noted: Take
) -> None:
    take = await the_next(studio, shot, noted)
    assert await archive.note_outcome(take.id, press_id("else"), "addressed") == take
    with pytest.raises(NotFound):
        await archive.note_outcome("nobody", press_id("slow"), "addressed")


async def test_the_card_tells_outcomes_once_the_take_has_landed(
    studio: Studio, archive: SqlArchive, shot: Shot, noted: Take
) -> None:
    take = await the_next(studio, shot, noted)
    assert (await archive.take_view(take.id)).answered == ()
    await lands(studio, take)
    assert (await archive.take_view(take.id)).answered == (NoteAnswered("wider", DP, "not_addressed"),)
    await archive.note_outcome(take.id, press_id("slow"), "addressed")
    assert (await archive.take_view(take.id)).answered == (
        NoteAnswered("push slower", DP, "addressed"), NoteAnswered("wider", DP, "not_addressed"),
    )  # fmt: skip
    await archive.retract([press_id("wide")], DP, NOW)
    assert [note.words for note in (await archive.take_view(take.id)).answered] == ["push slower"]


async def test_the_card_counts_notes_that_ask_for_a_change(
    studio: Studio, archive: SqlArchive, shot: Shot, noted: Take
) -> None:
    await archive.record_press("praise", record(shot, noted, at("203.1"), intent="praise"), NOW)
    view = await archive.take_view(noted.id)
    assert (view.wanted, view.next_number) == (2, 2)
    await the_next(studio, shot, noted)
    await archive.judge(press_id("slow"), "rejected", {}, DIRECTOR, "j", NOW)
    view = await archive.take_view(noted.id)
    assert (view.wanted, view.next_number) == (1, 3)


async def test_the_card_tells_the_part_that_is_circled(archive: SqlArchive, shot: Shot, noted: Take) -> None:
    def part(start: float, end: float | None, raw: str) -> dict[str, object]:
        return {"timecodes": [{"in_s": start, "out_s": end, "raw": raw, "fps_assumed": None}]}

    circle = verdict(shot, noted, at("204.1"), "circle") | part(3.0, None, "from the wipe on")
    await archive.record_press("circle", circle, NOW)
    assert (await archive.take_view(noted.id)).part == CircledPart(3.0, None, "from the wipe on")
    await archive.judge(press_id("circle"), "corrected", part(2.5, 6.0, ""), DIRECTOR, "j", NOW)
    assert (await archive.take_view(noted.id)).part == CircledPart(2.5, 6.0)
    ng = verdict(shot, noted, at("205.1"), "ng", created_at=NOW.replace(hour=20).isoformat())
    await archive.record_press("ng", ng | part(1.0, None, "0:01"), NOW)
    view = await archive.take_view(noted.id)
    assert (view.verdict, view.part) == ("ng", None)
