"""Messages and what comes with them: requests, notes, edits, deletions, invitations, shared clips, the stop button."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot import translate
from bot.listeners.edge import Edge, hear


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.event("message")
    @app.event("app_mention")
    async def message(event: dict[str, Any], body: dict[str, Any]) -> None:
        await hear(edge, translate.spoken(event, edge.us, body["event_id"]))

    @app.event("file_shared")
    async def file_shared(event: dict[str, Any], body: dict[str, Any]) -> None:
        await hear(edge, translate.file_shared(event, edge.us, body["event_id"]))

    @app.event("member_joined_channel")
    async def joined(event: dict[str, Any], body: dict[str, Any]) -> None:
        act = translate.joined(event, edge.us, body["event_id"])
        if act and not act.person:
            act = replace(act, person=await creator(edge, act.ref.channel))
        await hear(edge, act)

    @app.event("agent_session_stopped")
    async def stopped(event: dict[str, Any], body: dict[str, Any]) -> None:
        await hear(edge, translate.stopped(event, edge.us, body["event_id"]))


async def creator(edge: Edge, channel: str) -> str:
    """Who made a channel: stands for the inviter where Slack names none."""
    found = await edge.client.conversations_info(channel=channel)
    return str(found["channel"]["creator"])
