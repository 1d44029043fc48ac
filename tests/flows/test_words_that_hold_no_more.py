"""What a camera is told of a shot that was changed: the newest words hold, whatever the older ones say."""

import pytest

from graphs.crew.camera import RollOrder
from graphs.prompting.dialects import OMNI, VEO, Dialect, Going, write
from graphs.vocabulary.refs import Ref
from tests.flows.stage import DIRECTOR, PricedCamera, Set

REQUEST = '9A medium of the courier at the door, day, static. Courier: "You are late." 8 seconds'


async def told(stage: Set, priced: PricedCamera, *words: str) -> RollOrder:
    """The last order, after the director said all these words in turn."""
    thread: Ref | None = None
    for each in (REQUEST, *words):
        thread = thread or await stage.says(DIRECTOR, each)
        if each != REQUEST:
            await stage.says(DIRECTOR, each, thread)
        await stage.settled()
    return priced.rolled[-1]


BOTH = pytest.mark.parametrize("dialect", [OMNI, VEO], ids=["omni", "veo"])


@BOTH
async def test_a_change_of_the_slate_says_what_it_replaces_and_says_it_last(
    paid_stage: Set, priced: PricedCamera, dialect: Dialect
) -> None:
    order = await told(paid_stage, priced, "wait, make it a wide, at night", "roll it")
    prompt = write(order, dialect, Going()).text
    assert prompt.endswith("What holds now: wide shot, in place of medium shot; night, in place of day.")


@BOTH
async def test_so_does_a_revision_of_a_take_and_the_one_after_that(
    paid_stage: Set, priced: PricedCamera, dialect: Dialect
) -> None:
    order = await told(paid_stage, priced, "roll it", "same but wide, at night", "take 2 again as a close-up")
    prompt = write(order, dialect, Going()).text
    assert prompt.endswith("What holds now: close-up, in place of medium shot or wide shot; night, in place of day.")


async def test_what_comes_back_replaces_only_what_it_did_not_hold(paid_stage: Set, priced: PricedCamera) -> None:
    order = await told(paid_stage, priced, "roll it", "same but wide", "take 2 again as a medium")
    assert write(order, OMNI, Going()).text.endswith("What holds now: medium shot, in place of wide shot.")


async def test_a_line_that_is_spoken_no_more_is_not_told(paid_stage: Set, priced: PricedCamera) -> None:
    order = await told(paid_stage, priced, "roll it", 'same, but his line is now "Go home."')
    prompt = write(order, OMNI, Going()).text
    assert "Go home." in prompt
    assert "late" not in prompt


async def test_where_nothing_was_replaced_nothing_is_said_of_it(paid_stage: Set, priced: PricedCamera) -> None:
    order = await told(paid_stage, priced, "and rain", "roll it")
    assert "holds now" not in write(order, OMNI, Going()).text
