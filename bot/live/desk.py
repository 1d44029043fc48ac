"""What the check does on the workspace, call by call: each answer is kept to be compared, all that it put up is known,
and taken away at the end. The steps themselves are in play.py.
"""

import asyncio
import time
import uuid
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clips import NO_FILE, file_info, send, shared_in
from bot.slack_client import code_of
from graphs.errors import DailiesError
from graphs.vocabulary.refs import Ref

log = structlog.get_logger()

EVENT_TYPE = "dailies_check"
GONE = ("message_not_found", "thread_not_found", *NO_FILE)
PAGE = 200
LOOKS_EVERY_S = 0.5
CLOCKS_DIFFER_S = 600.0
TROUBLES = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError, DailiesError)

Answer = dict[str, Any]


class Desk:
    """One channel of a workspace, and what lies there by our hand. `said` are the answers that nobody compared yet."""

    def __init__(self, client: AsyncWebClient, team: str) -> None:
        self.client = client
        self.said: list[tuple[str, Any]] = []
        self.channel = ""
        self._team = team
        self._run = uuid.uuid4().hex[:12]
        self._began = time.time()
        self._messages: list[str] = []  # in the order they were posted; the first is the thread's root
        self._files: dict[str, str | None] = {}  # each with the message that shows it, once that is known
        self._posting = False

    @property
    def root(self) -> str | None:
        """The thread's first message, once it is there."""
        return self._messages[0] if self._messages else None

    async def call(self, method: str, **args: Any) -> Answer:
        """Call a method of the Web API; its answer is kept to be compared. Raises SlackApiError."""
        asked = getattr(self.client, method.replace(".", "_"))  # as the product sends it: not every method takes JSON
        answer = await asked(**args)
        assert isinstance(answer.data, dict)
        self.said.append((method, answer.data))
        return answer.data

    async def post(self, text: str, blocks: list[Answer] | None = None) -> str:
        """A message under a key of this run, in the thread once there is one; its ts."""
        self._posting = True
        answer = await self.call(
            "chat.postMessage", channel=self.channel, text=text, blocks=blocks, thread_ts=self.root,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": self._run}}, unfurl_links=False,
        )  # fmt: skip
        self._posting = False
        self._messages.append(str(answer["ts"]))
        return self._messages[-1]

    async def delete(self, ts: str) -> None:
        """Take one message away."""
        await self.call("chat.delete", channel=self.channel, ts=ts)
        self._messages.remove(ts)

    async def kept_key(self, ts: str) -> bool:
        """Whether a message of ours is found again by its key, as after a crash."""
        page = await self.call(
            "conversations.replies", channel=self.channel, ts=self.root, limit=PAGE, include_all_metadata=True
        )
        return ts in self._keyed(page)

    async def upload(self, clip: Path) -> str:
        """A clip into the thread, in Slack's three steps; its file id."""
        place = await self.call("files.getUploadURLExternal", filename=clip.name, length=clip.stat().st_size)
        file = str(place["file_id"])
        self._files[file] = None
        await send(self.client, str(place["upload_url"]), clip)
        await self.call(
            "files.completeUploadExternal", files=[{"id": file, "title": "Dailies check"}], channel_id=self.channel,
            thread_ts=self.root,
        )  # fmt: skip
        return file

    async def shown(self, file: str, within_s: float) -> tuple[str, Answer] | None:
        """The message that shows a file, and what Slack knows of it; None where none does in time."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            info = await file_info(self.client, file)
            if info and (ref := shared_in(info, self._thread)):
                self._files[file] = ref.ts
                await self.call("files.info", file=file)
                return ref.ts, info
            await asyncio.sleep(LOOKS_EVERY_S)
        return None

    async def clean_up(self) -> tuple[int, list[str]]:
        """Take everything away, the newest first; how many things are gone, and what is left with the reason."""
        gone, left = 0, list[str]()
        if self._posting:
            await self._find_lost()
        for file, ts in reversed(self._files.items()):
            ts = ts or await self._late_share(file)
            trouble = (await self._away("chat.delete", channel=self.channel, ts=ts) if ts else None) or (
                await self._away("files.delete", file=file)
            )
            gone, left = (gone, [*left, f"the file {file} ({trouble})"]) if trouble else (gone + 1, left)
        for ts in reversed(self._messages):
            trouble = await self._away("chat.delete", channel=self.channel, ts=ts)
            gone, left = (gone, [*left, f"the message {ts} ({trouble})"]) if trouble else (gone + 1, left)
        self._messages, self._files = [], {}
        return gone, left

    async def _away(self, method: str, **args: Any) -> str | None:
        """Delete something; why it could not be done. What is gone already counts as done."""
        try:
            await self.call(method, **args)
        except SlackApiError as error:
            return None if code_of(error) in GONE else code_of(error)
        except TROUBLES as error:
            return type(error).__name__
        return None

    async def _late_share(self, file: str) -> str | None:
        try:
            info = await file_info(self.client, file)
        except TROUBLES:
            return None
        ref = shared_in(info, self._thread) if info else None
        return ref.ts if ref else None

    async def _find_lost(self) -> None:
        """A message whose answer never came may stand there all the same; it has our key."""
        try:
            page = (
                await self.client.conversations_replies(
                    channel=self.channel, ts=self.root, limit=PAGE, include_all_metadata=True
                )
                if self.root
                else await self.client.conversations_history(
                    channel=self.channel, oldest=f"{self._began - CLOCKS_DIFFER_S:.6f}", limit=PAGE,
                    include_all_metadata=True,
                )
            )  # fmt: skip
        except TROUBLES as error:
            log.warning("not_found_again", action="clean_up", trouble=type(error).__name__)
            return
        self._messages += [ts for ts in self._keyed(page) if ts not in self._messages]

    def _keyed(self, page: Any) -> list[str]:
        return [
            m["ts"]
            for m in reversed(page.get("messages") or [])
            if m.get("metadata", {}).get("event_payload", {}).get("key") == self._run
        ]

    @property
    def _thread(self) -> Ref:
        return Ref(self._team, self.channel, self.root or "")
