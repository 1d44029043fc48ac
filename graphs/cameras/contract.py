"""What every camera keeps to, as a suite of tests that anybody's camera can be run through. It needs pytest-asyncio.

Subclass `CameraContract` in a test file and give it a fixture `camera`; say with `shortest_s` what your camera rolls:

    class TestMyCamera(CameraContract):
        shortest_s = 4.0

        @pytest.fixture
        async def camera(self, tmp_path): ...
"""

import asyncio
import time
from typing import Any, ClassVar

from graphs.cameras import film
from graphs.crew.camera import Camera, Clip, RollOrder, StillRolling
from graphs.errors import CameraFault, UnknownOperation
from graphs.vocabulary.requests import ShotRequest


def order(
    attempt: str = "attempt-1", text: str = "", *, seed: int = 1, label: str = "TAKE 1", **asked: Any
) -> RollOrder:
    """One attempt at a shot of what `asked` says, which has a duration."""
    return RollOrder(attempt, "Night Bus", "14C", label, ShotRequest(**asked), text, text, seed)


async def until_clip(camera: Camera, operation: str, patience_s: float = 90.0) -> Clip:
    """Collect until the clip is there; progress must never go back."""
    last, deadline = 0.0, time.monotonic() + patience_s
    while time.monotonic() < deadline:
        standing = await camera.collect(operation)
        if isinstance(standing, Clip):
            return standing
        assert standing.again_in_s > 0
        assert (standing.progress or 0.0) >= last or standing.progress in (0.0, None)
        last = standing.progress or last
        await asyncio.sleep(min(0.1, standing.again_in_s))
    raise AssertionError(f"no clip of {operation} in {patience_s} s")


class CameraContract:
    """The tests. `shortest_s` and `longer_s` are lengths that the camera rolls, `too_long_s` one that it does not.

    `tolerance_s` is how far a clip may be from the length that was asked for.
    """

    shortest_s: ClassVar[float] = 1.0
    longer_s: ClassVar[float] = 8.0
    too_long_s: ClassVar[float] = 600.0
    tolerance_s: ClassVar[float] = 0.2

    async def test_a_roll_becomes_a_clip_that_is_a_film(self, camera: Camera) -> None:
        operation = await camera.roll(order(duration_s=self.shortest_s))
        clip = await until_clip(camera, operation)
        assert clip.path.suffix == ".mp4"
        assert abs(film.probe(clip.path).duration_s - self.shortest_s) <= self.tolerance_s
        assert clip.model
        assert camera.paid or clip.cost_cents == 0

    async def test_a_clip_can_be_collected_again(self, camera: Camera) -> None:
        operation = await camera.roll(order(duration_s=self.shortest_s))
        first = await until_clip(camera, operation)
        assert await camera.collect(operation) == first

    async def test_the_same_attempt_starts_one_operation(self, camera: Camera) -> None:
        first = await camera.roll(order(duration_s=self.shortest_s))
        assert await camera.roll(order(duration_s=self.shortest_s)) == first
        assert await camera.find("attempt-1") == first
        await camera.cancel(first)

    async def test_an_attempt_that_never_rolled_is_not_found(self, camera: Camera) -> None:
        assert await camera.find("nobody-rolled-this") is None

    async def test_an_unknown_operation_is_told_as_such(self, camera: Camera) -> None:
        try:
            await camera.collect("no-such-operation")
        except UnknownOperation as fault:
            assert fault.said
        else:
            raise AssertionError("an operation that never was is collected")

    async def test_a_cancelled_roll_never_becomes_a_clip_or_was_not_stopped(self, camera: Camera) -> None:
        operation = await camera.roll(order(duration_s=self.longer_s))
        assert isinstance(await camera.collect(operation), StillRolling)
        if not await camera.cancel(operation):
            assert (await until_clip(camera, operation)).path.exists()
            return
        try:
            await camera.collect(operation)
        except CameraFault as fault:
            assert fault.said
        else:
            raise AssertionError("a cancelled roll goes on")
        assert not await camera.cancel(operation)

    async def test_cost_and_time_are_estimated_before_a_roll(self, camera: Camera) -> None:
        short, long = (camera.estimate(ShotRequest(duration_s=s)) for s in (self.shortest_s, self.longer_s))
        assert 0 < short.seconds < long.seconds
        assert (short.cents > 0) == camera.paid

    async def test_what_it_cannot_do_it_refuses_with_what_it_can(self, camera: Camera) -> None:
        assert camera.refusal(ShotRequest(duration_s=self.longer_s)) is None
        refused = camera.refusal(ShotRequest(duration_s=self.too_long_s))
        assert refused and f"{self.too_long_s:g}" in refused
        try:
            await camera.roll(order("too-long", duration_s=self.too_long_s))
        except CameraFault as fault:
            assert fault.said
        else:
            raise AssertionError("what is refused was rolled")
        assert await camera.find("too-long") is None
        nearest = camera.nearest(ShotRequest(duration_s=self.too_long_s))
        assert nearest is None or camera.refusal(nearest) is None
        assert camera.nearest(ShotRequest(duration_s=self.longer_s)) is None

    async def test_how_it_keeps_a_picture_is_one_of_the_ways_or_nothing_to_tell(self, camera: Camera) -> None:
        before = ShotRequest(duration_s=self.longer_s, shot_size=("medium",))
        wider = before.model_copy(update={"shot_size": ("wide",)})
        assert camera.keeps(before, wider, self.longer_s) in ("edit", "frames", "new", None)

    async def test_a_master_has_the_same_request_but_for_its_size_and_can_be_rolled(self, camera: Camera) -> None:
        draft = ShotRequest(duration_s=self.longer_s, shot_size=("medium",))
        for size in (None, "1080p"):
            made = camera.finish(draft, size, self.longer_s)
            if made is None:
                continue  # it has one quality only
            assert made.request.model_copy(update={"resolution": draft.resolution}) == draft
            assert camera.refusal(made.request) is None
            assert made.keeps in ("upscale", "edit", "frames", "new")

    async def test_its_recipe_is_the_same_for_the_same_order_and_plain_json(self, camera: Camera) -> None:
        asked = order(duration_s=self.shortest_s, text="a lighthouse")
        recipe = camera.recipe(asked)
        assert recipe == camera.recipe(asked)
        assert all(isinstance(value, str | int | float | bool | None) for value in recipe.values())
