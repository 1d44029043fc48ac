"""Reading the arguments of a call: from the query, a form, a multipart form or a JSON body, in that order."""

import json
from typing import Any

from aiohttp import web

from backlot.api.call import Refused


async def arguments(request: web.Request) -> dict[str, Any]:
    """All arguments of a request in one dict. Raises Refused where the body is not what it says."""
    args: dict[str, Any] = dict(request.query)
    if request.method == "POST" and request.can_read_body:
        args |= await _body(request)
    return args


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        try:
            said = json.loads(await request.text())
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(said, dict):
            raise Refused("json_not_object")
        return said
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.post()
        return {name: value for name, value in form.items() if isinstance(value, str)}
    return {}


def token_of(request: web.Request, args: dict[str, Any]) -> str | None:
    """The token of a call, taken out of its arguments: from the header, or else the `token` argument."""
    argument = args.pop("token", None)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else argument
