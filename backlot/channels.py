"""Channels and direct messages: who is in them, who may see them, and how the Web API shows them."""

import json
import time
from typing import Any

from backlot.ids import new_id
from backlot.lot import Lot
from backlot.store import Row, Store


def channel(store: Store, id: str) -> Row | None:
    """A channel by its id, or by its name with or without #."""
    return store.one("SELECT * FROM channels WHERE id = ? OR name = ?", id, id.removeprefix("#"))


def members(store: Store, id: str) -> list[str]:
    """User ids in the order in which they joined."""
    rows = store.all("SELECT person FROM members WHERE channel = ? ORDER BY place", id)
    return [row["person"] for row in rows]


def is_member(store: Store, id: str, person: str) -> bool:
    """Whether somebody is in it."""
    return store.value("SELECT 1 FROM members WHERE channel = ? AND person = ?", id, person) is not None


def is_limited(person: Row) -> bool:
    """Guests and people of other organisations see only what they are in."""
    return bool(person["is_restricted"] or person["is_stranger"])


def may_see(store: Store, row: Row, person: Row) -> bool:
    """Whether somebody may look into a channel."""
    if is_member(store, row["id"], person["id"]):
        return True
    return bool(row["kind"] == "public" and not is_limited(person))


def onlookers(store: Store, row: Row) -> list[str]:
    """Everybody who may look into a channel."""
    people = store.all("SELECT * FROM people WHERE NOT is_bot")
    return [person["id"] for person in people if may_see(store, row, person)]


def is_shared(store: Store, id: str) -> bool:
    """Whether somebody of another organisation is in it."""
    sql = "SELECT 1 FROM members JOIN people ON people.id = person WHERE channel = ? AND is_stranger"
    return store.value(sql, id) is not None


def channel_type(row: Row) -> str:
    """The word that message events use."""
    return {"public": "channel", "private": "group", "im": "im"}[row["kind"]]


def type_letter(row: Row) -> str:
    """The letter that membership events use."""
    return {"public": "C", "private": "G", "im": "D"}[row["kind"]]


def create(store: Store, name: str, creator: str, kind: str) -> str:
    """A new channel with its maker in it; its id."""
    made = new_id("C")
    with store.together():
        store.run(
            "INSERT INTO channels (id, name, kind, creator, created) VALUES (?, ?, ?, ?, ?)",
            made, name, kind, creator, int(time.time()),
        )  # fmt: skip
        add_member(store, made, creator)
    return made


def add_member(store: Store, id: str, person: str) -> None:
    """Put somebody in, after all others."""
    sql = "INSERT INTO members SELECT ?1, ?2, COALESCE(MAX(place), 0) + 1 FROM members WHERE channel = ?1"
    store.run(sql, id, person)


def remove_member(store: Store, id: str, person: str) -> None:
    """Take somebody out."""
    store.run("DELETE FROM members WHERE channel = ? AND person = ?", id, person)


def direct(lot: Lot, one: str, other: str) -> tuple[Row, bool]:
    """The direct messages of two people, opened where they are not; whether they were open."""
    store = lot.store
    sql = (
        "SELECT c.* FROM channels c JOIN members a ON a.channel = c.id AND a.person = ?"
        " JOIN members b ON b.channel = c.id AND b.person = ? WHERE c.kind = 'im'"
    )
    found = store.one(sql, one, other)
    if found:
        return found, True
    fresh = new_id("D")
    with store.together():
        store.run(
            "INSERT INTO channels (id, kind, creator, created) VALUES (?, 'im', ?, ?)", fresh, one, int(time.time())
        )
        for place, person in enumerate((one, other)):
            store.run("INSERT INTO members (channel, person, place) VALUES (?, ?, ?)", fresh, person, place)
    made = store.one(sql, one, other)
    assert made is not None
    for person in (one, other):
        lot.live.tell([person], {"type": "channel_joined", "channel": shown(lot, made, person)})
    return made, False


def shown(lot: Lot, row: Row, looker: str, *, count: bool = False) -> dict[str, Any]:
    """A channel object as this person gets it."""
    store = lot.store
    common = {
        "id": row["id"],
        "created": row["created"],
        "is_archived": False,
        "is_im": row["kind"] == "im",
        "is_org_shared": False,
        "context_team_id": lot.team,
        "updated": row["created"] * 1000,
    }
    if row["kind"] == "im":
        other = next((each for each in members(store, row["id"]) if each != looker), looker)
        return common | {"user": other, "is_user_deleted": False, "priority": 0}
    shared = is_shared(store, row["id"])
    teams = [lot.team] + ([store.fact("other_team_id")] if shared else [])
    named = common | {
        "name": row["name"],
        "name_normalized": row["name"],
        "is_channel": row["kind"] == "public",
        "is_group": row["kind"] == "private",
        "is_mpim": False,
        "is_private": row["kind"] == "private",
        "is_general": bool(row["is_general"]),
        "unlinked": 0,
        "is_shared": shared,
        "is_ext_shared": shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "shared_team_ids": teams,
        "creator": row["creator"],
        "is_member": is_member(store, row["id"], looker),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": json.loads(row["previous_names"]),
    }
    return named | {"num_members": len(members(store, row["id"]))} if count else named
