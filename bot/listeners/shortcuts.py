"""Views: a take's original, a slate's prompt and the like. They open at once, while Slack's trigger lives."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.cards import actions
from bot.cards.dropping import drop_view
from bot.cards.recipe import original_view, prompt_view
from bot.clips import original_link
from bot.interactions import Press
from bot.listeners import editing, forms, judging
from bot.listeners.edge import Edge
from bot.listeners.notes import behind, of_take, open_notes
from graphs.errors import DailiesError


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""
    judging.listen(app, edge)
    forms.listen(app, edge)
    editing.listen(app, edge)


async def open_view(edge: Edge, press: Press) -> None:
    """Open what a button asks for; what is gone is told to whoever pressed, and nobody else."""
    try:
        if press.action == actions.NOTES:
            await open_notes(edge, of_take(press), press.person, press.trigger)
            return
        view = await VIEWS[press.action](edge, press)
    except DailiesError as error:
        if press.thread:
            await edge.room.whisper(press.key, press.thread, press.person, error.said)
        return
    answer = await edge.client.views_open(trigger_id=press.trigger, view=view)
    if press.action == actions.CIRCLE_PART:
        behind(edge, forms.add_frames(edge, press, answer["view"]))


async def original(edge: Edge, press: Press) -> dict[str, Any]:
    """The way to the file."""
    view = await edge.archive.take_view(press.subject.partition(":")[2])
    attempts = await edge.archive.attempts_of(view.take.id)
    link = await original_link(edge.client, edge.archive, view.take.id)
    return original_view(view, attempts[-1] if attempts else None, link)


async def full_prompt(edge: Edge, press: Press) -> dict[str, Any]:
    """The prompt of a slate as the camera gets it."""
    shot = await edge.archive.shot(press.subject.partition(":")[2])
    takes = await edge.archive.takes_of(shot.id)
    return prompt_view(shot, takes[-1] if takes else None)


async def drop_reasons(edge: Edge, press: Press) -> dict[str, Any]:
    """Why a shot is dropped, to be tapped."""
    return drop_view(await edge.archive.shot(press.subject.partition(":")[2]))


VIEWS: dict[str, Callable[[Edge, Press], Awaitable[dict[str, Any]]]] = {
    actions.EDIT: editing.edit_view,
    actions.ORIGINAL: original,
    actions.PROMPT: full_prompt,
    actions.DROP: drop_reasons,
    actions.ROLL_WITH: forms.roll_with,
    actions.CIRCLE_PART: forms.circle_part,
    actions.SAY_WHY: forms.say_why,
}
