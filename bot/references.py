"""Files that people share, fetched as references: from Slack's own hosts only, within a size, and only images."""

import asyncio
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_client import fault
from graphs.errors import NotAnImage
from graphs.vocabulary.refs import FileRef

LARGEST = 20 * 1024 * 1024  # bytes
PIECE = 64 * 1024
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)


async def fetch_image(client: AsyncWebClient, file: FileRef, to: Path) -> None:
    """Copy a shared image to `to`. Raises NotAnImage for anything else, and for what lies elsewhere or is too large."""
    if file.size > LARGEST:
        raise NotAnImage(f"{file.id} has {file.size} bytes")
    url = file.url or await _address(client, file.id)
    for _ in range(MOST_REDIRECTS + 1):
        if not own_host(url, client.base_url):
            raise NotAnImage(f"{file.id} lies on another host")
        moved = await _copy(client, url, to)
        if moved is None:
            return
        url = urljoin(url, moved)
    raise NotAnImage(f"{file.id} is redirected for ever")


def own_host(url: str, api: str) -> bool:
    """Whether the bot's token may go there: the API's own host, or one below it (files.slack.com), as encrypted."""
    at, home = urlsplit(url), urlsplit(api)
    if at.scheme != home.scheme or at.username or not at.hostname or not home.hostname:
        return False
    if (at.hostname, at.port) == (home.hostname, home.port):
        return True
    return home.hostname == "slack.com" and at.hostname.endswith(".slack.com") and at.port in (None, 443)


async def _address(client: AsyncWebClient, file: str) -> str:
    """Where a file lies whose message did not say so (shared from another workspace)."""
    try:
        answer = await client.files_info(file=file)
    except SlackApiError as error:
        raise fault(error, "files.info") from error
    return str(answer["file"].get("url_private_download") or "")


async def _copy(client: AsyncWebClient, url: str, to: Path) -> str | None:
    """Fetch the bytes; the address to go on to where the answer is a redirect."""
    assert client.session is not None, "open_slack gives the session"
    headers = {"Authorization": f"Bearer {client.token}"}
    async with client.session.get(url, headers=headers, allow_redirects=False, proxy=client.proxy) as answer:
        if answer.status in REDIRECTS:
            return answer.headers.get("Location", "")
        if answer.status != 200:
            raise NotAnImage(f"the file's host answered {answer.status}")
        data = await _within(answer)
    if not is_image(data):
        raise NotAnImage()
    await asyncio.to_thread(to.write_bytes, data)
    return None


async def _within(answer: aiohttp.ClientResponse) -> bytes:
    data = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        data += piece
        if len(data) > LARGEST:
            raise NotAnImage(f"more than {LARGEST} bytes")
    return bytes(data)


def is_image(data: bytes) -> bool:
    """PNG, JPEG, WebP or GIF, by the first bytes and never by the name."""
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")):
        return True
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"
