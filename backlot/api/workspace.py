"""Who and where one is: api.test, auth.test, apps.connections.open, bots.*, team.*, users.* and emoji.list."""

import time
from typing import Any

from backlot import people
from backlot.api.call import APP_ONLY, Answer, Call, Method, Refused
from backlot.api.conversations import page
from backlot.limits import TIER_2, TIER_3, TIER_4
from backlot.lot import Lot
from backlot.seed import TEAM_DOMAIN, TEAM_NAME


def auth(lot: Lot, call: Call) -> Answer:
    """auth.test"""
    answer: Answer = {
        "url": f"{lot.url}/",
        "team": TEAM_NAME,
        "user": call.who["name"],
        "team_id": call.who["team"],
        "user_id": call.who["id"],
        "is_enterprise_install": False,
    }
    return answer | ({"bot_id": lot.store.fact("bot_id")} if call.who["is_bot"] else {})


def connect(lot: Lot, call: Call) -> Answer:
    """apps.connections.open: an address that opens one socket, once."""
    return {
        "url": f"{lot.url.replace('http', 'ws', 1)}/link/?ticket={lot.link.ticket()}&app_id={lot.store.fact('app_id')}"
    }


def bot(lot: Lot, call: Call) -> Answer:
    """bots.info"""
    profile = people.bot_profile(lot.store, lot.url)
    if call.get("bot") not in (None, profile["id"]):
        raise Refused("bot_not_found")
    keys = ("id", "deleted", "name", "updated", "app_id", "icons")
    return {"bot": {key: profile[key] for key in keys} | {"user_id": lot.bot}}


def team(lot: Lot, call: Call) -> Answer:
    """team.info"""
    sizes = {f"image_{size}": f"{lot.url}/app-icon.svg" for size in (34, 44, 68, 88, 102, 132)}
    about: dict[str, Any] = {
        "id": lot.team,
        "name": TEAM_NAME,
        "domain": TEAM_DOMAIN,
        "email_domain": "",
        "icon": sizes | {"image_default": True},
        "is_verified": False,
        "url": f"{lot.url}/",
    }
    return {"team": about}


def user(lot: Lot, call: Call) -> Answer:
    """users.info"""
    row = people.person(lot.store, call.need("user"))
    if row is None:
        raise Refused("user_not_found")
    return {"user": people.as_info(lot.store, row)}


def users(lot: Lot, call: Call) -> Answer:
    """users.list"""
    rows, cursor = page(people.everybody(lot.store), call, 200)
    members = [people.as_member(lot.store, row) for row in rows]
    return {"members": members, "cache_ts": int(time.time()), "response_metadata": {"next_cursor": cursor}}


def emoji(lot: Lot, call: Call) -> Answer:
    """emoji.list: this workspace has no emoji of its own."""
    return {"emoji": {}, "cache_ts": lot.stamps.next()}


METHODS = {
    "auth.test": Method(auth),
    # Slack lists tier 1 with bursts; an app that is started again a few times in a minute gets in there too.
    "apps.connections.open": Method(connect, TIER_3, APP_ONLY),
    "bots.info": Method(bot, TIER_3),
    "team.info": Method(team, TIER_3),
    "users.info": Method(user, TIER_4),
    "users.list": Method(users, TIER_2),
    "emoji.list": Method(emoji, TIER_2),
}
