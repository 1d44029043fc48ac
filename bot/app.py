"""The Bolt app and its socket: listeners wired up, an error edge, and the moment of being ready. Work is floor.py's.

A listener stores, then Slack is answered; where storing failed Slack gets no answer and sends again.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.listeners import commands, feedback, home, requests, shortcuts
from bot.listeners.edge import Edge
from bot.slack_client import client_on
from bot.translate import Identity

log = structlog.get_logger()

PING_S = 5.0
AT_ONCE = 32  # envelopes
ANYTHING = re.compile(".*")


async def who_we_are(client: AsyncWebClient) -> Identity:
    """Team, bot user and bot id behind the client's token."""
    answer = await client.auth_test()
    return Identity(team=str(answer["team_id"]), user=str(answer["user_id"]), bot=str(answer.get("bot_id") or ""))


def build_app(edge: Edge) -> AsyncApp:
    """The app with every listener on it. It opens nothing: the client belongs to whoever made the edge."""
    assert edge.client.session is not None, "open_slack gives the session"

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=edge.us.team,
            bot_user_id=edge.us.user,
            bot_id=edge.us.bot,
            bot_token=edge.client.token,
        )

    quiet = logging.getLogger("bot.bolt")
    quiet.setLevel(logging.ERROR)  # its warnings quote payloads
    app = AsyncApp(
        name="dailies",
        logger=quiet,
        client=client_on(edge.client.session, edge.client.base_url, None, 0),
        authorize=authorize,
        process_before_response=True,
        ignoring_self_events_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(log_failure)
    for listeners in (requests, feedback, shortcuts, commands, home):
        listeners.listen(app, edge)
    _answer_the_rest(app)
    return app


async def log_failure(error: Exception, body: dict[str, Any]) -> None:
    """The error edge: logged by what it was, never with its payload; no thread hears of it, and Slack sends again."""
    event = body.get("event") or {}
    what = event.get("type") or body.get("type") or body.get("command")
    log.error("listener_failed", action="hear", what=what, event_id=body.get("event_id"), exc_info=error)


def _answer_the_rest(app: AsyncApp) -> None:
    """What nobody listens to is answered, so that Slack does not send it again."""

    async def let_go(ack: AsyncAck) -> None:
        await ack()

    app.event(ANYTHING)(let_go)
    app.action(ANYTHING)(let_go)
    app.view(ANYTHING)(let_go)
    app.view_closed(ANYTHING)(let_go)
    app.shortcut(ANYTHING)(let_go)


@asynccontextmanager
async def connect(app: AsyncApp, app_token: str) -> AsyncIterator[None]:
    """The socket. Yields once it said hello, and is open while the context is; a lost one is opened again by itself."""
    handler = AsyncSocketModeHandler(app, app_token, logger=_socket_log(), ping_interval=PING_S)
    socket = handler.client
    socket.proxy = app.client.proxy
    await socket.aiohttp_client_session.close()
    socket.aiohttp_client_session = aiohttp.ClientSession(trace_configs=[_spends_address(socket)])
    ready = asyncio.Event()

    async def hello(_socket: Any, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            ready.set()

    socket.message_listeners.append(hello)
    side_by_side = SideBySide(handler)
    socket.socket_mode_request_listeners[:] = [side_by_side.take]
    try:
        await socket.connect()  # type: ignore[no-untyped-call]  # slack_sdk leaves both untyped
        await ready.wait()
        yield
    finally:
        await side_by_side.aclose()
        await socket.close()  # type: ignore[no-untyped-call]
        ended = (socket.message_processor, socket.current_session_monitor, socket.message_receiver)
        await asyncio.gather(*(task for task in ended if task), return_exceptions=True)


class SideBySide:
    """Envelopes handled beside each other: the socket alone would take the next only when one is stored and answered.

    Their order means nothing: Slack does not keep it either.
    """

    def __init__(self, handler: AsyncSocketModeHandler) -> None:
        self._handler = handler
        self._places = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()

    async def take(self, _socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Begin with an envelope; waits only where too many are under way."""
        await self._places.acquire()
        task = asyncio.create_task(self._handle(request))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _handle(self, request: SocketModeRequest) -> None:
        try:
            await self._handler.handle(self._handler.client, request)
        except Exception as error:  # this edge must never die: without an answer Slack sends again
            log.error("envelope_failed", action="hear", what=request.type, exc_info=error)
        finally:
            self._places.release()

    async def aclose(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._under_way)


def _spends_address(socket: SocketModeClient) -> aiohttp.TraceConfig:
    """A socket's address is good for one try; the client would try one that failed for ever."""

    async def spent(*_: Any) -> None:
        socket.wss_uri = None

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(spent)
    return trace


def _socket_log() -> logging.Logger:
    quiet = logging.getLogger("bot.socket")
    quiet.setLevel(logging.WARNING)  # its debug lines carry whole payloads
    return quiet
