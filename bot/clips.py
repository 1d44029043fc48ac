"""Clips into threads: Slack's upload in three steps, found again by its file. Cards and sentences are posting.py's.

"ok" can be followed by no share at all, so that only a message's ts counts as shown.
"""

import asyncio
from pathlib import Path
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.posting import Hold, alone
from bot.slack_client import code_of, fault
from graphs.crew import Clock
from graphs.crew.archive import Outbox
from graphs.crew.entries import Posting
from graphs.crew.room import Upload, clip_key
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take

log = structlog.get_logger()

NO_FILE = ("file_not_found", "file_deleted")
CONTENT = "clip"


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
            await self._send(str(place["upload_url"]), clip)
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

    async def _send(self, url: str, clip: Path) -> None:
        """The bytes, streamed from disk. The address is itself the permission: no token goes along."""
        assert self._client.session is not None, "open_slack gives the session"
        with await asyncio.to_thread(clip.open, "rb") as film:
            async with self._client.session.post(url, data=film, proxy=self._client.proxy) as answer:
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
