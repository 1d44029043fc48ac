"""Dropping a shot: the entry behind [...], the form with its reasons, and the one line that the card becomes."""

from collections.abc import Mapping
from typing import Any

from bot.cards import actions as act
from bot.cards.blocks import Block, Card, button, clip, clip_safe, option, plain, quiet, safe, section
from bot.cards.words import capital
from graphs.vocabulary.shots import DropReason, Shot
from graphs.vocabulary.spoken import WHY_DROPPED

NAME = 60
REASONS: Mapping[str, DropReason] = {
    "drop_works_as_is": "works_as_is",
    "drop_cut_from_script": "cut_from_script",
    "drop_shot_for_real": "shot_for_real",
    "drop_model_cannot": "model_cannot",
}
WHAT_IT_DOES = (
    "Nothing more is rolled, and what rolls now is cancelled. Takes and notes stay; it can be picked up again."
)
MAY_NOT = "For whoever asked for it, the director, the AD or the producer to drop."


def drop_option(shot: Shot) -> Block:
    """The entry of the slate card's [...]."""
    return option(act.DROP, act.of_shot(shot.id))


def dropped_card(shot: Shot) -> Card:
    """The card of a dropped shot: one line, and the way back, unless its message is gone."""
    line = dropped_line(shot)
    accessory = None
    if shot.dropped_why not in (None, "withdrawn"):
        accessory = button(act.PICK_UP, act.of_shot(shot.id))
    return Card(clip_safe(line.replace("*", ""), 300), (section(line, accessory),))


def dropped_line(shot: Shot) -> str:
    """Who dropped it, and why: "*14C*  dropped by @Mara: cut from the script"."""
    name = f"*{safe(shot.name, NAME)}*"
    if shot.dropped_why in (None, "withdrawn"):
        return f"{name}  {WHY_DROPPED['withdrawn']}"
    by = f" by <@{safe(shot.dropped_by, 40)}>" if shot.dropped_by else ""
    return f"{name}  dropped{by}: {WHY_DROPPED[shot.dropped_why]}"


def drop_view(shot: Shot) -> dict[str, Any]:
    """Four reasons; a tap on one drops the shot."""
    reasons = [
        section(capital(WHY_DROPPED[why]), button(name, act.of_shot(shot.id), act.LABELS[act.DROP]))
        | {"block_id": name}
        for name, why in REASONS.items()
    ]
    return _modal(f"Drop {shot.name}", (*reasons, quiet(WHAT_IT_DOES)))


def told_view(shot: Shot, sentence: str) -> dict[str, Any]:
    """What came of it, in the form's place."""
    return _modal(f"Drop {shot.name}", (section(sentence),))


def _modal(title: str, blocks: tuple[Block, ...]) -> dict[str, Any]:
    return {"type": "modal", "title": plain(safe(clip(title, 24), 24)), "close": plain("Close"), "blocks": list(blocks)}
