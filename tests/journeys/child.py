"""The bot as a child process: `python -m tests.journeys.child [--camera priced] [POINT]`.

With a camera that costs money, takes are rolled on it, and previs are drawn by the animatic. POINT is
"before:room.mark", "after:camera.roll" and so on: the first time that the flow comes there, the process kills itself
with SIGKILL. Parts are wrapped at our own protocols; nothing inside them is touched.
"""

import argparse
import asyncio
import os
import signal
from collections.abc import Mapping
from typing import Any

from bot.cli.up import run_house
from bot.main import Parts
from bot.settings import Settings, read_settings
from graphs.crew.camera import Camera
from graphs.crew.room import ScreeningRoom
from tests.journeys.priced import PricedCamera


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


def parts_with(settings: Settings, point: str | None) -> Parts:
    """Parts with the camera that the settings name, and with the mine of `point` in them."""

    def room(part: ScreeningRoom) -> ScreeningRoom:
        wrapped: Any = Mined(part, "room", point) if point else part
        return wrapped  # type: ignore[no-any-return]

    def cameras(parts: Mapping[str, Camera]) -> Mapping[str, Camera]:
        priced = PricedCamera(settings.data / "priced")
        all_of_them = {**parts, **({priced.name: priced} if settings.camera == priced.name else {})}
        wrapped: Any = {name: Mined(c, "camera", point) if point else c for name, c in all_of_them.items()}
        return wrapped  # type: ignore[no-any-return]

    return Parts(room=room, cameras=cameras)


def main() -> None:
    """Run the bot until it is told to end, or kills itself."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--camera")
    asked.add_argument("point", nargs="?")
    told = asked.parse_args()
    settings = read_settings()
    if told.camera:
        settings = settings.model_copy(update={"camera": told.camera})
    asyncio.run(run_house(settings, parts_with(settings, told.point), ready_line=True))


if __name__ == "__main__":
    main()
