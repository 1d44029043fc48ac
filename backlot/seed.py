"""The workspace as it is on its first day: a team, its crew, three channels, the app, and everybody's tokens."""

import time
from dataclasses import dataclass
from typing import Any

from backlot.ids import new_id, new_secret
from backlot.store import Store

TEAM_NAME = "Backlot Pictures"
TEAM_DOMAIN = "backlot-pictures"
OTHER_TEAM_NAME = "Second Unit Post"
APP_NAME = "Dailies"

# What the app's manifest offers to people, for the page's menus.
COMMANDS = [
    {
        "command": "/dailies",
        "description": "Shots, status, the digest so far, roles and settings",
        "usage_hint": "help | shots | status | digest | emoji | record | roles | settings",
    }
]
SHORTCUTS = [
    {"callback_id": "read_as", "name": "How was this read?", "description": "The notes read out of this message"},
    {"callback_id": "dont_log", "name": "Don't log this", "description": "Takes this message out of the log"},
]


@dataclass(frozen=True, slots=True)
class Cast:
    """One person of the seed."""

    key: str
    real_name: str
    title: str
    tz: str
    color: str
    is_admin: bool = False
    is_restricted: bool = False
    is_stranger: bool = False


CREW = (
    Cast("director", "Mara Voss", "Director", "Europe/Berlin", "9f5a2c"),
    Cast("dp", "Jonas Okafor", "Director of photography", "Europe/London", "2f6f73"),
    Cast("ad", "Priya Nair", "First AD", "Europe/Berlin", "7a4f8f"),
    Cast("editor", "Lena Fischer", "Editor", "Europe/Vienna", "3d6b3f"),
    Cast("producer", "Sam Whitlock", "Producer", "America/New_York", "8a6d1c", is_admin=True),
    Cast("researcher", "Noor Haddad", "Researcher", "Europe/Paris", "35588f"),
    Cast("pa", "Theo Lindqvist", "Production assistant", "Europe/Stockholm", "a04462"),
    Cast("guest", "Ines Duarte", "Location scout", "Europe/Lisbon", "5f6a75", is_restricted=True),
    Cast("stranger", "Viktor Hale", "Post supervisor", "America/Los_Angeles", "6b5b4b", is_stranger=True),
)
AT_HOME = tuple(cast.key for cast in CREW if not (cast.is_restricted or cast.is_stranger))
CHANNELS = {
    "general": ("producer", AT_HOME),
    "scene-14": ("director", tuple(cast.key for cast in CREW)),
    "random": ("pa", AT_HOME),
}


def seed(store: Store) -> None:
    """Fill a new file; one that is seeded stays as it is."""
    with store.together():
        if store.has_fact("team_id"):
            return
        _facts(store)
        ids = {cast.key: _person(store, cast) for cast in CREW}
        _bot(store)
        for name, (creator, members) in CHANNELS.items():
            channel = new_id("C")
            store.run(
                "INSERT INTO channels (id, name, kind, creator, created, is_general) VALUES (?, ?, 'public', ?, ?, ?)",
                channel, name, ids[creator], int(time.time()), name == "general",
            )  # fmt: skip
            for place, key in enumerate(members):
                store.run("INSERT INTO members (channel, person, place) VALUES (?, ?, ?)", channel, ids[key], place)


def _facts(store: Store) -> None:
    facts: dict[str, Any] = {
        "team_id": new_id("T"),
        "other_team_id": new_id("T"),
        "app_id": new_id("A"),
        "bot_id": new_id("B"),
        "bot_user_id": new_id("U"),
        "bot_token": f"xoxb-{new_secret(40)}",
        "app_token": f"xapp-1-{new_secret(56)}",
        "signing_secret": new_secret(32).lower(),
        "verification_token": new_secret(24),
        "control_token": new_secret(40),
        "created": int(time.time()),
    }
    for key, value in facts.items():
        store.keep_fact(key, value)


def _person(store: Store, cast: Cast) -> str:
    user = new_id("U")
    first, _, last = cast.real_name.partition(" ")
    store.run(
        "INSERT INTO people (id, key, team, token, name, real_name, title, tz, color, is_bot, is_admin, is_restricted,"
        " is_stranger, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
        user, cast.key, store.fact("other_team_id" if cast.is_stranger else "team_id"), f"xoxp-{new_secret(40)}",
        f"{first}.{last}".lower(), cast.real_name, cast.title, cast.tz, cast.color, cast.is_admin, cast.is_restricted,
        cast.is_stranger, int(time.time()),
    )  # fmt: skip
    return user


def _bot(store: Store) -> None:
    store.run(
        "INSERT INTO people (id, key, team, token, name, real_name, title, tz, color, is_bot, is_admin, is_restricted,"
        " is_stranger, created) VALUES (?, 'bot', ?, ?, ?, ?, '', 'Etc/UTC', '15171b', 1, 0, 0, 0, ?)",
        store.fact("bot_user_id"), store.fact("team_id"), store.fact("bot_token"), APP_NAME.lower(), APP_NAME,
        int(time.time()),
    )  # fmt: skip


def tokens(store: Store, url: str) -> dict[str, Any]:
    """Everything that a client needs, in the shape that `--tokens` prints."""
    people = store.all("SELECT id, key, name, real_name, token, tz FROM people WHERE NOT is_bot ORDER BY rowid")
    channels = store.all("SELECT name, id FROM channels WHERE kind = 'public' ORDER BY rowid")
    plain = ("team_id", "app_id", "bot_id", "bot_user_id", "bot_token", "app_token", "signing_secret", "control_token")
    return {
        "url": url,
        "api_url": f"{url}/api/",
        **{key: store.fact(key) for key in plain},
        "people": {p["key"]: {k: p[k] for k in ("id", "name", "real_name", "token", "tz")} for p in people},
        "channels": {c["name"]: c["id"] for c in channels},
    }
