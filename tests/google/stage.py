"""A set of the flows whose crew reads with Gemini: the real SDK, the loopback server, a camera that costs money."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from graphs.interpreters.gemini.block import CLOSES, OPENS
from graphs.vocabulary.refs import Ref
from tests.flows.stage import DIRECTOR, PricedCamera, Set, a_paid_set
from tests.google.conftest import LONG_S, Reader
from tests.google.replies import Reply, answered
from tests.google.server import Asked, Google

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"
SHOT: dict[str, Any] = {
    "text": REQUEST, "camera_angle": ["low"], "camera_movement": ["push in"], "focal_length_mm": 40, "duration_s": 8,
    "lighting": ["neon"], "subject_keywords": ["courier", "rain"],
}  # fmt: skip
AS_ASKED = answered({"kind": "new_shot", "lang": "en", "shots": [SHOT]})


@asynccontextmanager
async def reading_set(folder: Path, google: Google, reader: Reader, deadline_s: float = LONG_S) -> AsyncIterator[Set]:
    """A set whose takes cost money and are waited for, and whose messages the server's model reads."""
    clip = folder / "clip.mp4"
    clip.write_bytes(b"a clip")
    gemini = reader(deadline_s=deadline_s)
    await gemini.prepare()
    async with a_paid_set(folder, clip, PricedCamera(clip), interpreter=gemini) as the_set:
        yield the_set


async def heard(the_set: Set, google: Google, answer: Reply, person: str, text: str, thread: Ref | None = None) -> Ref:
    """What somebody says, read by the model with that answer, and all that it sets off."""
    google.reply(answer)
    said = await the_set.says(person, text, thread)
    await the_set.settled()
    return said


async def asked_for(the_set: Set, google: Google) -> Ref:
    """The courier's shot, read by the model and not rolled yet; its thread."""
    return await heard(the_set, google, AS_ASKED, DIRECTOR, REQUEST)


async def rolled(the_set: Set, google: Google) -> Ref:
    """The courier's shot with take 1; its thread."""
    thread = await asked_for(the_set, google)
    await the_set.says(DIRECTOR, "roll it", thread)
    await the_set.settled()
    return thread


def told(asked: Asked) -> dict[str, Any]:
    """The data that a request to the model held."""
    [turn] = asked.body["contents"]
    [part] = turn["parts"]
    found: dict[str, Any] = json.loads(part["text"].removeprefix(f"{OPENS}\n").removesuffix(f"\n{CLOSES}"))
    return found
