"""Circling a part: times as said, an event as proposed from the picture, and a person who sets it right."""

from typing import Any

import jsonschema
import pytest

from graphs.crew.room import CircledPart
from graphs.review.parts import timecodes_of
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.lists import feedback_schema
from graphs.vocabulary.notes import Part
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, PA, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


@pytest.fixture
async def take(stage: Set) -> Take:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    return (await stage.takes(thread))[0]


def thread_of(stage: Set) -> Ref:
    return next(iter(stage.chat.shots.values())).shot.thread


async def verdicts(stage: Set, take: Take) -> list[dict[str, Any]]:
    await stage.settled()
    return [r for r in await stage.archive.feedback_on(take.id) if stands(r) and r.get("verdict")]


async def hands_in(stage: Set, person: str, take: Take, in_s: float, out_s: float | None) -> None:
    fields = {"in_s": in_s, "out_s": out_s}
    subject = f"take:{take.id}"
    await stage.does("answered", person, thread=thread_of(stage), action="circle_part", subject=subject, fields=fields)
    await stage.settled()


async def test_times_that_are_said_are_taken(stage: Set, take: Take) -> None:
    await stage.says(DIRECTOR, "circle 0:03 to 0:06", thread_of(stage))
    [record] = await verdicts(stage, take)
    assert [(t["in_s"], t["out_s"]) for t in record["timecodes"]] == [(3.0, 6.0)]
    jsonschema.validate(record, feedback_schema())
    assert stage.chat.takes[take.id].part == CircledPart(3.0, 6.0)


async def test_an_event_is_proposed_from_the_picture_and_marked_as_such(stage: Set, take: Take) -> None:
    await stage.says(DIRECTOR, "1 is the one, circle it, from the wipe on", thread_of(stage))
    [record] = await verdicts(stage, take)
    assert [(t["in_s"], t["out_s"]) for t in record["timecodes"]] == [(3.0, None)]
    assert stage.chat.takes[take.id].part == CircledPart(3.0, None, "from the wipe on")


async def test_the_form_sets_a_proposed_part_right(stage: Set, take: Take) -> None:
    await stage.says(DIRECTOR, "1 is the one, circle it, from the wipe on", thread_of(stage))
    [before] = await verdicts(stage, take)
    await hands_in(stage, DIRECTOR, take, 4.0, 7.0)
    [record] = await verdicts(stage, take)
    assert (record["record_id"], record["review"]) == (before["record_id"], "corrected")
    assert stage.chat.takes[take.id].part == CircledPart(4.0, 7.0)
    history = await stage.archive.history(record["record_id"])
    assert [event["kind"] for event in history] == ["recorded", "corrected"]


async def test_the_form_circles_a_take_that_is_not_circled_yet(stage: Set, take: Take) -> None:
    await hands_in(stage, DIRECTOR, take, 2.0, None)
    [record] = await verdicts(stage, take)
    assert (record["verdict"], record["source"]) == ("circle", "button")
    assert stage.chat.takes[take.id].part == CircledPart(2.0, None)


async def test_only_who_decides_circles_a_part(stage: Set, take: Take) -> None:
    await hands_in(stage, PA, take, 2.0, None)
    assert await verdicts(stage, take) == []
    assert stage.chat.whispers == [(PA, "A verdict is the director's; your reaction or note counts beside it.")]


async def test_a_circle_without_a_part_means_the_whole_take(stage: Set, take: Take) -> None:
    await stage.presses(DIRECTOR, "circle", f"take:{take.id}", thread_of(stage))
    await stage.settled()
    assert stage.chat.takes[take.id].verdict == "circle"
    assert stage.chat.takes[take.id].part is None


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part(in_s=3.0, out_s=60.0), [(3.0, None)]),
        (Part(in_s=20.0), []),
        (Part(in_s=5.0, out_s=4.0), [(5.0, None)]),
        (Part(out_s=4.0), [(0.0, 4.0)]),
        (Part(to_words="the wipe"), [(0.0, 3.0)]),
        (Part(in_s=1.0, to_words="the wipe"), [(1.0, 3.0)]),
    ],
)
async def test_a_part_stays_within_its_take(
    stage: Set, take: Take, part: Part, told: list[tuple[float, float | None]]
) -> None:
    assert [(t["in_s"], t["out_s"]) for t in await timecodes_of(stage.crew, take, part)] == told
