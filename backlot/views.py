"""Views: modals in a person's stack and App Home, with what was filled in; and what Slack refuses about a view."""

import json
from typing import Any

from backlot import blocks, people, pictures
from backlot.blocks import InvalidBlocks
from backlot.elements import Wrong, text_object
from backlot.ids import new_block_id, new_id, new_secret
from backlot.lot import Lot
from backlot.store import Row, Store
from backlot.values import Values, state_of

TITLE = 24
METADATA = 3000
CALLBACK = 255
BYTES = 250_000
DEEPEST = 3

View = dict[str, Any]


class InvalidView(Exception):
    """Slack would refuse the view: `error` is its code, the words say why."""

    def __init__(self, error: str, reason: str = "") -> None:
        super().__init__(reason)
        self.error = error
        self.reason = reason


def checked(lot: Lot, given: Any) -> View:
    """A view as the app sends it, with ids for all blocks and elements. Raises InvalidView."""
    if not isinstance(given, dict) or given.get("type") not in ("modal", "home"):
        raise InvalidView("invalid_arguments", "[ERROR] unsupported type [json-pointer:/view/type]")
    if len(json.dumps(given).encode()) > BYTES:
        raise InvalidView("view_too_large")
    for key, most in (("private_metadata", METADATA), ("callback_id", CALLBACK), ("external_id", CALLBACK)):
        if len(str(given.get(key) or "")) > most:
            raise InvalidView(
                "invalid_arguments", f"[ERROR] must be less than {most + 1} characters [json-pointer:/view/{key}]"
            )
    try:
        if given["type"] == "modal":
            _modal_words(given)
        found = blocks.checked(given.get("blocks"), given["type"], blocks.VIEW_BLOCKS)
        pictures.check(lot, found, _app(lot))
    except Wrong as wrong:
        raise InvalidView("invalid_arguments", f"[ERROR] {wrong.reason} [json-pointer:/view{wrong.at}]") from None
    except InvalidBlocks as wrong:
        raise InvalidView("invalid_arguments", str(wrong).replace("/blocks", "/view/blocks", 1)) from None
    for block in found:
        if isinstance(block.get("element"), dict):
            block["element"].setdefault("action_id", new_block_id())
    return {**given, "blocks": found}


def _app(lot: Lot) -> Row:
    bot = people.person(lot.store, lot.bot)
    assert bot is not None
    return bot


def _modal_words(given: View) -> None:
    text_object(given.get("title"), TITLE, "title", plain=True)
    for key in ("submit", "close"):
        if given.get(key):
            text_object(given[key], TITLE, key, plain=True)
    inputs = [b for b in given.get("blocks") or [] if isinstance(b, dict) and b.get("type") == "input"]
    if inputs and not given.get("submit"):
        raise Wrong("missing required field: submit", "submit")


def view(store: Store, id: str) -> Row | None:
    """A view by its id."""
    return store.one("SELECT * FROM views WHERE id = ?", id)


def open_modal(lot: Lot, person: str, given: View, on: Row | None = None) -> Row:
    """Put a modal before somebody, or on top of the one that they have."""
    made = new_id("V")
    _keep(lot, made, "modal", person, given, root=on["root"] if on else made, previous=on["id"] if on else None)
    return _told(lot, made, "view_opened")


def publish_home(lot: Lot, person: str, given: View) -> Row:
    """Show this as somebody's App Home."""
    before = home(lot.store, person)
    if before:
        return replace(lot, before, given)
    made = new_id("V")
    _keep(lot, made, "home", person, given, root=made, previous=None)
    return _told(lot, made, "home_published")


def home(store: Store, person: str) -> Row | None:
    """Somebody's App Home, where the app published one."""
    return store.one("SELECT * FROM views WHERE kind = 'home' AND person = ?", person)


def _keep(lot: Lot, id: str, kind: str, person: str, given: View, *, root: str, previous: str | None) -> None:
    lot.store.run(
        "INSERT INTO views (id, kind, person, root, previous, external_id, hash, body, state, is_open)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        id, kind, person, root, previous, given.get("external_id") or None, _hash(lot), json.dumps(given),
        json.dumps(state_of(given["blocks"], {})),
    )  # fmt: skip


def _hash(lot: Lot) -> str:
    return f"{lot.stamps.next().partition('.')[0]}.{new_secret(8)}"


def replace(lot: Lot, row: Row, given: View) -> Row:
    """Show this in a view's place; what was filled in stays where the element stays."""
    state = state_of(given["blocks"], json.loads(row["state"]))
    lot.store.run(
        "UPDATE views SET body = ?, state = ?, hash = ?, external_id = ? WHERE id = ?",
        json.dumps(given), json.dumps(state), _hash(lot), given.get("external_id") or None, row["id"],
    )  # fmt: skip
    return _told(lot, row["id"], "view_updated" if row["kind"] == "modal" else "home_published")


def fill(lot: Lot, row: Row, values: Values) -> Row:
    """Keep what somebody filled in."""
    state = json.loads(row["state"])
    for block, held in values.items():
        state.setdefault(block, {}).update(held)
    lot.store.run("UPDATE views SET state = ? WHERE id = ?", json.dumps(state), row["id"])
    return _sure(lot, row["id"])


def close(lot: Lot, row: Row) -> None:
    """Take a modal away."""
    lot.store.run("UPDATE views SET is_open = 0 WHERE id = ?", row["id"])
    lot.live.tell([row["person"]], {"type": "view_closed", "view_id": row["id"]})


def stack(store: Store, row: Row) -> list[Row]:
    """The open modals of the same stack."""
    return store.all("SELECT * FROM views WHERE root = ? AND is_open ORDER BY rowid", row["root"])


def _sure(lot: Lot, id: str) -> Row:
    row = view(lot.store, id)
    assert row is not None
    return row


def _told(lot: Lot, id: str, what: str) -> Row:
    row = _sure(lot, id)
    lot.live.tell([row["person"]], {"type": what, "view": shown(lot, row)})
    return row


def body_of(row: Row) -> View:
    """The view as the app sent it, with ids."""
    body: View = json.loads(row["body"])
    return body


def shown(lot: Lot, row: Row) -> View:
    """A view object."""
    body = body_of(row)
    whole: View = {
        "id": row["id"],
        "team_id": lot.team,
        "type": row["kind"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata") or "",
        "callback_id": body.get("callback_id") or "",
        "external_id": row["external_id"] or "",
        "state": {"values": json.loads(row["state"])},
        "hash": row["hash"],
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "root_view_id": row["root"],
        "app_id": lot.store.fact("app_id"),
        "app_installed_team_id": lot.team,
        "bot_id": lot.store.fact("bot_id"),
    }
    whole |= {key: {"emoji": True, **body[key]} for key in ("title", "submit", "close") if body.get(key)}
    if row["previous"]:
        whole["previous_view_id"] = row["previous"]
    return whole


def in_payload(lot: Lot, row: Row) -> View:
    """A view as events and interactions carry it."""
    whole = shown(lot, row)
    del whole["blocks"]
    return whole
