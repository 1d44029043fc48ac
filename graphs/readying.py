"""What has to be there before a take rolls: the pictures that it starts from, rights, and a camera that can.

The nodes that ask for it are in roll.py; what is told a camera is in ordering.py.
"""

from collections.abc import Sequence
from typing import Any, Literal

from graphs import words
from graphs.attempts import open_attempt
from graphs.crew import Crew
from graphs.errors import CameraFault
from graphs.keeping import keep_now
from graphs.material import Going, billed, going, own_refusal, refusal_of, sources_of, waits_for_previs
from graphs.ordering import order
from graphs.rights import held_for_rights
from graphs.vocabulary.money import Held
from graphs.vocabulary.requests import ShotRequest, paid_by
from graphs.vocabulary.shots import Attempt, InLine, Take

Readiness = Literal["wait_for_source", "hold_back", "conclude", "reserve"]


async def readiness(crew: Crew, take: Take) -> Readiness:
    """Whether a take can be reserved: it waits for pictures that still roll, and fails where one never came."""
    parent = await crew.archive.take(take.parent) if take.parent and take.kind == "take" else None
    others = await sources_of(crew, take)
    if any(not source.ended for source in (parent, *others) if source):
        return "wait_for_source"
    await keep_now(crew, take, parent)
    revises = bool(take.changes or take.already) and not take.material
    needed = [*others, *([parent] if parent and revises else [])]
    gone = next((source for source in needed if source.clip is None), None)
    if gone and not take.failures and not take.ended:
        name = gone.label if gone.shot == take.shot else f"{(await crew.archive.shot(gone.shot)).name} {gone.label}"
        await crew.archive.fail_take(take.id, words.no_picture(gone, name))
        return "conclude"
    if take.ended or await open_attempt(crew, take):
        return "reserve"
    along = await going(crew, take)
    if waits_for_previs(along):
        return "wait_for_source"
    return "hold_back" if await held_for_rights(crew, take, along) else "reserve"


async def reservation(crew: Crew, take: Take) -> Attempt | InLine | Held | None:
    """A place with its price, where the camera can roll the take; where it cannot, the take fails with the nearest."""
    camera = crew.cameras[take.camera]
    along = await going(crew, take)
    recipe = dict[str, Any]()
    refused = refusal_of(along) or own_refusal(camera, take.request, along)
    try:
        if not refused and not await open_attempt(crew, take):
            recipe = camera.recipe(await order(crew, take, ""))
    except CameraFault as fault:
        refused = fault.said
    if refused:
        await crew.archive.fail_take(take.id, refused)
        return None
    estimate = camera.estimate(await priced(crew, take, along))
    return await crew.archive.reserve_roll(
        take.id, camera.name, camera.model, recipe, camera.places, estimate, crew.clock()
    )


async def priced(crew: Crew, take: Take, along: Sequence[Going]) -> ShotRequest:
    """The request by which a take is priced: where a clip is edited or made finer, by that clip's own length."""
    if take.parent and take.keeps in ("edit", "upscale"):
        return paid_by(take.request, (await crew.archive.take(take.parent)).duration_s)
    return billed(take.request, along)


async def reserved(crew: Crew, take: Take) -> int:
    """What is reserved for the take that is on its way, in cents; where nothing is yet, what would be."""
    if attempts := [a for a in await crew.archive.attempts_of(take.id) if a.state in ("intended", "submitted", "done")]:
        return attempts[-1].estimate_cents
    return crew.cameras[take.camera].estimate(await priced(crew, take, await going(crew, take))).cents


async def held_up(crew: Crew, take: Take, attempt: Attempt) -> Literal["look_for_source", "hold_back"] | None:
    """Where an attempt that was never sent goes instead of to its camera; None where it may be sent now.

    Paid rolls may have been stopped since it was reserved; then it waits. Or what goes along is not cleared any more,
    or it costs more by now: then its money is free again, and the take is reserved anew as things are now.
    """
    along = await going(crew, take)
    cents = crew.cameras[take.camera].estimate(await priced(crew, take, along)).cents
    if cents > attempt.estimate_cents or await held_for_rights(crew, take, along):
        await crew.archive.attempt_failed(attempt.id, words.LET_GO, take_ends=False)
        return "look_for_source"
    return "hold_back" if await crew.archive.may_submit(attempt.id) else None
