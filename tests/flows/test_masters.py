"""Draft and master: a circled take once more at the production's finish, paid for like any roll and linked to it."""

from datetime import timedelta
from typing import Any

import pytest

from graphs.crew.room import Master
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, DP, PricedCamera, Set


@pytest.fixture
def priced(clip: Any) -> PricedCamera:
    """A paid camera that makes a draft's clip finer."""
    camera = PricedCamera(clip)
    camera.mastering = "upscale"
    return camera


async def a_circled_take(stage: Set) -> tuple[Ref, Take]:
    thread = await stage.says(DIRECTOR, "medium of the courier, 8 seconds")
    await stage.settled()
    await stage.says(DIRECTOR, "roll it", thread)
    await stage.settled()
    take = await newest(stage, thread)
    await stage.presses(DIRECTOR, "circle", f"take:{take.id}", thread)
    await stage.settled()
    return thread, take


async def newest(stage: Set, thread: Ref) -> Take:
    return [t for t in await stage.takes(thread) if t.kind == "take"][-1]


async def test_the_button_of_a_circled_take_makes_its_master_once(paid_stage: Set, priced: PricedCamera) -> None:
    thread, draft = await a_circled_take(paid_stage)
    assert draft.request.resolution is None, "takes roll at the camera's draft size"
    assert paid_stage.chat.takes[draft.id].master == Master("4k", 49)
    for _ in range(2):
        await paid_stage.presses(DIRECTOR, "master", f"take:{draft.id}", thread)
    await paid_stage.settled()
    master = await newest(paid_stage, thread)
    assert (master.master, master.parent, master.keeps, master.state) == (True, draft.id, "upscale", "screened")
    assert (master.request.resolution, master.seed, master.prompt) == ("4k", draft.seed, draft.prompt)
    first, finer = priced.rolled
    assert (finer.mode, finer.seed, finer.source and finer.source.operation) == ("upscale", first.seed, first.attempt)
    assert paid_stage.chat.takes[draft.id].master is None, "there is one"
    [production] = await paid_stage.archive.productions()
    spend = await paid_stage.archive.spend(production.id, paid_stage.crew.clock())
    assert (spend.spent_cents, spend.takes, spend.circled) == (98, 1, 1), "its money counts, and it is no other take"


async def test_words_make_the_master_of_the_take_they_name_from_those_with_the_say(
    paid_stage: Set, priced: PricedCamera
) -> None:
    thread, draft = await a_circled_take(paid_stage)
    await paid_stage.says(DP, "master take 1", thread)
    await paid_stage.settled()
    assert "is for whoever asked" in paid_stage.chat.said[-1] and len(priced.rolled) == 1
    [production] = await paid_stage.archive.productions()
    await paid_stage.archive.change_production(production.id, master_size="1080p")
    await paid_stage.says(DIRECTOR, "master take 1", thread)
    await paid_stage.settled()
    master = await newest(paid_stage, thread)
    assert (master.parent, master.request.resolution) == (draft.id, "1080p")
    paid_stage.time[0] += timedelta(seconds=5)
    await paid_stage.says(DIRECTOR, "master it", thread)
    await paid_stage.settled()
    assert paid_stage.chat.said[-1] == "Take 2 is the master of take 1." and len(priced.rolled) == 2


async def test_a_master_that_was_cancelled_is_offered_again_and_one_revised_rolls_as_a_draft(
    paid_stage: Set, priced: PricedCamera
) -> None:
    thread, draft = await a_circled_take(paid_stage)
    [production] = await paid_stage.archive.productions()
    await paid_stage.archive.change_budget(production.id, {"month_cents": 60})
    await paid_stage.presses(DIRECTOR, "master", f"take:{draft.id}", thread)
    await paid_stage.settled()
    held = await newest(paid_stage, thread)
    assert held.held is not None and held.held.why == "limit", "money keeps it like any roll"
    await paid_stage.presses(DIRECTOR, "cancel", f"take:{held.id}", thread)
    await paid_stage.settled()
    assert paid_stage.chat.takes[draft.id].master is not None
    await paid_stage.archive.change_budget(production.id, {"month_cents": 1_500})
    await paid_stage.presses(DIRECTOR, "master", f"take:{draft.id}", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "same but wider", thread)
    await paid_stage.settled()
    wider = await newest(paid_stage, thread)
    assert wider.parent == [t for t in await paid_stage.takes(thread) if t.master][-1].id
    assert (wider.master, wider.request.resolution) == (False, None)
    assert wider.request == draft.request.model_copy(update={"shot_size": ("wide",), "n_takes": 1})
    assert ShotRequest.model_validate(wider.request.model_dump()) == wider.request


async def test_a_take_that_is_not_circled_or_was_deleted_gets_one_sentence_on_what_to_do(
    paid_stage: Set, priced: PricedCamera
) -> None:
    thread, take = await a_circled_take(paid_stage)
    await paid_stage.presses(DIRECTOR, "uncircle", f"take:{take.id}", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "master take 1", thread)
    await paid_stage.presses(DIRECTOR, "master", f"take:{take.id}", thread)  # on a card that is older than that
    await paid_stage.settled()
    first = "Take 1 is not circled; the director circles it first, then `master take 1` rolls."
    assert paid_stage.chat.said[-1] == first and paid_stage.chat.whispers[-1] == (DIRECTOR, first)
    await paid_stage.says(DIRECTOR, "master it", thread)
    await paid_stage.settled()
    assert paid_stage.chat.said[-1] == "No take is circled here; circle one first, then `master it` rolls."
    await paid_stage.presses(DIRECTOR, "circle", f"take:{take.id}", thread)
    await paid_stage.settled()
    assert take.clip_ref is not None
    await paid_stage.does("deleted", DIRECTOR, take.clip_ref, thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "master take 1", thread)
    await paid_stage.settled()
    gone = "The clip of take 1 was deleted, so no master is made of it; circle another take."
    assert paid_stage.chat.said[-1] == gone
    assert len(priced.rolled) == 1
