"""Clips into threads and frames into views: Slack's upload in three steps. Cards and sentences are posting.py's.

"ok" can be followed by no share at all, so that only a message's ts counts as shown. A frame is shared nowhere: a view
that names its file shows it, as soon as Slack has looked through the file.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.posting import Hold, alone
from bot.slack_client import code_of, fault
from graphs.crew import Clock, Vault
from graphs.crew.archive import Outbox
from graphs.crew.entries import Posting
from graphs.crew.room import Upload, clip_key
from graphs.errors import DailiesError
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take

log = structlog.get_logger()

NO_FILE = ("file_not_found", "file_deleted")
CONTENT = "clip"
READY_WITHIN_S = 15.0
LOOKS_EVERY_S = 0.25
KNOWN_AT_MOST = 1000

Still = Callable[[Path, float, Path], Awaitable[Path]]  # clip, seconds, where to: the frame shown then, as JPEG


class Projector:
    """Puts clips up. An upload has a key; a later number of the same take starts a new one."""

    def __init__(self, client: AsyncWebClient, outbox: Outbox, hold: Hold, clock: Clock) -> None:
        self._client = client
        self._outbox = outbox
        self._hold = hold
        self._clock = clock
        self._handed_in: set[str] = set()  # files completed by this process: if Slack knows them not, it will

    async def screen(self, take: Take, shot: Shot, clip: Path, retry: int) -> Upload:
        """Upload a clip once for its number, or look whether an earlier upload has its message by now."""
        async with alone(self._hold, f"clip:{take.id}"):
            if retry and (late := await self._late_share(take, retry - 1)):
                return late
            key = clip_key(take.id, retry)
            posting = await self._outbox.intend(key, take.kind, take.id, shot.thread, self._clock())
            found = await self._look(posting)
            return found or await self._upload(posting, take, shot, clip)

    async def _late_share(self, take: Take, number: int) -> Upload | None:
        """An earlier upload that was given up may have landed after all; else it is taken away."""
        earlier = await self._outbox.posting(clip_key(take.id, number))
        if earlier is None or earlier.file is None:
            return None
        found = await self._look(earlier)
        if found and found.ref:
            return found
        if found:
            await self._take_away(earlier.file)
        return None

    async def _take_away(self, file: str) -> None:
        try:
            await self._client.files_delete(file=file)
        except SlackApiError as error:
            if code_of(error) not in NO_FILE:
                raise fault(error, "files.delete") from error

    async def _look(self, posting: Posting) -> Upload | None:
        """How an upload stands; None where it never began or was never completed."""
        if posting.file is None:
            return None
        if posting.ref:
            return Upload(posting.file, posting.ref)
        info = await file_info(self._client, posting.file)
        if info is None:
            return Upload(posting.file, None) if posting.file in self._handed_in else None
        ref = shared_in(info, posting.thread)
        if ref:
            await self._outbox.posted(posting.key, ref, CONTENT)
            self._handed_in.discard(posting.file)
        return Upload(posting.file, ref)

    async def _upload(self, posting: Posting, take: Take, shot: Shot, clip: Path) -> Upload:
        name = f"{shot.name} {take.label}"
        await self._outbox.began(posting.key)
        try:
            place = await self._client.files_getUploadURLExternal(
                filename=f"{name.replace(' ', '-')}.mp4", length=clip.stat().st_size
            )
            file = str(place["file_id"])
            await self._outbox.has_file(posting.key, file)
            await send(self._client, str(place["upload_url"]), clip)
            self._handed_in.add(file)
            answer = await self._client.files_completeUploadExternal(
                files=[{"id": file, "title": name}],
                channel_id=posting.thread.channel,
                thread_ts=posting.thread.ts or None,
            )
        except SlackApiError as error:
            raise fault(error, "files.completeUploadExternal") from error
        log.info("uploaded", action="screen", slate=name)
        ref = next((r for f in answer.get("files") or () if (r := shared_in(f, posting.thread))), None)
        if ref:
            await self._outbox.posted(posting.key, ref, CONTENT)
        return Upload(file, ref)


class Frames:
    """Single frames of takes as files that a view can show, each uploaded once for its take and time."""

    def __init__(
        self, client: AsyncWebClient, outbox: Outbox, vault: Vault, still: Still, hold: Hold, clock: Clock, folder: Path
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._vault = vault
        self._still = still
        self._hold = hold
        self._clock = clock
        self._folder = folder
        self._ready: dict[str, str] = {}  # files that a view may name, by key, the oldest first

    def known(self, take: Take, seconds: float) -> str | None:
        """The file of a frame that is ready, asking nobody."""
        return self._ready.get(frame_key(take.id, seconds))

    async def of(self, take: Take, thread: Ref, seconds: float) -> str | None:
        """The file of the frame that a take shows at a time, uploaded where it is new. None where it cannot be had."""
        key = frame_key(take.id, seconds)
        if take.clip is None or key in self._ready:
            return self._ready.get(key)
        try:
            async with alone(self._hold, key):
                file = await self._uploaded(key) or await self._upload(key, take, thread, seconds)
            if not await self._looked_through(file):
                return None
        except (DailiesError, SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.info("no_frame", action="frame", trouble=type(error).__name__)
            return None
        self._ready[key] = file
        while len(self._ready) > KNOWN_AT_MOST:
            del self._ready[next(iter(self._ready))]
        return file

    async def _uploaded(self, key: str) -> str | None:
        """The file of an earlier upload, if Slack still has it."""
        posting = await self._outbox.posting(key)
        if posting is None or posting.file is None:
            return None
        return posting.file if await file_info(self._client, posting.file) else None

    async def _upload(self, key: str, take: Take, thread: Ref, seconds: float) -> str:
        assert take.clip is not None, "a take without a clip has no frames"
        await self._outbox.intend(key, take.kind, take.id, thread, self._clock())
        name = key.replace(":", "-") + ".jpg"
        picture = await self._still(await self._vault.local(take.clip, ".mp4"), seconds, self._folder / name)
        try:
            length = picture.stat().st_size
            place = await self._client.files_getUploadURLExternal(filename=name, length=length)
            await send(self._client, str(place["upload_url"]), picture)
            file = str(place["file_id"])
            await self._client.files_completeUploadExternal(files=[{"id": file, "title": name}])
        finally:
            picture.unlink(missing_ok=True)
        await self._outbox.has_file(key, file)  # after the upload: one that broke off is begun anew
        return file

    async def _looked_through(self, file: str) -> bool:
        """Wait until Slack knows what a file is; before that no block may name it."""
        for _ in range(round(READY_WITHIN_S / LOOKS_EVERY_S)):
            info = await file_info(self._client, file)
            if info and info.get("mimetype"):
                return True
            await asyncio.sleep(LOOKS_EVERY_S)
        return False


def frame_key(take: str, seconds: float) -> str:
    """The outbox key of a take's frame at a time."""
    return f"frame:{take}:{round(seconds * 1000)}"


