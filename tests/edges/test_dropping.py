"""Dropping a shot: its form, its one-line card, and how `/dailies shots` tells it."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import actions
from bot.cards.dropping import REASONS, drop_option, drop_view, dropped_card, dropped_line, told_view
from graphs.review.dropping import DROPS
from graphs.vocabulary.shots import DropReason
from graphs.vocabulary.spoken import WHY_DROPPED
from tests.contracts.studio import entry
from tests.edges.block_rules import check_message, check_view
from tests.edges.conftest import Desk, now
from tests.edges.doing import a_slated_shot, command, opened, who
from tests.edges.nouns import a_shot, any_text


def test_a_dropped_shot_is_one_line_with_the_way_back() -> None:
    card = dropped_card(a_shot(slate="14C", state="dropped", dropped_why="cut_from_script", dropped_by="U_MARA"))
    [block] = card.blocks
    assert block["text"]["text"] == "*14C*  dropped by <@U_MARA>: cut from the script"
    assert (block["accessory"]["action_id"], block["accessory"]["value"]) == (actions.PICK_UP, "shot:5f")
    assert block["accessory"]["text"]["text"] == "Pick it up again"


def test_what_was_withdrawn_has_no_way_back() -> None:
    for why in (None, "withdrawn"):
        [block] = dropped_card(a_shot(state="dropped", dropped_why=why)).blocks
        assert block["text"]["text"] == "*Shot 3*  withdrawn with its message"
        assert "accessory" not in block


def test_every_reason_has_its_words_and_its_button() -> None:
    assert set(WHY_DROPPED) == set(get_args(DropReason))
    assert dict(REASONS) == DROPS, "buttons and what they set off have the same names"
    view = drop_view(a_shot(slate="14C"))
    rows = [b for b in view["blocks"] if "accessory" in b]
    assert {b["accessory"]["action_id"]: b["text"]["text"] for b in rows} == {
        "drop_works_as_is": "It works as it is",
        "drop_cut_from_script": "Cut from the script",
        "drop_shot_for_real": "We shoot it for real",
        "drop_model_cannot": "The model can't do it",
    }
    assert {b["accessory"]["value"] for b in rows} == {"shot:5f"}
    assert drop_option(a_shot())["value"] == "drop shot:5f"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_text(), st.sampled_from(list(get_args(DropReason))))
def test_any_words_fit(text: str, why: DropReason) -> None:
    shot = a_shot(slate=text or None, state="dropped", dropped_why=why, dropped_by=text)
    card = dropped_card(shot)
    check_message(card.text, card.blocks)
    check_view(drop_view(shot))
    check_view(told_view(shot, dropped_line(shot)))


@pytest.mark.asyncio(loop_scope="module")
async def test_shots_are_listed_with_the_reason_and_withdrawn_ones_are_not(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        shot, _ = await a_slated_shot(desk)
        await desk.archive.write_slates(
            "k", shot.id, shot.asked_in, shot.thread, production.id,
            shot.asked_by, "r", [entry(slate="14C")], (), now(),
        )  # fmt: skip
        await desk.archive.drop_shot(shot.id, "shot_for_real", who(desk, "ad"))
        listed = await command(desk, "pa", "shots")
        assert f"*14C*  dropped by <@{who(desk, 'ad')}>: we shoot it for real" in listed
        assert "Nothing rolls" in await command(desk, "pa", "status")
        await desk.archive.drop_shot(shot.id, "withdrawn", who(desk, "director"))
        assert "No shots here yet" in await command(desk, "pa", "shots")
