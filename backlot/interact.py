"""What people do to the app: press, submit, close, command, use a shortcut, open its Home, stop it.

`POST /backlot/interact` with a person's token. Each act is checked, sent to the app as Slack would, and answered once
the app acknowledged it.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from backlot import channels, messages, payloads, people, responses, views
from backlot.api.arguments import token_of
from backlot.api.call import Answer, Call, Refused
from backlot.blocks import Block, find_element
from backlot.events import emit
from backlot.keys import LOT
from backlot.link import NoAnswer
from backlot.lot import Lot
from backlot.store import Row
from backlot.typed import escaped
from backlot.values import STATEFUL, NotOffered, Value, Values, chosen, is_empty, state_of

REQUIRED = "This field is required."

Act = dict[str, Any]


async def interact(request: web.Request) -> web.Response:
    """One act of a person."""
    lot = request.app[LOT]
    try:
        act = json.loads(await request.text())
        if not isinstance(act, dict):
            raise Refused("json_not_object")
        row = people.by_token(lot.store, token_of(request, act) or "")
        if row is None or row["is_bot"]:
            raise Refused("invalid_auth")
        do = ACTS.get(str(act.get("type")))
        if do is None:
            raise Refused("invalid_arguments", "[ERROR] unknown type")
        return web.json_response({"ok": True, **await do(lot, row, act)})
    except ValueError:
        return web.json_response({"ok": False, "error": "invalid_json"})
    except NotOffered:
        return web.json_response({"ok": False, "error": "invalid_option"})
    except NoAnswer:
        return web.json_response({"ok": False, "error": "operation_timeout"})
    except Refused as refusal:
        body = {"ok": False, "error": refusal.error}
        return web.json_response(body | ({"messages": list(refusal.messages)} if refusal.messages else {}))


async def press(lot: Lot, person: Row, act: Act) -> Answer:
    """block_actions, in a message or in a view"""
    call = Call("block_actions", act, person)
    block_id, action_id = call.need("block_id"), call.need("action_id")
    if call.get("view_id"):
        view = _view(lot, person, call.need("view_id"))
        element = _element(views.body_of(view)["blocks"], block_id, action_id)
        value = chosen(element, act)
        if element["type"] in STATEFUL:
            view = views.fill(lot, view, {block_id: {action_id: value}})
        payload = payloads.view_press(lot, person, view, _action(lot, block_id, element, value, act))
    else:
        message = _message(lot, call)
        if message["author"] != lot.bot:
            raise Refused("not_an_app_message")
        element = _element(messages.body_of(message).get("blocks", []), block_id, action_id)
        value = chosen(element, act)
        if element["type"] in STATEFUL:
            payloads.keep_choice(lot.store, message, person["id"], block_id, action_id, value)
        payload = payloads.message_press(lot, person, message, _action(lot, block_id, element, value, act))
    await lot.link.ask("interactive", "block_actions", payload)
    return {}


def _element(blocks: list[Block], block_id: str, action_id: str) -> Block:
    element = find_element(blocks, block_id, action_id)
    if element is None:
        raise Refused("action_not_found")
    return element


def _action(lot: Lot, block_id: str, element: Block, value: Value, act: Act) -> payloads.Payload:
    told = payloads.action(lot, block_id, element, value)
    if element["type"] == "feedback_buttons":
        sides = [element[side] for side in ("positive_button", "negative_button")]
        side = next((side for side in sides if side.get("value") == act.get("value")), None)
        if side is None:
            raise NotOffered
        told |= {"text": side["text"], "value": side.get("value", "")}
    return told


def _message(lot: Lot, call: Call) -> Row:
    channel = call.channel(lot)
    ts = call.need("message_ts")
    row = messages.message(lot.store, channel["id"], ts)
    row = row or messages.whispered(lot.store, channel["id"], ts, call.who["id"])
    if row is None:
        raise Refused("message_not_found")
    return row


def _view(lot: Lot, person: Row, id: str) -> Row:
    view = views.view(lot.store, id)
    if view is None or view["person"] != person["id"] or not view["is_open"]:
        raise Refused("not_found")
    return view


async def submit(lot: Lot, person: Row, act: Act) -> Answer:
    """view_submission: `errors` by block where the form or the app refuses, `view` where the app shows another."""
    view = _view(lot, person, Call("view_submission", act, person).need("view_id"))
    if view["kind"] != "modal":
        raise Refused("not_found")
    blocks = views.body_of(view)["blocks"]
    view = views.fill(lot, view, _filled(blocks, act.get("state_values") or {}))
    if missing := _missing(blocks, json.loads(view["state"])):
        return {"errors": missing}
    said = await lot.link.ask("interactive", "view_submission", payloads.submission(lot, person, view)) or {}
    return _obeyed(lot, view, said)


def _filled(blocks: list[Block], given: Any) -> Values:
    values: Values = {}
    if not isinstance(given, dict) or not all(isinstance(actions, dict) for actions in given.values()):
        raise Refused("invalid_arguments", "[ERROR] state_values must be objects by block and action")
    for block_id, actions in given.items():
        for action_id, held in actions.items():
            element = _element(blocks, block_id, action_id)
            if element["type"] in STATEFUL and isinstance(held, dict):
                values.setdefault(block_id, {})[action_id] = chosen(element, held)
    return values


def _missing(blocks: list[Block], kept: Values) -> dict[str, str]:
    state = state_of(blocks, kept)
    needed = [block for block in blocks if block["type"] == "input" and not block.get("optional")]
    return {
        block["block_id"]: REQUIRED
        for block in needed
        if is_empty(state.get(block["block_id"], {}).get(block["element"]["action_id"], {}))
    }


def _obeyed(lot: Lot, view: Row, said: Answer) -> Answer:
    """What the app's acknowledgement of a submission asks for."""
    match said.get("response_action"):
        case "errors":
            return {"errors": said.get("errors") or {}}
        case "update":
            return {"view": views.shown(lot, views.replace(lot, view, _acked_view(lot, said)))}
        case "push":
            if len(views.stack(lot.store, view)) >= views.DEEPEST:
                raise Refused("push_limit_reached")
            return {"view": views.shown(lot, views.open_modal(lot, view["person"], _acked_view(lot, said), view))}
        case "clear":
            for row in views.stack(lot.store, view):
                views.close(lot, row)
            return {"response_action": "clear"}
        case _:
            views.close(lot, view)
            return {}


