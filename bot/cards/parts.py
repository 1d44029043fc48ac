"""Circle a part: a take's moments as frames, and from where to where it is circled."""

import json
from collections.abc import Mapping
from typing import Any

from bot.cards.actions import CIRCLE_PART
from bot.cards.blocks import Block, plain, quiet, safe
from bot.cards.words import timecode
from graphs.crew.room import TakeView

EIGHTHS = 8
IN, OUT = "in_s", "out_s"
VALUE = "value"
START, END = "the start", "the end"


def moments_of(length_s: float) -> list[float]:
    """Where frames are shown: each second of a short take, each eighth of a longer one."""
    if length_s <= EIGHTHS:
        return [float(second) for second in range(max(int(length_s + 0.999), 1))]
    return [round(length_s * eighth / EIGHTHS, 1) for eighth in range(EIGHTHS)]


def part_form(view: TakeView, length_s: float, frames: Mapping[float, str], metadata: dict[str, Any]) -> dict[str, Any]:
    """The form; `frames` are the chat's ids of those frames that are there by now."""
    name = f"{safe(view.shot.name, 60)} {view.take.label}"
    moments = moments_of(length_s)
    chosen_in = view.part.in_s if view.part else 0.0
    chosen_out = view.part.out_s if view.part and view.part.out_s is not None else length_s
    ins = sorted({*moments, min(round(chosen_in, 1), length_s)})
    outs = sorted({*moments[1:], min(round(chosen_out, 1), length_s), length_s})
    blocks: list[Block] = []
    if view.part and view.part.proposed:
        told = safe(view.part.proposed, 200)
        blocks.append(quiet(f"“{told}”: {timecode(chosen_in)} is where the picture changes most; set it right here."))
    blocks += [
        _select(IN, "From", ins, min(round(chosen_in, 1), length_s), {0.0: START}),
        _select(OUT, "To", outs, min(round(chosen_out, 1), length_s), {length_s: END}),
        *(_frame(name, moment, frames[moment]) for moment in moments if moment in frames),
    ]
    return {
        "type": "modal",
        "callback_id": CIRCLE_PART,
        "private_metadata": json.dumps(metadata | {"length_s": length_s}),
        "title": plain("Circle a part"),
        "submit": plain("Circle it"),
        "close": plain("Leave"),
        "blocks": blocks,
    }


def _frame(name: str, moment: float, file: str) -> Block:
    told = timecode(moment)
    return {"type": "image", "slack_file": {"id": file}, "alt_text": f"{name} at {told}", "title": plain(told)}


def _select(id: str, label: str, moments: list[float], chosen: float, named: Mapping[float, str]) -> Block:
    def option(moment: float) -> Block:
        told = f"{timecode(moment)}, {named[moment]}" if moment in named else timecode(moment)
        return {"text": plain(told), "value": f"{moment:g}"}

    element: Block = {
        "type": "static_select",
        "action_id": VALUE,
        "options": [option(moment) for moment in moments],
        "initial_option": option(chosen),
    }
    return {"type": "input", "block_id": id, "label": plain(label), "element": element}
