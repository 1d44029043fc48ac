"""views.*: modals need a trigger that is fresh; App Home needs none."""

import time
from typing import Any

from backlot import people, views
from backlot.api.call import BOT_ONLY, Answer, Call, Method, Refused
from backlot.limits import TIER_4
from backlot.lot import Lot
from backlot.store import Row


def open_modal(lot: Lot, call: Call) -> Answer:
    """views.open"""
    given = _view(lot, call, "modal")
    trigger = _trigger(lot, call)
    on = _top(lot, trigger) if trigger["view"] else None
    if on:
        _not_too_deep(lot, on)
    return {"view": views.shown(lot, views.open_modal(lot, trigger["person"], given, on))}


def push(lot: Lot, call: Call) -> Answer:
    """views.push"""
    given = _view(lot, call, "modal")
    trigger = _trigger(lot, call)
    on = _top(lot, trigger)
    if on is None:
        raise Refused("invalid_trigger_id", "[ERROR] the trigger does not come from a modal")
    _not_too_deep(lot, on)
    return {"view": views.shown(lot, views.open_modal(lot, trigger["person"], given, on))}


def _not_too_deep(lot: Lot, on: Row) -> None:
    if len(views.stack(lot.store, on)) >= views.DEEPEST:
        raise Refused("push_limit_reached")


def _top(lot: Lot, trigger: Row) -> Row | None:
    row = views.view(lot.store, trigger["view"] or "")
    return row if row and row["kind"] == "modal" and row["is_open"] else None


def update(lot: Lot, call: Call) -> Answer:
    """views.update"""
    row = _named(lot, call)
    given = _view(lot, call, row["kind"])
    _unchanged(call, row)
    return {"view": views.shown(lot, views.replace(lot, row, given))}


def _named(lot: Lot, call: Call) -> Row:
    own, external = call.get("view_id"), call.get("external_id")
    if own is None and external is None:
        raise Refused("invalid_arguments", "[ERROR] missing required field: view_id")
    row = lot.store.one("SELECT * FROM views WHERE (id = ? OR external_id = ?) AND is_open", own, external)
    if row is None:
        raise Refused("not_found")
    return row


def _unchanged(call: Call, row: Row) -> None:
    if call.get("hash") not in (None, row["hash"]):
        raise Refused("hash_conflict")


def publish(lot: Lot, call: Call) -> Answer:
    """views.publish"""
    person = people.person(lot.store, call.need("user_id"))
    if person is None:
        raise Refused("invalid_arguments", "[ERROR] user_id is not known")
    given = _view(lot, call, "home")
    before = views.home(lot.store, person["id"])
    if before:
        _unchanged(call, before)
    return {"view": views.shown(lot, views.publish_home(lot, person["id"], given))}


def _view(lot: Lot, call: Call, kind: str) -> views.View:
    given: Any = call.structure("view", "invalid_arguments")
    if given is None:
        raise Refused("invalid_arguments", "[ERROR] missing required field: view")
    try:
        view = views.checked(lot, given)
    except views.InvalidView as wrong:
        raise Refused(wrong.error, *([wrong.reason] if wrong.reason else [])) from None
    if view["type"] != kind:
        raise Refused("invalid_arguments", f"[ERROR] must be {kind} [json-pointer:/view/type]")
    return view


def _trigger(lot: Lot, call: Call) -> Row:
    given = call.need("trigger_id")
    row = lot.store.one("SELECT * FROM triggers WHERE id = ?", given)
    if row is None:
        raise Refused("invalid_trigger_id")
    if row["used"]:
        raise Refused("exchanged_trigger_id")
    if row["expires"] < time.time():
        raise Refused("expired_trigger_id")
    lot.store.run("UPDATE triggers SET used = 1 WHERE id = ?", given)
    return row


METHODS = {
    "views.open": Method(open_modal, TIER_4, BOT_ONLY, explains=True),
    "views.push": Method(push, TIER_4, BOT_ONLY, explains=True),
    "views.update": Method(update, TIER_4, BOT_ONLY, explains=True),
    "views.publish": Method(publish, TIER_4, BOT_ONLY, explains=True),
}
