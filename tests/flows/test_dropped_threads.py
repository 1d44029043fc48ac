"""The thread of a dropped shot: notes still bind to its takes, words roll nothing; and drops by buttons."""

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, DP, PA, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"
NOTE = "love the light, but the push is too fast at 0:03"


@pytest.fixture
async def take(stage: Set) -> Take:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    return (await stage.takes(thread))[0]


async def thread_of(stage: Set, take: Take) -> Ref:
    return (await stage.archive.shot(take.shot)).thread


async def test_a_shot_is_dropped_and_picked_up_by_buttons(stage: Set, take: Take) -> None:
    thread = await thread_of(stage, take)
    await stage.presses(PA, "drop_cut_from_script", f"shot:{take.shot}", thread)
    await stage.until(lambda: stage.chat.whispers, "a word to the assistant")
    await stage.presses(DIRECTOR, "drop_cut_from_script", f"shot:{take.shot}", thread)
    await stage.until(lambda: stage.chat.shots[take.shot].shot.dropped_why == "cut_from_script", "the dropped card")
    await stage.presses(DIRECTOR, "pick_up", f"shot:{take.shot}", thread)
    await stage.until(lambda: stage.chat.shots[take.shot].shot.state == "open", "the card again")
    assert len(stage.camera.rolled) == 1


async def test_notes_in_the_thread_of_a_dropped_shot_bind_to_its_takes(stage: Set, take: Take) -> None:
    thread = await thread_of(stage, take)
    await stage.archive.drop_shot(take.shot, "works_as_is", DIRECTOR)
    at = await stage.says(DP, NOTE, thread)
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.until(lambda: stage.chat.takes[take.id].notes == 1, "the count on the card")
    assert len(await stage.archive.feedback_on(take.id)) == 2


@pytest.mark.parametrize("words", ["same but wider", "roll it"])
async def test_words_roll_nothing_of_a_dropped_shot_and_say_why(stage: Set, take: Take, words: str) -> None:
    thread = await thread_of(stage, take)
    await stage.archive.drop_shot(take.shot, "works_as_is", DIRECTOR)
    await stage.says(DIRECTOR, words, thread)
    await stage.until(lambda: stage.chat.said, "the answer")
    assert stage.chat.said == ["Shot 1 is dropped; its card has the way back."]
    await stage.settled()
    assert len(stage.camera.rolled) == 1


async def test_a_request_off_the_record_is_not_written_up(stage: Set) -> None:
    at = await stage.says(DIRECTOR, f"off the record: {REQUEST}")
    await stage.settled()
    assert stage.camera.rolled == []
    assert [mark for ref, mark in stage.chat.marks if ref == at] == ["off_record"]
    assert await stage.archive.said(at) is None
