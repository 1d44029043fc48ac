"""The notes view: what was read out of words on a take, or in one message, item by item. One item is in judging.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.cards import actions as act
from bot.cards.blocks import Block, actions, button, divider, plain, quiet, section
from bot.cards.judging import NoteShown, item_blocks

PER_PAGE = 10  # of up to eight blocks each, where a view holds 100
NO_SAY = "How a note was read is for its author, the director, the AD, the producer or a researcher to judge."

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """One page of the view: its notes, newest last, of `total`; page 0 holds the newest.

    `place` says what they are on, `empty` what to say where there are none; `metadata` comes back with each press.
    """

    place: str
    notes: tuple[NoteShown, ...]
    total: int
    page: int
    metadata: str
    empty: str


def judged_by_people(records: Iterable[Record]) -> list[Record]:
    """The items that a view shows: read out of words and neither replaced nor taken back; those called no note too."""
    return [
        r for r in records
        if r["source"] in ("text", "modal") and r["reading"]["active"] and not r.get("retracted_at")
    ]  # fmt: skip


def of_page(records: list[Record], page: int) -> list[Record]:
    """The records of a page."""
    end = len(records) - page * PER_PAGE
    return records[max(end - PER_PAGE, 0) : max(end, 0)]


def notes_view(shown: NotesPage) -> dict[str, Any]:
    """The view."""
    blocks: list[Block] = [quiet(f"{shown.place}, {_which(shown)}")] if shown.notes else [section(shown.empty)]
    older = shown.total > (shown.page + 1) * PER_PAGE
    if older:
        blocks.append(actions([button(act.OLDER, str(shown.page + 1))]))
    for place, note in enumerate(shown.notes):
        blocks += [divider()] if place else []
        blocks += item_blocks(note)
    if shown.notes and not all(note.may_judge for note in shown.notes):
        blocks.append(quiet(NO_SAY))
    if shown.page:
        blocks.append(actions([button(act.NEWER, str(shown.page - 1))]))
    return {
        "type": "modal",
        "title": plain("Notes"),
        "close": plain("Close"),
        "private_metadata": shown.metadata,
        "blocks": blocks,
    }


def sentence_view(title: str, sentence: str) -> dict[str, Any]:
    """One sentence in answer to a shortcut."""
    return {"type": "modal", "title": plain(title), "close": plain("Close"), "blocks": [section(sentence)]}


def _which(shown: NotesPage) -> str:
    last = shown.total - shown.page * PER_PAGE
    first = last - len(shown.notes) + 1
    if len(shown.notes) == shown.total:
        return "1 item" if shown.total == 1 else f"{shown.total} items"
    return f"{first} to {last} of {shown.total} items"
