"""Slack's answer to the ScreeningRoom protocol: cards, clips, sentences, receipts and people of one workspace.

How a thing is shown once is in posting.py and clips.py; what cards say is in cards/.
"""

import time
from dataclasses import replace
from pathlib import Path

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import translate
from bot.cards.blocks import INPUT, Card, actions, button, clip, safe, section
from bot.cards.digest import digest_card
from bot.cards.greeting import greeting_card
from bot.cards.questions import rows
from bot.cards.slate import slate_card
from bot.cards.take import take_card
from bot.clips import Projector
from bot.posting import Board, Hold
from bot.references import fetch_clip, fetch_image
from bot.slack_client import code_of, fault, without_retries
from bot.translate import Identity
from graphs.crew import Clock
from graphs.crew.archive import Outbox
from graphs.crew.room import Choice, Mark, ShotView, TakeView, Upload
from graphs.errors import NotFound
from graphs.vocabulary.production import Person, Production
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.shots import Shot, Take

log = structlog.get_logger()

MARKS: dict[Mark, str] = {"read": "eyes", "logged": "memo", "off_record": "zipper_mouth_face"}
NOT_THERE = ("message_not_found", "channel_not_found")
NO_SUCH_METHOD = (
    "unknown_method",
    "method_deprecated",
    "missing_scope",
    "not_allowed_token_type",
    "feature_not_enabled",
)
KNOWN_FOR_S = 300.0
KNOWN_AT_MOST = 1000
MOST_CALLED = 10  # people to one sentence


