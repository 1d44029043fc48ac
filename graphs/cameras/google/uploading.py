"""Clips that are too large for a request, put among Google's files first. With an API key only; kept there for 48 h.

An upload costs nothing: where it goes wrong nothing was rolled, and it may be tried again.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphs.cameras.google import faults
from graphs.cameras.google.line import Line
from graphs.cameras.google.troubles import trouble_of
from graphs.errors import Busy, CameraFault

if TYPE_CHECKING:
    from google.genai import Client

LOOKS, FIRST_LOOK_S, LONGEST_LOOK_S = 40, 0.5, 4.0
NOT_READ = "Google can't read the clip that goes along. Nothing was charged; as MP4 it may."
NOT_TAKEN = "The clip that goes along could not be uploaded. Nothing was charged."


async def upload(line: Line, clip: Path, mime: str, first_look_s: float = FIRST_LOOK_S) -> str:
    """Upload a clip and wait until it can be used; its address.

    Raises Busy where it may go later, CameraFault where it will not.
    """
    try:
        client = await line.open()
        about: Any = await client.aio.files.upload(file=clip, config={"mime_type": mime, "display_name": "source"})
        return await _ready(client, about, first_look_s)
    except CameraFault:
        raise
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None and not isinstance(error, KeyError | ValueError):  # what the SDK raises of odd answers
            raise
        if trouble and trouble.kind in ("busy", "unreached", "unclear"):
            raise Busy(f"upload: {trouble.kind}", after_s=faults.wait_s(1, trouble.after_s)) from error
        said = faults.ACCESS if trouble and trouble.kind == "access" else NOT_TAKEN
        raise CameraFault(f"upload: {type(error).__name__}", words=said) from error


async def _ready(client: "Client", about: Any, wait_s: float) -> str:
    for _ in range(LOOKS):
        state = str(getattr(about.state, "value", about.state) or "ACTIVE")
        if state == "ACTIVE":
            return str(about.uri)
        if state == "FAILED":
            raise CameraFault(f"{about.name} failed", words=NOT_READ)
        await asyncio.sleep(wait_s)
        wait_s = min(wait_s * 1.5, LONGEST_LOOK_S)
        about = await client.aio.files.get(name=about.name)
    raise Busy(f"{about.name} is not ready", after_s=LONGEST_LOOK_S)
