"""Views: the slate's form, a take's original and the like. They open at once, while Slack's trigger lives."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot import interactions
from bot.cards import actions, edit
from bot.cards.dropping import drop_view
from bot.cards.recipe import original_view, prompt_view
from bot.clips import original_link
from bot.interactions import Answer, Press, form_metadata
from bot.listeners import forms, judging
from bot.listeners.edge import Edge, hear
from bot.listeners.notes import behind, of_take, open_notes
from graphs.errors import DailiesError
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import slate_label

WRONG_SLATE = "A slate is a number with up to two letters, such as 14C."
WRONG_LENGTH = f"A take runs from 1 to {edit.LONGEST_S} seconds."
WRONG_VALUE = "Pick from the list."


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""
    judging.listen(app, edge)
    forms.listen(app, edge)

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


async def edit_view(edge: Edge, press: Press) -> dict[str, Any]:
    """The form of a shot."""
    shot = await edge.archive.shot(press.subject.partition(":")[2])
    metadata = form_metadata(shot.id, press.ref or shot.asked_in, shot.thread)
    return edit.edit_form(shot, metadata)


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
    actions.EDIT: edit_view,
    actions.ORIGINAL: original,
    actions.PROMPT: full_prompt,
    actions.DROP: drop_reasons,
    actions.ROLL_WITH: forms.roll_with,
    actions.CIRCLE_PART: forms.circle_part,
    actions.SAY_WHY: forms.say_why,
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