async def send(client: AsyncWebClient, url: str, file: Path) -> None:
    """A file's bytes, streamed from disk. The address is itself the permission: no token goes along."""
    assert client.session is not None, "open_slack gives the session"
    with await asyncio.to_thread(file.open, "rb") as content:
        async with client.session.post(url, data=content, proxy=client.proxy) as answer:
            answer.raise_for_status()


def shared_in(file: dict[str, Any], thread: Ref) -> Ref | None:
    """The message that shows a file in a thread, from its `shares`."""
    for shares in (file.get("shares") or {}).values():
        for share in shares.get(thread.channel) or ():
            if share.get("thread_ts", thread.ts) == thread.ts and share.get("ts"):
                return Ref(thread.team, thread.channel, share["ts"])
    return None


async def file_info(client: AsyncWebClient, file: str) -> dict[str, Any] | None:
    """What Slack knows of a file; None where it knows none."""
    try:
        answer = await client.files_info(file=file)
    except SlackApiError as error:
        if code_of(error) in NO_FILE:
            return None
        raise fault(error, "files.info") from error
    info: dict[str, Any] = answer["file"]
    return info


async def original_link(client: AsyncWebClient, outbox: Outbox, take: str) -> str | None:
    """A link to a take's file as it was uploaded last; None where it is gone."""
    file, number = None, 0
    while posting := await outbox.posting(clip_key(take, number)):
        file, number = posting.file or file, number + 1
    info = await file_info(client, file) if file else None
    return (info.get("url_private_download") or info.get("permalink")) if info else None