class SlackRoom:
    """The screening room of one workspace. Holds no resource of its own: client and outbox belong to who gives them."""

    def __init__(self, client: AsyncWebClient, outbox: Outbox, hold: Hold, clock: Clock, us: Identity) -> None:
        self._client = client
        self._outbox = outbox
        self._clock = clock
        self._us = us
        self._board = Board(client, outbox, hold, clock)
        self._projector = Projector(client, outbox, hold, clock)
        self._impatient = without_retries(client)
        self._sessions: dict[Ref, str] = {}
        self._has_sessions = True
        self._people: dict[str, tuple[float, Person]] = {}
        self._marked: dict[tuple[Ref, Mark], None] = {}  # receipts that stand, the oldest first

    async def show_shot(self, view: ShotView) -> None:
        state = slate_card(replace(view, place=None))
        key = f"shot:{view.shot.id}"
        await self._board.show(key, "card", view.shot.id, view.shot.thread, slate_card(view), state=state)
        await self._tell_session(view)

    async def show_take(self, view: TakeView) -> None:
        take = view.take
        await self._board.show(f"take:{take.id}", take.kind, take.id, view.shot.thread, take_card(view))

    async def screen(self, take: Take, shot: Shot, clip: Path, retry: int) -> Upload:
        return await self._projector.screen(take, shot, clip, retry)

    async def mark(self, ref: Ref, mark: Mark) -> None:
        if (ref, mark) in self._marked:
            return
        self._marked[ref, mark] = None
        while len(self._marked) > KNOWN_AT_MOST:
            del self._marked[next(iter(self._marked))]
        try:
            await self._client.reactions_add(channel=ref.channel, timestamp=ref.ts, name=MARKS[mark])
        except SlackApiError as error:
            if code_of(error) not in ("already_reacted", *NOT_THERE):
                self._marked.pop((ref, mark), None)
                raise fault(error, "reactions.add") from error
        except BaseException:
            self._marked.pop((ref, mark), None)
            raise

    async def unmark(self, ref: Ref, mark: Mark) -> None:
        self._marked.pop((ref, mark), None)
        try:
            await self._client.reactions_remove(channel=ref.channel, timestamp=ref.ts, name=MARKS[mark])
        except SlackApiError as error:
            if code_of(error) not in ("no_reaction", *NOT_THERE):
                raise fault(error, "reactions.remove") from error

    async def busy(self, thread: Ref, words: str | None) -> None:
        try:
            await self._impatient.assistant_threads_setStatus(
                channel_id=thread.channel, thread_ts=thread.ts, status=words or ""
            )
        except (TimeoutError, SlackApiError, aiohttp.ClientError) as error:
            log.debug("no_status", action="busy", trouble=type(error).__name__)

    async def _tell_session(self, view: ShotView) -> None:
        """Slack's own stop button stands in a thread while something rolls there. Best effort, and only on a change."""
        rolling = any(not take.ended for take in (*view.takes, *view.previs))
        status, thread = "processing" if rolling else "active", view.shot.thread
        known = self._sessions.get(thread, None if rolling or view.takes else status)
        if known == status or not self._has_sessions:
            return
        if len(self._sessions) >= KNOWN_AT_MOST:
            self._sessions.clear()
        self._sessions[thread] = status
        asked = {"channel_id": thread.channel, "thread_ts": thread.ts, "status": status}
        try:
            await self._impatient.api_call("agents.sessions.setStatus", json=asked)
        except SlackApiError as error:
            self._has_sessions = code_of(error) not in NO_SUCH_METHOD
        except (TimeoutError, aiohttp.ClientError) as error:
            log.debug("no_session", action="session", trouble=type(error).__name__)

    async def say(
        self, key: str, thread: Ref, words: str, choices: tuple[Choice, ...] = (), to: tuple[str, ...] = ()
    ) -> None:
        called = "".join(f"<@{safe(person, 40)}> " for person in to[:MOST_CALLED])
        said = called + safe(words, INPUT - len(called))
        blocks = [section(said)]
        if choices:
            blocks.append(actions([button(c.action, c.subject, c.label) for c in choices]))
        await self._board.say(f"say:{key}", "note", key, thread, Card(said, tuple(blocks)))

    async def resay(self, key: str, thread: Ref, words: str) -> None:
        posting = await self._outbox.posting(f"say:{key}")
        if posting is None or posting.tries == 0:
            return
        card = Card(safe(words, INPUT), (section(safe(words, INPUT)),))
        await self._board.show(f"say:{key}", "note", key, thread, card)

    async def whisper(self, key: str, thread: Ref, person: str, words: str, choices: tuple[Choice, ...] = ()) -> None:
        posting = await self._outbox.intend(f"whisper:{key}", "note", key, thread, self._clock())
        if posting.tries:
            return
        await self._outbox.began(posting.key)
        text = safe(words, INPUT)
        blocks = [section(text), *rows(choices)]
        try:
            await self._client.chat_postEphemeral(
                channel=thread.channel, thread_ts=thread.ts or None, user=person, text=text, blocks=blocks
            )
        except SlackApiError as error:
            log.warning("whisper_lost", action="whisper", code=code_of(error))

    async def greet(self, production: Production) -> None:
        channel = Ref(production.team, production.channel, "")
        card = greeting_card(production)
        await self._board.say(f"greeting:{production.id}", "greeting", production.id, channel, card)

    async def show_digest(self, key: str, production: Production, thread: Ref | None, markdown: str) -> Ref:
        where = thread or Ref(production.team, production.channel, "")
        return await self._board.say(key, "digest", key.partition(":")[2], where, digest_card(markdown))

    async def permalink(self, ref: Ref) -> str:
        """A link to a message; empty where it is gone."""
        try:
            answer = await self._client.chat_getPermalink(channel=ref.channel, message_ts=ref.ts)
        except SlackApiError as error:
            if code_of(error) in NOT_THERE:
                return ""
            raise fault(error, "chat.getPermalink") from error
        return str(answer["permalink"])

    async def channel_name(self, team: str, channel: str) -> str:
        """The channel's name; in a direct message the person's."""
        try:
            found = (await self._client.conversations_info(channel=channel))["channel"]
        except SlackApiError as error:
            raise fault(error, "conversations.info") from error
        if found.get("is_im"):
            return (await self.person(team, found.get("user") or await self._other_in(channel))).name
        return str(found.get("name") or channel)

    async def _other_in(self, channel: str) -> str:
        """Whom a direct message is with, where the channel itself does not say."""
        try:
            members = (await self._client.conversations_members(channel=channel))["members"]
        except SlackApiError as error:
            raise fault(error, "conversations.members") from error
        return next((str(member) for member in members if member != self._us.user), self._us.user)

    async def person(self, team: str, person: str) -> Person:
        """Who somebody is; asked again after some minutes. Raises NotFound."""
        asked_at, known = self._people.get(person, (0.0, None))
        if known and time.monotonic() - asked_at < KNOWN_FOR_S:
            return known
        try:
            answer = await self._client.users_info(user=person)
        except SlackApiError as error:
            if code_of(error) in ("user_not_found", "user_not_visible"):
                raise NotFound(f"nobody is called {clip(person, 20)}") from error
            raise fault(error, "users.info") from error
        found = translate.person(answer["user"], self._us)
        if len(self._people) >= KNOWN_AT_MOST:
            self._people.clear()
        self._people[person] = (time.monotonic(), found)
        return found

    async def fetch(self, file: FileRef, to: Path) -> None:
        await fetch_image(self._client, file, to)

    async def fetch_clip(self, file: FileRef, to: Path) -> None:
        await fetch_clip(self._client, file, to)
