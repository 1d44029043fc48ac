"""A clip that is made finer or edited is paid by its own length, where it is longer than the request says."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphs.cameras import fitting
from graphs.cameras.contract import order
from graphs.cameras.google.planning import plan
from graphs.cameras.models import read_models
from graphs.crew.camera import Keeps, Source
from graphs.crew.room import Master
from graphs.prompting.dialects import OMNI
from graphs.vocabulary.requests import ShotRequest
from tests.flows.along import Fitted, newest_take, rolled
from tests.flows.stage import DIRECTOR, a_paid_set
from tests.flows.test_reserved_before import Repriced

NEVER = 100_000  # looks: it rolls on
FIVE = "close-up on the waitress at the counter, 5 seconds"  # every clip on the set is 8 s long


@pytest.mark.parametrize("mode", ["edit", "upscale"])
@pytest.mark.parametrize(("length_s", "paid_s"), [(14.0, 14), (5.04, 5), (4.0, 5), (None, 5)])
def test_a_take_that_is_longer_than_asked_for_is_planned_by_its_length(
    mode: Keeps, length_s: float | None, paid_s: int
) -> None:
    model = read_models()["gemini-omni-1.2-flash"]
    source = Source("take 1", Path("take.mp4"), ShotRequest(duration_s=5), "", "omni", "v1_int0001", length_s)
    asked = replace(order(text="at night", duration_s=5, resolution="4k"), mode=mode, source=source)
    assert plan(model, "Omni", asked, OMNI, "720p").cents == fitting.cents(model, paid_s, "4k")


async def test_what_is_said_to_roll_on_costs_what_was_reserved_for_it(tmp_path: Path, clip: Path) -> None:
    camera = Repriced(clip)
    camera.keeping = "edit"
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await rolled(the_set, FIVE)
        draft = await newest_take(the_set, thread)
        camera.looks = NEVER
        await the_set.says(DIRECTOR, "same but wider", thread)
        await the_set.until(lambda: len(camera.rolled) == 2, "an edit that rolls on")
        edit = await newest_take(the_set, thread)
        [attempt] = await the_set.archive.attempts_of(edit.id)
        camera.times = 3  # from the next take on
        await the_set.presses(DIRECTOR, "circle", f"take:{draft.id}", thread)
        await the_set.until(lambda: the_set.chat.said, "the take that rolls on")
        assert edit.keeps == "edit" and attempt.estimate_cents == 56
        assert the_set.chat.said == ["Take 2 is rolling, $0.56."]


async def test_a_take_that_money_keeps_back_is_not_said_to_roll(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        [production] = await the_set.archive.productions()
        thread = await rolled(the_set, FIVE)
        draft = await newest_take(the_set, thread)
        await the_set.archive.change_budget(production.id, {"month_cents": 40})
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        await the_set.presses(DIRECTOR, "circle", f"take:{draft.id}", thread)
        await the_set.settled()
        assert the_set.chat.said == ["Take 2 waits to roll, $0.35."]


async def test_a_master_is_offered_and_reserved_by_the_length_of_its_clip(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    camera.mastering = "upscale"
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await rolled(the_set, FIVE)
        draft = await newest_take(the_set, thread)
        [first] = await the_set.archive.attempts_of(draft.id)
        await the_set.presses(DIRECTOR, "circle", f"take:{draft.id}", thread)
        await the_set.settled()
        assert first.estimate_cents == 35 and the_set.chat.takes[draft.id].master == Master("4k", 56)
        await the_set.presses(DIRECTOR, "master", f"take:{draft.id}", thread)
        await the_set.settled()
        master = await newest_take(the_set, thread)
        [finer] = await the_set.archive.attempts_of(master.id)
        assert master.keeps == "upscale" and finer.estimate_cents == 56
