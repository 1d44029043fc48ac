"""Forms beside the slate's: rolling with notes, circling a part, saying what is wrong. They open at once.

Opening them is shortcuts.py's, with these views; reading what was handed in is bot/forms.py's.
"""

import json
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot import forms
from bot.cards import actions, parts
from bot.cards.collecting import MOST_NOTES, roll_with_form
from bot.cards.parts import moments_of, part_form
from bot.cards.questions import why_form
from bot.interactions import Press
from bot.listeners.asked import words_of_question
from bot.listeners.edge import Edge, hear
from graphs.errors import DailiesError
from graphs.vocabulary.open_notes import Record, grouped, praises, still_open
from graphs.vocabulary.shots import Take

NOTHING_TICKED = "Tick a note, or leave."
WRONG_WAY_ROUND = "The end comes after the start."
NOTHING_OPEN = "No note asks for a change any more."
NO_LENGTH = "That take has no picture to circle a part of."
FURTHEST_BACK = 10  # takes


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.view(actions.ROLL_WITH)
    async def notes_chosen(ack: AsyncAck, body: dict[str, Any]) -> None:
        filled = forms.notes_chosen(body)
        if not filled.fields["records"]:
            await ack(response_action="errors", errors={forms.first_input(body): NOTHING_TICKED})
            return
        await hear(edge, filled.act(edge.clock()))
        await ack()

    @app.view(actions.CIRCLE_PART)
    async def part_chosen(ack: AsyncAck, body: dict[str, Any]) -> None:
        filled = forms.part_chosen(body)
        if filled.fields.pop("chosen_out_s") <= filled.fields["in_s"]:
            await ack(response_action="errors", errors={parts.OUT: WRONG_WAY_ROUND})
            return
        await hear(edge, filled.act(edge.clock()))
        await ack()

    @app.view(actions.SAY_WHY)
    async def reason_given(ack: AsyncAck, body: dict[str, Any]) -> None:
        await hear(edge, forms.reason_given(body).act(edge.clock()))
        await ack()


async def roll_with(edge: Edge, press: Press) -> dict[str, Any]:
    """The open notes of a take and its earlier relatives."""
    view = await edge.archive.take_view(press.subject.partition(":")[2])
    view = replace(view, with_notes=await edge.price(view.take) if edge.price else None)
    lineage = await lineage_of(edge, view.take)
    asking = still_open(lineage)[-MOST_NOTES:]
    if not asking:
        raise DailiesError(words=NOTHING_OPEN)
    liking = [record for _, records in lineage for record in records if praises(record)]
    metadata = forms.carried(press.subject, press.ref or view.shot.asked_in, press.thread or view.shot.thread)
    return roll_with_form(view, grouped(asking, liking), await names_of(edge, [*asking, *liking]), metadata)


async def lineage_of(edge: Edge, take: Take) -> list[tuple[Take, list[Record]]]:
    """A take and those that it came from, the take first, each with its records."""
    found = [(take, await edge.archive.feedback_on(take.id))]
    while (parent := found[-1][0].parent) and len(found) < FURTHEST_BACK:
        found.append((await edge.archive.take(parent), await edge.archive.feedback_on(parent)))
    return found


async def names_of(edge: Edge, records: list[Record]) -> dict[str, str]:
    """What the people who gave some records are called."""
    names = {}
    for person in dict.fromkeys(record["rater_id"] for record in records):
        known = await edge.archive.person(edge.us.team, person)
        if known:
            names[person] = known.name
    return names


async def circle_part(edge: Edge, press: Press) -> dict[str, Any]:
    """The moments of a take."""
    view = await edge.archive.take_view(press.subject.partition(":")[2])
    if not view.take.duration_s or view.take.clip_ref is None:
        raise DailiesError(words=NO_LENGTH)
    length = round(view.take.duration_s, 1)
    known = {at: edge.frames.known(view.take, at) for at in moments_of(length)} if edge.frames else {}
    metadata = forms.carried(press.subject, press.ref or view.shot.asked_in, press.thread or view.shot.thread)
    return part_form(view, length, {at: file for at, file in known.items() if file}, metadata)


async def add_frames(edge: Edge, press: Press, opened: dict[str, Any]) -> None:
    """Put the frames into the form of a part, those that were not at hand when it opened."""
    view = await edge.archive.take_view(press.subject.partition(":")[2])
    moments = moments_of(round(view.take.duration_s or 0.0, 1))
    if edge.frames is None or all(edge.frames.known(view.take, at) for at in moments):
        return
    for at in moments:  # one after the other: a clip is read from its disk each time
        await edge.frames.of(view.take, view.shot.thread, at)
    fresh = await circle_part(edge, press)
    await edge.client.views_update(view_id=opened["id"], hash=opened["hash"], view=fresh)


async def say_why(edge: Edge, press: Press) -> dict[str, Any]:
    """Any other reason for an NG."""
    question = await edge.archive.question(press.subject.partition(":")[2])
    thread = question.thread
    return why_form(
        await words_of_question(edge, question),
        json.dumps(forms.carried(press.subject, press.ref or thread, press.thread or thread)),
    )
