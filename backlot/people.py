"""Who is in the workspace, and how the Web API shows them. Who may see what in a channel is in channels.py."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from backlot.seed import APP_NAME
from backlot.store import Row, Store


def person(store: Store, id: str) -> Row | None:
    """Somebody by user id, or None."""
    return store.one("SELECT * FROM people WHERE id = ?", id)


def by_token(store: Store, token: str) -> Row | None:
    """Whose user or bot token it is."""
    return store.one("SELECT * FROM people WHERE token = ?", token)


def everybody(store: Store) -> list[Row]:
    """All people and the bot, in the order of the seed."""
    return store.all("SELECT * FROM people ORDER BY rowid")


def shown(store: Store, row: Row) -> dict[str, Any]:
    """A user object."""
    zone = datetime.now(ZoneInfo(row["tz"]))
    user: dict[str, Any] = {
        "id": row["id"],
        "team_id": row["team"],
        "name": row["name"],
        "deleted": False,
        "color": row["color"],
        "real_name": row["real_name"],
        "tz": row["tz"],
        "tz_label": zone.tzname() or row["tz"],
        "tz_offset": int((zone.utcoffset() or zone - zone).total_seconds()),
        "profile": _profile(store, row),
        "is_admin": bool(row["is_admin"]),
        "is_owner": bool(row["is_admin"]),
        "is_primary_owner": bool(row["is_admin"]),
        "is_restricted": bool(row["is_restricted"]),
        "is_ultra_restricted": False,
        "is_bot": bool(row["is_bot"]),
        "is_app_user": False,
        "updated": row["created"],
        "is_email_confirmed": not row["is_bot"],
        "who_can_share_contact_card": "EVERYONE",
    }
    return user


def as_info(store: Store, row: Row) -> dict[str, Any]:
    """What users.info says: for somebody of another organisation also that."""
    user = shown(store, row)
    return user | {"is_stranger": True} if row["is_stranger"] else user


def as_member(store: Store, row: Row) -> dict[str, Any]:
    """What users.list says."""
    user = shown(store, row)
    del user["profile"]["display_name_normalized"]
    return user


def _profile(store: Store, row: Row) -> dict[str, Any]:
    first, _, last = row["real_name"].partition(" ")
    profile: dict[str, Any] = {
        "title": row["title"],
        "phone": "",
        "skype": "",
        "real_name": row["real_name"],
        "real_name_normalized": row["real_name"],
        "display_name": row["real_name"],
        "display_name_normalized": row["real_name"],
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": row["id"].lower(),
        "first_name": first,
        "last_name": last,
        "team": row["team"],
    }
    if row["is_bot"]:
        profile |= {"api_app_id": store.fact("app_id"), "bot_id": store.fact("bot_id"), "always_active": True}
    return profile


def initials(row: Row) -> str:
    """Two letters for an avatar."""
    words = row["real_name"].split()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else row["real_name"][:2].upper()


def for_page(store: Store, row: Row) -> dict[str, Any]:
    """What the page needs of somebody, with the token: this is a stand-in on one machine."""
    keys = ("id", "key", "name", "real_name", "title", "tz", "color", "token")
    flags = ("is_bot", "is_admin", "is_restricted", "is_stranger")
    shown_as: dict[str, Any] = {key: row[key] for key in keys} | {flag: bool(row[flag]) for flag in flags}
    shown_as |= {"team_id": row["team"], "initials": initials(row), "profile": _profile(store, row)}
    if row["is_bot"]:
        del shown_as["token"]
    return shown_as


def bot_profile(store: Store, url: str) -> dict[str, Any]:
    """The app as its messages carry it."""
    return {
        "id": store.fact("bot_id"),
        "app_id": store.fact("app_id"),
        "name": APP_NAME,
        "deleted": False,
        "updated": store.fact("created"),
        "icons": icons(url),
        "team_id": store.fact("team_id"),
    }


def icons(url: str) -> dict[str, str]:
    """The app's picture; one drawing serves all sizes."""
    return {f"image_{size}": f"{url}/app-icon.svg" for size in (36, 48, 72)}
