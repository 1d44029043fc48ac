"""The previs's frame as what a roll is composed from: a roll waits for the drawing, or says that it goes without it."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.cards.slate import slate_card
from graphs.crew.entries import SlateEntry
from graphs.crew.room import ShotView
from graphs.errors import CameraFault
from graphs.vocabulary.refs import Ref
from tests.edges.nouns import words_of
from tests.flows.along import REQUEST, Fitted, asks, newest_take
from tests.flows.stage import DIRECTOR, DP, Set, a_paid_set


async def composed(the_set: Set, request: str = REQUEST) -> Ref:
    """A shot whose card says that the previs's frame goes along, before its previs has landed; its thread."""
    thread = await asks(the_set, DIRECTOR, request)
    await the_set.until(lambda: the_set.camera.rolled or the_set.chat.shots)
    shot = await the_set.shot(thread)
    await the_set.answers(DIRECTOR, f"shot:{shot.id}", {"request": {}, "text": shot.text, "composition": True})
    return thread


async def told_to_roll(the_set: Set, fitted: Fitted) -> Ref:
    """A shot whose takes go by its previs's frame got the word; the previs has not landed yet."""
    fitted.lands()
    thread = await composed(the_set)
    await the_set.says(DIRECTOR, "roll it", thread)
    return thread


async def card_of(the_set: Set, thread: Ref) -> str:
    """The slate card's words as they stand."""
    return words_of(list(slate_card(the_set.chat.shots[(await the_set.shot(thread)).id]).blocks))


async def test_a_roll_waits_for_the_previs_whose_frame_goes_along_and_says_so(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted, looks=10_000) as the_set:
        thread = await told_to_roll(the_set, fitted)

        async def told() -> bool:
            return "take 1 waits for P1, whose frame goes along" in await card_of(the_set, thread)

        await the_set.until(told, "that it waits")
        assert fitted.rolled == [] and await the_set.archive.attempts_of((await newest_take(the_set, thread)).id) == []
        the_set.camera.lands()
        await the_set.settled()
        [order] = fitted.rolled
        assert (order.called, len(order.references)) == (("the composition",), 1)
        assert "waits for" not in await card_of(the_set, thread)


async def test_where_the_previs_failed_it_rolls_without_and_the_card_says_so(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted, looks=10_000) as the_set:
        thread = await told_to_roll(the_set, fitted)

        async def opened() -> bool:
            return any(take.kind == "take" for take in await the_set.takes(thread))

        await the_set.until(opened, "take 1")
        the_set.camera.fault = CameraFault("no", words="The lamp broke.")
        await the_set.settled()
        [order] = fitted.rolled
        assert (order.called, order.references) == ((), ())
        assert "stays here: the frame of P1; P1 failed, so takes roll without its frame" in await card_of(
            the_set, thread
        )


async def test_a_wish_that_is_rolled_is_composed_from_the_drawing_of_the_wish(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        fitted.lands()
        thread = await composed(the_set)
        await the_set.settled()
        await the_set.says(DP, "a wide instead", thread)
        await the_set.settled()
        wish = (await the_set.takes(thread))[-1]
        assert wish.label == "P2" and wish.changes
        await the_set.presses(DIRECTOR, "roll", f"take:{wish.id}", thread)
        await the_set.settled()
        [order] = fitted.rolled
        assert order.references[0].name.startswith(wish.id)


async def test_words_that_get_the_word_before_they_are_drawn_are_drawn_first(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        fitted.lands()
        thread = await composed(the_set)
        await the_set.settled()
        shot = await the_set.shot(thread)
        wider = shot.request.model_copy(update={"shot_size": ("wide",)})
        entry = SlateEntry(shot.text, wider, shot.filled, shot.slate, material=shot.material)
        await the_set.archive.rewrite_slate(shot.id, entry, shot.reading)
        await the_set.archive.give_word(shot.id, DIRECTOR)
        await the_set.floor.wake(f"shot:{shot.id}")
        await the_set.settled()
        [order] = fitted.rolled
        drawn = [take for take in await the_set.takes(thread) if take.kind == "previs"]
        assert [take.label for take in drawn] == ["P1", "P2"]
        assert order.references[0].name.startswith(drawn[-1].id)


class SlowRoom:
    """A room whose first card with a cancelled previs is edited slowly: a roll has the time to go out meanwhile."""

    def __init__(self, room: Any, camera: Fitted) -> None:
        self._room = room
        self._camera = camera
        self._slow = True

    async def show_shot(self, view: ShotView) -> None:
        if self._slow and any(take.state == "cancelled" for take in view.previs):
            self._slow = False
            for _ in range(60):
                await asyncio.sleep(0 if self._camera.rolled else 0.05)
        await self._room.show_shot(view)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._room, name)


async def test_a_cut_while_a_roll_waits_for_its_previs_sends_nothing(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted, looks=10_000) as the_set:
        thread = await told_to_roll(the_set, fitted)

        async def waits() -> bool:
            return "waits for P1" in await card_of(the_set, thread)

        await the_set.until(waits, "that it waits")
        the_set.floor.crew = replace(the_set.crew, room=SlowRoom(the_set.chat, fitted))
        await the_set.says(DIRECTOR, "cut!", thread)
        await the_set.settled()
        assert [take.state for take in await the_set.takes(thread)] == ["cancelled", "cancelled"]
        assert fitted.rolled == [], "nothing was paid for after the cut"
