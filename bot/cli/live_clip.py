"""The clips of the check on a real workspace: a drawn one, or the shortest that the camera of the settings renders.

A render here belongs to no production: it is in no ledger and under no limit, so that it is made only where asked for,
at the price told before it, and not while paid rolls are stopped everywhere.
"""

import asyncio
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.money import dollars
from bot.settings import Settings
from graphs.crew.camera import Camera, Clip, RollOrder, StillRolling
from graphs.errors import CameraFault
from graphs.vocabulary.requests import ShotRequest

ROLLED_WITHIN_S = 900.0
LENGTHS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)  # seconds
WORDS = "wide shot of an empty beach at dawn, the camera holds still"
BEACH = ShotRequest(shot_size=("wide",), time_of_day=("dawn",), aspect_ratio="16:9", subject_keywords=("beach",))
WIDTH, HEIGHT, FRAMES = 320, 180, 48


def drawn(path: Path, frames: int = FRAMES, width: int = WIDTH, height: int = HEIGHT) -> Path:
    """A real mp4, of two seconds unless told otherwise: a bar that crosses a grey field from left to right."""
    import numpy as np

    from graphs.cameras.film import Negative

    negative = Negative(path, width, height)
    for frame in range(frames):
        picture = np.full((height * 3 // 2, width), 128, dtype=np.uint8)
        left = frame * (width - 16) // frames
        picture[:height] = 60
        picture[:height, left : left + 16] = 230
        negative.expose(picture)
    negative.close()
    return path


async def rolled(settings: Settings, folder: Path, notice: Callable[[str], None]) -> tuple[Path, str]:
    """The shortest clip that the camera renders, in `folder`, and what to say of it. Raises DailiesError.

    A render that is broken off is cancelled where the camera can.
    """
    from bot.main import Parts, open_cameras

    apart = settings.model_copy(update={"data": folder})  # beside a shoot's own renders
    async with open_cameras(apart, Parts()) as cameras:
        camera = cameras[settings.camera]
        if camera.paid:
            await unless_stopped(settings)
        request = shortest(camera)
        estimate = camera.estimate(request)
        notice(
            f"Rolling {request.duration_s:g} s on {camera.model}: {dollars(estimate.cents)} in no limit's ledger ..."
        )
        began = time.monotonic()
        clip = await _rendered(camera, request)
        took = time.monotonic() - began
        path = await asyncio.to_thread(clip.path.rename, folder / "rendered.mp4")
    return path, f"{clip.model}, {request.duration_s:g} s of beach, {dollars(clip.cost_cents)}, after {took:.0f} s"


def shortest(camera: Camera) -> ShotRequest:
    """The first length that the camera does not refuse. Raises CameraFault where it refuses all."""
    asked = [BEACH.model_copy(update={"duration_s": seconds}) for seconds in LENGTHS]
    for request in asked:
        if camera.refusal(request) is None:
            return request
    raise CameraFault("no length is taken", words=camera.refusal(asked[-1]) or CameraFault.words)


async def _rendered(camera: Camera, request: ShotRequest) -> Clip:
    from graphs.prompting import write_prompt

    order = RollOrder(
        attempt=f"check-{uuid.uuid4().hex}", production="check", slate="CHECK", label="TAKE 1", request=request,
        text=WORDS, prompt=write_prompt(request, WORDS), seed=1,
    )  # fmt: skip
    operation, landed = await camera.roll(order), False
    try:
        async with asyncio.timeout(ROLLED_WITHIN_S):
            while isinstance(clip := await camera.collect(operation), StillRolling):
                await asyncio.sleep(clip.again_in_s)
        landed = True
        return clip
    except TimeoutError:
        words = f"the render had not landed after {ROLLED_WITHIN_S / 60:g} min; it may be charged all the same"
        raise CameraFault("late", words=words) from None
    finally:
        if not landed:
            await camera.cancel(operation)


async def unless_stopped(settings: Settings) -> None:
    """Raise CameraFault where an admin stopped all paid rolls of the workspace."""
    from bot.main import open_archive

    async with open_archive(settings) as archive:
        for each in await archive.productions():
            halt = (await archive.spend(each.id, datetime.now(UTC))).halt
            if halt and halt.production is None:
                raise CameraFault("stopped", words="paid rolls are stopped everywhere: `dailies go` lets them go on")
