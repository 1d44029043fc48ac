"""Block Kit's limits, one more than each being refused with a pointer to where."""

from typing import Any

import pytest

from backlot.blocks import InvalidBlocks, checked

Block = dict[str, Any]


def words(count: int, kind: str = "plain_text") -> Block:
    return {"type": kind, "text": "x" * count}


def button(**more: Any) -> Block:
    return {"type": "button", "text": words(4), "action_id": "go", **more}


def options(count: int) -> list[Block]:
    return [{"text": words(3), "value": str(n)} for n in range(count)]


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def many(count: int) -> Block:
    return actions(*[button(action_id=f"a{n}") for n in range(count)])


def inputs(element: Block) -> Block:
    return {"type": "input", "label": words(5), "element": element}


FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "fb",
    "positive_button": {"text": words(4), "value": "up"},
    "negative_button": {"text": words(4), "value": "down"},
}
FITS: list[Block] = [
    {"type": "section", "text": words(3000, "mrkdwn")},
    {"type": "section", "fields": [words(2000)] * 10},
    {"type": "section", "text": words(1), "accessory": button()},
    {"type": "header", "text": words(150)},
    {"type": "divider"},
    many(25),
    actions(button(value="v" * 2000, text=words(75))),
    {"type": "context", "elements": [words(9, "mrkdwn")] * 10},
    {"type": "context_actions", "elements": [FEEDBACK]},
    {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "trash", "text": words(3), "action_id": "d"}],
    },
    {"type": "image", "image_url": "http://127.0.0.1/a.png", "alt_text": "a poster"},
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    actions({"type": "static_select", "action_id": "s", "options": options(100)}),
    actions({"type": "overflow", "action_id": "o", "options": options(5)}),
    actions({"type": "checkboxes", "action_id": "c", "options": options(10)}),
    actions({"type": "users_select", "action_id": "u"}, {"type": "datepicker", "action_id": "d"}),
]
TOO_MUCH: list[tuple[Block, str]] = [
    ({"type": "section", "text": words(3001, "mrkdwn")}, "/blocks/0/text/text"),
    ({"type": "section", "text": words(0, "mrkdwn")}, "/blocks/0/text/text"),
    ({"type": "section"}, "/blocks/0"),
    ({"type": "section", "fields": [words(9)] * 11}, "/blocks/0/fields"),
    ({"type": "header", "text": words(151)}, "/blocks/0/text/text"),
    ({"type": "header", "text": words(5, "mrkdwn")}, "/blocks/0/text/type"),
    (many(26), "/blocks/0/elements"),
    (actions(button(), button()), "/blocks/0/elements"),
    (actions(button(text=words(76))), "/blocks/0/elements/0/text/text"),
    (actions(button(value="v" * 2001)), "/blocks/0/elements/0/value"),
    (actions(button(action_id="a" * 256)), "/blocks/0/elements/0/action_id"),
    (actions(button(style="loud")), "/blocks/0/elements/0/style"),
    (actions({"type": "plain_text_input", "action_id": "t"}), "/blocks/0/elements/0/type"),
    (actions({"type": "static_select", "action_id": "s", "options": options(101)}), "/blocks/0/elements/0/options"),
    (actions({"type": "static_select", "action_id": "s"}), "/blocks/0/elements/0/options"),
    (actions({"type": "overflow", "action_id": "o", "options": options(6)}), "/blocks/0/elements/0/options"),
    (
        actions({"type": "static_select", "action_id": "s", "options": [{"text": words(76), "value": "v"}]}),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    ({"type": "context", "elements": [words(9)] * 11}, "/blocks/0/elements"),
    ({"type": "section", "block_id": "b" * 256, "text": words(1)}, "/blocks/0/block_id"),
    ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text"),
    ({"type": "image", "image_url": "http://127.0.0.1/a.png"}, "/blocks/0/alt_text"),
    ({"type": "video", "video_url": "http://127.0.0.1/a.mp4"}, "/blocks/0/video_url"),
    ({"type": "file"}, "/blocks/0/external_id"),
    ({"type": "carousel_of_dreams"}, "/blocks/0/type"),
    (inputs({"type": "plain_text_input"}), "/blocks/0/type"),
]


@pytest.mark.parametrize("block", FITS, ids=lambda block: block["type"])
def test_what_fits_gets_an_id(block: Block) -> None:
    (kept,) = checked([block], "message", 50)
    assert kept["block_id"]
    assert {key: value for key, value in kept.items() if key != "block_id"} == block


@pytest.mark.parametrize(("block", "at"), TOO_MUCH)
def test_what_does_not_fit_is_refused_with_its_place(block: Block, at: str) -> None:
    with pytest.raises(InvalidBlocks) as refused:
        checked([block], "message", 50)
    assert str(refused.value).endswith(f"[json-pointer:{at}]")


def test_a_message_has_fifty_blocks_and_no_id_twice() -> None:
    assert len(checked([{"type": "divider"}] * 50, "message", 50)) == 50
    with pytest.raises(InvalidBlocks):
        checked([{"type": "divider"}] * 51, "message", 50)
    with pytest.raises(InvalidBlocks, match="duplicate block_id"):
        checked([{"type": "divider", "block_id": "a"}] * 2, "message", 50)


@pytest.mark.parametrize("element", [
    {"type": "plain_text_input", "max_length": 3001},
    {"type": "number_input"},
    {"type": "button", "text": words(3)},
    {"type": "static_select", "options": options(2), "initial_option": {"text": words(3), "value": "9"}},
])  # fmt: skip
def test_a_forms_fields_are_looked_at_too(element: Block) -> None:
    with pytest.raises(InvalidBlocks):
        checked([inputs(element)], "modal", 100)
