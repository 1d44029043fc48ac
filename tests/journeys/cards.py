"""Messages and forms of the bot as somebody reads them: all their words, and what there is to press."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was opened: the view's id, its title, its blocks."""

    id: str
    title: str
    blocks: list[Message]

    def within(self, block: Message) -> "Form":
        """The form with one of its blocks alone."""
        return replace(self, blocks=[block])


def parsed(given: Any) -> Any:
    """An argument of a call as what it stands for: lists and views are sent as JSON text."""
    return json.loads(given) if isinstance(given, str) else given


def key_of(message: Message) -> str:
    """The key that the bot posted a message under; empty for a clip."""
    key: str = message.get("metadata", {}).get("event_payload", {}).get("key", "")
    return key


def read(message: Message) -> str:
    """All words on a card, one line for each."""
    return "\n".join(words_in(message.get("blocks", [])))


def words_in(part: Any) -> Sequence[str]:
    """All texts within blocks, in their order."""
    if isinstance(part, list):
        return [words for each in part for words in words_in(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [words for value in part.values() if isinstance(value, dict | list) for words in words_in(value)]


def buttons(message: Message) -> list[str]:
    """What the buttons in sight of a message say."""
    return [
        e["text"]["text"] for b in message.get("blocks", []) for e in b.get("elements", []) if e.get("type") == "button"
    ]


def control(blocks: Sequence[Message], label: str) -> tuple[Message, Message, str]:
    """The block, the element and the value of what says `label`: a button, or an entry behind [...]."""
    for block in blocks:
        for element in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]:
            if element.get("type") == "button" and element["text"]["text"] == label:
                return block, element, element.get("value", "")
            for option in element.get("options", []):
                if option["text"]["text"] == label:
                    return block, element, option["value"]
    raise AssertionError(f"nothing says {label!r} in {json.dumps(blocks, ensure_ascii=False)}")
