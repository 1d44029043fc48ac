"""Block Kit's elements and text objects: their limits, and what an element's value is. Blocks are in blocks.py."""

import re
from collections.abc import Callable
from typing import Any

ID = 255
BUTTON_TEXT = 75
OPTION_TEXT = 75
OPTION_VALUE = 150
BUTTON_VALUE = 2000
URL = 3000
OPTIONS = 100
FEW_OPTIONS = 10
OVERFLOW_OPTIONS = 5
PLACEHOLDER = 150
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
INPUT_LENGTH = 3000
FILE_ID = re.compile(r"F[A-Z0-9]{8,}")

Element = dict[str, Any]


class Wrong(Exception):
    """What is wrong, and where below the block (a JSON pointer without its first slash)."""

    def __init__(self, reason: str, at: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = f"/{at}" if at else ""


def text_object(text: Any, most: int, at: str, *, plain: bool = False) -> None:
    """Check a text object. Raises Wrong."""
    if not isinstance(text, dict):
        raise Wrong(f"missing required field: {at.rpartition('/')[2]}", at)
    allowed = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if text.get("type") not in allowed:
        raise Wrong(f"unsupported type: {text.get('type')}", f"{at}/type")
    words = text.get("text")
    if not isinstance(words, str) or not words:
        raise Wrong("must be more than 0 characters", f"{at}/text")
    if len(words) > most:
        raise Wrong(f"must be less than {most + 1} characters", f"{at}/text")


def check_element(element: Any, allowed: tuple[str, ...], at: str) -> None:
    """Check an element where only some kinds may stand. Raises Wrong."""
    if not isinstance(element, dict):
        raise Wrong("must be an object", at)
    kind = str(element.get("type"))
    if kind not in allowed or kind not in KINDS:
        raise Wrong(f"unsupported type: {kind}", f"{at}/type")
    if kind != "image":
        _short(element, "action_id", ID, at)
    if element.get("placeholder"):
        text_object(element["placeholder"], PLACEHOLDER, f"{at}/placeholder", plain=True)
    if element.get("confirm"):
        _confirm(element["confirm"], f"{at}/confirm")
    KINDS[kind](element, at)


def _short(thing: Element, key: str, most: int, at: str) -> None:
    value = thing.get(key)
    if value is not None and (not isinstance(value, str) or len(value) > most):
        raise Wrong(f"must be less than {most + 1} characters", f"{at}/{key}")


def _confirm(confirm: Any, at: str) -> None:
    if not isinstance(confirm, dict):
        raise Wrong("must be an object", at)
    text_object(confirm.get("title"), CONFIRM_TITLE, f"{at}/title", plain=True)
    text_object(confirm.get("text"), CONFIRM_TEXT, f"{at}/text")
    text_object(confirm.get("confirm"), CONFIRM_BUTTON, f"{at}/confirm", plain=True)
    text_object(confirm.get("deny"), CONFIRM_BUTTON, f"{at}/deny", plain=True)


def _button(element: Element, at: str) -> None:
    text_object(element.get("text"), BUTTON_TEXT, f"{at}/text", plain=True)
    _short(element, "value", BUTTON_VALUE, at)
    _short(element, "url", URL, at)
    if element.get("style") not in (None, "primary", "danger"):
        raise Wrong("unsupported style", f"{at}/style")


def _options(most: int) -> Callable[[Element, str], None]:
    def check(element: Element, at: str) -> None:
        options = options_of(element)
        if not options:
            raise Wrong("missing required field: options", f"{at}/options")
        if len(options) > most:
            raise Wrong(f"no more than {most} items allowed", f"{at}/options")
        for n, option in enumerate(options):
            text_object(option.get("text"), OPTION_TEXT, f"{at}/options/{n}/text")
            _short(option, "value", OPTION_VALUE, f"{at}/options/{n}")
        values = [option.get("value") for option in options]
        for initial in element.get("initial_options") or [element.get("initial_option")]:
            if initial and initial.get("value") not in values:
                raise Wrong("must match one of the options", f"{at}/initial_option")

    return check


def options_of(element: Element) -> list[dict[str, Any]]:
    """The options of an element, out of their groups."""
    groups = [group.get("options") or [] for group in element.get("option_groups") or []]
    return [o for options in (element.get("options") or [], *groups) for o in options if isinstance(o, dict)]


def _image(element: Element, at: str) -> None:
    if not element.get("image_url") and not element.get("slack_file"):
        raise Wrong("missing required field: image_url", f"{at}/image_url")
    if element.get("slack_file"):
        slack_file(element["slack_file"], f"{at}/slack_file")
    if not element.get("alt_text"):
        raise Wrong("missing required field: alt_text", f"{at}/alt_text")


def slack_file(named: Any, at: str) -> None:
    """Check how a picture names a file: by its id or by its address, never by both. Raises Wrong."""
    if not isinstance(named, dict) or bool(named.get("id")) == bool(named.get("url")):
        raise Wrong("must have exactly one of: id, url", at)
    if named.get("id") and not FILE_ID.fullmatch(str(named["id"])):
        raise Wrong("input must match regex pattern: ^[F][A-Z0-9]{8,}$", f"{at}/id")


def _input(element: Element, at: str) -> None:
    most = element.get("max_length")
    if most is not None and (not isinstance(most, int) or not 1 <= most <= INPUT_LENGTH):
        raise Wrong(f"must be between 1 and {INPUT_LENGTH}", f"{at}/max_length")
    _short(element, "initial_value", INPUT_LENGTH, at)


def _number(element: Element, at: str) -> None:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        raise Wrong("missing required field: is_decimal_allowed", f"{at}/is_decimal_allowed")


def _feedback(element: Element, at: str) -> None:
    for side in ("positive_button", "negative_button"):
        button = element.get(side)
        if not isinstance(button, dict):
            raise Wrong(f"missing required field: {side}", f"{at}/{side}")
        text_object(button.get("text"), BUTTON_TEXT, f"{at}/{side}/text", plain=True)
        _short(button, "value", BUTTON_VALUE, f"{at}/{side}")


def _icon_button(element: Element, at: str) -> None:
    if element.get("icon") != "trash":
        raise Wrong("unsupported icon", f"{at}/icon")
    text_object(element.get("text"), BUTTON_TEXT, f"{at}/text", plain=True)
    _short(element, "value", BUTTON_VALUE, at)


def _plain(element: Element, at: str) -> None:
    """Nothing further can be wrong with it."""


KINDS: dict[str, Callable[[Element, str], None]] = {
    "button": _button,
    "static_select": _options(OPTIONS),
    "multi_static_select": _options(OPTIONS),
    "users_select": _plain,
    "multi_users_select": _plain,
    "overflow": _options(OVERFLOW_OPTIONS),
    "radio_buttons": _options(FEW_OPTIONS),
    "checkboxes": _options(FEW_OPTIONS),
    "datepicker": _plain,
    "timepicker": _plain,
    "plain_text_input": _input,
    "number_input": _number,
    "image": _image,
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
}
CHOICES = ("static_select", "users_select", "radio_buttons", "checkboxes", "datepicker", "timepicker")
MANY = ("multi_static_select", "multi_users_select")
IN_ACTIONS = ("button", "overflow", *CHOICES, *MANY)
IN_SECTION = (*IN_ACTIONS, "image")
IN_INPUT = ("plain_text_input", "number_input", *CHOICES, *MANY)
