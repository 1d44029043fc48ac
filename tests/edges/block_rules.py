"""Block Kit's rules as a checker: what Slack would refuse in a message or a view."""

from collections.abc import Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]


def units(text: str) -> int:
    """Length as JavaScript counts it, the stricter way."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_message(text: str, blocks: Sequence[Block]) -> None:
    """AssertionError where chat.postMessage or chat.update would refuse."""
    assert 0 < units(text) <= 4_000
    assert 1 <= len(blocks) <= 50
    _check_blocks(blocks, surface="message")


def check_view(view: Mapping[str, Any]) -> None:
    """AssertionError where views.open or views.publish would refuse."""
    assert view["type"] in ("modal", "home")
    assert 1 <= len(view["blocks"]) <= 100
    if view["type"] == "modal":
        _text(view["title"], 24, kind="plain_text")
        for name in ("submit", "close"):
            if name in view:
                _text(view[name], 24, kind="plain_text")
        assert units(view.get("private_metadata", "")) <= 3_000
        has_inputs = any(block["type"] == "input" for block in view["blocks"])
        assert not has_inputs or "submit" in view
    _check_blocks(view["blocks"], surface=view["type"])


def _check_blocks(blocks: Sequence[Block], surface: str) -> None:
    names = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(names) == len(set(names))
    assert all(len(name) <= 255 for name in names)
    for block in blocks:
        CHECKS[block["type"]](block)
        if block["type"] == "markdown":
            assert surface == "message"


def _text(text: Block, most: int, kind: str | None = None) -> None:
    assert text["type"] in ("plain_text", "mrkdwn")
    assert kind is None or text["type"] == kind
    assert 0 < units(text["text"]) <= most, f"{units(text['text'])} of {most}"


def _section(block: Block) -> None:
    assert ("text" in block) or block.get("fields")
    if "text" in block:
        _text(block["text"], 3_000)
    for each in block.get("fields", ()):
        _text(each, 2_000)
    assert len(block.get("fields", ())) <= 10
    if "accessory" in block:
        _element(block["accessory"])


def _context(block: Block) -> None:
    assert 1 <= len(block["elements"]) <= 10
    for each in block["elements"]:
        _text(each, 3_000)


def _actions(block: Block) -> None:
    assert 1 <= len(block["elements"]) <= 25
    names = [each["action_id"] for each in block["elements"]]
    assert len(names) == len(set(names))
    visible = [each for each in block["elements"] if each["type"] == "button"]
    assert len(visible) <= 3, "at most three buttons in sight"
    for each in block["elements"]:
        _element(each)


def _element(element: Block) -> None:
    assert 0 < len(element["action_id"]) <= 255
    match element["type"]:
        case "button":
            _text(element["text"], 75, kind="plain_text")
            assert units(element.get("value", "")) <= 2_000
            assert element.get("style") in (None, "primary", "danger")
        case "overflow":
            assert 1 <= len(element["options"]) <= 5
            _options(element["options"], value=150)
        case "static_select" | "multi_static_select":
            assert 1 <= len(element["options"]) <= 100
            _options(element["options"], value=150)
            chosen = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
            assert all(option in element["options"] for option in chosen)
            _placeholder(element)
        case "radio_buttons" | "checkboxes":
            assert 1 <= len(element["options"]) <= 10
            _options(element["options"], value=150)
            for option in element["options"]:
                if "description" in option:
                    _text(option["description"], 75, kind="plain_text")
            values = [option["value"] for option in element["options"]]
            assert len(values) == len(set(values))
            chosen = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
            assert all(option in element["options"] for option in chosen)
        case "plain_text_input":
            assert element.get("max_length", 3_000) <= 3_000
            assert units(element.get("initial_value", "")) <= element.get("max_length", 3_000)
            _placeholder(element)
        case "number_input":
            float(element.get("initial_value", "1"))
            _placeholder(element)
        case other:
            raise AssertionError(f"no rule for {other}")


def _placeholder(element: Block) -> None:
    if "placeholder" in element:
        _text(element["placeholder"], 150, kind="plain_text")


def _options(options: Sequence[Block], value: int) -> None:
    for option in options:
        _text(option["text"], 75, kind="plain_text")
        assert 0 < len(option["value"]) <= value


def _input(block: Block) -> None:
    _text(block["label"], 2_000, kind="plain_text")
    if "hint" in block:
        _text(block["hint"], 2_000, kind="plain_text")
    _element(block["element"])


def _image(block: Block) -> None:
    assert 0 < units(block["alt_text"]) <= 2_000
    assert set(block["slack_file"]) == {"id"}, "a file of ours, by its id"


def _header(block: Block) -> None:
    _text(block["text"], 150, kind="plain_text")


def _markdown(block: Block) -> None:
    assert 0 < units(block["text"]) <= 12_000


def _divider(block: Block) -> None:
    assert set(block) == {"type"}


CHECKS = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "header": _header,
    "markdown": _markdown,
    "divider": _divider,
    "image": _image,
}
