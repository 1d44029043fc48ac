"""The bot as a child process that may be killed at a named point: `python -m tests.journeys.child [POINT]`.

POINT is "before:room.mark", "after:camera.roll" and so on: the first time that the flow comes there, the process
kills itself with SIGKILL. Parts are wrapped at our own protocols; nothing inside them is touched.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

from bot.cli.up import run_house
from bot.main import Parts
from bot.settings import read_settings
from graphs.crew.camera import Camera
from graphs.crew.room import ScreeningRoom


class Mined:
    """A part with a mine before or after one of its methods."""

    def __init__(self, part: Any, name: str, point: str) -> None:
        self._part = part
        self._name = name
        self._when, _, self._where = point.partition(":")

    def __getattr__(self, method: str) -> Any:
        value = getattr(self._part, method)
        if f"{self._name}.{method}" != self._where:
            return value

        async def stepped_on(*args: Any, **kwargs: Any) -> Any:
            if self._when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            await value(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)

        return stepped_on


def mined(point: str) -> Parts:
    """Parts with the mine of `point` in them."""

    def room(part: ScreeningRoom) -> ScreeningRoom:
        wrapped: Any = Mined(part, "room", point)
        return wrapped  # type: ignore[no-any-return]

    def cameras(parts: Mapping[str, Camera]) -> Mapping[str, Camera]:
        wrapped: Any = {name: Mined(camera, "camera", point) for name, camera in parts.items()}
        return wrapped  # type: ignore[no-any-return]

    return Parts(room=room, cameras=cameras)


if __name__ == "__main__":
    asyncio.run(run_house(read_settings(), mined(sys.argv[1]) if len(sys.argv) > 1 else None, ready_line=True))
