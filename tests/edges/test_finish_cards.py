"""Cards of the finish: a master offered and told, the nearest beside a refusal, a countdown."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.slate import slate_card
from bot.cards.take import take_card
from graphs.crew.camera import Estimate
from graphs.crew.room import Master, Refused
from graphs.vocabulary.money import Held
from tests.edges.block_rules import check_message
from tests.edges.nouns import NOON, ROOT, a_shot, a_take, shot_view, take_view, words_of


def buttons(blocks: Any) -> list[str]:
    row = next(b["elements"] for b in reversed(blocks) if b["type"] == "actions")
    return [e["text"]["text"] for e in row if e["type"] == "button"]


@pytest.mark.parametrize(("notes", "wanted"), [(0, 0), (2, 0), (2, 2)])
def test_a_circled_take_offers_its_master_with_the_price_among_three_buttons(notes: int, wanted: int) -> None:
    view = take_view(verdict="circle", verdict_by="U_DIR", notes=notes, wanted=wanted, master=Master("4k", 168))
    card = take_card(view)
    check_message(card.text, card.blocks)
    shown = buttons(card.blocks)
    assert (shown[:2], len(shown)) == (["Master in 4k, $1.68", "Uncircle"], 3)
    folded = take_card(replace(view, newest=False))
    check_message(folded.text, folded.blocks)
    assert "Master in 4k, $1.68" in words_of(folded.blocks)


def test_a_master_says_of_which_take_in_which_size_and_how() -> None:
    finer = a_take().request.model_copy(update={"resolution": "4k"})
    made = a_take(3, request=finer, master=True, keeps="upscale", parent="take2")
    card = take_card(take_view(made, parent=a_take(2)))
    check_message(card.text, card.blocks)
    assert "master of take 2 in 4k: made finer from its clip, keeps the picture" in words_of(card.blocks)


def test_the_nearest_is_a_tap_beside_the_refusal_on_slate_and_take() -> None:
    refused = Refused("Veo takes 4, 6 or 8 seconds; 7 becomes 8?", ("8 s",))
    card = slate_card(replace(shot_view(a_shot(state="waiting")), refused=refused))
    check_message(card.text, card.blocks)
    [asked] = [b for b in card.blocks if "7 becomes 8?" in str(b)]
    assert asked["accessory"]["text"]["text"] == "Make it 8 s"
    failed = take_card(take_view(a_take(state="failed", trouble=refused.said), nearest=("8 s",)))
    check_message(failed.text, failed.blocks)
    assert buttons(failed.blocks) == ["Make it 8 s", "Edit"]


def test_a_countdown_is_told_with_what_stops_it_and_afterwards_who_did() -> None:
    shot = a_shot(state="waiting", rolls_at=NOON + timedelta(seconds=30))
    previs = a_take(1, kind="previs", clip_ref=ROOT)
    counting = slate_card(replace(shot_view(shot, previs), rolls_in_s=20))
    check_message(counting.text, counting.blocks)
    assert "rolls by itself in 20 s; a reply or *Cancel* stops it; previs P1 below" in words_of(counting.blocks)
    assert buttons(counting.blocks) == ["Roll it", "Cancel", "Edit"]
    stopped = slate_card(shot_view(replace(shot, stopped_by="U_DP"), previs))
    assert "waits for the word; <@U_DP> stopped the countdown" in words_of(stopped.blocks)
    assert buttons(stopped.blocks) == ["Roll it", "Edit"]
    kept = slate_card(shot_view(a_shot(state="waiting", kept_by=Held("limit", 49, "month", 1_500, 11)), previs))
    assert "does not roll by itself, waits: it costs $0.49, and $0.11 is left" in words_of(kept.blocks)


def test_the_size_that_a_take_rolls_in_stands_among_what_was_filled_in() -> None:
    card = slate_card(replace(shot_view(), estimate=Estimate(56, 40.0, size="720p")))
    assert "16:9, 720p draft" in words_of(card.blocks)
