"""Notes views: what a take's notes, or one message's, are shown with; opened at once, and the frames put in after.

What is tapped in them is judging.py's. A view is always made anew from the archive, so that what it shows is true.
"""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.cards.judging import MOST_FRAMES, UNSURE, NoteShown, correct_form, gone_form
from bot.cards.notes import NotesPage, judged_by_people, notes_view, of_page
from bot.interactions import Press, Shortcut
from bot.listeners.edge import Edge, member_of
from bot.slack_client import code_of
from graphs.errors import DailiesError
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.production import Member
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take

log = structlog.get_logger()

Record = dict[str, Any]
Asked = dict[str, Any]  # what a view is of: {"take": id} or {"message": a ref's key}, and its "page"

TRUSTED = ("director", "ad", "producer", "researcher")  # as the flow holds it: graphs/review/judged.py
VIEW_GONE = ("not_found", "hash_conflict")  # closed, or shown anew meanwhile
NO_NOTES = "No notes on {place} yet. A reply in the thread is one."
NOTHING_READ = "Nothing was read out of this message: no note and no request."
A_REQUEST = "This message was read as a request, {shot}; its slate card says how."


@dataclass(slots=True)
class Set:
    """What the notes of one view have in common, looked up once: takes of shots, places in productions."""

    edge: Edge
    person: str
    takes: dict[str, tuple[Take, ...]] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    async def takes_of(self, shot: str | None) -> tuple[Take, ...]:
        if shot is None:
            return ()
        if shot not in self.takes:
            self.takes[shot] = tuple(await self.edge.archive.takes_of(shot))
        return self.takes[shot]

    async def member(self, production: str) -> Member:
        if production not in self.members:
            found = await self.edge.archive.production(production)
            self.members[production] = await member_of(self.edge, found, self.person)
        return self.members[production]


def may_judge(member: Member, record: Record) -> bool:
    """Whether the view offers somebody to say how a note was meant."""
    return not member.looks_only and (member.role in TRUSTED or member.person == record["rater_id"])


async def open_notes(edge: Edge, asked: Asked, person: str, trigger: str) -> None:
    """Open a view of notes; its frames follow. Raises NotFound."""
    page = await page_of(edge, asked, person)
    answer = await edge.client.views_open(trigger_id=trigger, view=notes_view(page))
    behind(edge, add_frames(edge, answer["view"]["id"], answer["view"]["hash"], page))


async def show_notes(edge: Edge, view: str, asked: Asked, person: str) -> None:
    """Show a view of notes as they stand now."""
    page = await page_of(edge, asked, person)
    answer = await edge.client.views_update(view_id=view, view=notes_view(page))
    behind(edge, add_frames(edge, view, answer["view"]["hash"], page))


def of_take(press: Press) -> Asked:
    """What the *Notes* of a take's card asks for."""
    return {"take": press.subject.partition(":")[2], "page": 0}


def of_message(shortcut: Shortcut) -> Asked:
    """What "How was this read?" asks for."""
    return {"message": shortcut.ref.key, "page": 0}


async def page_of(edge: Edge, asked: Asked, person: str) -> NotesPage:
    """One page of notes as they stand. Raises NotFound."""
    place, empty, records = await _asked_for(edge, asked)
    listed = judged_by_people(records)
    number = asked["page"] if of_page(listed, asked["page"]) else 0
    common = Set(edge, person)
    notes = [await note_shown(common, record) for record in of_page(listed, number)]
    metadata = json.dumps({**asked, "page": number})
    return NotesPage(place, tuple(notes), len(listed), number, metadata, empty)


async def _asked_for(edge: Edge, asked: Asked) -> tuple[str, str, list[Record]]:
    if "take" in asked:
        take = await edge.archive.take(asked["take"])
        place = f"{(await edge.archive.shot(take.shot)).name} {take.label}"
        return place, NO_NOTES.format(place=place), await edge.archive.feedback_on(take.id)
    ref = Ref.of(asked["message"])
    shown = await edge.archive.shown(ref)
    if shown and shown.take:
        return await _asked_for(edge, {"take": shown.take})
    return "this message", await _nothing(edge, ref), await edge.archive.feedback_from(ref)


