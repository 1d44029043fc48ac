"""assistant.threads.* and agents.sessions.*: what the app says that it is doing in a thread, and the stop button."""

import asyncio
from typing import Any

from backlot import telling
from backlot.api.call import BOT_ONLY, Answer, Call, Method, Refused
from backlot.api.chat import thread_in
from backlot.limits import TIER_3
from backlot.lot import Lot

STATUS_S = 120.0
LOADING_MESSAGES = 10
PROMPTS = 4
TITLE = 200
STATES = ("processing", "active", "suspended", "closed")


def _thread(lot: Lot, call: Call) -> tuple[str, str]:
    channel = call.own_channel(lot, "channel_id")
    call.need("thread_ts")
    return channel["id"], thread_in(lot, call, channel) or ""


def _status(lot: Lot, thread: tuple[str, str]) -> dict[str, Any]:
    return lot.statuses.setdefault(thread, {"status": "", "loading_messages": [], "state": "active"})


def set_status(lot: Lot, call: Call) -> Answer:
    """assistant.threads.setStatus: an empty one clears it, as do an answer in the thread and two minutes."""
    thread = _thread(lot, call)
    loading = call.structure("loading_messages", "invalid_arguments") or []
    if not isinstance(loading, list) or len(loading) > LOADING_MESSAGES:
        raise Refused("invalid_arguments", f"[ERROR] no more than {LOADING_MESSAGES} items allowed: loading_messages")
    if call.args.get("status") is None:
        raise Refused("invalid_arguments", "[ERROR] missing required field: status")
    status = _status(lot, thread)
    status |= {"status": str(call.args["status"]), "loading_messages": loading if call.get("status") else []}
    status["told"] = told = object()
    _tell(lot, thread, status)
    asyncio.get_running_loop().call_later(STATUS_S, _fade, lot, thread, told)
    return {}


def _fade(lot: Lot, thread: tuple[str, str], told: object) -> None:
    status = _status(lot, thread)
    if status.get("told") is told and status["status"]:
        status |= {"status": "", "loading_messages": []}
        _tell(lot, thread, status)


def _tell(lot: Lot, thread: tuple[str, str], status: dict[str, Any]) -> None:
    telling.tell_status(lot, *thread, status)


def set_prompts(lot: Lot, call: Call) -> Answer:
    """assistant.threads.setSuggestedPrompts"""
    prompts = call.structure("prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= PROMPTS:
        raise Refused("invalid_arguments", f"[ERROR] prompts must hold 1 to {PROMPTS} items")
    channel, thread = _thread(lot, call)
    frame = {"type": "prompts", "channel": channel, "thread_ts": thread, "prompts": prompts}
    lot.live.tell(telling.readers(lot, channel), frame)
    return {}


def set_title(lot: Lot, call: Call) -> Answer:
    """assistant.threads.setTitle"""
    _title(lot, _thread(lot, call), call.need("title"))
    return {}


def _title(lot: Lot, thread: tuple[str, str], title: str) -> None:
    if len(title) > TITLE:
        raise Refused("invalid_arguments", f"[ERROR] title must be less than {TITLE + 1} characters")
    frame = {"type": "thread_title", "channel": thread[0], "thread_ts": thread[1], "title": title}
    lot.live.tell(telling.readers(lot, thread[0]), frame)


def set_session(lot: Lot, call: Call) -> Answer:
    """agents.sessions.setStatus: while it is `processing`, people see a stop button."""
    thread = _thread(lot, call)
    state = call.need("status")
    if state not in STATES:
        raise Refused("invalid_arguments", f"[ERROR] status must be one of {', '.join(STATES)}")
    if title := call.get("title"):
        _title(lot, thread, title)
    status = _status(lot, thread)
    status["state"] = state
    _tell(lot, thread, status)
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(set_status, tokens=BOT_ONLY),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, TIER_3, BOT_ONLY),
    "assistant.threads.setTitle": Method(set_title, TIER_3, BOT_ONLY),
    "agents.sessions.setStatus": Method(set_session, TIER_3, BOT_ONLY),
}
