"""A slate's form handed in, as our nouns: what stands in it, and what of that was changed since it opened.

How the form looks is in cards/edit.py; whether what was typed can be read, in listeners/editing.py.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.cards import along, edit
from bot.cards.actions import EDIT
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref

Payload = Mapping[str, Any]
Value = str | tuple[str, ...]  # typed or chosen; several of a list


def ready(form: dict[str, Any], shot: str, ref: Ref, thread: Ref) -> dict[str, Any]:
    """The form with what it carries so that its answer finds its way: the shot, the card pressed and its thread, and
    marks of what its fields hold, since an answer does not say what they held before."""
    opened = {b["block_id"]: _mark(_first(b["element"])) for b in form["blocks"] if b["type"] == "input"}
    carried = {"shot": shot, "ref": ref.key, "thread": thread.key, "opened": opened}
    return form | {"private_metadata": json.dumps(carried, separators=(",", ":"))}


@dataclass(frozen=True, slots=True)
class Answer:
    """A slate's form handed in: all that stands in it by field, and the fields that somebody changed.

    Somebody else may have changed the shot since the form opened: what was not touched here stays as they left it.
    """

    key: str
    shot: str
    person: str
    ref: Ref
    thread: Ref
    stands: Mapping[str, Value]
    changed: frozenset[str] = field(default_factory=frozenset)

    def touched(self, name: str) -> Value | None:
        """What a field was changed to; None where it was not."""
        return self.stands[name] if name in self.changed else None

    def act(self, request: dict[str, Any], at: datetime, ruled_out: list[str] | None = None) -> Act:
        """As an act of the inbox, with the changed fields of the request as validated."""
        fields: dict[str, Any] = {
            "request": request,
            "text": self.touched(edit.TEXT),
            "slate": self.touched(edit.SLATE),
        }
        if along.COMPOSITION in self.changed:
            fields["composition"] = self.stands[along.COMPOSITION] == along.WITH
        if ruled_out:
            fields["ruled_out"] = ruled_out
        return Act(
            self.key, "answered", self.ref, self.thread, self.person, at,
            action=EDIT, subject=f"shot:{self.shot}", fields=fields,
        )  # fmt: skip


def answered(payload: Payload) -> Answer:
    """A `view_submission` of the edit form."""
    view = payload["view"]
    carried = json.loads(view["private_metadata"])
    values = view["state"]["values"]
    stands = {block: _held(inputs[edit.VALUE]) for block, inputs in values.items() if edit.VALUE in inputs}
    opened: dict[str, str] = carried.get("opened", {})
    return Answer(
        key=f"answered:{view['id']}:{view['hash']}",
        shot=carried["shot"],
        person=payload["user"]["id"],
        ref=Ref.of(carried["ref"]),
        thread=Ref.of(carried["thread"]),
        stands=stands,
        changed=frozenset(block for block, value in stands.items() if _mark(value) != opened.get(block)),
    )


def _held(value: Payload) -> Value:
    """What an input holds."""
    if "selected_options" in value:
        return tuple(option["value"] for option in value["selected_options"] or ())
    if "selected_option" in value:
        return str((value["selected_option"] or {}).get("value", "")).removeprefix(edit.UNSAID)
    return _tidy(value.get("value"))


def _first(element: Payload) -> Value:
    """What an input held as the form opened."""
    if element["type"] == "multi_static_select":
        return tuple(option["value"] for option in element.get("initial_options") or ())
    if element["type"] == "static_select":
        return str((element.get("initial_option") or {}).get("value", ""))
    return _tidy(element.get("initial_value"))


def _tidy(text: str | None) -> str:
    """Typed text with lines ended alike, and without what no database takes: NUL and halves of surrogate pairs."""
    whole = (text or "").replace("\x00", "").encode("utf-8", "ignore").decode()
    return "\n".join(whole.splitlines()).strip()


def _mark(value: Value) -> str:
    """Tells what a field holds from anything else; the order in which a list was ticked says nothing."""
    told = json.dumps(sorted(value) if isinstance(value, tuple) else value)
    return hashlib.sha256(told.encode()).hexdigest()[:10]
