"""What a model makes of a request: its length, size and format, what it costs, and what it refuses with the nearest.

Pure: facts from `models.py` and a request go in, values and sentences come out.
"""

import math
from dataclasses import dataclass

from graphs.cameras.models import Model
from graphs.crew.camera import Estimate, Finish, Keeps
from graphs.vocabulary.requests import ShotRequest

USUAL_S = 8.0
USUAL_FORMAT = "16:9"
UPRIGHT, LYING = "9:16", "16:9"
ASKED_FOR = ("720p", "1080p", "4k")  # the resolutions that a request can name
STEPS = ("360p", "480p", "720p", "1080p", "2k", "4k")
TALLEST, WIDEST = 0.4, 4.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How a request is rendered: seconds, resolution, the model's own format, and the one that is framed inside it."""

    seconds: float
    resolution: str
    format: str
    framed: str | None = None


def fit(model: Model, request: ShotRequest, draft: str) -> Fit:
    """The render that a request asks for; `draft`, or the nearest to it, is the resolution where it names none."""
    asked = request.aspect_ratio or USUAL_FORMAT
    own = asked if asked in model.formats else (UPRIGHT if ratio(asked) < 1 else LYING)
    seconds = request.duration_s or model.seconds.nearest(USUAL_S)
    sizes = sorted(model.cents_per_second, key=STEPS.index)
    return Fit(seconds, request.resolution or nearest_size(draft, sizes), own, None if own == asked else asked)


def ratio(format: str) -> float:
    """Width by height: "2.39:1" -> 2.39."""
    width, height = format.split(":")
    return float(width) / float(height)


def refused(model: Model, name: str, request: ShotRequest, draft: str) -> str | None:
    """A sentence on what the model cannot do with the nearest that it can; None where it can roll the request."""
    asked = fit(model, request, draft)
    if not model.seconds.takes(asked.seconds):
        nearest = model.seconds.nearest(asked.seconds)
        return f"{name} takes {model.seconds.told()}; {asked.seconds:g} becomes {nearest:g}?"
    if asked.resolution not in model.cents_per_second:
        sizes = sorted(model.cents_per_second, key=STEPS.index)
        return f"{name} renders {listed(sizes)}; {asked.resolution} becomes {nearest_size(asked.resolution, sizes)}?"
    if not TALLEST <= ratio(request.aspect_ratio or USUAL_FORMAT) <= WIDEST:
        return f"{name} can't frame {request.aspect_ratio}; 2.39:1 is the widest in use, 9:16 the tallest."
    return None


def nearest(model: Model, request: ShotRequest, draft: str) -> ShotRequest | None:
    """The nearest to a request that is refused; None where nothing is."""
    asked = fit(model, request, draft)
    changes: dict[str, object] = {}
    if not model.seconds.takes(asked.seconds):
        changes["duration_s"] = model.seconds.nearest(asked.seconds)
    if asked.resolution not in model.cents_per_second:
        sizes = [one for one in ASKED_FOR if one in model.cents_per_second]
        changes["resolution"] = nearest_size(asked.resolution, sizes) if sizes else None
    if request.aspect_ratio and not TALLEST <= ratio(request.aspect_ratio) <= WIDEST:
        changes["aspect_ratio"] = UPRIGHT if ratio(request.aspect_ratio) < TALLEST else "2.39:1"
    return request.model_copy(update=changes) if changes else None


def nearest_size(asked: str, sizes: list[str]) -> str:
    """The nearest resolution on offer, the smaller of two as near."""
    steps = {size: STEPS.index(size) for size in sizes}
    return min(sizes, key=lambda size: (abs(steps[size] - STEPS.index(asked)), steps[size]))


def references_refused(model: Model, name: str, images: int, seconds: float) -> str | None:
    """Why so many reference images cannot go along, with the nearest; None where they can."""
    most = model.references.images
    if images and not most:
        return f"{name} takes no reference images; it can start from one as its first frame."
    if images > most:
        return f"{name} takes {most} reference images; {images} become the first {most}?"
    if images and model.references.seconds and seconds not in model.references.seconds:
        lengths = listed([f"{one:g}" for one in model.references.seconds])
        return f"{name} takes reference images with {lengths} seconds only; {seconds:g} becomes {lengths}?"
    return None


