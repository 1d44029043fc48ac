"""Block Kit's parts within Slack's limits, and the escaping of what people wrote. What a card says is in its module.

Limits: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.actions import LABELS, MORE

Block = dict[str, Any]

SECTION = 3_000
FIELD = 2_000
CONTEXT = 1_000
HEADER = 150
BUTTON = 75
TITLE = 24
VALUE = 2_000
INPUT = 3_000
MARKDOWN = 12_000
FALLBACK = 300
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VISIBLE = 3
ELLIPSIS = "…"
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Card:
    """A message: its blocks, and the words that stand for them in notifications."""

    text: str
    blocks: tuple[Block, ...]


def clip(text: str, most: int) -> str:
    """`text` in at most `most` UTF-16 units, as JavaScript counts; cut text ends in an ellipsis."""
    return _cut(text, most, {})


def safe(text: str, most: int) -> str:
    """A person's words for mrkdwn: `& < >` escaped, in at most `most` units, no entity cut in two."""
    return _cut(text, most, ENTITIES)


def clip_safe(text: str, most: int) -> str:
    """Words that are safe already, in at most `most` units, no entity cut in two."""
    cut = clip(text, most)
    if cut == text:
        return text
    head, mark, tail = cut.rpartition("&")
    return cut if not mark or ";" in tail else head + ELLIPSIS


def _cut(text: str, most: int, entities: dict[str, str]) -> str:
    kept: list[str] = []
    room = most
    for sign in text:
        written = entities.get(sign, sign)
        room -= len(written) + (sign > "\uffff")
        if room < 0:
            while kept and room < len(ELLIPSIS):
                room += len(kept[-1]) + (kept[-1] > "\uffff")
                kept.pop()
            return "".join(kept) + ELLIPSIS
        kept.append(written)
    return "".join(kept)


def section(mrkdwn: str, accessory: Block | None = None) -> Block:
    """A paragraph; the words are safe already."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": clip_safe(mrkdwn, SECTION)}}
    return block | {"accessory": accessory} if accessory else block


def two_ends(left: str, right: str) -> Block:
    """One line with something at each end."""
    return {"type": "section", "fields": [{"type": "mrkdwn", "text": clip_safe(side, FIELD)} for side in (left, right)]}


def quiet(mrkdwn: str) -> Block:
    """A line of small grey text."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": clip_safe(mrkdwn, CONTEXT)}]}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(clip(text, HEADER))}


def divider() -> Block:
    """A hairline."""
    return {"type": "divider"}


def plain(text: str) -> Block:
    """Words without markup. Slack unescapes entities here as well, so that `&lt;` has to be written for `<`."""
    return {"type": "plain_text", "text": text, "emoji": True}


def button(action: str, subject: str, label: str | None = None, style: str | None = None) -> Block:
    """A button that acts on its subject."""
    made = {
        "type": "button",
        "action_id": action,
        "text": plain(safe(label or LABELS[action], BUTTON)),
        "value": clip(subject, VALUE),
    }
    return made | {"style": style} if style else made


def option(action: str, subject: str, label: str | None = None) -> Block:
    """One entry of a [...] menu."""
    return {"text": plain(safe(label or LABELS[action], BUTTON)), "value": f"{action} {subject}"}


def overflow(options: Sequence[Block]) -> Block:
    """The [...] menu: up to five entries."""
    return {"type": "overflow", "action_id": MORE, "options": list(options[:5])}


def actions(buttons: Iterable[Block]) -> Block:
    """A row of buttons. Names are unique within a row: a second "cancel" becomes "cancel:2"."""
    row: list[Block] = []
    seen: dict[str, int] = {}
    for each in buttons:
        name = each["action_id"]
        seen[name] = seen.get(name, 0) + 1
        row.append(each if seen[name] == 1 else each | {"action_id": f"{name}:{seen[name]}"})
    return {"type": "actions", "elements": row}
