"""How a revision keeps the picture: decided by the camera, told on the card, and given to it with the source's clip."""

from pathlib import Path

import pytest

from bot.cards.take import headline
from graphs.crew.camera import RollOrder
from graphs.errors import Busy, CameraFault, CannotTell
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Kept
from tests.flows.stage import DIRECTOR, PricedCamera, Set, a_paid_set


async def rolled_once(the_set: Set) -> Ref:
    """The director asks for a shot and gives the word; where they talk of it."""
    thread = await the_set.says(DIRECTOR, "medium of the courier, 8 seconds")
    await the_set.settled()
    await the_set.says(DIRECTOR, "roll it", thread)
    return thread


@pytest.mark.parametrize("keeping", ["edit", "frames", "new"])
async def test_a_revision_goes_with_the_source_in_the_cameras_strongest_way(
    tmp_path: Path, clip: Path, keeping: Kept
) -> None:
    priced = PricedCamera(clip)
    priced.keeping = keeping
    async with a_paid_set(tmp_path, clip, priced) as the_set:
        thread = await rolled_once(the_set)
        await the_set.settled()
        await the_set.says(DIRECTOR, "same but wider", thread)
        await the_set.settled()
        first, second = priced.rolled
        assert (first.mode, first.source, first.first_frame) == ("new", None, None)
        assert second.mode == keeping
        assert second.source is not None and second.source.clip.read_bytes() == b"a clip"
        assert second.source.operation == first.attempt and second.source.camera == "priced"
        assert (second.first_frame is not None) is (keeping == "frames")
        take = [t for t in await the_set.takes(thread) if t.kind == "take"][-1]
        assert the_set.chat.takes[take.id].take.keeps == keeping


async def test_again_keeps_nothing_and_says_nothing_of_it(tmp_path: Path, clip: Path) -> None:
    priced = PricedCamera(clip)
    priced.keeping = "edit"
    async with a_paid_set(tmp_path, clip, priced) as the_set:
        thread = await rolled_once(the_set)
        await the_set.settled()
        take = [t for t in await the_set.takes(thread) if t.kind == "take"][-1]
        await the_set.presses(DIRECTOR, "again", f"take:{take.id}", thread)
        await the_set.settled()
        assert [order.mode for order in priced.rolled] == ["new", "new"]
        assert (await the_set.takes(thread))[-1].keeps is None


async def test_words_that_no_field_holds_are_a_change_and_keep_the_picture(tmp_path: Path, clip: Path) -> None:
    priced = PricedCamera(clip)
    priced.keeping = "edit"
    async with a_paid_set(tmp_path, clip, priced) as the_set:
        thread = await rolled_once(the_set)
        await the_set.settled()
        await the_set.says(DIRECTOR, "take 1 but more like a dance", thread)
        await the_set.settled()
        take = (await the_set.takes(thread))[-1]
        assert (take.keeps, take.changes) == ("edit", ("\u201ctake 1 but more like a dance\u201d",))
        assert [order.mode for order in priced.rolled] == ["new", "edit"]


class Moody(PricedCamera):
    """A camera that fails at its first rolls as it is told."""

    def __init__(self, clip: Path, *faults: CameraFault) -> None:
        super().__init__(clip)
        self.faults = list(faults)
        self.asked: list[RollOrder] = []

    async def roll(self, order: RollOrder) -> str:
        self.asked.append(order)
        if self.faults:
            raise self.faults.pop(0)
        return await super().roll(order)

    def recipe(self, order: RollOrder) -> dict[str, object]:
        return {"prompt": f"as {order.mode}", "mode": order.mode}


async def test_a_busy_camera_gets_the_same_attempt_again(tmp_path: Path, clip: Path) -> None:
    moody = Moody(clip, Busy(after_s=0.05), Busy(after_s=0.05))
    async with a_paid_set(tmp_path, clip, moody) as the_set:
        await rolled_once(the_set)
        await the_set.until(lambda: moody.rolled)
        await the_set.settled()
        assert len({order.attempt for order in moody.asked}) == 1
        assert len(moody.asked) == 3


async def test_nothing_rolls_after_an_answer_that_tells_nothing_until_somebody_says_so(
    tmp_path: Path, clip: Path
) -> None:
    moody = Moody(clip, CannotTell())
    async with a_paid_set(tmp_path, clip, moody) as the_set:
        await rolled_once(the_set)
        await the_set.settled()
        [take] = [v.take for v in the_set.chat.takes.values() if v.take.kind == "take"]
        said = "I can't tell whether it rolled. It may have cost $0.49; that counts as spent. Roll again?"
        assert (take.state, take.trouble, take.cost_cents) == ("failed", said, 49)
        assert headline(the_set.chat.takes[take.id]).endswith(f"failed: {said}"), "and no price that it had cost"
        assert len(moody.asked) == 1
        shot = await the_set.archive.shot(take.shot)
        await the_set.presses(DIRECTOR, "retry", f"take:{take.id}", shot.thread)
        await the_set.settled()
        first, second = moody.asked
        assert first.attempt != second.attempt
        assert (first.insisted, second.insisted) == (False, True)


async def test_one_more_attempt_is_made_where_only_one_may_help(tmp_path: Path, clip: Path) -> None:
    moody = Moody(clip, *[CameraFault("empty", again=True, at_most=2) for _ in range(3)])
    async with a_paid_set(tmp_path, clip, moody) as the_set:
        await rolled_once(the_set)
        await the_set.settled()
        assert len(moody.asked) == 2


async def test_the_exact_prompt_is_kept_with_the_attempt(tmp_path: Path, clip: Path) -> None:
    moody = Moody(clip)
    async with a_paid_set(tmp_path, clip, moody) as the_set:
        await rolled_once(the_set)
        await the_set.settled()
        [take] = [v.take for v in the_set.chat.takes.values() if v.take.kind == "take"]
        [attempt] = await the_set.archive.attempts_of(take.id)
        assert attempt.parameters["prompt"] == "as new"
