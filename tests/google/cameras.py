"""Omni and Veo on the loopback server, with waits that a test can sit through, and films for it to serve."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graphs.cameras.google.bucket import Bucket
from graphs.cameras.google.line import Line
from graphs.cameras.google.retiring import Serving
from graphs.cameras.models import Models, read_models
from graphs.cameras.omni import OmniCamera
from graphs.cameras.veo import VeoCamera
from graphs.google_access import Access
from tests.google.conftest import with_key, with_project
from tests.google.server import Google
from tests.journeys.priced import drawn

OMNI, VEO, FAST = "gemini-omni-1.2-flash", "veo-3.1-generate-001", "veo-3.1-fast-generate-001"
SOON_S = 0.02


@cache
def a_film(seconds: float) -> bytes:
    """A real clip of that length, drawn once in this process."""
    with TemporaryDirectory(prefix="dailies-tests-") as folder:
        return drawn(Path(folder) / "film.mp4", seconds).read_bytes()


def omni(google: Google, folder: Path, *, vertex: bool = False, **more: Any) -> OmniCamera:
    """Omni, with a key or on Vertex."""
    access = with_project(google) if vertex else with_key(google)
    line, serving, rest = _parts(google, folder, access, more.pop("model", OMNI), "omni", more)
    return OmniCamera(folder, line, serving, **rest)


def veo(google: Google, folder: Path, **more: Any) -> VeoCamera:
    """Veo, on Vertex."""
    line, serving, rest = _parts(google, folder, with_project(google), more.pop("model", VEO), "veo", more)
    return VeoCamera(folder, line, serving, **rest)


def _parts(
    google: Google, folder: Path, access: Access, model: str, camera: str, more: dict[str, Any]
) -> tuple[Line, Serving, dict[str, Any]]:
    models: Models = more.pop("models", None) or read_models()
    line = Line(access, more.pop("timeout_s", 30.0))
    bucket = Bucket(more.pop("bucket", None), google.url)
    serving = Serving(folder, models, model, camera, access.location or "key")
    return line, serving, {"first_wait_s": SOON_S, "poll_s": SOON_S, "bucket": bucket, **more}
