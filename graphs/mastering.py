"""Draft and master: which camera makes the master of a take, in which size and for how much, and what it starts from.

Opening one is in review/masters.py; the roll itself is that of any take (roll.py).
"""

from dataclasses import dataclass

from graphs.crew import Crew
from graphs.crew.camera import Finish
from graphs.crew.room import Master, TakeView
from graphs.vocabulary.production import Production
from graphs.vocabulary.requests import paid_by
from graphs.vocabulary.shots import Take

FELL_THROUGH = ("failed", "cancelled", "deleted")


@dataclass(frozen=True, slots=True)
class Finishing:
    """A master as it would be made: by which camera, how, in which size, for how many cents."""

    camera: str
    finish: Finish
    size: str
    cents: int


def finishing(crew: Crew, production: Production, take: Take) -> Finishing | None:
    """How the production's finish would be made of a take; None where the take is as fine already."""
    name = production.master_camera or take.camera
    camera = crew.cameras[name]
    finish = camera.finish(take.request, production.master_size, take.duration_s)
    if finish is None:
        return None
    finer = paid_by(finish.request, take.duration_s) if finish.keeps == "upscale" else finish.request
    made = camera.estimate(finer)
    if name == take.camera and made.size and made.size == camera.estimate(take.request).size:
        return None
    return Finishing(name, finish, made.size or finish.request.resolution or "", made.cents)


def masters_of(take: Take, takes: list[Take]) -> list[Take]:
    """The masters of a take, those that fell through too."""
    return [t for t in takes if t.master and t.parent == take.id]


async def offer(crew: Crew, view: TakeView) -> Master | None:
    """What the card of a circled take offers: its master, unless it is one, has one, or is as fine already."""
    take = view.take
    if view.verdict != "circle" or take.kind != "take" or take.state != "screened" or take.master:
        return None
    if any(t.state not in FELL_THROUGH for t in masters_of(take, await crew.archive.takes_of(take.shot))):
        return None
    found = finishing(crew, view.production, take)
    if found is None or crew.cameras[found.camera].refusal(found.finish.request):
        return None
    return Master(found.size, found.cents)


async def written_before(crew: Crew, take: Take) -> str | None:
    """The exact prompt of a master's draft, where its words made the draft alone and the same kind of camera rolls."""
    if not take.master or take.parent is None:
        return None
    done = [a for a in await crew.archive.attempts_of(take.parent) if a.state == "done"]
    if not done or kind_of(done[-1].camera) != kind_of(take.camera):
        return None
    told = done[-1].parameters
    words = told.get("prompt") if told.get("mode") == "new" and not told.get("along") else None
    return words if isinstance(words, str) else None


def kind_of(camera: str) -> str:
    """A camera's name without the model that it is of: "veo:veo-3.1-generate-001" is a veo."""
    return camera.partition(":")[0]
