"""Omni: Gemini's video model through the Interactions API, with an API key or on Vertex.

What it shares with Veo is in `google/`. Renders run in the background; a clip comes as a file of Google's (API key), in
the bucket (Vertex) or inline (Vertex without a bucket; small clips only).
"""

import asyncio
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphs.cameras.google import faults, images
from graphs.cameras.google.arriving import decoded
from graphs.cameras.google.camera import GoogleCamera, Landed
from graphs.cameras.google.filters import filtered
from graphs.cameras.google.planning import Plan
from graphs.cameras.google.troubles import trouble_of
from graphs.cameras.google.uploading import upload
from graphs.crew.camera import RollOrder
from graphs.errors import CameraFault
from graphs.prompting.dialects import OMNI

if TYPE_CHECKING:
    from google.genai import Client

RUNS = ("queued", "in_progress")
POLICY = ("content_policy", "safety", "prohibited_content", "blocked")
DECLINED = (
    "The camera declined to make this. {cost} Put it in other words, or leave the part out that it may object to."
)
EMPTY = "No clip came back, and Google says nothing why. {cost}"
EMPTY_EDIT = (
    "No clip came back. {cost} Clips that are sent for an edit are refused in Europe's economic area, "
    "Switzerland and the UK; from its frames it can."
)
STOPPED = "The roll was stopped."
BROKE_OFF = "The camera broke off before the clip was whole. {cost}"
FAILED = "The camera failed while it rolled. {cost}"


class OmniCamera(GoogleCamera):
    """Omni behind the Camera protocol."""

    name = "omni"
    told_as = "Omni"
    dialect = OMNI
    poll_s = 5.0

    async def prepare(self, order: RollOrder, planned: Plan) -> list[dict[str, Any]]:
        """The request. An edit names the interaction before; where that is forgotten, the clip itself goes along."""
        source = order.source
        if planned.mode in ("new", "frames") or source is None:
            return [await self._asked(order, planned, None)]
        if source.operation is None or source.camera.partition(":")[0] != self.name.partition(":")[0]:
            return [await self._asked(order, planned, None)]
        with_name = await self._asked(order, planned, source.operation)
        if source.clip.stat().st_size > self.largest_clip:
            return [with_name]
        return [with_name, await self._asked(order, planned, None)]

    async def submit(self, client: "Client", asked: list[dict[str, Any]]) -> str:
        create: Any = client.aio.interactions.create
        for body in asked[:-1]:
            try:
                return str((await create(**body)).id)
            except Exception as error:
                trouble = trouble_of(error)
                if trouble is None or trouble.kind != "missing" or "nteraction" not in trouble.message:
                    raise
        return str((await create(**asked[-1])).id)  # a 404 took nothing

    async def _asked(self, order: RollOrder, planned: Plan, before: str | None) -> dict[str, Any]:
        """The request's body. Source: google-genai 3.4, `interactions.create`."""
        config: dict[str, Any] = {"video_config": {"task": _task(planned)}}
        if planned.model.seed:
            config["seed"] = order.seed
        form: dict[str, Any] = {"type": "video", "resolution": planned.fit.resolution}
        if planned.mode in ("new", "frames"):
            form |= {"aspect_ratio": planned.fit.format, "duration": f"{planned.fit.seconds:g}s"}
        folder = self._bucket.folder(order.attempt)
        if not self._line.access.vertex:
            form["delivery"] = "uri"
        elif folder:
            form |= {"delivery": "uri", "gcs_uri": folder}
        asked: dict[str, Any] = {
            "model": planned.model.id, "background": True, "store": True, "generation_config": config,
            "response_format": form, "labels": {"attempt": order.attempt.lower()},
            "input": await self._input(order, planned, before),
        }  # fmt: skip
        if before:
            asked["previous_interaction_id"] = before
        return asked

    async def _input(self, order: RollOrder, planned: Plan, before: str | None) -> Any:
        """The words, and what goes along with them in the order of their tags."""
        paths = [path for path in (planned.first, planned.last, *planned.images) if path]
        content: list[dict[str, Any]] = [_part("image", await images.image(path)) for path in paths]
        whole = sum(clip.stat().st_size for clip in planned.videos)
        content += [await self._clip(clip, whole) for clip in planned.videos]
        if planned.mode not in ("new", "frames") and before is None and order.source:
            content.append(await self._clip(order.source.clip, order.source.clip.stat().st_size))
        if not content:
            return planned.written.text
        words = {"type": "text", "text": planned.written.text}
        return [{"type": "user_input", "content": [words, *content]}]

    async def _clip(self, clip: Path, whole: int) -> dict[str, Any]:
        """A clip as it goes along: within the request where all clips fit (`whole`, in bytes), else from Google's
        files."""
        if whole <= images.MOST_BYTES or self._line.access.vertex:
            return _part("video", await images.clip(clip))
        mime = await asyncio.to_thread(images.kind_of, clip)
        return {"type": "video", "uri": await upload(self._line, clip, mime, self._poll_s / 10), "mime_type": mime}

    async def look(self, client: "Client", operation: str, about: dict[str, Any]) -> Landed | None:
        found: Any = await client.aio.interactions.get(id=operation)
        status = str(found.status)
        if status in RUNS:
            return None
        tokens, usage = _used(found)
        cents = int(about.get("cents", 0)) if tokens else 0
        if status == "completed" and (video := found.output_video) is not None:
            where = decoded(video.data) if video.data else str(video.uri or "")
            return Landed(where, _model(found), usage, tokens)
        raise _fault(found, status, about, cents)

    async def stop(self, client: "Client", operation: str) -> bool:
        found: Any = await client.aio.interactions.get(id=operation)
        if str(found.status) not in RUNS:
            return False
        stopped: Any = await client.aio.interactions.cancel(id=operation)
        return str(stopped.status) == "cancelled"


