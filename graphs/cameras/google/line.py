"""An open line to Google for cameras: the SDK's client, opened on first use, that retries nothing by itself.

The SDK's defaults would replay a paid submit after a disconnect, and follow a redirect with the key in its headers.
It is imported when the line is opened: that takes seconds.
"""

import asyncio
from typing import TYPE_CHECKING, Any

from graphs.google_access import Access

if TYPE_CHECKING:
    from google.genai import Client

SCOPES = ("https://www.googleapis.com/auth/cloud-platform",)


class Line:
    """The client, and (on Vertex) the credentials behind it. Errors come as the SDK and google-auth raise them."""

    def __init__(self, access: Access, timeout_s: float) -> None:
        self.access = access
        self._timeout_s = timeout_s
        self._client: Client | None = None
        self._credentials: Any = access.credentials
        self._opening = asyncio.Lock()

    async def open(self) -> "Client":
        """The client, with credentials that are fresh: the SDK would refresh them on the event loop, and block it."""
        async with self._opening:
            if self.access.vertex and self.access.api_key is None:
                await asyncio.to_thread(self._freshen)
            if self._client is None:
                self._client = await asyncio.to_thread(_connect, self.access, self._credentials, self._timeout_s)
            return self._client

    async def token(self) -> str:
        """The access token that goes with requests to Cloud Storage."""
        async with self._opening:
            await asyncio.to_thread(self._freshen)
            return str(self._credentials.token)

    async def aclose(self) -> None:
        """Close what is open."""
        async with self._opening:
            if self._client is not None:
                await self._client.aio.aclose()
                await asyncio.to_thread(self._client.close)
                self._client = None
                await asyncio.sleep(0)  # aiohttp's transports close in the loop's next round

    def _freshen(self) -> None:
        import google.auth
        from google.auth.transport.requests import Request

        if self._credentials is None:
            self._credentials, _ = google.auth.default(scopes=SCOPES)
        if not self._credentials.valid:
            self._credentials.refresh(Request())


def _connect(access: Access, credentials: Any, timeout_s: float) -> "Client":
    from google.genai import Client
    from google.genai.types import HttpOptions, HttpRetryOptions

    options = HttpOptions(
        base_url=access.base_url,
        timeout=round(timeout_s * 1000),
        retry_options=HttpRetryOptions(attempts=1),
        # aiohttp's name and httpx's name for the same thing; the SDK gives each its own.
        async_client_args={"allow_redirects": False, "follow_redirects": False},
        client_args={"follow_redirects": False},
    )
    if not access.vertex:
        return Client(vertexai=False, api_key=access.api_key, http_options=options)
    return Client(
        vertexai=True, api_key=access.api_key, project=access.project, location=access.location,
        credentials=credentials, http_options=options,
    )  # fmt: skip
