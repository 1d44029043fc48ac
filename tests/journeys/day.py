"""A shooting day in one thread: what people do there, and what is seen of it in the chat and in the archive."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from graphs.vocabulary.feedback import stands
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from storage.archive import SqlArchive
from storage.database import open_database
from tests.journeys.cards import Form, Message, control, key_of, parsed, read
from tests.journeys.company import Company, a_company
from tests.journeys.priced import held

Record = dict[str, Any]
ADMIN, LIMIT = "producer", "$15"  # the workspace's admin, who lets a production on a paid camera spend
LABEL = re.compile(r"(take \d+|P\d+)")


class Day:
    """One thread. `archive` is the bot's own, opened beside it to read."""

    def __init__(self, company: Company, archive: SqlArchive) -> None:
        self.company = company
        self.archive = archive
        self.thread = ""
        self._heard: set[str] = set()

    # what people do

    async def says(self, person: str, text: str) -> str:
        """Somebody writes, in the thread once there is one; the message's ts. `@Dailies` becomes a mention."""
        posted = await self.company.backlot.client(person).chat_postMessage(
            channel=self.company.channel,
            text=text.replace("@Dailies", f"<@{self.company.bot_user}>"),
            thread_ts=self.thread or None,
        )
        ts: str = posted["ts"]
        self.thread = self.thread or ts
        return ts

    async def edits(self, person: str, ts: str, text: str) -> None:
        """Somebody edits their message."""
        await self.company.backlot.client(person).chat_update(channel=self.company.channel, ts=ts, text=text)

    async def deletes(self, person: str, ts: str) -> None:
        """Somebody deletes a message."""
        await self.company.backlot.client(person).chat_delete(channel=self.company.channel, ts=ts)

    async def reacts(self, person: str, emoji: str, ts: str) -> None:
        """Somebody puts an emoji on a message."""
        client = self.company.backlot.client(person)
        await client.reactions_add(channel=self.company.channel, timestamp=ts, name=emoji)

    async def unreacts(self, person: str, emoji: str, ts: str) -> None:
        """Somebody takes their emoji away."""
        client = self.company.backlot.client(person)
        await client.reactions_remove(channel=self.company.channel, timestamp=ts, name=emoji)

    async def commands(self, person: str, text: str) -> None:
        """Somebody types `/dailies ...`."""
        answer = await self.company.backlot.interact(
            person, type="slash_command", command="/dailies", text=text, channel=self.company.channel
        )
        assert answer["ok"], answer

    async def presses(self, person: str, label: str, message: Message) -> None:
        """Somebody presses the button of a message, or picks the entry behind its [...], that says `label`."""
        block, element, value = control(message.get("blocks", []), label)
        chosen = {"selected_option": value} if element["type"] == "overflow" else {"value": value}
        answer = await self.company.backlot.interact(
            person, type="block_actions", channel=self.company.channel, message_ts=message["ts"],
            block_id=block["block_id"], action_id=element["action_id"], **chosen,
        )  # fmt: skip
        assert answer["ok"], answer

    async def taps(self, person: str, label: str, form: Form) -> None:
        """Somebody presses a button within a form that is open before them."""
        block, element, value = control(form.blocks, label)
        answer = await self.company.backlot.interact(
            person, type="block_actions", view_id=form.id,
            block_id=block["block_id"], action_id=element["action_id"], value=value,
        )  # fmt: skip
        assert answer["ok"], answer

    async def submits_form(self, person: str, form: Form, **values: Any) -> None:
        """Somebody hands a form in, as it was filled in but for `values` (by block)."""
        given = {block: {"value": value} for block, value in values.items()}
        answer = await self.company.backlot.interact(
            person, type="view_submission", view_id=form.id, state_values=given
        )
        assert answer["ok"], answer
        assert not answer.get("errors"), answer

    # what is seen

    async def form(self) -> Form:
        """The form that was opened last."""
        calls = [c for c in await self.company.backlot.calls(method="views.open") if c["ok"]]
        view = parsed(calls[-1]["args"]["view"])
        return Form(calls[-1]["answer"]["view"], view["title"]["text"], view["blocks"])

    async def messages(self) -> list[Message]:
        """The bot's own messages in the thread, with the keys that they were posted under."""
        page = await self.company.backlot.client("editor").conversations_replies(
            channel=self.company.channel, ts=self.thread, limit=200, include_all_metadata=True
        )
        return [m for m in page["messages"] if m.get("bot_id")]

    async def new_words(self) -> list[str]:
        """What the bot said since the last time it was asked for: cards and clips apart."""
        said = [m for m in await self.messages() if key_of(m).startswith("say:") and m["ts"] not in self._heard]
        self._heard |= {m["ts"] for m in said}
        return [m["text"] for m in said]

    async def sentence(self, words: str) -> Message:
        """The bot's message, card or clip apart, that says (or begins with) some words."""
        found = [m for m in await self.messages() if key_of(m).startswith("say:") and m["text"].startswith(words)]
        assert len(found) == 1, [m["text"] for m in await self.messages()]
        return found[0]

    async def slates(self) -> list[Message]:
        """The slate cards."""
        return [m for m in await self.messages() if key_of(m).startswith("shot:")]

    async def card(self, label: str) -> Message | None:
        """The card of a take ("take 2") or of a previs ("P1")."""
        for message in await self.messages():
            if key_of(message).startswith("take:") and (found := LABEL.search(read(message))) and found[1] == label:
                return message
        return None

    async def card_there(self, label: str) -> Message:
        """The same card, which has to be there."""
        card = await self.card(label)
        assert card, [m["text"] for m in await self.messages()]
        return card

    async def clip(self, label: str) -> Message | None:
        """The message that plays a take or a previs."""
        titles = {
            f["title"]: m for m in await self.messages() for f in m.get("files", []) if f.get("mimetype") == "video/mp4"
        }
        return next((message for title, message in titles.items() if title.endswith(f" {label}")), None)

    async def until_clip(self, label: str) -> Message:
        """Wait until a take or previs plays, and everything about it is done."""
        found: Message = await self.company.until(lambda: self.clip(label), f"the clip of {label}")
        await self.settled()
        return found

    async def receipts(self, ts: str) -> set[str]:
        """The bot's own reactions on a message."""
        page = await self.company.backlot.client("editor").reactions_get(
            channel=self.company.channel, timestamp=ts, full=True
        )
        put = page["message"].get("reactions", [])
        return {each["name"] for each in put if self.company.bot_user in each["users"]}

    async def whispers(self, person: str) -> list[Message]:
        """What the bot said to one person alone."""
        calls = await self.company.backlot.calls(method="chat.postEphemeral")
        who = self.company.backlot.person(person)
        return [
            {"text": c["args"]["text"], "blocks": parsed(c["args"]["blocks"]), "ts": c["answer"]["message_ts"]}
            for c in calls
            if c["ok"] and c["args"]["user"] == who
        ]

    # what is remembered

    def ref(self, ts: str) -> Ref:
        return Ref(self.company.backlot.tokens["team_id"], self.company.channel, ts)

    async def shots(self) -> list[Shot]:
        """The shots of the thread."""
        return await self.archive.shots_in(self.ref(self.thread))

    async def takes(self, kind: str = "take", shot: int = -1) -> list[Take]:
        """The takes (or previs) of one shot of the thread, in order."""
        return [t for t in await self.archive.takes_of((await self.shots())[shot].id) if t.kind == kind]

    async def records(self, ts: str) -> list[Record]:
        """What stands in the log from one message, in the order said."""
        return [r for r in await self.archive.feedback_from(self.ref(ts)) if stands(r)]

    async def logged(self) -> list[Record]:
        """All that stands in the log of the production."""
        [production] = await self.archive.productions()
        now = datetime.now(UTC)
        week = await self.archive.week(production.id, now - timedelta(days=1), now + timedelta(days=1))
        return [r for r in week.feedback if stands(r)]

    async def settled(self) -> None:
        """Wait until all that people did was acted on; a render that a camera holds back may go on."""

        async def nothing_open() -> bool:
            if await self.company.backlot.waiting():
                return False
            open_work = await self.archive.open_work(datetime.now(UTC) + timedelta(days=1))
            return all([await self._is_held(work) for work in open_work])

        await self.company.until(nothing_open, "an end of the work", every_s=0.1)

    async def _is_held(self, work: str) -> bool:
        """Whether work is a take whose render the priced camera holds back, or one that waits for such a picture."""
        kind, _, key = work.partition(":")
        if kind != "take":
            return False
        take = await self.archive.take(key)
        source = await self.archive.take(take.parent) if take.parent else None
        attempts = await self.archive.attempts_of(take.id)
        if not attempts:
            return bool(source and not source.ended and await self._is_held(f"take:{source.id}"))
        return take.state == "rolling" and attempts[-1].operation in held(self.company.priced)


