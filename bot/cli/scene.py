"""The demo's scene: the seeded crew ask, answer and take back, with their own tokens and Slack's public methods.

What a client alone can do (typing a command) goes through the workspace's own page, as it does for people.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from graphs.errors import DailiesError

REQUEST = 'low angle on the courier under the neon, slow push in, rain, 40mm. She says "You\'re late." 8 seconds'
NOTE = "love the light, but the push is too fast at 0:03"
REVISION = "same but wider, at night"
DIGEST = "digest so far"
ACTIVATION = "activate limit $15"
WORD = "roll it"
LINEAGE = ("from take 1", "edit of take 1", "new roll after take 1")
PATIENCE_S = 120.0
PAID_PATIENCE_S = 900.0  # a render may wait in a provider's line
LOOK_EVERY_S = 0.6

Message = dict[str, Any]
Found = Callable[[], Awaitable[Any]]


class NotSeen(DailiesError):
    """Something that the scene waits for did not appear in the workspace."""


@dataclass
class Scene:
    """One play of the scene in one channel. `pace_s` is what people take between two things they do.

    With a `paid` camera the admin lets the production spend first, and the director gives the word after the previs.
    """

    api_url: str
    tokens: dict[str, Any]
    channel: str
    pace_s: float
    tell: Callable[[str], None]
    paid: bool = False
    counts: dict[str, int] = field(default_factory=lambda: {"shots": 0, "takes": 0, "notes": 0, "reactions": 0})
    timings: dict[str, list[float]] = field(default_factory=lambda: {"first_reply_s": [], "clip_s": []})

    def __post_init__(self) -> None:
        people = self.tokens["people"]
        self._clients = {name: AsyncWebClient(p["token"], base_url=self.api_url) for name, p in people.items()}
        self._watchers = cycle([self._clients[n] for n in ("director", "dp", "ad", "editor", "producer")])
        self._bot: str = self.tokens["bot_user_id"]

    async def play(self) -> dict[str, Any]:
        """Play it to the end; what was seen, counted. Raises NotSeen where something stayed away."""
        await self.invite()
        if self.paid:
            await self.activate()
        thread = await self.ask(f"<@{self._bot}> {REQUEST}", None)
        self.counts["shots"] += 1
        if self.paid:
            await self.give_the_word(thread)
        first = await self.see_take(thread, 1)
        await self.react("dp", "fire", first)
        await self.react("editor", "+1", first)
        await self.note(thread)
        await self.circle(thread, first)
        await self.ask(REVISION, thread)
        await self.see_take(thread, 2)
        await self.see_lineage(thread)
        await self.take_back("dp", "fire", first)
        await self.digest()
        return {**self.counts, "digest": True, **self.timings}

    async def invite(self) -> None:
        """The director brings the bot into the channel and is greeted (once: later plays find it there)."""
        self.tell(f"The director invites Dailies to #{self.channel}.")
        try:
            await self._as("director").conversations_invite(channel=self._channel, users=self._bot)
        except SlackApiError as error:
            if error.response["error"] != "already_in_channel":
                raise
        await self._until("the greeting", lambda: self._message(None, lambda m: "/dailies help" in str(m)))
        await self._breathe()

    async def activate(self) -> None:
        """The producer, who is the workspace's admin, lets the production spend up to a limit."""
        self.tell(f"The producer: /dailies {ACTIVATION}")
        typed = {"type": "slash_command", "command": "/dailies", "text": ACTIVATION, "channel": self._channel}
        who = {"Authorization": f"Bearer {self.tokens['people']['producer']['token']}"}
        async with (
            aiohttp.ClientSession(trust_env=False) as web,
            web.post(f"{self.tokens['url']}/backlot/interact", json=typed, headers=who) as answer,
        ):
            if not (await answer.json()).get("ok"):
                raise NotSeen("The workspace did not take `/dailies activate`.")
        await self._breathe()

    async def give_the_word(self, thread: str) -> None:
        """The director looks at the previs, which is free, and says to roll."""
        await self._until("the previs", lambda: self._message(thread, lambda m: is_clip(m, "p1")))
        self.tell(f"The previs plays, and nothing is paid yet. The director: {WORD}")
        posted = await self._as("director").chat_postMessage(channel=self._channel, text=WORD, thread_ts=thread)
        self._asked = posted["ts"]

    async def ask(self, text: str, thread: str | None) -> str:
        """The director asks; how long the first reply and the clip took is read off the messages' own times."""
        self.tell(f"The director: {text.replace(f'<@{self._bot}>', '@Dailies')}")
        posted = await self._as("director").chat_postMessage(channel=self._channel, text=text, thread_ts=thread)
        asked: str = posted["ts"]
        root = thread or asked
        await self._until("the receipt", lambda: self._reaction(asked, "eyes"))
        reply = await self._until("the card", lambda: self._message(root, lambda m: self._after(m, asked)))
        self.timings["first_reply_s"].append(round(float(reply["ts"]) - float(asked), 2))
        self._asked = asked
        return root

    async def see_take(self, thread: str, number: int) -> str:
        """The take's clip plays in the thread; the ts of its message."""
        wanted = f"take {number}"
        clip = await self._until(wanted, lambda: self._message(thread, lambda m: is_clip(m, wanted)))
        self.timings["clip_s"].append(round(float(clip["ts"]) - float(self._asked), 2))
        self.counts["takes"] += 1
        self.tell(f"Take {number} plays in the thread after {self.timings['clip_s'][-1]:g} s.")
        await self._breathe()
        ts: str = clip["ts"]
        return ts

    async def react(self, person: str, emoji: str, ts: str) -> None:
        """Somebody reacts to a clip."""
        self.tell(f"The {person} reacts with :{emoji}:.")
        await self._as(person).reactions_add(channel=self._channel, timestamp=ts, name=emoji)
        self.counts["reactions"] += 1
        await self._breathe()

    async def note(self, thread: str) -> None:
        """The DP notes in words, and sees that it was logged."""
        self.tell(f"The DP: {NOTE}")
        posted = await self._as("dp").chat_postMessage(channel=self._channel, text=NOTE, thread_ts=thread)
        await self._until("the mark on the note", lambda: self._reaction(posted["ts"], "memo"))
        self.counts["notes"] += 1
        await self._breathe()

    async def circle(self, thread: str, clip: str) -> None:
        """The director circles the take; its card says so."""
        await self.react("director", "o", clip)
        await self._until("the circled card", lambda: self._message(thread, lambda m: "ircled by" in str(m)))

    async def see_lineage(self, thread: str) -> None:
        """The second take's card says where it came from."""
        await self._until("the lineage", lambda: self._message(thread, lambda m: any(w in str(m) for w in LINEAGE)))

    async def take_back(self, person: str, emoji: str, ts: str) -> None:
        """Somebody takes a reaction back."""
        self.tell(f"The {person} takes :{emoji}: back.")
        await self._as(person).reactions_remove(channel=self._channel, timestamp=ts, name=emoji)
        self.counts["reactions"] -= 1
        await self._breathe()

    async def digest(self) -> None:
        """The director asks for the digest so far."""
        self.tell(f"The director: @Dailies {DIGEST}")
        asked = await self._as("director").chat_postMessage(channel=self._channel, text=f"<@{self._bot}> {DIGEST}")
        found = lambda m: self._after(m, asked["ts"]) and "igest" in str(m)  # noqa: E731
        await self._until("the digest", lambda: self._message(asked["ts"], found))

    @property
    def _channel(self) -> str:
        channel: str = self.tokens["channels"][self.channel]
        return channel

    def _as(self, person: str) -> AsyncWebClient:
        return self._clients[person]

    def _after(self, message: Message, ts: str) -> bool:
        return bool(message.get("bot_id")) and float(message["ts"]) > float(ts)

    async def _message(self, thread: str | None, wanted: Callable[[Message], bool]) -> Message | None:
        watcher = next(self._watchers)
        if thread is None:
            page = await watcher.conversations_history(channel=self._channel, limit=50)
        else:
            page = await watcher.conversations_replies(channel=self._channel, ts=thread, limit=200)
        return next((m for m in page["messages"] if wanted(m)), None)

    async def _reaction(self, ts: str, name: str) -> bool:
        got = await next(self._watchers).reactions_get(channel=self._channel, timestamp=ts)
        reactions = got["message"].get("reactions") or []
        return any(r["name"] == name and self._bot in r["users"] for r in reactions)

    async def _until(self, what: str, look: Found) -> Any:
        patience_s = PAID_PATIENCE_S if self.paid else PATIENCE_S
        deadline = asyncio.get_running_loop().time() + patience_s
        while asyncio.get_running_loop().time() < deadline:
            try:
                if found := await look():
                    return found
            except SlackApiError as error:
                if error.response.status_code != 429:
                    raise
                await asyncio.sleep(float(error.response.headers.get("Retry-After", 1)))
            await asyncio.sleep(LOOK_EVERY_S)
        raise NotSeen(f"{what[0].upper()}{what[1:]} did not appear in the workspace within {patience_s:g} s.")

    async def _breathe(self) -> None:
        await asyncio.sleep(self.pace_s)


def is_clip(message: Message, wanted: str) -> bool:
    """Whether a message shows the clip of that label ("take 1", "p1")."""
    files = message.get("files") or []
    titles = " ".join(str(f.get("title") or f.get("name")) for f in files).lower()
    return any(f.get("mimetype") == "video/mp4" for f in files) and wanted in titles.replace("_", " ")
