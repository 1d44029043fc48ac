"""Views: the slate's form, a take's notes, its original. They open at once, while Slack's trigger lives."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot import interactions
from bot.cards import actions, edit
from bot.cards.notes import notes_view
from bot.cards.take import original_view
from bot.clips import original_link
from bot.interactions import Answer, Press, form_metadata
from bot.listeners.edge import Edge, hear
from graphs.errors import DailiesError
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import slate_label

WRONG_SLATE = "A slate is a number with up to two letters, such as 14C."
WRONG_LENGTH = f"A take runs from 1 to {edit.LONGEST_S} seconds."
WRONG_VALUE = "Pick from the list."


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.view(actions.EDIT)
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        answer = interactions.answered(body)
        request, errors = checked(answer)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await hear(edge, answer.act(request, edge.clock()))
        await ack()


async def open_view(edge: Edge, press: Press) -> None:
    """Open what a button asks for; what is gone is told to whoever pressed, and nobody else."""
    try:
        view = await VIEWS[press.action](edge, press)
    except DailiesError as error:
        if press.thread:
            await edge.room.whisper(press.key, press.thread, press.person, error.said)
        return
    await edge.client.views_open(trigger_id=press.trigger, view=view)


async def edit_view(edge: Edge, press: Press) -> dict[str, Any]:
    """The form of a shot."""
    shot = await edge.archive.shot(press.subject.partition(":")[2])
    metadata = form_metadata(shot.id, press.ref or shot.asked_in, shot.thread)
    return edit.edit_form(shot, metadata)


async def take_notes(edge: Edge, press: Press) -> dict[str, Any]:
    """The notes on a take."""
    take = await edge.archive.take(press.subject.partition(":")[2])
    return notes_view(await edge.archive.shot(take.shot), take, await edge.archive.feedback_on(take.id))


async def original(edge: Edge, press: Press) -> dict[str, Any]:
    """The way to the file."""
    view = await edge.archive.take_view(press.subject.partition(":")[2])
    return original_view(view, await original_link(edge.client, edge.archive, view.take.id))


VIEWS: dict[str, Callable[[Edge, Press], Awaitable[dict[str, Any]]]] = {
    actions.EDIT: edit_view,
    actions.NOTES: take_notes,
    actions.ORIGINAL: original,
}


def checked(answer: Answer) -> tuple[dict[str, Any], dict[str, str]]:
    """The form's fields as a request's, and what is wrong at which field."""
    fields: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field, value in answer.request.items():
        try:
            fields[field] = ShotRequest.model_validate({field: value}).model_dump(mode="json")[field]
        except ValidationError:
            errors[field] = WRONG_LENGTH if field == edit.DURATION else WRONG_VALUE
    length = fields.get(edit.DURATION)
    if length is not None and not 1 <= length <= edit.LONGEST_S:
        errors[edit.DURATION] = WRONG_LENGTH
    if answer.slate and slate_label(answer.slate) is None:
        errors[edit.SLATE] = WRONG_SLATE
    return fields, errors
