"""Notes that name a take which is not there, has no picture yet, or several takes: where they are, and what is said."""

from typing import Any

import pytest

from graphs.vocabulary.feedback import stands
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, DP, PA, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


@pytest.fixture
async def takes(stage: Set) -> list[Take]:
    """Two takes of one shot, both seen."""
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    [first] = await stage.takes(thread)
    await stage.presses(DIRECTOR, "again", f"take:{first.id}", thread)
    await stage.settled()
    return await stage.takes(thread)


def thread_of(stage: Set) -> Ref:
    return next(iter(stage.chat.shots.values())).shot.thread


async def standing(stage: Set, at: Ref) -> list[dict[str, Any]]:
    await stage.settled()
    return [r for r in await stage.archive.feedback_from(at) if stands(r)]


@pytest.mark.parametrize("words", ["circle take 7", "take 7 is the one, circle it", "take 7 is NG"])
async def test_a_verdict_on_a_take_that_is_not_there_is_on_none(stage: Set, takes: list[Take], words: str) -> None:
    at = await stage.says(DIRECTOR, words, thread_of(stage))
    assert await standing(stage, at) == []
    assert [stage.chat.takes[t.id].verdict for t in takes] == [None, None]
    assert stage.chat.said == ["There is no take 7 here; there are takes 1 to 2."]
    assert (at, "logged") not in stage.chat.marks


async def test_a_note_on_such_a_take_is_kept_on_the_newest_and_a_tap_moves_it(stage: Set, takes: list[Take]) -> None:
    first, second = takes
    at = await stage.says(DP, "take 7: her hand has six fingers", thread_of(stage))
    [record] = await standing(stage, at)
    assert (record["take_id"], record["aspect"]) == (second.id, "anatomy")
    assert record["confidence"] <= 0.5, "nobody knows yet which take it is about"
    assert stage.chat.said == ["There is no take 7 here; there are takes 1 to 2. The note is on take 2 for now."]
    [move] = stage.chat.choices[-1]
    assert move.label == "Move to take 1"
    await stage.presses(PA, move.action, move.subject, thread_of(stage))
    assert [r["take_id"] for r in await standing(stage, at)] == [second.id], "it is not the PA's note"
    await stage.presses(DP, move.action, move.subject, thread_of(stage))
    [moved] = await standing(stage, at)
    assert (moved["take_id"], moved["review"]) == (first.id, "corrected")
    assert {t.id: stage.chat.takes[t.id].notes for t in takes} == {first.id: 1, second.id: 0}
    assert stage.chat.said[-1] == "The note is on take 1."


async def test_a_verdict_beside_such_a_note_stays_with_nobody(stage: Set, takes: list[Take]) -> None:
    at = await stage.says(DIRECTOR, "take 3 NG, the hands are soup", thread_of(stage))
    assert [(r["aspect"], r["verdict"]) for r in await standing(stage, at)] == [("anatomy", None)]
    assert stage.chat.takes[takes[1].id].verdict is None


async def test_a_moment_past_the_end_is_said_in_the_same_breath(stage: Set, takes: list[Take]) -> None:
    await stage.says(DP, "take 7: her hand has six fingers at 0:45", thread_of(stage))
    await stage.settled()
    assert len(stage.chat.said) == 1
    assert "There is no take 7 here" in stage.chat.said[0]
    assert "0:45 is past the end of take 2" in stage.chat.said[0]


async def test_a_take_that_still_rolls_is_not_called_missing(stage: Set, takes: list[Take]) -> None:
    stage.camera.looks = 10_000
    await stage.presses(DIRECTOR, "again", f"take:{takes[1].id}", thread_of(stage))
    await stage.until(lambda: len(stage.camera.rolled) == 3, "take 3 on its way")
    at = await stage.says(DIRECTOR, "circle take 3, the light is gorgeous", thread_of(stage))
    await stage.until(lambda: stage.chat.said, "the answer")
    assert stage.chat.said == ["There is no picture of take 3 yet. The note is on take 2 for now."]
    records = [r for r in await stage.archive.feedback_from(at) if stands(r)]
    assert [(r["aspect"], r["verdict"]) for r in records] == [("lighting", None)]


async def test_a_note_that_is_edited_to_name_its_take_goes_there(stage: Set, takes: list[Take]) -> None:
    at = await stage.says(DP, "take 7: her hand has six fingers", thread_of(stage))
    await standing(stage, at)
    await stage.does("edited", DP, at, thread_of(stage), text="take 1: her hand has six fingers",
                     fields={"edit_ts": "1900000000.000000"})  # fmt: skip
    assert [r["take_id"] for r in await standing(stage, at)] == [takes[0].id]
    [move] = stage.chat.choices[0]
    await stage.presses(DP, move.action, move.subject, thread_of(stage))
    assert stage.chat.said[-1] != "The note is on take 1.", "what was asked of the old words is closed"
    assert len([r for r in await stage.archive.feedback_from(at) if stands(r)]) == 1


@pytest.mark.parametrize(
    ("words", "edited"),
    [("copy. lunch 12:40, call moved to 6a", "copy. lunch 12:50, call moved to 6a"), ("9B next", "9C next")],
)
async def test_talk_that_is_edited_is_still_talk(stage: Set, takes: list[Take], words: str, edited: str) -> None:
    at = await stage.says(DP, words, thread_of(stage))
    assert await standing(stage, at) == []
    await stage.does("edited", DP, at, thread_of(stage), text=edited,
                     fields={"edit_ts": "1900000000.000000"})  # fmt: skip
    assert await standing(stage, at) == []
    assert (at, "logged") not in stage.chat.marks


async def test_a_note_that_is_edited_into_talk_is_taken_back(stage: Set, takes: list[Take]) -> None:
    at = await stage.says(DP, "her hand has six fingers", thread_of(stage))
    assert len(await standing(stage, at)) == 1
    await stage.does("edited", DP, at, thread_of(stage), text="copy. lunch 12:50, call moved to 6a",
                     fields={"edit_ts": "1900000000.000000"})  # fmt: skip
    assert await standing(stage, at) == []
    assert (at, "logged") not in stage.chat.marks


async def test_a_note_on_two_takes_is_on_both(stage: Set, takes: list[Take]) -> None:
    first, second = takes
    at = await stage.says(DP, "take 1: the light is gorgeous, take 2: her hands melt at 0:03", thread_of(stage))
    told = {(r["take_id"], r["aspect"], r["sentiment"]) for r in await standing(stage, at)}
    assert told == {(first.id, "lighting", "pos"), (second.id, "anatomy", "neg")}
    assert {t.id: stage.chat.takes[t.id].notes for t in takes} == {first.id: 1, second.id: 1}
