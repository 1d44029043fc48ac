"""A workspace and a bot as two real processes, and what a judge outside can see of them."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.backlot.running import Backlot, running_backlot
from tests.journeys.priced import submitted
from tests.ready import Running
from tests.sqlite import migrated

CHANNEL = "scene-14"
SHOT = "wide shot of the pier at dawn, static, 1 second"
PATIENCE_S = 60.0

Look = Callable[[], Awaitable[Any]]


class Company:
    """The bot's process on one data folder, in one workspace."""

    def __init__(self, backlot: Backlot, folder: Path, camera: str | None = None, **environment: str) -> None:
        self.backlot = backlot
        self.folder = folder
        self._camera = camera
        self._environment = environment
        self._bot: Running | None = None

    @property
    def channel(self) -> str:
        channel: str = self.backlot.tokens["channels"][CHANNEL]
        return channel

    @property
    def bot_user(self) -> str:
        user: str = self.backlot.tokens["bot_user_id"]
        return user

    def lay_mine(self, point: str) -> None:
        """The bot kills itself when its flow comes to that point: "before:room.mark", "after:camera.roll"."""
        (self.folder / "mine").write_text(point)

    async def start_bot(self) -> None:
        """Start the bot, with no mine before it. Returns when it is ready, or dead before that."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "mine").unlink(missing_ok=True)
        environment = {
            **os.environ,
            "SLACK_BOT_TOKEN": self.backlot.tokens["bot_token"],
            "SLACK_APP_TOKEN": self.backlot.tokens["app_token"],
            "SLACK_API_URL": self.backlot.api_url,
            "DAILIES_DATA": str(self.folder),
            "DAILIES_INTERPRETER": "rules",
            **self._environment,
        }
        arguments = ["--camera", self._camera] if self._camera else []
        with (self.folder / "bot.log").open("ab") as log:
            self._bot = Running("tests.journeys.child", *arguments, env=environment, stderr=log)
        await self._bot.line(PATIENCE_S)

    async def bot_died(self) -> None:
        """Wait until the bot has killed itself."""
        assert self._bot is not None
        await self._bot.wait(PATIENCE_S)

    async def kill_bot(self) -> None:
        """SIGKILL."""
        assert self._bot is not None
        self._bot.kill()
        await self._bot.wait(PATIENCE_S)

    async def end_bot(self) -> int:
        """SIGTERM; its exit code."""
        assert self._bot is not None
        if self._bot.returncode is None:
            self._bot.terminate()
        return await self._bot.wait(PATIENCE_S)

    async def invite(self) -> None:
        """The director invites the bot."""
        director = self.backlot.client("director")
        await director.conversations_invite(channel=self.channel, users=self.bot_user)

    async def ask(self, text: str = SHOT, person: str = "director", thread: str | None = None) -> str:
        """Somebody asks the bot for something; the message's ts."""
        client = self.backlot.client(person)
        posted = await client.chat_postMessage(
            channel=self.channel, text=f"<@{self.bot_user}> {text}", thread_ts=thread
        )
        ts: str = posted["ts"]
        return ts

    async def thread(self, ts: str) -> list[dict[str, Any]]:
        """The messages of a thread, read as the editor."""
        page = await self.backlot.client("editor").conversations_replies(channel=self.channel, ts=ts, limit=200)
        messages: list[dict[str, Any]] = page["messages"]
        return messages

    async def clips(self, ts: str) -> list[dict[str, Any]]:
        """The mp4 files shown in a thread."""
        return [f for m in await self.thread(ts) for f in m.get("files", []) if f.get("mimetype") == "video/mp4"]

    async def until(self, look: Look, what: str, every_s: float = 0.25) -> Any:
        """Wait until something can be seen; AssertionError (with the end of the bot's log) where it never can."""
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while asyncio.get_running_loop().time() < deadline:
            if found := await look():
                return found
            await asyncio.sleep(every_s)
        log = (self.folder / "bot.log").read_text(encoding="utf-8", errors="replace")[-3000:]
        raise AssertionError(f"{what} was not seen\n{log}")

    async def until_take(self, ts: str, count: int = 1) -> None:
        """Wait until a thread shows that many clips, and the card of the last."""

        async def there() -> bool:
            return len(await self.clips(ts)) >= count and len(await self.cards(ts, '"Again"')) >= count

        await self.until(there, f"{count} clip(s) with their cards")

    async def cards(self, ts: str, words: str) -> list[dict[str, Any]]:
        """The bot's own messages in a thread whose blocks hold some words, files left out."""
        return [
            m for m in await self.thread(ts)
            if m.get("bot_id") and not m.get("files") and words in json.dumps(m.get("blocks", []), ensure_ascii=False)
        ]  # fmt: skip

    async def press(self, message: dict[str, Any], action: str) -> None:
        """The director presses a button of a message."""
        for block in message["blocks"]:
            for element in block.get("elements", []):
                if element.get("type") == "button" and action in element["action_id"]:
                    answer = await self.backlot.interact(
                        "director", type="block_actions", channel=self.channel, message_ts=message["ts"],
                        block_id=block["block_id"], action_id=element["action_id"], value=element.get("value"),
                    )  # fmt: skip
                    assert answer["ok"], answer
                    return
        raise AssertionError(f"no button {action} on {message.get('text')}")

    def operations(self) -> list[dict[str, Any]]:
        """The animatic's own log of operations."""
        log = self.folder / "operations" / "operations.jsonl"
        if not log.exists():
            return []
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line]

    def submits(self) -> list[dict[str, Any]]:
        """What the priced camera was asked to render, and so has to be paid, in order."""
        return list(submitted(self.priced).values())

    @property
    def priced(self) -> Path:
        """The priced camera's folder."""
        return self.folder / "priced"


@asynccontextmanager
async def a_company(
    folder: Path, rate_scale: int = 50, camera: str | None = None, **environment: str
) -> AsyncIterator[Company]:
    """A workspace with the bot's folder beside it; the bot is started by the test, with a `camera` of its own."""
    async with running_backlot(folder / "backlot", rate_scale=rate_scale) as backlot:
        company = Company(backlot, folder / "bot", camera, **environment)
        company.folder.mkdir(parents=True, exist_ok=True)
        if "DATABASE_URL" not in environment:
            await migrated(company.folder)  # the demo starts in an empty folder
        try:
            yield company
        finally:
            if company._bot is not None and company._bot.returncode is None:
                await company.kill_bot()
