"""What people do at the desk: asking, pressing, commanding; and what the bot heard of it."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphs.crew.camera import Estimate
from graphs.crew.entries import Collected, SlateEntry, TakeEntry
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Attempt, Shot, Take
from tests.backlot.running import until
from tests.edges.conftest import Desk, now
from tests.edges.nouns import a_shot, shot_view

REQUEST = "low angle on the courier"


async def opened(desk: Desk) -> Production:
    """The channel is the director's production."""
    director = desk.lot.tokens["people"]["director"]["id"]
    return await desk.archive.open_production(desk.us.team, desk.channel, "scene-14", director, "UTC", now())


def who(desk: Desk, person: str) -> str:
    return str(desk.lot.tokens["people"][person]["id"])


async def asked_of(desk: Desk) -> Act:
    """The one act that was heard and woke something; the next call starts anew."""

    async def first() -> list[tuple[str, int | None]]:
        return desk.woken

    await until(first)
    await desk.settled()
    [(_, row)] = desk.woken
    desk.woken.clear()
    assert row is not None
    act = await desk.archive.act(row)
    assert act is not None
    return act


async def a_slated_shot(desk: Desk) -> tuple[Any, Ref]:
    """A shot that was asked for in the channel, and its card."""
    ref = await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
    await asked_of(desk)
    [shot] = [s for s in await desk.archive.shots_in(ref) if s.state == "heard"]
    await desk.room().show_shot(shot_view(replace(shot, number=1, state="waiting")))
    [card] = await desk.replies(ref)
    return shot, Ref(ref.team, ref.channel, card["ts"])


async def press(desk: Desk, person: str, card: Ref, action: str) -> dict[str, Any]:
    shown = await desk.client.conversations_replies(channel=card.channel, ts=card.ts)
    [message] = [m for m in shown["messages"] if m["ts"] == card.ts]
    block = next(b for b in message["blocks"] if b["type"] == "actions")
    answer: dict[str, Any] = await desk.lot.interact(
        person, type="block_actions", channel=card.channel, message_ts=card.ts, block_id=block["block_id"],
        action_id=action,
    )  # fmt: skip
    return answer


async def command(desk: Desk, person: str, text: str) -> str:
    """What `/dailies` answers to somebody, as one string."""
    feed = f"{desk.lot.url}/backlot/live"
    async with desk.lot.session.ws_connect(feed, params={"token": desk.lot.token(person)}) as live:
        answer = await desk.lot.interact(
            person, type="slash_command", command="/dailies", text=text, channel=desk.channel
        )
        assert answer["ok"], answer
        async with asyncio.timeout(5):
            while (frame := await live.receive_json())["type"] != "ephemeral":
                pass
    return str(frame["message"])


async def a_landed_take(desk: Desk, clip: Path, kept: str = "c") -> tuple[Shot, Take, Ref]:
    """A shot of the director's whose first take is in (its clip kept under that key), and the take's card."""
    production = await opened(desk)
    ref = await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
    await asked_of(desk)
    [heard] = await desk.archive.shots_in(ref)
    plain = a_shot()
    entry = SlateEntry(plain.text, plain.request, plain.filled, "14C")
    [shot] = await desk.archive.write_slates(
        "k", heard.id, ref, ref, production.id, who(desk, "director"), "r", [entry], (), now()
    )
    await desk.archive.set_shot_state(shot.id, "open")
    order = TakeEntry("take", plain.request, "", 1, "animatic")
    [take] = await desk.archive.open_takes(shot.id, "k", [order], shot.asked_by, ref, now())
    upload = await desk.room().screen(take, shot, clip, 0)
    while upload.ref is None:
        upload = await desk.room().screen(take, shot, clip, 0)
    attempt = await desk.archive.reserve_roll(take.id, "animatic", "m", {}, 1, Estimate(0, 1), now())
    assert isinstance(attempt, Attempt)
    await desk.archive.submitted(attempt.id, "op", now())
    await desk.archive.collected(take.id, attempt.id, Collected(kept, 8.0, 2.0, 0, "m", {}), now())
    await desk.archive.screened(take.id, upload.ref)
    await desk.room().show_take(await desk.archive.take_view(take.id))
    card = (await desk.replies(ref))[-1]
    await desk.settled()
    desk.woken.clear()
    return shot, await desk.archive.take(take.id), Ref(ref.team, ref.channel, card["ts"])


async def choose(desk: Desk, person: str, card: Ref, label: str) -> dict[str, Any]:
    """Somebody opens a card's [...] and takes an entry."""
    shown = await desk.client.conversations_replies(channel=card.channel, ts=card.ts)
    [message] = [m for m in shown["messages"] if m["ts"] == card.ts]
    row = next(b for b in message["blocks"] if b["type"] == "actions")
    menu = next(e for e in row["elements"] if e["type"] == "overflow")
    entry = next(o for o in menu["options"] if o["text"]["text"] == label)
    answer: dict[str, Any] = await desk.lot.interact(
        person, type="block_actions", channel=card.channel, message_ts=card.ts, block_id=row["block_id"],
        action_id="more", selected_option=entry,
    )  # fmt: skip
    return answer