def _task(planned: Plan) -> str:
    if planned.mode in ("edit", "extend", "upscale"):
        return planned.mode
    if planned.first:
        return "image_to_video"
    return "reference_to_video" if planned.images or planned.videos else "text_to_video"


def _part(kind: str, along: images.Along) -> dict[str, Any]:
    return {"type": kind, "data": b64encode(along.data).decode(), "mime_type": along.mime}


def _model(found: Any) -> str | None:
    return str(found.model).removeprefix("models/") if found.model else None


def _used(found: Any) -> tuple[int | None, dict[str, Any]]:
    """Video tokens that the interaction reports, and its usage as it is kept with the attempt."""
    usage = found.usage
    modalities = (usage.output_tokens_by_modality if usage else None) or []
    video = [int(each.tokens or 0) for each in modalities if str(each.modality) == "video"]
    tokens = sum(video) if video else (usage.total_output_tokens if usage else None)
    return tokens, {} if tokens is None else {"output tokens": tokens}


def _fault(found: Any, status: str, about: dict[str, Any], cents: int) -> CameraFault:
    """Why an interaction ended without a clip. Google's own words are read for their kind, never repeated."""
    errors = found.errors or []
    codes = [str(error.code or "") for error in errors]
    reasons = [str(error.message or "") for error in errors]
    cost = faults.with_cost("", cents).strip() or "Nothing was charged."
    if any(policy in code for code in codes for policy in POLICY):
        return filtered(reasons, cost, cents)
    match status:
        case "completed" if found.output_text:
            return CameraFault("declined", words=DECLINED.format(cost=cost), cost_cents=cents)
        case "completed":
            words = EMPTY_EDIT if about.get("mode") == "edit" else EMPTY
            said = words.format(cost=cost)
            return CameraFault("completed without a clip", words=said, again=True, at_most=2, cost_cents=cents)
        case "cancelled":
            return CameraFault("cancelled", words=f"{STOPPED} {cost}", cost_cents=cents)
        case "failed":
            return CameraFault(
                f"failed: {', '.join(codes)}", words=FAILED.format(cost=cost), again=True, cost_cents=cents
            )
    return CameraFault(f"ended as {status}", words=BROKE_OFF.format(cost=cost), cost_cents=cents)
