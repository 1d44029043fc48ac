"""From an HTTP request to a method of the Web API and back: who calls, whether they may, what is logged, and the
troubles that a test asked for.
"""

import json
from typing import Any

from aiohttp import web

from backlot import calls, people
from backlot.api import assistant, chat, conversations, files, reactions, views, workspace
from backlot.api.arguments import arguments, token_of
from backlot.api.call import Answer, Call, Method, Refused
from backlot.calls import Outcome
from backlot.keys import LOT
from backlot.lot import Lot

METHODS: dict[str, Method] = {
    name: method
    for module in (assistant, chat, conversations, files, reactions, views, workspace)
    for name, method in module.METHODS.items()
}


async def answer(request: web.Request) -> web.StreamResponse:
    """One call, answered as Slack does: HTTP 200 with `ok`, or 429 with Retry-After."""
    lot = request.app[LOT]
    name = request.match_info["method"]
    try:
        args = await arguments(request)
    except Refused as refusal:
        return _response(_refusal(name, refusal), refusal.retry_after)
    token = token_of(request, args)
    who, outcome, retry_after = _acted(lot, name, args, token)
    calls.keep(lot.store, name, args, who, outcome)
    return await _troubled(lot, name, request) or _response(outcome, retry_after)


def _acted(lot: Lot, name: str, args: dict[str, Any], token: str | None) -> tuple[str, Outcome, int | None]:
    """Do it: who asked, what came of it, and how long to wait where it was too often."""
    who = "nobody"
    try:
        if name == "api.test":
            return who, Outcome(200, _echo(args)), None
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method")
        call, kind = _caller(lot, name, args, token)
        who = kind if kind == "app" else call.who["key"]
        if kind not in method.tokens:
            raise Refused("not_allowed_token_type")
        _allow(lot, call, kind, method)
        with lot.store.together():
            return who, Outcome(200, {"ok": True, **method.act(lot, call)}), None
    except Refused as refusal:
        return who, _refusal(name, refusal), refusal.retry_after


def _echo(args: dict[str, Any]) -> Answer:
    echo: Answer = {"ok": "error" not in args}
    if "error" in args:
        echo["error"] = str(args["error"])
    return echo | ({"args": {key: str(value) for key, value in args.items()}} if args else {})


def _caller(lot: Lot, name: str, args: dict[str, Any], token: str | None) -> tuple[Call, str]:
    if not token:
        raise Refused("not_authed")
    if token == lot.store.fact("app_token"):
        bot = people.person(lot.store, lot.bot)
        assert bot is not None
        return Call(name, args, bot), "app"
    row = people.by_token(lot.store, token)
    if row is None:
        raise Refused("invalid_auth")
    return Call(name, args, row), "bot" if row["is_bot"] else "user"


def _allow(lot: Lot, call: Call, kind: str, method: Method) -> None:
    wait = lot.limits.take(method.a_minute, kind, call.who["id"], call.method)
    if wait:
        raise Refused("ratelimited", status=429, retry_after=wait)
    fault = lot.faults.strike("error", call.method)
    if fault:
        about = fault.about
        raise Refused(str(about["error"]), status=int(about.get("status", 200)), retry_after=about.get("retry_after"))


def _refusal(name: str, refusal: Refused) -> Outcome:
    body: Answer = {"ok": False, "error": refusal.error}
    if refusal.messages and name in METHODS and METHODS[name].explains:
        body["response_metadata"] = {"messages": list(refusal.messages)}
    return Outcome(refusal.status, body)


async def _troubled(lot: Lot, name: str, request: web.Request) -> web.StreamResponse | None:
    """Hold the answer back, or lose it: what was asked for is done by now."""
    if fault := lot.faults.strike("hold_answer", name):
        await lot.faults.held(fault.about.get("seconds"))
    if lot.faults.strike("drop_answer", name):
        assert request.transport is not None
        request.transport.abort()
        return web.Response(status=500)
    return None


def _response(outcome: Outcome, retry_after: int | None) -> web.Response:
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
    text = json.dumps(outcome.body, ensure_ascii=False)
    return web.Response(text=text, status=outcome.status, headers=headers, content_type="application/json")
