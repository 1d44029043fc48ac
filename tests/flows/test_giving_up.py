"""A take whose steps fail again and again: what its card says, what its money does, and that its tap works."""

import json
from pathlib import Path

from bot.cards.take import take_card
from bot.floor import GIVE_UP_AFTER
from graphs.crew.camera import Clip, StillRolling
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.along import REQUEST, newest_take
from tests.flows.stage import DIRECTOR, PricedCamera, Set, a_paid_set


class Broken(PricedCamera):
    """A camera whose program fails in one of its calls until somebody mends it."""

    breaks = ""

    async def find(self, attempt: str) -> str | None:
        if self.breaks == "find":
            raise OSError("the disk is full")
        return await super().find(attempt)

    async def collect(self, operation: str) -> StillRolling | Clip:
        if self.breaks == "collect":
            raise OSError("the disk is full")
        return await super().collect(operation)


async def given_up(the_set: Set) -> tuple[Ref, Take]:
    """A take that its flow gave up, and its thread."""
    the_set.may_stumble = True
    thread = await the_set.says(DIRECTOR, REQUEST)
    await the_set.until(lambda: the_set.chat.uploads, "the previs")
    await the_set.settled()
    await the_set.says(DIRECTOR, "roll it", thread)

    async def ended() -> bool:
        paid = [take for take in await the_set.takes(thread) if take.kind == "take"]
        for take in paid:
            await the_set.floor.wake(f"take:{take.id}")  # not as late as it would be looked at by itself
        return bool(paid) and paid[-1].state == "failed" and paid[-1].id in the_set.chat.takes

    await the_set.until(ended, f"the end of the take after {GIVE_UP_AFTER} stumbles")
    return thread, await newest_take(the_set, thread)


async def booked(the_set: Set) -> list[str]:
    [production] = await the_set.archive.productions()
    return [line.kind for line in await the_set.archive.ledger(production.id)]


async def tries_again(the_set: Set, camera: Broken, thread: Ref, take: Take) -> None:
    """The camera is mended, and the director taps *Try again*."""
    camera.breaks = ""
    await the_set.presses(DIRECTOR, "retry", f"take:{take.id}", thread)
    await the_set.settled()
    assert (await the_set.archive.take(take.id)).state == "screened"


async def test_a_render_that_was_given_up_counts_and_its_card_says_so_and_what_to_tap(
    tmp_path: Path, clip: Path
) -> None:
    camera = Broken(clip)
    camera.breaks = "collect"
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread, take = await given_up(the_set)
        assert take.trouble == (
            "Something went wrong here, and it is logged. 6 tries did not help; *Try again* rolls it anew."
            " It may have cost $0.49; that counts as spent."
        )
        card = json.dumps(take_card(the_set.chat.takes[take.id]).blocks)
        assert "It cost" not in card and "Try again" in card
        assert await booked(the_set) == ["reserved", "settled"]
        await tries_again(the_set, camera, thread, take)
        assert await booked(the_set) == ["reserved", "settled"] * 2


async def test_a_take_that_was_never_sent_is_given_up_for_nothing(tmp_path: Path, clip: Path) -> None:
    camera = Broken(clip)
    camera.breaks = "find"
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread, take = await given_up(the_set)
        assert take.trouble and take.trouble.endswith("*Try again* rolls it anew.") and take.cost_cents is None
        assert await booked(the_set) == ["reserved", "released"]
        await tries_again(the_set, camera, thread, take)
        assert await booked(the_set) == ["reserved", "released", "reserved", "settled"]
