"""Block Kit: what Slack refuses, with the limits of its reference, and the ids that it gives to blocks without one.

https://docs.slack.dev/reference/block-kit ; elements are in elements.py.
"""

from collections.abc import Callable
from typing import Any

from backlot.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, Wrong, check_element, slack_file, text_object
from backlot.ids import new_block_id

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
SECTION_TEXT = 3000
FIELD_TEXT = 2000
FIELDS = 10
HEADER_TEXT = 150
ELEMENTS_IN_ACTIONS = 25
ELEMENTS_IN_CONTEXT = 10
ELEMENTS_IN_CONTEXT_ACTIONS = 5
ID = 255
MARKDOWN_TEXT = 12_000
LABEL = 2000
URL = 3000

Block = dict[str, Any]


class InvalidBlocks(Exception):
    """Slack would answer `invalid_blocks`; the words say why, in its manner."""


def checked(blocks: Any, where: str, most: int) -> list[Block]:
    """The blocks with ids for all. `where` is "message", "modal" or "home". Raises InvalidBlocks."""
    if not isinstance(blocks, list):
        raise InvalidBlocks("[ERROR] must be an array [json-pointer:/blocks]")
    if len(blocks) > most:
        raise InvalidBlocks(f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]")
    seen: set[str] = set()
    return [_block(block, f"/blocks/{n}", where, seen) for n, block in enumerate(blocks)]


def _block(block: Any, at: str, where: str, seen: set[str]) -> Block:
    try:
        if not isinstance(block, dict):
            raise Wrong("must be an object")
        check = KINDS.get(str(block.get("type")))
        if check is None:
            raise Wrong(f"unsupported type: {block.get('type')}", "type")
        if block["type"] == "input" and where == "message":
            raise Wrong("unsupported block: input", "type")
        name = block.get("block_id") or new_block_id()
        if not isinstance(name, str) or len(name) > ID:
            raise Wrong(f"must be less than {ID + 1} characters", "block_id")
        if name in seen:
            raise Wrong(f"duplicate block_id: {name}", "block_id")
        seen.add(name)
        check(block)
    except Wrong as wrong:
        raise InvalidBlocks(f"[ERROR] {wrong.reason} [json-pointer:{at}{wrong.at}]") from None
    return {**block, "block_id": name}


def _actions_once(elements: list[Any]) -> None:
    names = [e["action_id"] for e in elements if isinstance(e, dict) and e.get("action_id")]
    for name in names:
        if names.count(name) > 1:
            raise Wrong(f"`action_id` {name} already exists for this block", "elements")


def _list(block: Block, key: str, most: int) -> list[Any]:
    items = block.get(key)
    if not isinstance(items, list) or not items:
        raise Wrong(f"missing required field: {key}", key)
    if len(items) > most:
        raise Wrong(f"no more than {most} items allowed", key)
    return items


def _section(block: Block) -> None:
    if not block.get("text") and not block.get("fields"):
        raise Wrong("missing required field: text", "")
    if block.get("text"):
        text_object(block["text"], SECTION_TEXT, "text")
    if block.get("fields"):
        for n, field in enumerate(_list(block, "fields", FIELDS)):
            text_object(field, FIELD_TEXT, f"fields/{n}")
    if block.get("accessory"):
        check_element(block["accessory"], IN_SECTION, "accessory")


def _header(block: Block) -> None:
    text_object(block.get("text"), HEADER_TEXT, "text", plain=True)


def _actions(block: Block) -> None:
    elements = _list(block, "elements", ELEMENTS_IN_ACTIONS)
    for n, element in enumerate(elements):
        check_element(element, IN_ACTIONS, f"elements/{n}")
    _actions_once(elements)


def _context(block: Block) -> None:
    for n, element in enumerate(_list(block, "elements", ELEMENTS_IN_CONTEXT)):
        if isinstance(element, dict) and element.get("type") == "image":
            check_element(element, ("image",), f"elements/{n}")
        else:
            text_object(element, FIELD_TEXT, f"elements/{n}")


def _context_actions(block: Block) -> None:
    elements = _list(block, "elements", ELEMENTS_IN_CONTEXT_ACTIONS)
    for n, element in enumerate(elements):
        check_element(element, ("feedback_buttons", "icon_button"), f"elements/{n}")
    _actions_once(elements)


def _image(block: Block) -> None:
    if not block.get("image_url") and not block.get("slack_file"):
        raise Wrong("missing required field: image_url", "")
    if block.get("slack_file"):
        slack_file(block["slack_file"], "slack_file")
    if len(str(block.get("image_url", ""))) > URL:
        raise Wrong(f"must be less than {URL + 1} characters", "image_url")
    if not block.get("alt_text"):
        raise Wrong("missing required field: alt_text", "alt_text")
    if block.get("title"):
        text_object(block["title"], LABEL, "title", plain=True)


def _input(block: Block) -> None:
    text_object(block.get("label"), LABEL, "label", plain=True)
    if block.get("hint"):
        text_object(block["hint"], LABEL, "hint", plain=True)
    check_element(block.get("element"), IN_INPUT, "element")


def _rich_text(block: Block) -> None:
    parts = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    elements = block.get("elements")
    if not isinstance(elements, list):
        raise Wrong("missing required field: elements", "elements")
    for n, element in enumerate(elements):
        if not isinstance(element, dict) or element.get("type") not in parts:
            raise Wrong("unsupported type", f"elements/{n}/type")


def _markdown(block: Block) -> None:
    text = block.get("text")
    if not isinstance(text, str) or not text:
        raise Wrong("missing required field: text", "text")
    if len(text) > MARKDOWN_TEXT:
        raise Wrong(f"must be less than {MARKDOWN_TEXT + 1} characters", "text")


def _video(block: Block) -> None:
    raise Wrong("domain must be registered for unfurling by the app", "video_url")


def _file(block: Block) -> None:
    if not block.get("external_id") or block.get("source") != "remote":
        raise Wrong("missing required field: external_id", "external_id")


def _divider(block: Block) -> None:
    """Nothing can be wrong with it."""


KINDS: dict[str, Callable[[Block], None]] = {
    "section": _section,
    "header": _header,
    "actions": _actions,
    "context": _context,
    "context_actions": _context_actions,
    "divider": _divider,
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "video": _video,
    "file": _file,
}


def find_element(blocks: list[Block], block_id: str, action_id: str) -> Block | None:
    """The interactive element of that name, or None."""
    for block in blocks:
        if block["block_id"] != block_id:
            continue
        for element in elements_of(block):
            if element.get("action_id") == action_id:
                return element
    return None


def elements_of(block: Block) -> list[Block]:
    """The elements of a block that somebody can use."""
    found = [block.get("accessory"), block.get("element"), *block.get("elements", ())]
    return [e for e in found if isinstance(e, dict) and "action_id" in e]
