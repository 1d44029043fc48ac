"""A running backlot, an archive on SQLite, and the bot's edge between them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import build_app, connect, who_we_are
from bot.listeners.edge import Edge
from bot.screening_room import SlackRoom
from bot.slack_client import open_slack
from bot.translate import Identity
from graphs.vocabulary.refs import Ref
from storage.archive import SqlArchive
from storage.database import open_database
from storage.locks import ProcessLocks
from storage.migrate import migrate
from tests.backlot.running import Backlot, running_backlot

RATE = 1000


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
async def lot(tmp_path: Path) -> AsyncIterator[Backlot]:
    """A backlot whose rates are out of the way."""
    async with running_backlot(tmp_path / "backlot", rate_scale=RATE) as running:
        yield running


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[SqlArchive]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'dailies.db'}"
    await migrate(url)
    opened = SqlArchive(open_database(url))
    yield opened
    await opened.aclose()


@dataclass
class Desk:
    """The edge's parts at work: `woken` lists the works that were to be advanced."""

    lot: Backlot
    archive: SqlArchive
    client: AsyncWebClient
    us: Identity
    channel: str
    woken: list[tuple[str, int | None]] = field(default_factory=list)

    def room(self) -> SlackRoom:
        """A room as a process has it that has just started."""
        return SlackRoom(self.client, self.archive, ProcessLocks().hold, now, self.us)

    def edge(self, **parts: Any) -> Edge:
        async def wake(work: str, act: int | None) -> None:
            self.woken.append((work, act))

        given: dict[str, Any] = {
            "archive": self.archive, "room": self.room(), "client": self.client, "wake": wake, "clock": now,
            "us": self.us,
        }  # fmt: skip
        return Edge(**{**given, **parts})

    @asynccontextmanager
    async def on_air(self, **parts: Any) -> AsyncIterator[Edge]:
        """The app, connected."""
        edge = self.edge(**parts)
        async with connect(build_app(edge), self.lot.tokens["app_token"]):
            yield edge

    async def post(self, person: str, text: str, thread: str | None = None) -> Ref:
        """Somebody writes in the channel."""
        answer = await self.lot.client(person).chat_postMessage(channel=self.channel, text=text, thread_ts=thread)
        return Ref(self.us.team, self.channel, answer["ts"])

    async def replies(self, thread: Ref) -> list[dict[str, Any]]:
        """What stands in a thread under its root."""
        answer = await self.lot.client("director").conversations_replies(channel=thread.channel, ts=thread.ts)
        messages: list[dict[str, Any]] = answer["messages"][1:]
        return messages


@pytest.fixture
async def desk(lot: Backlot, archive: SqlArchive) -> AsyncIterator[Desk]:
    """The bot is in #scene-14."""
    channel = lot.tokens["channels"]["scene-14"]
    await lot.client("director").conversations_invite(channel=channel, users=lot.tokens["bot_user_id"])
    async with open_slack(lot.api_url, lot.tokens["bot_token"]) as client:
        yield Desk(lot, archive, client, await who_we_are(client), channel)
