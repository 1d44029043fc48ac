"""A running backlot for each module, a channel and an archive on SQLite for each test, and the edge between them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import build_app, connect, who_we_are
from bot.listeners.edge import Edge
from bot.listeners.notes import put_down
from bot.screening_room import SlackRoom
from bot.slack_client import open_slack
from bot.translate import Identity
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.acts import Act, Hearing
from graphs.vocabulary.refs import Ref
from storage.archive import SqlArchive
from storage.database import open_database
from storage.locks import ProcessLocks
from tests.backlot.running import Backlot, running_backlot, until
from tests.sqlite import migrated

RATE = 1000
READER = RulesInterpreter()
CREW = ("dp", "ad", "editor", "producer", "researcher", "pa", "guest")


def now() -> datetime:
    return datetime.now(UTC)


class DeafEar:
    """In the archive's place: hears everything and keeps nothing."""

    async def hear(self, act: Act) -> Hearing:
        return Hearing(new=False, work=None)


@dataclass
class Desk:
    """The edge's parts at work: `woken` lists the works that were to be advanced."""

    lot: Backlot
    archive: SqlArchive
    client: AsyncWebClient
    us: Identity
    channel: str
    since: int = 0
    woken: list[tuple[str, int | None]] = field(default_factory=list)

    def room(self) -> SlackRoom:
        """A room as a process has it that has just started."""
        return SlackRoom(self.client, self.archive, ProcessLocks().hold, now, self.us)

    def edge(self, **parts: Any) -> Edge:
        async def wake(work: str, act: int | None) -> None:
            self.woken.append((work, act))

        given: dict[str, Any] = {
            "archive": self.archive, "room": self.room(), "client": self.client, "wake": wake, "clock": now,
            "us": self.us, "reader": READER,
        }  # fmt: skip
        return Edge(**{**given, **parts})

    @asynccontextmanager
    async def on_air(self, **parts: Any) -> AsyncIterator[Edge]:
        """The app, connected."""
        edge = self.edge(**parts)
        async with connect(build_app(edge), self.lot.tokens["app_token"]):
            yield edge
        await put_down(edge)

    async def settled(self) -> None:
        """All events so far have been delivered and answered."""

        async def all_answered() -> bool:
            return await self.lot.waiting() == 0

        await until(all_answered)

    async def post(self, person: str, text: str, thread: str | None = None) -> Ref:
        """Somebody writes in the channel."""
        answer = await self.lot.client(person).chat_postMessage(channel=self.channel, text=text, thread_ts=thread)
        return Ref(self.us.team, self.channel, answer["ts"])

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The bot's own calls of a method in this test."""
        calls = await self.lot.calls(method, since=self.since)
        return [call for call in calls if call["who"] not in self.lot.tokens["people"]]

    async def replies(self, thread: Ref) -> list[dict[str, Any]]:
        """What stands in a thread under its root."""
        answer = await self.lot.client("director").conversations_replies(channel=thread.channel, ts=thread.ts)
        messages: list[dict[str, Any]] = answer["messages"][1:]
        return messages

    async def new_channel(self) -> str:
        """A channel of the director's with all of the crew in it, the bot left out."""
        director = self.lot.client("director")
        made = (await director.conversations_create(name=f"scene-{uuid4().hex[:8]}"))["channel"]["id"]
        await director.conversations_invite(channel=made, users=[self.lot.person(key) for key in CREW])
        return str(made)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Backlot]:
    """A backlot whose rates are out of the way."""
    async with running_backlot(tmp_path_factory.mktemp("lot"), rate_scale=RATE) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def archive(tmp_path: Path) -> AsyncIterator[SqlArchive]:
    opened = SqlArchive(open_database(await migrated(tmp_path)))
    yield opened
    await opened.aclose()


@pytest_asyncio.fixture(loop_scope="module")
async def desk(lot: Backlot, archive: SqlArchive) -> AsyncIterator[Desk]:
    """The bot is in a channel; what happened before this test has been delivered, and nothing is in the way."""
    await lot.no_faults()
    async with open_slack(lot.api_url, lot.tokens["bot_token"]) as client:
        made = Desk(lot, archive, client, await who_we_are(client), "")
        made.channel = await made.new_channel()
        await lot.client("director").conversations_invite(channel=made.channel, users=made.us.user)
        async with made.on_air(archive=DeafEar()):
            await made.settled()
        made.since = max((call["seq"] for call in await lot.calls()), default=0)
        yield made
