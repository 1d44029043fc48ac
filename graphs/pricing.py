"""What a take that nobody has asked for yet will cost, for the button that asks for it.

What an opened take costs is in readying.py, what a master costs in mastering.py.
"""

from graphs.crew import Crew
from graphs.crew.camera import Estimate
from graphs.revising import Revision
from graphs.starting import as_drafted, as_long_as_rolls
from graphs.vocabulary.requests import paid_by
from graphs.vocabulary.shots import Take


async def price_with_notes(crew: Crew, source: Take) -> Estimate:
    """One take of a source's request with notes over it, at the length that the source has: what the notes change is
    read when they are chosen."""
    drafted = (await as_drafted(crew, source)).model_copy(update={"n_takes": 1})
    request = as_long_as_rolls(crew, source, Revision(drafted, (), ())).request
    camera = crew.cameras[crew.camera]
    edited = camera.keeps(source.request, request, source.duration_s) == "edit"
    return camera.estimate(paid_by(request, source.duration_s) if edited else request)
