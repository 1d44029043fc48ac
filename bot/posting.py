"""Showing each thing once: post under a key, find it again after a crash, edit in place. Cards are made elsewhere."""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.blocks import Card
from bot.slack_client import code_of, fault, without_retries
from graphs.crew import Clock
from graphs.crew.archive import Outbox
from graphs.crew.entries import Posting
from graphs.crew.room import Subject
from graphs.vocabulary.refs import Ref

log = structlog.get_logger()

Hold = Callable[[str], AbstractAsyncContextManager[bool]]  # a lock by key; see storage/locks.py

EVENT_TYPE = "dailies"
PROGRESS_S = 10.0
HELD_ELSEWHERE_S = 0.1
CLOCKS_DIFFER = timedelta(minutes=10)
GONE = ("message_not_found", "cant_update_message", "edit_window_closed", "is_inactive")
PAGE = 200


@asynccontextmanager
async def alone(hold: Hold, key: str) -> AsyncIterator[None]:
    """Nobody else shows this at the same time, in this process or another."""
    while True:
        async with hold(f"show:{key}") as held:
            if held:
                yield
                return
        await asyncio.sleep(HELD_ELSEWHERE_S)


class Board:
    """Where messages are put up. One thing has one key and one message."""

    def __init__(self, client: AsyncWebClient, outbox: Outbox, hold: Hold, clock: Clock) -> None:
        self._client = client
        self._impatient = without_retries(client)
        self._outbox = outbox
        self._hold = hold
        self._clock = clock
        self._edited_at: dict[str, float] = {}

    async def show(
        self, key: str, subject: Subject, id: str, thread: Ref, card: Card, *, state: Card | None = None
    ) -> Ref:
        """Put a card up, or edit it to what it says now; its message.

        `state` is the card without its progress: while that stays, an edit is progress only, and may be dropped.
        A thread without a ts is the channel itself.
        """
        content = f"{_hash(state or card)}.{_hash(card)}"
        async with alone(self._hold, key):
            posting = await self._shown_before(key, subject, id, thread)
            if posting.ref is None:
                return await self._post(posting, card, content)
            if posting.content != content:
                await self._edit(posting, posting.ref, card, content)
            return posting.ref

    async def say(self, key: str, subject: Subject, id: str, thread: Ref, card: Card) -> Ref:
        """Put a message up that is never edited."""
        async with alone(self._hold, key):
            posting = await self._shown_before(key, subject, id, thread)
            return posting.ref or await self._post(posting, card, _hash(card))

    async def _shown_before(self, key: str, subject: Subject, id: str, thread: Ref) -> Posting:
        """The intent, stored; with its message where an earlier send was accepted without our learning of it."""
        posting = await self._outbox.intend(key, subject, id, thread, self._clock())
        if posting.ref is None and posting.tries:
            ref = await self._find(key, thread, posting.intended_at)
            if ref is not None:
                await self._outbox.posted(key, ref, "")
                log.info("found_again", action="post", key=key)
                return replace(posting, ref=ref, content="")
        return posting

    async def _post(self, posting: Posting, card: Card, content: str) -> Ref:
        await self._outbox.began(posting.key)
        thread = posting.thread
        try:
            answer = await self._client.chat_postMessage(
                channel=thread.channel,
                thread_ts=thread.ts or None,
                text=card.text,
                blocks=list(card.blocks),
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": posting.key}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            raise fault(error, "chat.postMessage") from error
        ref = Ref(thread.team, thread.channel, str(answer["ts"]))
        await self._outbox.posted(posting.key, ref, content)
        self._note_edit(posting.key)
        return ref

    async def _edit(self, posting: Posting, ref: Ref, card: Card, content: str) -> None:
        progress = (posting.content or "").partition(".")[0] == content.partition(".")[0]
        if progress and time.monotonic() - self._edited_at.get(posting.key, -PROGRESS_S) < PROGRESS_S:
            return
        client = self._impatient if progress else self._client
        try:
            await client.chat_update(channel=ref.channel, ts=ref.ts, text=card.text, blocks=list(card.blocks))
        except SlackApiError as error:
            code = code_of(error)
            if progress and code == "ratelimited":
                return
            if code not in GONE:
                raise fault(error, "chat.update") from error
            log.info("card_gone", action="edit", key=posting.key, code=code)
        await self._outbox.posted(posting.key, ref, content)
        self._note_edit(posting.key)

    def _note_edit(self, key: str) -> None:
        """Remember when a card was last touched, as long as that matters."""
        now = time.monotonic()
        if len(self._edited_at) > 1000:
            self._edited_at = {k: at for k, at in self._edited_at.items() if now - at < PROGRESS_S}
        self._edited_at[key] = now

    async def _find(self, key: str, thread: Ref, since: datetime) -> Ref | None:
        """The message that carries a key, newest page last."""
        cursor: str | None = None
        while True:
            page = await self._page(thread, since, cursor)
            for message in page.get("messages", ()):
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key:
                    return Ref(thread.team, thread.channel, message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    async def _page(self, thread: Ref, since: datetime, cursor: str | None) -> dict[str, Any]:
        oldest = f"{(since - CLOCKS_DIFFER).timestamp():.6f}"
        asked: dict[str, Any] = {"limit": PAGE, "cursor": cursor, "oldest": oldest, "include_all_metadata": True}
        try:
            if thread.ts:
                answer = await self._client.conversations_replies(channel=thread.channel, ts=thread.ts, **asked)
            else:
                answer = await self._client.conversations_history(channel=thread.channel, **asked)
        except SlackApiError as error:
            if code_of(error) in ("thread_not_found", "message_not_found"):
                return {}
            raise fault(error, "conversations.replies") from error
        data = answer.data
        return data if isinstance(data, dict) else {}


def _hash(card: Card) -> str:
    told = json.dumps([card.text, card.blocks], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]
