"""What the server may do with one request: answers in the shapes of the wire, and the ways in which it fails.

A reply is a coroutine function from a request to a response. Shapes: GenerateContentResponse and google.rpc.Status.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]
CLOSING = web.AppKey("closing", asyncio.Event)
PARTS: dict[str, Any] = {
    "modelVersion": "gemini-3.8-flash",
    "responseId": "r-1",
    "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 9, "totalTokenCount": 18},
}


def answered(answer: Any) -> Reply:
    """The model's answer, as JSON text."""
    return said(json.dumps(answer))


def said(text: str, finish: str = "STOP") -> Reply:
    """Any text that the model wrote, and why it ended."""
    content = {"role": "model", "parts": [{"text": text}]}
    return body(PARTS | {"candidates": [{"content": content, "finishReason": finish, "index": 0}]})


def stopped(finish: str) -> Reply:
    """An answer that was held back: no text."""
    return body(PARTS | {"candidates": [{"finishReason": finish, "index": 0}]})


def blocked(reason: str = "PROHIBITED_CONTENT") -> Reply:
    """A prompt that was not let in."""
    return body(PARTS | {"promptFeedback": {"blockReason": reason}})


def body(value: Any) -> Reply:
    """Any JSON with status 200."""
    return raw(json.dumps(value), 200, "application/json")


def refused(
    code: int, status: str, reason: str | None = None, message: str = "no", retry: str | None = None, **headers: str
) -> Reply:
    """An error as Google words it; `retry` is its RetryInfo."""
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if reason:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]
    if retry:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": retry}]
    return raw(json.dumps({"error": error}), code, "application/json", **headers)


def raw(text: str, code: int, kind: str, **headers: str) -> Reply:
    """Any text with any status."""

    async def reply(_request: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=text, status=code, content_type=kind, headers=named)

    return reply


async def hang_up(request: web.Request) -> web.StreamResponse:
    """The connection ends without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def never(request: web.Request) -> web.StreamResponse:
    """No answer for as long as the server is there."""
    await request.app[CLOSING].wait()
    return web.Response()
