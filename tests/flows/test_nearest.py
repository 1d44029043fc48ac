"""Where a camera refuses before the call: a tap takes the nearest, and rolls on for who had asked to roll."""

from pathlib import Path

import pytest

from graphs.vocabulary.requests import ShotRequest
from tests.flows.stage import AD, DIRECTOR, DP, PricedCamera, Set


class Choosy(PricedCamera):
    """A paid camera that takes whole eights."""

    def refusal(self, request: ShotRequest) -> str | None:
        seconds = request.duration_s or 8
        return None if seconds == 8 else f"It takes 8 seconds; {seconds:g} becomes 8?"

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return request.model_copy(update={"duration_s": 8.0}) if self.refusal(request) else None


@pytest.fixture
def priced(clip: Path) -> PricedCamera:
    return Choosy(clip)


async def test_before_the_word_the_slate_says_so_and_a_tap_changes_the_slate_alone(
    paid_stage: Set, priced: PricedCamera
) -> None:
    thread = await paid_stage.says(DIRECTOR, "medium of the courier, 7 seconds")
    await paid_stage.settled()
    shot = await paid_stage.shot(thread)
    refused = paid_stage.chat.shots[shot.id].refused
    assert refused is not None
    assert (refused.said, refused.nearest) == ("It takes 8 seconds; 7 becomes 8?", ("8 s",))
    await paid_stage.presses(DP, "nearest", f"shot:{shot.id}", thread)
    await paid_stage.settled()
    assert "is for whoever asked" in paid_stage.chat.whispers[-1][1]
    await paid_stage.presses(DIRECTOR, "nearest", f"shot:{shot.id}", thread)
    await paid_stage.settled()
    assert (await paid_stage.shot(thread)).request.duration_s == 8
    assert paid_stage.chat.shots[shot.id].refused is None and priced.rolled == []
    assert [t.label for t in await paid_stage.takes(thread)] == ["P1", "P2"], "the previs follows"


async def test_after_the_word_it_rolls_on_once_for_who_asked_to_roll_and_for_nobody_else(
    paid_stage: Set, priced: PricedCamera
) -> None:
    [production] = await paid_stage.archive.productions()
    await paid_stage.archive.set_member(production.id, AD, "ad", None, DIRECTOR, paid_stage.crew.clock())
    thread = await paid_stage.says(DIRECTOR, "medium of the courier, 7 seconds")
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await paid_stage.settled()
    first = (await paid_stage.takes(thread))[-1]
    assert (first.state, paid_stage.chat.takes[first.id].nearest) == ("failed", ("8 s",))
    await paid_stage.presses(AD, "nearest", f"take:{first.id}", thread)
    await paid_stage.settled()
    assert (await paid_stage.shot(thread)).request.duration_s == 8 and priced.rolled == []
    assert "nothing rolls by that" in paid_stage.chat.whispers[-1][1]
    for _ in range(2):
        await paid_stage.presses(DIRECTOR, "nearest", f"take:{first.id}", thread)
    await paid_stage.settled()
    [order] = priced.rolled
    assert order.request.duration_s == 8
    assert paid_stage.chat.takes[first.id].nearest == ()
    await paid_stage.says(DIRECTOR, "same but wider, 7 seconds", thread)
    await paid_stage.settled()
    revised = (await paid_stage.takes(thread))[-1]
    await paid_stage.presses(DIRECTOR, "nearest", f"take:{revised.id}", thread)
    await paid_stage.settled()
    again = (await paid_stage.takes(thread))[-1]
    assert again.request.shot_size == ("wide",) and again.request.duration_s == 8
    assert (again.parent, again.state) == (revised.parent, "screened")
    assert (again.changes, again.already) == (("medium -> wide",), ("8 s",)), "its source has 8 s as well"
