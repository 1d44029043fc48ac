"""The bot as a child process: `python -m tests.journeys.child [--camera priced]`.

With a camera that costs money, takes are rolled on it, and previs are drawn by the animatic. A file `mine` in the data
folder says "before:room.mark", "after:camera.roll" and so on: when the flow comes there, the process kills itself with
SIGKILL. Parts are wrapped at our own protocols; nothing inside them is touched. The animatic draws small pictures.
"""

import argparse
import asyncio
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.up import run_house
from bot.main import Parts
from bot.settings import Settings, read_settings
from graphs.cameras.animatic.camera import AnimaticCamera
from graphs.cameras.animatic.operations import Stock
from graphs.crew.camera import Camera
from graphs.crew.room import ScreeningRoom
from tests.journeys.priced import PricedCamera

SMALL = Stock(width=320, scale=0.5)


class Mined:
    """A part with mines: before or after the method that the file `mine` of the data folder names when it is called."""

    def __init__(self, part: Any, name: str, mine: Path) -> None:
        self._part = part
        self._name = name
        self._mine = mine

    def __getattr__(self, method: str) -> Any:
        value = getattr(self._part, method)
        if not asyncio.iscoroutinefunction(value):
            return value

        async def stepped_on(*args: Any, **kwargs: Any) -> Any:
            self._explode(f"before:{self._name}.{method}")
            answer = await value(*args, **kwargs)
            self._explode(f"after:{self._name}.{method}")
            return answer

        return stepped_on

    def _explode(self, point: str) -> None:
        if self._mine.exists() and self._mine.read_text() == point:
            os.kill(os.getpid(), signal.SIGKILL)


def parts_with(settings: Settings) -> Parts:
    """Parts with the camera that the settings name, and with mines in them."""
    mine = settings.data / "mine"

    def room(part: ScreeningRoom) -> ScreeningRoom:
        wrapped: Any = Mined(part, "room", mine)
        return wrapped  # type: ignore[no-any-return]

    def cameras(parts: Mapping[str, Camera]) -> Mapping[str, Camera]:
        small = AnimaticCamera(settings.data / "operations", places=settings.camera_places, stock=SMALL)
        priced = PricedCamera(settings.data / "priced")
        all_of_them = {**parts, small.name: small, **({priced.name: priced} if settings.camera == priced.name else {})}
        wrapped: Any = {name: Mined(camera, "camera", mine) for name, camera in all_of_them.items()}
        return wrapped  # type: ignore[no-any-return]

    return Parts(room=room, cameras=cameras)


def main() -> None:
    """Run the bot until it is told to end, or kills itself."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--camera")
    told = asked.parse_args()
    settings = read_settings()
    if told.camera:
        settings = settings.model_copy(update={"camera": told.camera})
    asyncio.run(run_house(settings, parts_with(settings), ready_line=True))


if __name__ == "__main__":
    main()
