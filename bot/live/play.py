"""The steps of the check, in their order: connect, post, (render,) upload, share, press, edit, react, delete, clean up.

A step that fails is told and the next ones go on where they can. What was put up is taken away in any case.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import who_we_are
from bot.live.desk import Desk
from bot.live.ears import ACTION, Ears, Heard, listening
from bot.live.report import Line, Mark, Tell, advice
from bot.live.shapes import Measure
from graphs.errors import DailiesError

EVENT_WITHIN_S = 15.0
CLEANED_WITHIN_S = 60.0
PAGE = 200

Act = Callable[[], Awaitable[str]]
Render = Callable[[], Awaitable[tuple[Path, str]]]  # a clip and what to say of it; raises DailiesError
Event = dict[str, Any]


class Stuck(DailiesError):
    """A step cannot be done; the message says what to do."""


class Play:
    """One check in one channel. `clip` is the mp4 that is uploaded, unless `render` makes one; `press_within_s` is how
    long a person is waited for, `share_within_s` how long the share of an upload. `tell` gets each step's line as soon
    as it is known, `notice` what is going on meanwhile.
    """

    def __init__(
        self, client: AsyncWebClient, app_token: str, measure: Measure, tell: Tell, notice: Callable[[str], None], *,
        clip: Path, press_within_s: float, share_within_s: float, event_within_s: float = EVENT_WITHIN_S,
        render: Render | None = None,
    ) -> None:  # fmt: skip
        self.lines: list[Line] = []
        self._client = client
        self._app_token = app_token
        self._measure = measure
        self._tell_on = tell
        self._notice = notice
        self._clip = clip
        self._press_within_s = press_within_s
        self._share_within_s = share_within_s
        self._event_within_s = event_within_s
        self._render = render
        self._desk = Desk(client, "")
        self._open = AsyncExitStack()
        self._ears: Ears
        self._channel_asked = ""
        self._card = self._file = self._clip_at = ""
        self._pressed_by = ""

    async def in_channel(self, channel: str) -> list[Line]:
        """Play it in "#name" or an id; the lines of all steps. What was put up is gone when this ends, however."""
        self._channel_asked = channel.removeprefix("#")
        async with self._open:
            try:
                await self._steps()
            finally:
                await self._clean_up()
        return self.lines

    async def _steps(self) -> None:
        if not (await self._step("connect", self._connect) and await self._step("channel", self._find_channel)):
            return
        if not await self._step("post", self._post):
            return
        if self._render:
            await self._step("render", self._roll)
        if await self._step("upload", self._upload):
            await self._step("share", self._share)
        else:
            self._told("failed", "share", "not tried: nothing was uploaded")
        await self._step("press", self._press)
        if not self._card:
            return
        await self._step("edit", self._edit)
        await self._step("react", self._react)
        await self._step("delete", self._delete)

    async def _step(self, name: str, act: Act) -> bool:
        """Do one step and tell its line; whether it worked."""
        try:
            return self._told("ok", name, await act())
        except SlackApiError as error:
            return self._told("failed", name, advice(error))
        except DailiesError as error:
            return self._told("failed", name, str(error) if isinstance(error, Stuck) else error.said)
        except (KeyError, TypeError, ValueError) as error:  # an answer without what we build on: what the check is for
            return self._told("failed", name, f"an answer is not as it has to be ({type(error).__name__}: {error})")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            words = f"no answer ({type(error).__name__}): look at the network and SLACK_API_URL, then run this again"
            return self._told("failed", name, words)

    def _told(self, mark: Mark, name: str, words: str) -> bool:
        said, self._desk.said = self._desk.said, []
        differences = list(dict.fromkeys(d for what, each in said for d in self._measure.differences(name, what, each)))
        more = list(dict.fromkeys(f"{what}: {p}" for what, each in said for p in self._measure.more(name, what, each)))
        line = Line("differs" if mark == "ok" and differences else mark, name, words, differences, more)
        self.lines.append(line)
        self._tell_on(line)
        return mark == "ok"

    # the steps

    async def _connect(self) -> str:
        us = await who_we_are(self._client)
        self._desk = Desk(self._client, us.team)
        answer = await self._desk.call("auth.test")
        self._ears = await self._open.enter_async_context(listening(self._client, self._app_token, us))
        self._desk.said.append(("apps.connections.open", self._ears.opening))
        if self._ears.others:
            raise Stuck(
                "another process of this app is connected and would get its events: end the bot (or wait a minute"
                " after it ended), then run this again"
            )
        return f"{answer['team']}, as {answer['user']}; the socket said hello"

    async def _find_channel(self) -> str:
        cursor = ""
        while True:
            page = await self._desk.call(
                "users.conversations", types="public_channel,private_channel", exclude_archived=True, limit=PAGE,
                cursor=cursor or None,
            )  # fmt: skip
            for each in page["channels"]:
                if self._channel_asked in (each["id"], each["name"]):
                    self._desk.channel = each["id"]
                    return f"#{each['name']}"
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                raise Stuck(f"Dailies is in no channel #{self._channel_asked}: type `/invite @Dailies` there")

    async def _post(self) -> str:
        ts = await self._desk.post("Dailies checks this workspace. What it posts in this thread it takes away again.")
        after = await self._event("message", lambda e: e.get("ts") == ts, "message.channels (message.groups)")
        if not await self._desk.kept_key(ts):
            raise Stuck(
                "a message does not show the key it was posted under (metadata), so it is not found again after a crash"
            )
        return f"one message, told {after}, found again by its key"

    async def _roll(self) -> str:
        assert self._render is not None, "only where it is asked for"
        self._clip, words = await self._render()
        return words

    async def _upload(self) -> str:
        self._file = await self._desk.upload(self._clip)
        return f"{self._clip.stat().st_size:,} bytes of mp4 in Slack's three steps"

    async def _share(self) -> str:
        began = time.monotonic()
        shown = await self._desk.shown(self._file, self._share_within_s)
        if shown is None:
            raise Stuck(
                f"the upload was accepted, and no message shows it within {self._share_within_s:g} s; a longer"
                " DAILIES_SHARE_PATIENCE may help"
            )
        self._clip_at, info = shown
        took = time.monotonic() - began
        if info.get("mimetype") != "video/mp4":
            raise Stuck(
                f"the clip counts as {info.get('mimetype') or 'no known type'}, not video/mp4: it will not play"
            )
        await self._event("file_shared", lambda e: e.get("file_id") == self._file, "file_shared")
        shares = "message.channels (message.groups)"
        after = await self._event("message.file_share", lambda e: e.get("ts") == self._clip_at, shares)
        return f"shown after {took:.1f} s as video/mp4, told {after}"

    async def _press(self) -> str:
        asked = "One press wanted, by anybody here: it shows that buttons reach Dailies."
        button = {"type": "button", "action_id": ACTION, "text": _plain("Press"), "value": "check"}
        self._card = await self._desk.post(asked, [_section(asked), {"type": "actions", "elements": [button]}])
        self._notice(
            f"Waiting {self._press_within_s:g} s for somebody to press the button in #{self._channel_asked} ..."
        )
        heard = await self._ears.wait(
            "block_actions", lambda p: p.get("container", {}).get("message_ts") == self._card, self._press_within_s
        )
        if heard is None:
            raise Stuck(
                f"nobody pressed within {self._press_within_s:g} s: run this again with somebody there, or with a"
                " longer --patience; where somebody did press, interactivity is off on the app's pages"
            )
        self._desk.said.append((heard.what, heard.payload))
        self._pressed_by = str(heard.payload.get("user", {}).get("id", ""))
        return "a press came over the socket"

    async def _edit(self) -> str:
        words = f"Pressed by <@{self._pressed_by}>." if self._pressed_by else "Nobody pressed."
        await self._desk.call(
            "chat.update", channel=self._desk.channel, ts=self._card, text=words, blocks=[_section(words)]
        )
        after = await self._event(
            "message.message_changed", lambda e: e.get("message", {}).get("ts") == self._card, "message.channels"
        )
        return f"the card says it and has no button any more, told {after}"

    async def _react(self) -> str:
        where = {"channel": self._desk.channel, "timestamp": self._clip_at or self._card}
        await self._desk.call("reactions.add", **where, name="eyes")
        after = await self._event("reaction_added", self._on(where["timestamp"]), "reaction_added")
        page = await self._desk.call("reactions.get", **where, full=True)
        if not any(each["name"] == "eyes" for each in page["message"].get("reactions") or ()):
            raise Stuck("a reaction was accepted and is not on the message")
        await self._desk.call("reactions.remove", **where, name="eyes")
        await self._event("reaction_removed", self._on(where["timestamp"]), "reaction_removed")
        return f"put on and taken off, told {after}"

    async def _delete(self) -> str:
        card = self._card
        await self._desk.delete(card)
        after = await self._event("message.message_deleted", lambda e: e.get("deleted_ts") == card, "message.channels")
        return f"the card is gone, told {after}"

    async def _clean_up(self) -> None:
        """Take away what is there, in any case: also where the check was broken off."""
        gone, left = 0, ["what was posted"] if self._desk.root else []
        try:
            async with asyncio.timeout(CLEANED_WITHIN_S):
                gone, left = await self._desk.clean_up()
        except TimeoutError:
            pass
        if left:
            where = f"in #{self._channel_asked}"
            self._told("failed", "clean up", f"still there {where}: {', '.join(left)}; delete it by hand")
        elif gone:
            self._told("ok", "clean up", f"nothing is left ({gone} thing{'' if gone == 1 else 's'} deleted)")

    # hearing

    async def _event(self, what: str, wanted: Callable[[Event], bool], subscription: str) -> str:
        """Wait for an event of ours; when it came. Raises Stuck with what to subscribe to."""
        began = time.monotonic()
        heard = await self._ears.wait(what, wanted, self._event_within_s)
        if heard is None:
            raise Stuck(
                f"no {what} event came within {self._event_within_s:g} s: the app has to subscribe to {subscription},"
                " as bot/manifest.json does; install it again after that"
            )
        self._desk.said.append((heard.what, heard.payload))
        return _when(heard, began)

    def _on(self, ts: str) -> Callable[[Event], bool]:
        return lambda event: event.get("item", {}).get("ts") == ts


def _when(heard: Heard, began: float) -> str:
    after = heard.at - began
    return f"after {after:.1f} s" if after >= 0.05 else "at once"


def _section(text: str) -> Event:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _plain(text: str) -> Event:
    return {"type": "plain_text", "text": text}
