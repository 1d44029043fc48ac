"""A backlot as a process of its own, for tests: `async with running_backlot(tmp_path) as lot`."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.ready import Running

STARTS_WITHIN_S = 60.0  # the first one waits for what it is forked from
ENDS_WITHIN_S = 10.0
LOOKS_EVERY_S = 0.02

Answer = dict[str, Any]


@dataclass
class Backlot:
    """A workspace that a test may stop and start again on the same data. `flags` are its command line's."""

    folder: Path
    flags: dict[str, Any]
    tokens: Answer = field(default_factory=dict)
    port: int = 0
    _process: Running | None = None
    _session: aiohttp.ClientSession | None = None

    @property
    def url(self) -> str:
        return str(self.tokens["url"])

    @property
    def api_url(self) -> str:
        return str(self.tokens["api_url"])

    @property
    def bot_user_id(self) -> str:
        return str(self.tokens["bot_user_id"])

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def session(self) -> aiohttp.ClientSession:
        """For requests that no SDK makes."""
        assert self._session is not None
        return self._session

    def channel(self, name: str) -> str:
        return str(self.tokens["channels"][name])

    def person(self, key: str) -> str:
        """The user id of a seeded person."""
        return str(self.tokens["people"][key]["id"])

    def token(self, key: str) -> str:
        return str(self.tokens["people"][key]["token"])

    def client(self, key: str) -> AsyncWebClient:
        """The real client, as a seeded person."""
        return self._client(self.token(key))

    @property
    def bot_client(self) -> AsyncWebClient:
        """The real client, as the app's bot."""
        return self._client(str(self.tokens["bot_token"]))

    def _client(self, token: str) -> AsyncWebClient:
        client = AsyncWebClient(token, base_url=self.api_url, session=self._session)
        client.proxy = None
        return client

    async def start(self) -> None:
        """Start it; the second time on the same port, as a workspace keeps its address."""
        arguments = ["--data", str(self.folder), "--port", str(self.port)]
        for name, value in self.flags.items():
            arguments += [f"--{name.replace('_', '-')}", str(value)]
        self._process = Running("backlot", *arguments, env=os.environ)
        assert await self._process.line(STARTS_WITHIN_S), "the backlot did not start"
        self.tokens = json.loads((self.folder / "backlot.json").read_text(encoding="utf-8"))
        self.port = int(self.url.rpartition(":")[2])

    async def stop(self, *, kill: bool = False) -> int:
        """End it, by SIGTERM or at once; its exit code."""
        process = self._process
        assert process is not None
        process.kill() if kill else process.terminate()
        return await process.wait(ENDS_WITHIN_S)

    async def calls(self, method: str | None = None, *, since: int = 0) -> list[Answer]:
        """The log of Web API calls."""
        query = {"since": str(since), **({"method": method} if method else {})}
        answer = await self.control("GET", "calls", query=query)
        found: list[Answer] = answer["calls"]
        return found

    async def events(self, *, since: int = 0) -> list[Answer]:
        """The log of envelopes that were sent to the app."""
        answer = await self.control("GET", "events", query={"since": str(since)})
        found: list[Answer] = answer["events"]
        return found

    async def waiting(self) -> int:
        """How many events are not acknowledged yet."""
        return int((await self.control("GET", "events", query={"since": str(10**9)}))["waiting"])

    async def fault(self, kind: str, **about: Any) -> None:
        """Ask for trouble; backlot/README.md lists the kinds."""
        await self.control("POST", "faults", {"kind": kind, **about})

    async def no_faults(self) -> None:
        await self.control("DELETE", "faults")

    async def release(self, order: str = "forward") -> None:
        """Let held answers and held events go."""
        await self.control("POST", "release", {"order": order})

    async def chance(self, **about: Any) -> None:
        """`random_seed`, `share_delay=[low, high]` in seconds."""
        await self.control("POST", "seed", about)

    async def control(self, verb: str, path: str, body: Answer | None = None, query: Any = None) -> Answer:
        headers = {"Authorization": f"Bearer {self.tokens['control_token']}"}
        url = f"{self.url}/control/{path}"
        async with self.session.request(verb, url, json=body, params=query, headers=headers) as response:
            assert response.status == 200, await response.text()
            answer: Answer = await response.json()
            return answer

    async def interact(self, person: str, **act: Any) -> Answer:
        """A press, a submission, a command by a seeded person; the workspace's answer."""
        headers = {"Authorization": f"Bearer {self.token(person)}"}
        async with self.session.post(f"{self.url}/backlot/interact", json=act, headers=headers) as response:
            answer: Answer = await response.json()
            return answer


@asynccontextmanager
async def running_backlot(tmp_path: Path, **flags: Any) -> AsyncIterator[Backlot]:
    """A fresh workspace below `tmp_path`; `flags` such as `rate_scale=50` go on its command line."""
    lot = Backlot(tmp_path / "backlot", flags)
    async with aiohttp.ClientSession(trust_env=False) as session:
        lot._session = session
        await lot.start()
        try:
            yield lot
        finally:
            await lot.stop()


async def until(found: Any, *, within: float = 10.0) -> Any:
    """Wait until an async look (a function without arguments) finds something true; what it found."""
    deadline = asyncio.get_running_loop().time() + within
    while True:
        if seen := await found():
            return seen
        assert asyncio.get_running_loop().time() < deadline, f"not seen within {within} s"
        await asyncio.sleep(LOOKS_EVERY_S)