def extension_refused(model: Model, name: str, length_s: float, by_s: float) -> str | None:
    """Why a clip of that length cannot be made so much longer, with the nearest; None where it can."""
    if model.extend is None:
        return f"{name} can't make a clip longer; a new take can start from its last frame."
    least, most = model.extend.by
    if not least <= by_s <= most:
        span = f"{least:g} s" if least == most else f"{least:g} to {most:g} s"
        return f"{name} makes a clip {span} longer; {by_s:g} becomes {min(max(by_s, least), most):g}?"
    left = left_to_extend(model, length_s)
    if by_s <= left:
        return None
    instead = f"{left:g} s more fit" if left >= least else "a new take can start from its last frame"
    whole = round(length_s + by_s, 2)
    return f"{name} makes clips of {model.extend.whole:g} s in all; this would be {whole:g}; {instead}."


def nearest_extension(model: Model, length_s: float, by_s: float) -> float | None:
    """The nearest by which a clip of that length can be made longer, in seconds; None where it cannot."""
    if model.extend is None:
        return None
    least, most = model.extend.by
    nearest = min(max(by_s, least), most, left_to_extend(model, length_s))
    return nearest if nearest >= least else None


def left_to_extend(model: Model, length_s: float) -> float:
    """By how many seconds a clip of that length can be made longer at most, in tenths, rounded down."""
    if model.extend is None:
        return 0.0
    return math.floor(round((model.extend.whole - length_s) * 10, 3)) / 10


def cents(model: Model, seconds: float, resolution: str) -> int:
    """What so many seconds cost, in US cents, rounded up."""
    rate = model.cents_per_second.get(resolution, max(model.cents_per_second.values()))
    return math.ceil(round(seconds * rate, 6))


def estimate(model: Model, name: str, request: ShotRequest, draft: str) -> Estimate:
    """Cost and time of one take, and what will differ from the request."""
    asked = fit(model, request, draft)
    least, most = model.wait_s
    lengths = model.seconds.only or (model.seconds.shortest or USUAL_S, model.seconds.longest or USUAL_S)
    span = max(lengths) - min(lengths)
    share = (asked.seconds - min(lengths)) / span if span else 0.5
    wait = least + (most - least) * min(max(share, 0.0), 1.0)
    notes = (
        (f"{asked.framed} is framed inside {asked.format}, which is what {name} renders, with frame-lines",)
        if asked.framed
        else ()
    )
    return Estimate(cents(model, asked.seconds, asked.resolution), round(wait, 1), notes, asked.resolution)


FRAMING = ("shot_size", "camera_angle", "lens", "focal_length_mm", "aspect_ratio")


def strongest(model: Model, before: ShotRequest, request: ShotRequest, length_s: float | None, draft: str) -> Keeps:
    """The strongest way in which a model keeps the picture of a take while its request changes.

    An edit keeps it whole, as long as the clip is short enough and its length and format stay. From its frames:
    as its first frame where the framing stays, else as references.
    """
    as_asked, was = fit(model, request, draft), fit(model, before, draft)
    same_shape = as_asked.seconds == was.seconds and as_asked.format == was.format
    if model.edit and same_shape and (length_s or was.seconds) <= model.edit.longest + 0.5:
        return "edit"
    if frames_go_as(model, before, request, as_asked.seconds):
        return "frames"
    return "new"


def frames_go_as(model: Model, before: ShotRequest, request: ShotRequest, seconds: float) -> str | None:
    """How frames of a take go along: as "first" frame, as "references", or not at all."""
    stays = all(getattr(before, field) == getattr(request, field) for field in FRAMING)
    if stays and model.first_frame:
        return "first"
    if references_refused(model, "", 1, seconds) is None:
        return "references"
    return None


def finish(model: Model, request: ShotRequest, size: str | None, length_s: float | None) -> Finish | None:
    """How a model makes a master: the clip itself made finer where it edits clips of that length, else from its frame.

    `size` is the resolution that is wished for; None is the best there is.
    """
    sizes = [one for one in ASKED_FOR if one in model.cents_per_second]
    if not sizes:
        return None
    finer = request.model_copy(update={"resolution": nearest_size(size or ASKED_FOR[-1], sizes)})
    if model.edit and (length_s or request.duration_s or USUAL_S) <= model.edit.longest + 0.5:
        return Finish(finer, "upscale")
    return Finish(finer, "frames" if model.first_frame else "new")


def listed(words: list[str]) -> str:
    """ "720p, 1080p or 4k"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
