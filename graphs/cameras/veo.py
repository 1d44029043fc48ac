"""Veo: Google's older video model, on Vertex only, through `generate_videos` and its long-running operations.

What it shares with Omni is in `google/`. A clip comes with the operation's answer, or in the bucket where one is set.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphs.cameras.google import images
from graphs.cameras.google.camera import GoogleCamera, Landed
from graphs.cameras.google.faults import named as parameter
from graphs.cameras.google.filters import CODE, filtered
from graphs.cameras.google.planning import Plan
from graphs.crew.camera import RollOrder
from graphs.errors import CameraFault
from graphs.prompting.dialects import VEO

if TYPE_CHECKING:
    from google.genai import Client
    from google.genai.types import GenerateVideosConfig, GenerateVideosSource, Image

LATER_S = 60.0
EMPTY = "No clip came back, and Google says nothing why. Nothing was charged."
LOADED = "The camera is overloaded. Nothing was charged; it can roll again later."
BROKE = "The camera broke down while it rolled. Nothing was charged."
REJECTED = "The camera rejected the shot{about}. Nothing was charged."


class VeoCamera(GoogleCamera):
    """Veo behind the Camera protocol."""

    name = "veo"
    told_as = "Veo"
    dialect = VEO
    poll_s = 10.0

    async def prepare(self, order: RollOrder, planned: Plan) -> dict[str, Any]:
        source, config = await _source(order, planned), await self._config(order, planned)
        return {"model": planned.model.id, "source": source, "config": config}

    async def submit(self, client: "Client", asked: dict[str, Any]) -> str:
        return str((await client.aio.models.generate_videos(**asked)).name)

    async def _config(self, order: RollOrder, planned: Plan) -> "GenerateVideosConfig":
        from google.genai.types import (
            GenerateVideosConfig,
            VideoGenerationReferenceImage,
            VideoGenerationReferenceType,
        )

        references = [
            VideoGenerationReferenceImage(image=await _image(path), reference_type=VideoGenerationReferenceType.ASSET)
            for path in planned.images
        ]
        rolled = planned.mode in ("new", "frames")
        return GenerateVideosConfig(
            number_of_videos=1,
            duration_seconds=round(planned.fit.seconds) if rolled else None,
            aspect_ratio=planned.fit.format if rolled else None,
            resolution=planned.fit.resolution,
            seed=order.seed if planned.model.seed else None,
            negative_prompt=planned.written.negative,
            generate_audio=planned.model.sound != "never",
            enhance_prompt=True,
            person_generation="allow_adult",
            last_frame=await _image(planned.last) if planned.last else None,
            reference_images=references or None,
            output_gcs_uri=self._bucket.folder(order.attempt),
            labels={"attempt": order.attempt.lower()},
        )

    async def look(self, client: "Client", operation: str, about: dict[str, Any]) -> Landed | None:
        from google.genai.types import GenerateVideosOperation

        named = GenerateVideosOperation.model_validate({"name": operation})
        found: Any = await client.aio.operations.get(named)
        if found.error:
            raise _failed(found.error)
        if not found.done:
            return None
        answer = found.response or found.result
        for made in (answer.generated_videos or []) if answer else []:
            if made.video and (where := made.video.video_bytes or made.video.uri):
                return Landed(where, _model(operation))
        reasons = (answer.rai_media_filtered_reasons or []) if answer else []
        if answer and (answer.rai_media_filtered_count or reasons):
            raise filtered(reasons)
        raise CameraFault("done without a clip", words=EMPTY, again=True, at_most=2)

    async def stop(self, client: "Client", operation: str) -> bool:
        """The wire has no way to stop a render."""
        return False


async def _source(order: RollOrder, planned: Plan) -> "GenerateVideosSource":
    from google.genai.types import GenerateVideosSource, Video

    video = None
    if planned.mode == "extend" and order.source:
        along = await images.clip(order.source.clip)
        video = Video(video_bytes=along.data, mime_type=along.mime)
    image = await _image(planned.first) if planned.first else None
    return GenerateVideosSource(prompt=planned.written.text, image=image, video=video)


async def _image(path: Path) -> "Image":
    from google.genai.types import Image

    along = await images.image(path)
    return Image(image_bytes=along.data, mime_type=along.mime)


def _model(operation: str) -> str | None:
    """The model in an operation's name."""
    _, found, rest = operation.partition("/models/")
    return rest.partition("/")[0] if found else None


def _failed(error: dict[str, Any]) -> CameraFault:
    """An operation's error (google.rpc.Status) as a fault."""
    code, message = error.get("code"), str(error.get("message") or "")
    if CODE.search(message):
        return filtered([message])
    about = f"operation error {code}"
    match code:
        case 3:  # INVALID_ARGUMENT
            return CameraFault(about, words=REJECTED.format(about=parameter(message)))
        case 8:  # RESOURCE_EXHAUSTED
            return CameraFault(about, words=LOADED, again=True, after_s=LATER_S)
        case 13 | 14:  # INTERNAL, UNAVAILABLE
            return CameraFault(about, words=BROKE, again=True)
    return CameraFault(about, words=BROKE)
