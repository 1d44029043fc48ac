"""What another take starts from: the request of one that is there, in the size of its draft, at a length that rolls."""

from dataclasses import replace

from graphs.crew import Crew
from graphs.revising import Revision, revise
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Take


async def as_drafted(crew: Crew, take: Take) -> ShotRequest:
    """A take's request as another one starts from it: from a master, in the size of its draft."""
    if not take.master or take.parent is None:
        return take.request
    draft = await crew.archive.take(take.parent)
    return take.request.model_copy(update={"resolution": draft.request.resolution})


def was_extended(take: Take) -> bool:
    """Whether a take was made of another one's clip, which it makes longer."""
    return any(piece.plays == "extend" for piece in take.material)


def as_long_as_rolls(crew: Crew, source: Take, revision: Revision) -> Revision:
    """A revision of a clip that was made longer: where its words ask for no length and no roll is that long, it has
    the nearest that the camera rolls, and says so."""
    request = revision.request
    if not was_extended(source) or request.duration_s != source.request.duration_s:
        return revision
    nearest = crew.cameras[crew.camera].nearest(request)
    if nearest is None or nearest.duration_s == request.duration_s:
        return revision
    told = revise(request, ShotRequest(duration_s=nearest.duration_s)).changes
    shorter = request.model_copy(update={"duration_s": nearest.duration_s})
    return replace(revision, request=shorter, changes=(*revision.changes, *told))
