"""Forms handed in beside the slate's, as our nouns: which notes to roll with, which part is circled, what is wrong.

The slate's form is in edits.py, all buttons in interactions.py; how the forms look is in cards/.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cards import collecting, parts, questions
from bot.cards.actions import CIRCLE_PART, REPLY, ROLL_WITH
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was handed in: whose, for which button's subject, and where that button stood."""

    key: str
    person: str
    action: str
    subject: str
    ref: Ref
    thread: Ref
    fields: dict[str, Any]

    def act(self, at: datetime) -> Act:
        """As an act of the inbox."""
        return Act(
            self.key, "answered", self.ref, self.thread, self.person, at,
            action=self.action, subject=self.subject, fields=self.fields,
        )  # fmt: skip


def carried(subject: str, ref: Ref, thread: Ref) -> dict[str, Any]:
    """What a form carries so that its answer finds its way."""
    return {"subject": subject, "ref": ref.key, "thread": thread.key}


def notes_chosen(payload: Payload) -> Filled:
    """A `view_submission` of "Roll with...": ids of the notes that were ticked, and of all that were offered."""
    metadata = json.loads(payload["view"]["private_metadata"])
    sides: dict[str, list[str]] = metadata["sides"]
    records: list[str] = []
    for block, inputs in payload["view"]["state"]["values"].items():
        held = inputs.get(collecting.VALUE) or {}
        if block.startswith(collecting.SIDE):
            records += sides.get((held.get("selected_option") or {}).get("value", ""), [])
        else:
            records += [option["value"] for option in held.get("selected_options") or ()]
    offered = [*metadata["rest"], *(record for side in sides.values() for record in side)]
    return _filled(payload, ROLL_WITH, metadata, {"records": records, "offered": offered})


def first_input(payload: Payload) -> str:
    """The id of a form's first input, where what is wrong with the whole form is told."""
    return str(next(iter(payload["view"]["state"]["values"])))


def part_chosen(payload: Payload) -> Filled:
    """A `view_submission` of "Circle a part": `in_s`, and `out_s` (None: to the end), in seconds."""
    metadata = json.loads(payload["view"]["private_metadata"])
    values = payload["view"]["state"]["values"]
    start, end = (float(values[at][parts.VALUE]["selected_option"]["value"]) for at in (parts.IN, parts.OUT))
    out = None if end >= float(metadata["length_s"]) else end
    return _filled(payload, CIRCLE_PART, metadata, {"in_s": start, "out_s": out, "chosen_out_s": end})


def reason_given(payload: Payload) -> Filled:
    """A `view_submission` of the form for another reason: `aspect` and, where some were typed, `words`."""
    metadata = json.loads(payload["view"]["private_metadata"])
    values = payload["view"]["state"]["values"]
    aspect = values[questions.ASPECT][questions.VALUE]["selected_option"]["value"]
    words = (values.get(questions.WORDS, {}).get(questions.VALUE, {}).get("value") or "").strip()
    subject = f"{metadata['subject']} {aspect}"
    return _filled(payload, REPLY, metadata | {"subject": subject}, {"words": words})


def _filled(payload: Payload, action: str, metadata: dict[str, Any], fields: dict[str, Any]) -> Filled:
    view = payload["view"]
    return Filled(
        key=f"answered:{view['id']}:{view['hash']}",
        person=payload["user"]["id"],
        action=action,
        subject=metadata["subject"],
        ref=Ref.of(metadata["ref"]),
        thread=Ref.of(metadata["thread"]),
        fields=fields,
    )
