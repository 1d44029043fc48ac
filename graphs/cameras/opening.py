"""Opening cameras: Google's from their access, anybody's from the entry point `dailies.cameras`.

An entry point names a function of one folder (its own, for what it has to remember) that returns a Camera. Nothing
connects before the first roll.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from graphs.cameras.google.bucket import Bucket
from graphs.cameras.google.line import Line
from graphs.cameras.google.retiring import Serving
from graphs.cameras.models import Models
from graphs.cameras.omni import OmniCamera
from graphs.cameras.veo import VeoCamera
from graphs.crew.camera import Camera
from graphs.errors import Misconfigured
from graphs.google_access import Access

GROUP = "dailies.cameras"
TIMEOUT_S = 120.0
OpenCamera = Callable[[Path], Camera]


@dataclass(frozen=True, slots=True)
class Google:
    """What Google's cameras are opened with. `draft` is the resolution where a request names none."""

    access: Access
    models: Models
    draft: str = "720p"
    places: int = 2
    bucket: str | None = None
    storage: str | None = None


def open_google(folder: Path, google: Google, models: Mapping[str, str]) -> dict[str, Camera]:
    """Google's cameras by name, in folders of theirs below `folder`: `models` names each one's model.

    Every other model that is served this way is a camera of its own beside them ("veo:veo-3.1-generate-001"), so that
    a production may have its masters made by it. Raises Misconfigured where nothing is known of a model.
    """
    opened: dict[str, Camera] = {}
    for camera, chosen in models.items():
        opens = open_omni if camera == "omni" else open_veo
        opened[camera] = opens(folder / camera, google, chosen)
        way = "vertex" if google.access.vertex else "key"
        for other in google.models.values():
            if other.camera == camera and other.id != chosen and way in other.serves:
                beside = opens(folder / camera, google, other.id)
                beside.name = f"{camera}:{other.id}"
                opened[beside.name] = beside
    return opened


def open_omni(folder: Path, google: Google, model: str) -> OmniCamera:
    """Omni. Raises Misconfigured where nothing is known of the model."""
    return OmniCamera(folder, *_parts(folder, google, model, "omni"), **_rest(google))


def open_veo(folder: Path, google: Google, model: str) -> VeoCamera:
    """Veo. Raises Misconfigured where nothing is known of the model."""
    return VeoCamera(folder, *_parts(folder, google, model, "veo"), **_rest(google))


def _parts(folder: Path, google: Google, model: str, camera: str) -> tuple[Line, Serving]:
    where = google.access.location or ("express" if google.access.vertex else "key")
    return Line(google.access, TIMEOUT_S), Serving(folder, google.models, model, camera, where)


def _rest(google: Google) -> dict[str, Any]:
    return {"draft": google.draft, "places": google.places, "bucket": Bucket(google.bucket, google.storage)}


def plugged() -> tuple[str, ...]:
    """The names of the cameras that installed packages bring."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def open_plugged(name: str, folder: Path) -> Camera:
    """A camera that a package brings. Raises Misconfigured where none of that name can be opened."""
    for point in entry_points(group=GROUP):
        if point.name == name:
            try:
                opened: OpenCamera = point.load()
                return opened(folder)
            except Exception as error:
                raise Misconfigured(f"The camera {name} ({point.value}) could not be opened: {error}") from error
    raise Misconfigured(f"No installed package brings a camera called {name}.")