async def _nothing(edge: Edge, ref: Ref) -> str:
    """What to say of a message that gave no note."""
    said = await edge.archive.said(ref)
    shots = await edge.archive.shots_in(said.thread) if said else []
    asked = [s for s in shots if s.asked_in == ref and s.state != "not_a_shot" and s.number]
    return A_REQUEST.format(shot=asked[0].name) if asked else NOTHING_READ


async def note_shown(common: Set, record: Record) -> NoteShown:
    """One item with all that its view says of it; its frame where that is at hand."""
    archive = common.edge.archive
    takes = await common.takes_of(record.get("shot_id"))
    take = next((t for t in takes if t.id == record.get("take_id")), None)
    raw = record["raw_ref"]
    ref = Ref(raw["team"], raw["channel"], raw["ts"])
    reactions = [
        r for r in await archive.feedback_from(ref)
        if r.get("subject") == "note" and stands(r) and r["rater_id"] != record["rater_id"] and r.get("valence")
    ]  # fmt: skip
    agree = {r["rater_id"] for r in reactions if r["valence"] > 0}
    differ = {r["rater_id"] for r in reactions if r["valence"] < 0} - agree
    note = NoteShown(
        record=record,
        take=take,
        takes=takes,
        other=_other(takes, take) if record["confidence"] <= UNSURE else None,
        agree=len(agree),
        differ=len(differ),
        history=await archive.history(record["record_id"]),
        may_judge=may_judge(await common.member(record["production_id"]), record),
        fallback=await archive.note_fallback(ref) if record["source"] == "text" else None,
    )
    frames = common.edge.frames
    if frames is None or take is None:
        return note
    known = {at: frames.known(take, at) for at in moments_of(note)}
    return replace(note, frames={at: file for at, file in known.items() if file})


def _other(takes: tuple[Take, ...], take: Take | None) -> Take | None:
    """The take that unsure words may mean instead: the one seen before it, else the one after."""
    if take is None:
        return None
    seen = [t for t in takes if t.kind == take.kind and t.clip_ref]
    before = [t for t in seen if t.number < take.number]
    after = [t for t in seen if t.number > take.number]
    return before[-1] if before else next(iter(after), None)


def moments_of(note: NoteShown) -> list[float]:
    """The times of the frames that stand beside a note: the first few of those that it names and its take has."""
    take = note.take
    if take is None or take.clip is None or take.state == "deleted":
        return []
    named = dict.fromkeys(float(time["in_s"]) for time in note.record.get("timecodes") or ())
    return [at for at in named if take.duration_s is None or at <= take.duration_s][:MOST_FRAMES]


async def add_frames(edge: Edge, view: str, hash: str, page: NotesPage) -> None:
    """Put the frames in that were not at hand, unless the view shows something else by then."""
    frames = edge.frames
    wanted = [note for note in page.notes if note.record["review"] != "rejected"]
    missing = [note for note in wanted if set(moments_of(note)) - set(note.frames)]
    if frames is None or not missing:
        return

    async def with_frames(note: NoteShown) -> NoteShown:
        if note.take is None:
            return note
        thread = Ref.of(note.record["thread_id"])
        made = {at: await frames.of(note.take, thread, at) for at in moments_of(note)}
        return replace(note, frames={at: file for at, file in made.items() if file})

    notes = tuple(await asyncio.gather(*(with_frames(note) for note in page.notes)))
    if notes != page.notes:
        await edge.client.views_update(view_id=view, hash=hash, view=notes_view(replace(page, notes=notes)))


async def form_of(edge: Edge, record: str, person: str, metadata: str) -> dict[str, Any]:
    """The correcting form of one item as it stands now."""
    found = await edge.archive.feedback_record(record)
    if found is None or not judged_by_people([found]):
        return gone_form(metadata)
    return correct_form(await note_shown(Set(edge, person), found), metadata)


def behind(edge: Edge, work: Coroutine[Any, Any, None]) -> None:
    """Do something after Slack was answered; a view that was closed meanwhile is no trouble."""
    task = asyncio.create_task(_at_leisure(work))
    edge.receipts.add(task)
    task.add_done_callback(edge.receipts.discard)


async def put_down(edge: Edge) -> None:
    """End what is still being done behind answers: nothing of it is lost, a view is only shown later."""
    tasks = list(edge.receipts)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _at_leisure(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except SlackApiError as error:
        if code_of(error) not in VIEW_GONE:
            log.warning("view_stale", action="notes", code=code_of(error))
    except (DailiesError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("view_stale", action="notes", trouble=type(error).__name__)
