"""The client of Slack's Web API that everything of ours uses, and what its refusals mean. Nothing is called here.

Only rate limits are retried inside: a retry after a broken connection could post twice.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from graphs.errors import ScreeningFault

CONNECT_S = 10.0
ANSWER_S = 120.0  # an upload's answer may take long
RATE_RETRIES = 5
LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Trouble that passes by itself or with another try; every other code is a refusal for good.
PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
    | {"accesslimited", "team_added_to_org", "message_limit_exceeded"}
)


@asynccontextmanager
async def open_slack(base_url: str, token: str) -> AsyncIterator[AsyncWebClient]:
    """A client on one session of its own. `base_url` ends in `/api/`; a loopback server is asked without a proxy."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_S, sock_connect=CONNECT_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield client_on(session, base_url, token, RATE_RETRIES)


def client_on(session: aiohttp.ClientSession, base_url: str, token: str | None, retries: int) -> AsyncWebClient:
    """A client on a session, which retries a rate limit so many times."""
    handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=retries)] if retries else []
    client = AsyncWebClient(
        token=token, base_url=base_url, session=session, timeout=int(ANSWER_S), retry_handlers=list(handlers)
    )
    if urlsplit(base_url).hostname in LOOPBACK:
        client.proxy = None
    return client


def without_retries(client: AsyncWebClient) -> AsyncWebClient:
    """The same client, for calls that are dropped when the rate is reached."""
    assert client.session is not None, "open_slack gives the session"
    return client_on(client.session, client.base_url, client.token, 0)


def code_of(error: SlackApiError) -> str:
    """Slack's name for what went wrong: "channel_not_found"."""
    data = error.response.data if hasattr(error.response, "data") else None
    return str(data.get("error", "no_code")) if isinstance(data, dict) else "no_code"


def refused(error: SlackApiError) -> bool:
    """Whether Slack refused for good."""
    code = code_of(error)
    return code not in PASSING and code != "no_code"


def fault(error: SlackApiError, method: str) -> Exception:
    """What to raise for an error: a ScreeningFault where Slack refused for good, else the error as it came."""
    return ScreeningFault(f"{method}: {code_of(error)}") if refused(error) else error
