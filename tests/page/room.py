"""A fresh channel for one test, and what is looked for in it on the page."""

import itertools
from dataclasses import dataclass

from playwright.async_api import Locator, Page

from tests.backlot.running import Backlot

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Room:
    """One channel. Its address on the page is `place`."""

    lot: Backlot
    id: str
    name: str

    @classmethod
    async def made(cls, lot: Backlot) -> "Room":
        """A new channel of the director's, with the DP and the AD in it."""
        name = f"stage-{next(_NUMBERS)}"
        director = lot.client("director")
        created = await director.conversations_create(name=name)
        channel: str = created["channel"]["id"]
        crew = ",".join(lot.tokens["people"][key]["id"] for key in ("dp", "ad"))
        await director.conversations_invite(channel=channel, users=crew)
        return cls(lot, channel, name)

    @property
    def place(self) -> str:
        """The hash that opens it."""
        return f"#/{self.id}"

    async def say(self, person: str, text: str, thread: str | None = None) -> str:
        """Post as somebody through the Web API; the message's ts."""
        answer = await self.lot.client(person).chat_postMessage(channel=self.id, text=text, thread_ts=thread)
        ts: str = answer["ts"]
        return ts


def message(page: Page, words: str) -> Locator:
    """The message in the channel that holds these words."""
    return page.locator(".place .message", has_text=words)


def reply(page: Page, words: str) -> Locator:
    """The message in the open thread that holds these words."""
    return page.locator(".thread .message", has_text=words)


async def write(page: Page, words: str, *, thread: bool = False) -> None:
    """Type into the channel's or the thread's composer and send with Enter."""
    field = page.locator(".thread .composer textarea" if thread else ".place .composer textarea")
    await field.fill(words)
    await field.press("Enter")


async def tool(shown: Locator, label: str) -> None:
    """Press one of a message's tools, which appear when it is pointed at."""
    await shown.hover()
    await shown.get_by_role("button", name=label, exact=True).click()
