"""What somebody chose or typed in an element: Slack's form of it, from what a page or a test sends. No storage here."""

from typing import Any

from backlot.blocks import Block, elements_of
from backlot.elements import Element, options_of

ONE_OPTION = ("static_select", "radio_buttons", "overflow")
MANY_OPTIONS = ("multi_static_select", "checkboxes")
TYPED = ("plain_text_input", "number_input")
PLAIN = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
STATEFUL = (*TYPED, "static_select", "radio_buttons", *MANY_OPTIONS, *PLAIN)

Value = dict[str, Any]
Values = dict[str, dict[str, Value]]  # by block and action, as in view.state.values


class NotOffered(Exception):
    """Something was chosen that the element does not offer."""


def chosen(element: Element, given: dict[str, Any]) -> Value:
    """What was chosen, in the form of a state value. Options are named by their value. Raises NotOffered."""
    kind = element["type"]
    if kind in TYPED:
        value = given.get("value")
        return {"type": kind, "value": None if value in (None, "") else str(value)}
    if kind in ONE_OPTION:
        return {"type": kind, "selected_option": _option(element, given.get("selected_option"))}
    if kind in MANY_OPTIONS:
        options = given.get("selected_options") or []
        return {"type": kind, "selected_options": [_option(element, option) for option in options]}
    if kind in PLAIN:
        return {"type": kind, PLAIN[kind]: given.get(PLAIN[kind])}
    return {"type": kind}


def _option(element: Element, given: Any) -> dict[str, Any] | None:
    if given is None:
        return None
    value = given.get("value") if isinstance(given, dict) else given
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise NotOffered


def initial(element: Element) -> Value:
    """What an untouched element holds."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in MANY_OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    if kind in PLAIN:
        key = PLAIN[kind]
        return {"type": kind, key: element.get(key.replace("selected", "initial"))}
    return {"type": kind, "selected_option": element.get("initial_option")}


def is_empty(value: Value) -> bool:
    """Whether nothing was chosen or typed."""
    return not any(held for key, held in value.items() if key != "type")


def state_of(blocks: list[Block], kept: Values) -> Values:
    """The state of all elements: what is kept of their use, else what they begin with. What is gone is left out."""
    state: Values = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in STATEFUL:
                held = kept.get(block["block_id"], {}).get(element["action_id"])
                same = held is not None and held["type"] == element["type"]
                value = held if same and held is not None else initial(element)
                state.setdefault(block["block_id"], {})[element["action_id"]] = value
    return state
