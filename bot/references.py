"""Files that people share, fetched as material: from Slack's own hosts only, within a size, images and videos only."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_client import fault
from graphs.errors import DailiesError, NotAnImage, NotAVideo
from graphs.vocabulary.refs import FileRef

LARGEST = 20 * 1024 * 1024  # bytes, of an image
LARGEST_CLIP = 256 * 1024 * 1024
PIECE = 64 * 1024
HEAD = 16  # bytes that tell what a file is
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)


async def fetch_image(client: AsyncWebClient, file: FileRef, to: Path) -> None:
    """Copy a shared image to `to`. Raises NotAnImage for anything else, and for what lies elsewhere or is too large."""
    await _fetch(client, file, to, Sort(LARGEST, is_image, NotAnImage))


async def fetch_clip(client: AsyncWebClient, file: FileRef, to: Path) -> None:
    """Copy a shared video to `to`. Raises NotAVideo for anything else, and for what lies elsewhere or is too large."""
    await _fetch(client, file, to, Sort(LARGEST_CLIP, is_video, NotAVideo))


@dataclass(frozen=True, slots=True)
class Sort:
    """What is fetched: at most so many bytes, told from the first ones, and the error where it is none."""

    largest: int
    known: Callable[[bytes], bool]
    error: type[DailiesError]


async def _fetch(client: AsyncWebClient, file: FileRef, to: Path, sort: Sort) -> None:
    if file.size > sort.largest:
        raise sort.error(f"{file.id} has {file.size} bytes")
    url = file.url or await _address(client, file.id)
    for _ in range(MOST_REDIRECTS + 1):
        if not own_host(url, client.base_url):
            raise sort.error(f"{file.id} lies on another host")
        moved = await _copy(client, url, to, sort)
        if moved is None:
            return
        url = urljoin(url, moved)
    raise sort.error(f"{file.id} is redirected for ever")


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


async def _copy(client: AsyncWebClient, url: str, to: Path, sort: Sort) -> str | None:
    """Fetch the bytes; the address to go on to where the answer is a redirect."""
    assert client.session is not None, "open_slack gives the session"
    headers = {"Authorization": f"Bearer {client.token}"}
    async with client.session.get(url, headers=headers, allow_redirects=False, proxy=client.proxy) as answer:
        if answer.status in REDIRECTS:
            return answer.headers.get("Location", "")
        if answer.status != 200:
            raise sort.error(f"the file's host answered {answer.status}")
        await _write(answer, to, sort)
    return None


async def _write(answer: aiohttp.ClientResponse, to: Path, sort: Sort) -> None:
    """Write the bytes as they come; what is too much or of another kind is not kept."""
    written, head = 0, b""
    with to.open("wb") as file:
        async for piece in answer.content.iter_chunked(PIECE):
            written += len(piece)
            head = head if len(head) >= HEAD else (head + piece)[:HEAD]
            if written > sort.largest:
                break
            await asyncio.to_thread(file.write, piece)
    if written > sort.largest or not sort.known(head):
        to.unlink(missing_ok=True)
        raise sort.error(f"more than {sort.largest} bytes" if written > sort.largest else None)


def is_image(data: bytes) -> bool:
    """PNG, JPEG, WebP or GIF, by the first bytes and never by the name."""
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")):
        return True
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def is_video(data: bytes) -> bool:
    """MP4 or QuickTime, or Matroska and WebM, by the first bytes and never by the name."""
    return data[4:8] in (b"ftyp", b"moov", b"mdat", b"wide") or data.startswith(b"\x1a\x45\xdf\xa3")
