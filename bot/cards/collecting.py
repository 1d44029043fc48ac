"""Roll with...: the open notes of a take by aspect, conflicts side by side, ticked by what was said last.

Which notes are open and which of them conflict is in graphs/vocabulary/open_notes.py.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cards.actions import ROLL_WITH
from bot.cards.blocks import VIEW_BLOCKS, Block, clip, plain, quiet, safe
from bot.cards.words import about, aspect, capital, listed, moments, money
from graphs.crew.room import TakeView
from graphs.vocabulary.open_notes import AS_IT_IS, Group, Record, Side, ticked, words_of

OPTION = 75
OPTIONS = 10  # of one element
MOST_NOTES = 40
SIDE, REST = "side", "rest"  # how the blocks' ids begin
VALUE = "value"


def roll_with_form(
    view: TakeView, groups: Sequence[Group], names: Mapping[str, str], metadata: dict[str, Any]
) -> dict[str, Any]:
    """The form. `names` are people's by id; `metadata` is what comes back, beside the notes of each side."""
    blocks: list[Block] = [
        quiet(f"From {safe(view.shot.name, 60)} {view.take.label}. Notes without a tick are left out of the next take.")
    ]
    if cost := view.with_notes:
        blocks.append(quiet(f"Take {view.next_number}: {money(cost.cents)} at this length, {about(cost.seconds)}."))
    sides: dict[str, list[str]] = {}
    for at, group in enumerate(groups):
        for nth, conflict in enumerate(group.conflicts):
            blocks.append(_conflict(f"{SIDE}:{at}:{nth}", group, conflict, names, sides))
        blocks += _rest(f"{REST}:{at}", group, view, names)
    rest = [record["record_id"] for group in groups for record in group.rest]
    return {
        "type": "modal",
        "callback_id": ROLL_WITH,
        "private_metadata": json.dumps(metadata | {"sides": sides, "rest": rest}),
        "title": plain("Roll with these notes"),
        "submit": plain(f"Roll take {view.next_number}"),
        "close": plain("Leave"),
        "blocks": blocks[:VIEW_BLOCKS],
    }


def _conflict(
    id: str, group: Group, conflict: Sequence[Side], names: Mapping[str, str], sides: dict[str, list[str]]
) -> Block:
    """The sides of a conflict as radio buttons; none chosen where neither director nor AD spoke."""
    options: list[Block] = []
    for side in conflict:
        key = f"{id}:{len(options)}"
        sides[key] = [] if side.name == AS_IT_IS else [record["record_id"] for record in side.records]
        options.append(_option(f"{side.name}: {_said(side.records)}", _who(side.records, names), key))
    element: Block = {"type": "radio_buttons", "action_id": VALUE, "options": options}
    chosen = ticked(conflict)
    if chosen is not None:
        element["initial_option"] = options[chosen]
    label = f"{capital(aspect(group.aspect))}, a conflict: {' or '.join(side.name for side in conflict)}"
    return _input(id, label, element)


def _rest(id: str, group: Group, view: TakeView, names: Mapping[str, str]) -> Iterator[Block]:
    """The notes of an aspect that nobody contradicts, all ticked."""
    for at in range(0, len(group.rest), OPTIONS):
        notes = group.rest[at : at + OPTIONS]
        options = [_option(words_of(r), _where(r, view, names), r["record_id"]) for r in notes]
        element: Block = {"type": "checkboxes", "action_id": VALUE, "options": options, "initial_options": options}
        yield _input(f"{id}:{at}", capital(aspect(group.aspect)), element)


def _input(id: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": id, "optional": True, "label": plain(label), "element": element}


def _option(words: str, told: str, value: str) -> Block:
    return {"text": plain(safe(words, OPTION)), "description": plain(safe(told, OPTION)), "value": value}


def _said(records: Sequence[Record]) -> str:
    return "; ".join(dict.fromkeys(f"“{clip(words_of(record), OPTION)}”" for record in records))


def _who(records: Sequence[Record], names: Mapping[str, str]) -> str:
    return listed(dict.fromkeys(_name(record, names) for record in records))


def _name(record: Record, names: Mapping[str, str]) -> str:
    role = record["permission_role"]
    name = names.get(record["rater_id"]) or record["rater_id"]
    return f"{name}, {'AD' if role == 'ad' else role}" if role in ("director", "ad", "producer") else name


def _where(record: Record, view: TakeView, names: Mapping[str, str]) -> str:
    earlier = "" if record["take_id"] == view.take.id else ", on an earlier take"
    when = moments(record.get("timecodes") or ())
    return f"{_name(record, names)}{earlier}" + (f", at {when}" if when else "")
