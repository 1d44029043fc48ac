"""Buttons and shortcuts pressed, as our nouns: translate.py's half for Slack's interactive payloads. Forms handed in
are in edits.py and forms.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cards.actions import MORE
from bot.cards.judging import NOT_SAID
from bot.translate import Identity, instant
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed: its name and subject, whose it was, and the message it stands on (None in App Home)."""

    key: str
    action: str
    subject: str
    person: str
    at: datetime
    trigger: str
    ref: Ref | None
    thread: Ref | None
    whispered: bool = False  # on a line that only this person sees

    def act(self, ref: Ref, thread: Ref) -> Act:
        """As an act of the inbox, on `ref` in `thread`."""
        return Act(self.key, "pressed", ref, thread, self.person, self.at, action=self.action, subject=self.subject)


def pressed(payload: Payload, us: Identity) -> Press:
    """A `block_actions` payload. An entry of the [...] menu carries its action and subject in its value."""
    pressed = payload["actions"][0]
    action, subject = pressed["action_id"].partition(":")[0], str(pressed.get("value") or "")
    if action == MORE:
        action, _, subject = pressed["selected_option"]["value"].partition(" ")
    container, channel = payload.get("container") or {}, (payload.get("channel") or {}).get("id")
    message = {"ts": container.get("message_ts"), "thread_ts": container.get("thread_ts")} | payload.get("message", {})
    ref = Ref(us.team, channel, message["ts"]) if channel and message["ts"] else None
    return Press(
        key=f"pressed:{payload['user']['id']}:{pressed['action_ts']}",
        action=action,
        subject=subject,
        person=payload["user"]["id"],
        at=instant(pressed["action_ts"]),
        trigger=payload["trigger_id"],
        ref=ref,
        thread=Ref(us.team, ref.channel, message.get("thread_ts") or ref.ts) if ref else None,
        whispered=bool(container.get("is_ephemeral")),
    )


@dataclass(frozen=True, slots=True)
class Tap:
    """A button or a select of a notes view: what it says of which record (empty for a leaf), and the views it is in.

    `carried` is what the view itself was given along; `root` is the view that lies under all others.
    """

    key: str
    action: str
    record: str
    fields: dict[str, Any]
    leaf: int
    person: str
    at: datetime
    trigger: str
    view: str
    root: str
    carried: dict[str, Any]

    def act(self, ref: Ref, thread: Ref) -> Act:
        """As an act of the inbox, on the message `ref` that the record came from."""
        subject = f"record:{self.record}"
        return Act(
            self.key, "pressed", ref, thread, self.person, self.at,
            action=self.action, subject=subject, fields=self.fields,
        )  # fmt: skip


def tapped(payload: Payload) -> Tap:
    """A `block_actions` payload of a view whose buttons and selects carry "subject [field value]"."""
    pressed, view = payload["actions"][0], payload["view"]
    value = str(pressed.get("value") or (pressed.get("selected_option") or {}).get("value") or "")
    subject, _, choice = value.partition(" ")
    return Tap(
        key=f"pressed:{payload['user']['id']}:{pressed['action_ts']}",
        action=pressed["action_id"].partition(":")[0],
        record=subject.removeprefix("record:") if subject.startswith("record:") else "",
        fields=_chosen(*choice.partition(" ")[::2]),
        leaf=int(subject) if subject.isdecimal() else 0,
        person=payload["user"]["id"],
        at=instant(pressed["action_ts"]),
        trigger=payload["trigger_id"],
        view=view["id"],
        root=view.get("root_view_id") or view["id"],
        carried=json.loads(view.get("private_metadata") or "{}"),
    )


def _chosen(field: str, value: str) -> dict[str, Any]:
    """What a choice of the correcting form changes in the record."""
    match field:
        case "how":
            sentiment, _, intent = value.partition("/")
            return {"sentiment": sentiment, "intent": intent}
        case "take":
            return {"take_id": value}
        case "fault":
            return {"attribution": None if value == NOT_SAID else value}
        case "aspect":
            return {"aspect": value}
    return {}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut used on a message: whose message it is on, and in which thread."""

    key: str
    action: str
    person: str
    at: datetime
    trigger: str
    ref: Ref
    thread: Ref

    def act(self) -> Act:
        """As an act of the inbox, about that message."""
        return Act(
            self.key, "pressed", self.ref, self.thread, self.person, self.at, action=self.action, subject=self.ref.key
        )


def used(payload: Payload, us: Identity) -> Shortcut:
    """A `message_action` payload."""
    message = payload["message"]
    ref = Ref(us.team, payload["channel"]["id"], message["ts"])
    person = payload["user"]["id"]
    return Shortcut(
        key=f"shortcut:{person}:{payload['action_ts']}",
        action=payload["callback_id"],
        person=person,
        at=instant(payload["action_ts"]),
        trigger=payload["trigger_id"],
        ref=ref,
        thread=Ref(us.team, ref.channel, message.get("thread_ts") or ref.ts),
    )
