"""Outbox: what was to be shown, where it is shown, and what waits for a message to be known."""

from datetime import timedelta

import pytest

from graphs.crew.entries import Rest
from graphs.errors import NotFound
from storage.archive import SqlArchive
from tests.contracts.studio import NOW, Studio, at

LATER = timedelta(minutes=3)


async def test_an_intent_is_stored_once_and_stands_as_it_was(archive: SqlArchive) -> None:
    first = await archive.intend("shot:1", "card", "1", at("1.1"), NOW)
    assert (first.key, first.subject, first.id, first.thread) == ("shot:1", "card", "1", at("1.1"))
    assert (first.tries, first.ref, first.file, first.content, first.intended_at) == (0, None, None, None, NOW)
    assert await archive.intend("shot:1", "note", "2", at("9.9"), NOW + LATER) == first
    assert await archive.posting("shot:1") == first
    assert await archive.posting("shot:2") is None


async def test_sends_are_counted_before_they_are_made(archive: SqlArchive) -> None:
    await archive.intend("shot:1", "card", "1", at("1.1"), NOW)
    assert [(await archive.began("shot:1")).tries for _ in range(2)] == [1, 2]
    found = await archive.intend("shot:1", "card", "1", at("1.1"), NOW)
    assert (found.tries, found.ref) == (2, None), "begun and not known to be there: look first"


async def test_a_posting_knows_its_message_content_and_file(archive: SqlArchive) -> None:
    await archive.intend("clip:1:0", "take", "1", at("1.1"), NOW)
    await archive.has_file("clip:1:0", "F1")
    await archive.posted("clip:1:0", at("1.2"), "hash-1")
    await archive.posted("clip:1:0", at("1.2"), "hash-2")
    posting = await archive.posting_of_file("F1")
    assert posting is not None
    assert (posting.key, posting.ref, posting.content) == ("clip:1:0", at("1.2"), "hash-2")
    assert await archive.posting_of_file("F2") is None


async def test_something_may_be_shown_in_a_channel_outside_threads(archive: SqlArchive) -> None:
    posting = await archive.intend("greeting", "greeting", "p", at(""), NOW)
    assert posting.thread == at("")


async def test_what_nobody_intended_is_not_found(archive: SqlArchive) -> None:
    for missing in (archive.began("x"), archive.has_file("x", "F"), archive.posted("x", at("1"), "h")):
        with pytest.raises(NotFound):
            await missing


async def kept_reactions(studio: Studio, archive: SqlArchive, ts: str) -> list[str]:
    """A reaction and its removal on a message that is not known yet, both resting."""
    put = await studio.hears("reacted", at(ts), emoji="fire", key=f"put:{ts}")
    taken = await studio.hears("unreacted", at(ts), emoji="fire", key=f"taken:{ts}")
    works = [put.work or "", taken.work or ""]
    for work in works:
        await archive.rest(work, Rest(until=NOW + LATER))
    return works


async def test_reactions_kept_for_a_message_are_due_when_it_is_known(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot("0.1")
    take = await studio.collected(shot)
    on_clip, on_card = await kept_reactions(studio, archive, "1.5"), await kept_reactions(studio, archive, "1.6")
    elsewhere = await kept_reactions(studio, archive, "1.7")
    await archive.screened(take.id, at("1.5"))
    due = await archive.open_work(NOW)
    assert set(on_clip) <= set(due) and not set(on_card) & set(due)
    await archive.intend("take", "take", take.id, shot.thread, NOW)
    await archive.posted("take", at("1.6"), "hash")
    due = await archive.open_work(NOW)
    assert set(on_card) <= set(due) and not set(elsewhere) & set(due)


async def test_a_reaction_that_was_weighed_is_not_weighed_again(studio: Studio, archive: SqlArchive) -> None:
    [put, taken] = await kept_reactions(studio, archive, "1.5")
    await archive.rest(put, Rest(done=True))
    await archive.intend("card", "card", "s", at("1.1"), NOW)
    await archive.posted("card", at("1.5"), "hash")
    assert await archive.open_work(NOW) == [taken]


async def test_an_edit_of_a_card_wakes_nothing(studio: Studio, archive: SqlArchive) -> None:
    await archive.intend("card", "card", "s", at("1.1"), NOW)
    await archive.posted("card", at("1.5"), "hash-1")
    await kept_reactions(studio, archive, "1.5")
    await archive.posted("card", at("1.5"), "hash-2")
    assert await archive.open_work(NOW) == []
