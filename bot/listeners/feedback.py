"""Reactions, and buttons that do something. Buttons that open a view are in shortcuts.py."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot import interactions, translate
from bot.cards.actions import ACTED_ON, APPROVE, DROP_REASONS, MORE, OPENED, REFUSE, REPLY
from bot.interactions import Press
from bot.listeners.asked import question_of, replace_whisper, told_of
from bot.listeners.dropping import tell_dropped
from bot.listeners.edge import Edge, hear
from bot.listeners.home import publish
from bot.listeners.notes import behind
from bot.listeners.shortcuts import open_view
from graphs.vocabulary.refs import Ref

OURS = re.compile(rf"^({'|'.join((*ACTED_ON, *OPENED, MORE))})(:\d+)?$")


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.event("reaction_added")
    @app.event("reaction_removed")
    async def reaction(event: dict[str, Any], body: dict[str, Any]) -> None:
        await hear(edge, translate.reaction(event, edge.us, body["event_id"]))

    @app.action(OURS)
    async def pressed(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        press = interactions.pressed(body, edge.us)
        if press.action in OPENED:
            await open_view(edge, press)
        elif press.action in ACTED_ON:
            told = await told_of(edge, press)
            ref, thread = await place_of(edge, press)
            await hear(edge, press.act(ref, thread))
            view = (body.get("view") or {}).get("id")
            if press.action in DROP_REASONS and view:
                behind(edge, tell_dropped(edge, press, view))
            elif told:
                behind(edge, replace_whisper(respond, told))
            elif press.ref is None and press.action == REPLY:
                behind(edge, publish(edge, press.person, question_of(press)))
        await ack()


async def place_of(edge: Edge, press: Press) -> tuple[Ref, Ref]:
    """The message of a press and its thread; one in App Home counts as pressed at the shot's request.

    An answer to a question belongs to the question's thread, wherever it was tapped, and so does a decision about a
    take's price: it may be asked in another channel.
    """
    if press.action == REPLY:
        thread = (await edge.archive.question(question_of(press))).thread
        return press.ref or thread, thread
    if press.action in (APPROVE, REFUSE):
        take = await edge.archive.take(press.subject.partition(":")[2].partition(" ")[0])
        shot = await edge.archive.shot(take.shot)
        return shot.asked_in, shot.thread
    if press.ref and press.thread:
        return press.ref, press.thread
    kind, _, key = press.subject.partition(":")
    shot = await edge.archive.shot(key if kind == "shot" else (await edge.archive.take(key)).shot)
    return shot.asked_in, shot.thread
