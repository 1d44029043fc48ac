"""A thread whose takes were made by a camera that is gone: again, a revision and a master roll on what there is now."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphs.cameras.absent import Cameras
from graphs.vocabulary.refs import Ref
from tests.flows.along import newest_take
from tests.flows.stage import DIRECTOR, PricedCamera, Set, a_paid_set

REQUEST = "12 - wide of the pier at dawn, static, 6 seconds"


class Newer(PricedCamera):
    """The camera that rolls takes by now."""

    name = "newer"
    model = "newer-2"
    keeping = "frames"
    mastering = "upscale"


@pytest.fixture
async def old_thread(tmp_path: Path, clip: Path) -> AsyncIterator[tuple[Set, Ref, Newer]]:
    """A set whose first take was made by a camera that is gone since."""
    newer = Newer(clip)
    async with a_paid_set(tmp_path, clip, PricedCamera(clip)) as the_set:
        thread = await the_set.says(DIRECTOR, REQUEST)
        await the_set.settled()
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        assert (await newest_take(the_set, thread)).camera == "priced"
        cameras = Cameras({"animatic": the_set.camera, "newer": newer})
        the_set.floor.crew = replace(the_set.crew, cameras=cameras, camera="newer")
        yield the_set, thread, newer


async def test_again_rolls_the_same_words_on_the_camera_that_rolls_now(old_thread: tuple[Set, Ref, Newer]) -> None:
    the_set, thread, newer = old_thread
    old = await newest_take(the_set, thread)
    await the_set.presses(DIRECTOR, "again", f"take:{old.id}", thread)
    await the_set.settled()
    take = await newest_take(the_set, thread)
    [attempt] = await the_set.archive.attempts_of(take.id)
    assert (take.state, take.camera, take.parent, take.prompt) == ("screened", "newer", old.id, old.prompt)
    assert (attempt.model_asked, len(newer.rolled)) == ("newer-2", 1)


async def test_a_revision_starts_from_the_old_clip(old_thread: tuple[Set, Ref, Newer]) -> None:
    the_set, thread, newer = old_thread
    await the_set.says(DIRECTOR, "take 1 but at night", thread)
    await the_set.settled()
    take = await newest_take(the_set, thread)
    assert (take.state, take.camera, take.keeps) == ("screened", "newer", "frames")
    assert newer.rolled[0].source is not None and newer.rolled[0].source.camera == "priced"


async def test_a_circled_one_gets_its_master_from_the_camera_that_the_production_names(
    old_thread: tuple[Set, Ref, Newer],
) -> None:
    the_set, thread, newer = old_thread
    old = await newest_take(the_set, thread)
    await the_set.presses(DIRECTOR, "circle", f"take:{old.id}", thread)
    await the_set.settled()
    await the_set.presses(DIRECTOR, "master", f"take:{old.id}", thread)
    await the_set.settled()
    assert newer.rolled == [] and the_set.chat.whispers != [], "why not is said"
    [production] = await the_set.archive.productions()
    await the_set.archive.change_production(production.id, master_camera="newer")
    await the_set.presses(DIRECTOR, "master", f"take:{old.id}", thread)
    await the_set.settled()
    master = await newest_take(the_set, thread)
    assert (master.master, master.state, master.camera, master.parent) == (True, "screened", "newer", old.id)
