"""What a roll costs, as it is said before it is paid for: with a clip that somebody gave, and of several takes."""

import json
from dataclasses import replace
from pathlib import Path

from bot.cards.slate import slate_card
from graphs.crew.room import ShotView
from graphs.vocabulary.refs import FileRef, Ref
from tests.flows.along import Fitted, answers_rights, asks, newest_take, taps
from tests.flows.stage import DIRECTOR, Set, a_paid_set
from tests.flows.test_countdown import SECONDS, takes

PHONE = FileRef("F4", "phone.mov", "video/quicktime", 1_000, "https://chat.example/F4")
STREET = "same street at night, medium on the courier, 5 seconds"
FOUR = "4 takes: close-up on the woman at the counter, 8 seconds"
CLIP_S = 8  # as long as every clip of the set is


async def shown(the_set: Set, thread: Ref) -> ShotView:
    """The slate card of a thread's shot, as it was shown last."""
    return the_set.chat.shots[(await the_set.shot(thread)).id]


async def reserved(the_set: Set) -> list[int]:
    """What was reserved, in cents."""
    [production] = await the_set.archive.productions()
    return [line.cents for line in await the_set.archive.ledger(production.id) if line.kind == "reserved"]


async def test_a_clip_that_somebody_gave_is_priced_by_its_own_length_from_the_slate_on(
    tmp_path: Path, clip: Path
) -> None:
    camera = Fitted(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await asks(the_set, DIRECTOR, STREET, PHONE)
        await the_set.settled()
        request = (await the_set.shot(thread)).request
        said = (await shown(the_set, thread)).estimate.cents
        assert said == camera.estimate(request.model_copy(update={"duration_s": CLIP_S})).cents
        assert said > camera.estimate(request).cents
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        held = (await newest_take(the_set, thread)).held
        assert held and (held.why, held.cents) == ("rights", said)
        await answers_rights(the_set, DIRECTOR, thread, "Cleared")
        assert await reserved(the_set) == [said]


async def test_a_countdown_asks_whether_the_clip_and_all_takes_can_be_paid_for(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        [production] = await the_set.archive.productions()
        await the_set.archive.change_production(production.id, autoroll_s=SECONDS)
        thread = await asks(the_set, DIRECTOR, STREET, PHONE)
        await the_set.until(lambda: the_set.chat.choices, "the question about rights")
        await the_set.archive.change_budget(production.id, {"month_cents": 50})  # 5 s could be paid for, 8 s cannot
        await taps(the_set, DIRECTOR, thread, "Cleared")
        assert await kept_cents(the_set, thread) == (await shown(the_set, thread)).estimate.cents
        one = camera.estimate((await the_set.shot(thread)).request.model_copy(update={"duration_s": 8})).cents
        await the_set.archive.change_budget(production.id, {"month_cents": 4 * one - 1})
        assert await kept_cents(the_set, await asks(the_set, DIRECTOR, FOUR)) == 4 * one


async def kept_cents(the_set: Set, thread: Ref) -> int:
    """At what price a limit keeps the shot of a thread from rolling by itself, once its card says so."""

    async def cents() -> int | None:
        shots = await the_set.archive.shots_in(thread)
        view = the_set.chat.shots.get(shots[-1].id) if shots else None
        kept = view.shot.kept_by if view else None
        return kept.cents if kept and kept.why == "limit" else None

    found: int = await the_set.until(cents, "a limit on the card")
    return found


async def test_four_takes_are_priced_as_four(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await asks(the_set, DIRECTOR, FOUR)
        await the_set.settled()
        view = await shown(the_set, thread)
        priced = replace(view, estimate=replace(view.estimate, cents=56))
        assert "4 \u00d7 $0.56 = $2.24, about" in json.dumps(slate_card(priced).blocks, ensure_ascii=False)
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        assert await reserved(the_set) == [view.estimate.cents] * view.wanted
        assert len(await takes(the_set, thread)) == view.wanted == 4