@asynccontextmanager
async def a_day(folder: Path, camera: str | None = None) -> AsyncIterator[Day]:
    """A company with the bot invited by the director, and a day that begins. No step may stumble until its end."""
    async with a_company(folder, camera=camera) as company:
        await company.start_bot()
        await company.invite()
        archive = SqlArchive(open_database(f"sqlite+aiosqlite:///{company.folder / 'dailies.db'}"))
        day = Day(company, archive)
        try:
            await company.until(lambda: greeted(company), "the greeting")
            if camera:
                await day.commands(ADMIN, f"activate limit {LIMIT}")
            yield day
        finally:
            await archive.aclose()
        assert await company.end_bot() == 0
        log = (company.folder / "bot.log").read_text(encoding="utf-8")
        assert "stumbled" not in log, [line for line in log.splitlines() if "stumbled" in line]


async def greeted(company: Company) -> bool:
    """Whether the bot has introduced itself in the channel."""
    page = await company.backlot.client("editor").conversations_history(channel=company.channel)
    return any("/dailies help" in json.dumps(m) for m in page["messages"] if m.get("bot_id"))


async def a_moment() -> None:
    """Time for what must not come."""
    await asyncio.sleep(0.7)


async def judgements(day: Day, ts: str) -> set[tuple[str, str, tuple[float, ...]]]:
    """What stands from a message: aspect, sentiment, and the seconds that it names."""
    return {(r["aspect"], r["sentiment"], tuple(t["in_s"] for t in r["timecodes"])) for r in await day.records(ts)}
