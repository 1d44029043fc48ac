"""What is done to a take while a step of it runs, or while it rests for long, is looked at right after."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphs.crew.camera import RollOrder
from graphs.crew.room import ShotView
from graphs.errors import Busy
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import ADMIN, DIRECTOR, PricedCamera, Set, a_paid_set, a_set

REQUEST = "12 - wide of the pier at dawn, static, 6 seconds"
LONG_S = 600.0


class FullHouse(PricedCamera):
    """A paid camera that has no place for ten minutes."""

    async def roll(self, order: RollOrder) -> str:
        raise Busy(after_s=LONG_S)


class BusyRoom:
    """A room where something happens while a card says that money keeps a take from rolling."""

    def __init__(self, room: Any, meanwhile: Callable[[], Awaitable[Any]]) -> None:
        self._room = room
        self._meanwhile = meanwhile

    async def show_shot(self, view: ShotView) -> None:
        await self._room.show_shot(view)
        if any(take.held for take in view.takes):
            await self._meanwhile()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._room, name)


async def wanted(the_set: Set) -> Ref:
    """A shot that the director wants to roll; its thread."""
    thread = await the_set.says(DIRECTOR, REQUEST)
    await the_set.until(lambda: the_set.chat.uploads, "the previs")
    await the_set.settled()
    await the_set.says(DIRECTOR, "roll it", thread)
    return thread


async def paid_takes(the_set: Set, thread: Ref) -> list[Take]:
    return [take for take in await the_set.takes(thread) if take.kind == "take"]


async def test_a_budget_that_comes_while_the_card_says_that_there_is_none_rolls_the_take(
    tmp_path: Path, clip: Path, priced: PricedCamera
) -> None:
    async with a_set(tmp_path, clip, priced) as the_set:
        [production] = await the_set.archive.productions()

        async def activate() -> None:  # as another replica does it, whose wake-up is lost
            await the_set.archive.activate(production.id, ADMIN, 1_500, the_set.crew.clock())

        the_set.floor.crew = replace(the_set.crew, room=BusyRoom(the_set.chat, activate))
        thread = await wanted(the_set)

        async def lands() -> bool:
            return [take.state for take in await paid_takes(the_set, thread)] == ["screened"]

        await the_set.until(lands, "the take that money kept from rolling")


async def test_a_cancel_of_a_take_that_rests_for_long_is_settled_at_once(tmp_path: Path, clip: Path) -> None:
    async with a_paid_set(tmp_path, clip, FullHouse(clip)) as the_set:
        [production] = await the_set.archive.productions()
        thread = await wanted(the_set)

        async def rests() -> bool:
            due = await the_set.archive.open_work(the_set.crew.clock())
            takes = await paid_takes(the_set, thread)
            tried = bool(takes) and bool(await the_set.archive.attempts_of(takes[0].id))
            return tried and f"take:{takes[0].id}" not in due

        async def money_is_free() -> bool:
            return [line.kind for line in await the_set.archive.ledger(production.id)] == ["reserved", "released"]

        await the_set.until(rests, "a take that waits for the camera")
        [take] = await paid_takes(the_set, thread)
        await the_set.presses(DIRECTOR, "cancel", f"take:{take.id}", thread)
        await the_set.until(money_is_free, "the money of the cancelled take")