def _acked_view(lot: Lot, said: Answer) -> views.View:
    try:
        return views.checked(lot, said.get("view"))
    except views.InvalidView as wrong:
        raise Refused(wrong.error, wrong.reason) from None


async def close(lot: Lot, person: Row, act: Act) -> Answer:
    """view_closed: the app hears of it where it asked to."""
    view = _view(lot, person, Call("view_closed", act, person).need("view_id"))
    payload = payloads.closing(lot, person, view)
    views.close(lot, view)
    if views.body_of(view).get("notify_on_close"):
        await lot.link.ask("interactive", "view_closed", payload)
    return {}


async def use_shortcut(lot: Lot, person: Row, act: Act) -> Answer:
    """message_action"""
    call = Call("message_action", act, person)
    message = _message(lot, call)
    payload = payloads.shortcut(lot, person, message, call.need("callback_id"))
    await lot.link.ask("interactive", "message_action", payload)
    return {}


async def command(lot: Lot, person: Row, act: Act) -> Answer:
    """slash_command: an answer in the acknowledgement is whispered where it was typed."""
    call = Call("slash_command", act, person)
    channel = call.channel(lot)
    name = call.need("command")
    thread = call.get("thread_ts")
    root = messages.root_of(lot.store, channel["id"], thread) if thread else None
    text = escaped(lot, call.get("text") or "")
    payload = payloads.command(lot, person, channel, name, text, root["ts"] if root else None)
    said = await lot.link.ask("slash_commands", name, payload)
    if said and (said.get("text") or said.get("blocks")):
        responses.say(lot, person["id"], channel["id"], root["ts"] if root else None, said)
    return {}


async def open_home(lot: Lot, person: Row, act: Act) -> Answer:
    """app_home_opened: what is published is shown at once, the app may publish anew."""
    channel, _ = channels.direct(lot, person["id"], lot.bot)
    emit(lot, payloads.home_opened(lot, person, channel["id"]), channel["id"])
    home = views.home(lot.store, person["id"])
    if home is None:
        return {}
    shown = views.shown(lot, home)
    lot.live.tell([person["id"]], {"type": "home_published", "view": shown})
    return {"view": shown}


async def stop(lot: Lot, person: Row, act: Act) -> Answer:
    """stop_session: the stop button of a thread in which the app is processing."""
    call = Call("stop_session", act, person)
    channel = call.channel(lot)
    thread = call.need("thread_ts")
    if lot.statuses.get((channel["id"], thread), {}).get("state") != "processing":
        raise Refused("no_session")
    emit(lot, payloads.session_stop(lot, person, channel["id"], thread), channel["id"])
    return {}


ACTS: dict[str, Callable[[Lot, Row, Act], Awaitable[Answer]]] = {
    "block_actions": press,
    "view_submission": submit,
    "view_closed": close,
    "message_action": use_shortcut,
    "slash_command": command,
    "app_home_opened": open_home,
    "stop_session": stop,
}
