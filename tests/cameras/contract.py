"""What every Camera keeps to. A camera's test subclasses `CameraContract` and gives it a `camera` fixture."""

import pytest

from graphs.cameras import film
from graphs.crew.camera import Camera, StillRolling
from graphs.errors import CameraFault, UnknownOperation
from tests.cameras.orders import order, until_clip


class CameraContract:
    async def test_a_roll_becomes_a_clip_that_is_a_film(self, camera: Camera) -> None:
        operation = await camera.roll(order())
        clip = await until_clip(camera, operation)
        assert clip.path.suffix == ".mp4"
        assert film.probe(clip.path).duration_s == pytest.approx(1.0, abs=0.2)
        assert clip.model
        assert camera.paid or clip.cost_cents == 0

    async def test_a_clip_can_be_collected_again(self, camera: Camera) -> None:
        operation = await camera.roll(order())
        first = await until_clip(camera, operation)
        assert await camera.collect(operation) == first

    async def test_the_same_attempt_starts_one_operation(self, camera: Camera) -> None:
        first = await camera.roll(order())
        assert await camera.roll(order()) == first
        assert await camera.find("attempt-1") == first
        await camera.cancel(first)

    async def test_an_attempt_that_never_rolled_is_not_found(self, camera: Camera) -> None:
        assert await camera.find("nobody-rolled-this") is None

    async def test_an_unknown_operation_is_told_as_such(self, camera: Camera) -> None:
        with pytest.raises(UnknownOperation):
            await camera.collect("no-such-operation")

    async def test_a_cancelled_roll_never_becomes_a_clip(self, camera: Camera) -> None:
        operation = await camera.roll(order(duration_s=8))
        assert isinstance(await camera.collect(operation), StillRolling)
        assert await camera.cancel(operation)
        with pytest.raises(CameraFault) as fault:
            await camera.collect(operation)
        assert fault.value.said
        assert not await camera.cancel(operation)

    async def test_cost_and_time_are_estimated_before_a_roll(self, camera: Camera) -> None:
        short, long = camera.estimate(order(duration_s=4).request), camera.estimate(order(duration_s=8).request)
        assert 0 < short.seconds < long.seconds
        assert (short.cents > 0) == camera.paid

    async def test_what_it_cannot_do_it_refuses_with_what_it_can(self, camera: Camera) -> None:
        assert camera.refusal(order(duration_s=5).request) is None
        refused = camera.refusal(order(duration_s=600).request)
        assert refused and "600" in refused
        with pytest.raises(CameraFault):
            await camera.roll(order("too-long", duration_s=600))
        assert await camera.find("too-long") is None
