"""From an order to what a Google model is asked: which mode, which images go along, which words. Pure but for paths."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphs.cameras import fitting
from graphs.cameras.fitting import Fit
from graphs.cameras.models import Model
from graphs.crew.camera import Mode, RollOrder
from graphs.errors import CameraFault
from graphs.prompting.dialects import Dialect, Going, Written, write
from graphs.vocabulary.requests import ShotRequest, paid_s


@dataclass(frozen=True, slots=True)
class Plan:
    """One render as it will be asked for. `cents` is its price; images and videos are local files in the order in which
    they go along."""

    model: Model
    mode: Mode
    fit: Fit
    written: Written
    cents: int
    first: Path | None = None
    last: Path | None = None
    images: tuple[Path, ...] = ()
    videos: tuple[Path, ...] = ()

    def told(self, seed: int) -> dict[str, Any]:
        """The plan as it is kept with the attempt: JSON types, no files."""
        kept: dict[str, Any] = {
            "mode": self.mode,
            "prompt": self.written.text,
            "seconds": self.fit.seconds,
            "resolution": self.fit.resolution,
            "format": self.fit.format,
        }
        if self.model.seed:
            kept["seed"] = seed
        if self.written.negative:
            kept["negative prompt"] = self.written.negative
        if self.fit.framed:
            kept["framed"] = self.fit.framed
        along = ["first frame"] * bool(self.first) + ["last frame"] * bool(self.last)
        for kind, files in (("image", self.images), ("video", self.videos)):
            along += [f"{len(files)} reference {kind}{'s' * (len(files) > 1)}"] * bool(files)
        if along:
            kept["along"] = ", ".join(along)
        return kept


def plan(model: Model, name: str, order: RollOrder, dialect: Dialect, draft: str) -> Plan:
    """What a model is asked for an order. Raises CameraFault with the nearest that it can do."""
    request = made_by(order)
    refusal = fitting.refused(model, name, request, draft) or _mode_refused(model, name, order)
    if refusal:
        raise CameraFault(f"{order.attempt} refused: {refusal}", words=refusal)
    asked = fitting.fit(model, request, draft)
    first, last, images = _along(model, order, asked.seconds)
    videos = order.videos[: model.references.videos] if order.mode in ("new", "frames") and not first else ()
    going = Going(
        first=bool(first),
        last=bool(last),
        images=len(images),
        called=called_in(order, images),
        videos=len(videos),
        videos_called=order.videos_called[: len(videos)],
        framed=asked.framed,
        format=asked.format,
    )
    return Plan(
        model=model,
        mode=order.mode,
        fit=asked,
        written=write(order, dialect, going),
        cents=fitting.cents(model, billed_s(order, asked.seconds), asked.resolution),
        first=first,
        last=last,
        images=images,
        videos=videos,
    )


def made_by(order: RollOrder) -> ShotRequest:
    """The request that bounds a render: where a given clip or its end decides the length, the words do not."""
    given = order.mode == "edit" and order.source is not None and not order.source.camera
    return order.request.model_copy(update={"duration_s": None}) if given or order.mode == "extend" else order.request


def billed_s(order: RollOrder, seconds: float) -> float:
    """The seconds that are paid for: of an extension what is new, of a clip that is sent its length."""
    if order.mode == "extend" and order.extend_s:
        return order.extend_s
    if order.mode == "edit" and order.source and not order.source.camera and order.source.duration_s:
        return order.source.duration_s
    if order.mode in ("edit", "upscale") and order.source:
        return paid_s(seconds, order.source.duration_s)
    return seconds


def called_in(order: RollOrder, images: tuple[Path, ...]) -> tuple[str, ...]:
    """Who each image shows, where somebody said so; a frame that stands among them shows a take."""
    names = dict(zip(order.references, order.called, strict=False))
    return tuple(names.get(image, "") for image in images)


def _mode_refused(model: Model, name: str, order: RollOrder) -> str | None:
    """Why a mode is not the model's, with the nearest that is."""
    if order.mode in ("edit", "extend", "upscale") and order.source is None:
        return f"There is no clip to {order.mode}; a new take can roll from the words."
    length = order.source.duration_s if order.source else None
    match order.mode:
        case "edit" | "upscale" if model.edit is None:
            return f"{name} can't {order.mode} a clip; it can start from its frames."
        case "edit" if length and model.edit and length > model.edit.longest + 0.5:
            return f"{name} edits clips of {model.edit.longest:g} s at most; it can start from the frames of this one."
        case "extend":
            least = model.extend.by[0] if model.extend else 0.0
            by_s = least if order.extend_s is None else order.extend_s
            return fitting.extension_refused(model, name, length or 0.0, by_s)
    return None


def _along(model: Model, order: RollOrder, seconds: float) -> tuple[Path | None, Path | None, tuple[Path, ...]]:
    """First frame, last frame and references that go along: what the model takes of what there is."""
    if order.mode not in ("new", "frames"):
        return None, None, ()
    first, last, images = order.first_frame, order.last_frame, order.references
    if order.mode == "frames" and order.source and first:
        goes = fitting.frames_go_as(model, order.source.request, order.request, seconds)
        if goes != "first":
            images = (first, *images) if goes else images
            first = None
    if not model.first_frame:
        first = None
    if first is None or not model.last_frame:
        last = None
    if first is not None:
        return first, last, ()  # the models take references alone
    images = images[: model.references.images]
    while images and fitting.references_refused(model, "", len(images), seconds):
        images = images[:-1]
    return None, None, images
