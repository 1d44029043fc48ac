"""Taps in notes views: a judgement goes into the inbox like any press, and the views follow once the flow has acted.

Shortcuts on messages are here as well. What the views show is notes.py's.
"""

import asyncio
import json
import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot import interactions
from bot.cards import actions
from bot.cards.notes import judged_by_people, sentence_view
from bot.interactions import Tap
from bot.listeners.edge import Edge, hear, member_of
from bot.listeners.notes import behind, form_of, may_judge, of_message, open_notes, show_notes
from graphs.vocabulary.production import Member
from graphs.vocabulary.refs import Ref

OURS = re.compile(rf"^({'|'.join((*actions.JUDGED, *actions.LEAFED))})(:\w+)?$")
NOTHING_KEPT = "Nothing is kept of that message: I work in channels that I was invited to."
ACTED_WITHIN_S = 10.0
LOOKS_EVERY_S = 0.05


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.action(OURS)
    async def tapped(ack: AsyncAck, body: dict[str, Any]) -> None:
        tap = interactions.tapped(body)
        match tap.action:
            case actions.CORRECTING:
                await open_form(edge, tap)
            case actions.OLDER | actions.NEWER:
                await show_notes(edge, tap.view, {**tap.carried, "page": tap.leaf}, tap.person)
            case _:
                await judge(edge, tap)
        await ack()

    @app.shortcut({"type": "message_action", "callback_id": actions.READ_AS})
    async def how_was_this_read(ack: AsyncAck, body: dict[str, Any]) -> None:
        used = interactions.used(body, edge.us)
        await open_notes(edge, of_message(used), used.person, used.trigger)
        await ack()

    @app.shortcut({"type": "message_action", "callback_id": actions.DONT_LOG})
    async def dont_log(ack: AsyncAck, body: dict[str, Any]) -> None:
        used = interactions.used(body, edge.us)
        if await edge.archive.production_in(used.ref.team, used.ref.channel):
            await hear(edge, used.act())
        else:
            await edge.client.views_open(trigger_id=used.trigger, view=sentence_view("Don't log this", NOTHING_KEPT))
        await ack()


async def open_form(edge: Edge, tap: Tap) -> None:
    """Put the correcting form on top of the notes."""
    carried = json.dumps({"record": tap.record, "notes": tap.carried})
    form = await form_of(edge, tap.record, tap.person, carried)
    await edge.client.views_push(trigger_id=tap.trigger, view=form)


async def judge(edge: Edge, tap: Tap) -> None:
    """Store what somebody says of a reading; the views are shown anew when the flow has acted on it."""
    record = await edge.archive.feedback_record(tap.record)
    events = len(await edge.archive.history(tap.record))
    if record and judged_by_people([record]) and may_judge(await place_of(edge, record, tap.person), record):
        raw = record["raw_ref"]
        await hear(edge, tap.act(Ref(raw["team"], raw["channel"], raw["ts"]), Ref.of(record["thread_id"])))
        behind(edge, follow(edge, tap, events))
    else:
        behind(edge, show_anew(edge, tap))


async def place_of(edge: Edge, record: dict[str, Any], person: str) -> Member:
    """Somebody's place in the production that a record belongs to."""
    return await member_of(edge, await edge.archive.production(record["production_id"]), person)


async def follow(edge: Edge, tap: Tap, before: int) -> None:
    """Wait until the record has one more event (not for ever), then show the views as it stands."""
    for _ in range(round(ACTED_WITHIN_S / LOOKS_EVERY_S)):
        if len(await edge.archive.history(tap.record)) > before:
            break
        await asyncio.sleep(LOOKS_EVERY_S)
    await show_anew(edge, tap)


async def show_anew(edge: Edge, tap: Tap) -> None:
    """Show the view that was tapped in, and the notes under it, as they stand."""
    asked = tap.carried.get("notes", tap.carried)
    if tap.view != tap.root:
        form = await form_of(edge, tap.record, tap.person, json.dumps(tap.carried))
        await edge.client.views_update(view_id=tap.view, view=form)
    await show_notes(edge, tap.root, asked, tap.person)
