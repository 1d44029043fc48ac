"""WorkBook: what is due, how work rests, and how failures are counted."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from graphs.crew.entries import Rest
from graphs.errors import NotFound
from storage.archive import SqlArchive
from storage.database import open_database
from tests.contracts.studio import NOW, Studio, at

SOON = timedelta(seconds=5)
RESTS = [Rest(done=True), Rest(), Rest(until=NOW + timedelta(days=90))]


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[SqlArchive]:
    """The same database over connections of its own."""
    one = SqlArchive(open_database(database_url))
    yield one
    await one.aclose()


async def two_works(studio: Studio) -> list[str]:
    hearings = [await studio.hears("said", at(f"{i}.1"), addressed=True) for i in (1, 2)]
    return [h.work for h in hearings if h.work]


async def test_new_work_is_due_at_once_oldest_first(studio: Studio, archive: SqlArchive) -> None:
    works = await two_works(studio)
    assert await archive.open_work(NOW) == works
    assert await archive.open_work(NOW, limit=1) == works[:1]


async def test_work_rests_until_a_time_for_a_person_or_for_good(studio: Studio, archive: SqlArchive) -> None:
    first, second = await two_works(studio)
    await archive.rest(first, Rest(until=NOW + SOON))
    assert await archive.open_work(NOW) == [second]
    assert await archive.open_work(NOW + SOON) == [second, first]
    await archive.rest(second, Rest())
    assert await archive.open_work(NOW + SOON) == [first], "what waits for a person is not open"
    await archive.rest(first, Rest(done=True))
    assert await archive.open_work(NOW + timedelta(days=9)) == []


async def test_only_what_rests_for_good_is_done(studio: Studio, archive: SqlArchive) -> None:
    work, _ = await two_works(studio)
    for rest in (Rest(), Rest(until=NOW + SOON), Rest(done=True)):
        await archive.rest(work, rest)
        assert (await archive.stands(work)).done is rest.done
    await archive.reopen(work)
    assert not (await archive.stands(work)).done
    with pytest.raises(NotFound):
        await archive.stands("note:no-such-act")


async def test_a_work_rests_beyond_a_moment_where_nothing_of_it_is_due_then(
    studio: Studio, archive: SqlArchive
) -> None:
    work, _ = await two_works(studio)
    assert not (await archive.stands(work)).rests_beyond(NOW)
    await archive.rest(work, Rest(until=NOW + SOON))
    resting = await archive.stands(work)
    assert resting.rests_beyond(NOW) and not resting.rests_beyond(NOW + SOON), "to the microsecond"
    for rest in (Rest(), Rest(done=True)):
        await archive.rest(work, rest)
        assert (await archive.stands(work)).rests_beyond(NOW + 9 * SOON)
    await archive.reopen(work)
    assert not (await archive.stands(work)).rests_beyond(NOW)


async def test_what_came_due_earlier_comes_first(studio: Studio, archive: SqlArchive) -> None:
    first, second = await two_works(studio)
    await archive.rest(first, Rest(until=NOW + 2 * SOON))
    await archive.rest(second, Rest(until=NOW + SOON))
    assert await archive.open_work(NOW + 3 * SOON) == [second, first]


@pytest.mark.parametrize("rest", RESTS)
async def test_reopened_work_is_due_however_it_rested(studio: Studio, archive: SqlArchive, rest: Rest) -> None:
    first, second = await two_works(studio)
    await archive.rest(second, Rest(done=True))
    await archive.rest(first, rest)
    await archive.reopen(first)
    assert await archive.open_work(NOW) == [first]


@pytest.mark.parametrize("rest", RESTS)
async def test_what_became_due_while_a_step_ran_is_due_after_it(
    studio: Studio, archive: SqlArchive, elsewhere: SqlArchive, rest: Rest
) -> None:
    work, other = await two_works(studio)
    await archive.rest(other, Rest(done=True))
    begun = await archive.stands(work)
    await elsewhere.reopen(work)
    assert not await archive.rest(work, rest, begun.dues)
    assert await elsewhere.open_work(NOW) == [work]
    begun = await archive.stands(work)
    assert await archive.rest(work, rest, begun.dues), "that was looked at"
    assert await elsewhere.open_work(NOW) == []


async def test_work_that_is_made_due_in_the_moment_it_rests_is_due(
    studio: Studio, archive: SqlArchive, elsewhere: SqlArchive
) -> None:
    hearings = [await studio.hears("said", at(f"{i}.1"), addressed=True) for i in range(1, 13)]
    works = [h.work for h in hearings if h.work]
    begun = {work: await archive.stands(work) for work in works}
    rests = [archive.rest(work, RESTS[i % 3], begun[work].dues) for i, work in enumerate(works)]
    both = [call for rest, work in zip(rests, works, strict=True) for call in (rest, elsewhere.reopen(work))]
    await asyncio.gather(*both)
    assert sorted(await archive.open_work(NOW)) == sorted(works)


async def test_a_reaction_whose_message_becomes_known_while_it_is_looked_at_is_due(
    studio: Studio, archive: SqlArchive, elsewhere: SqlArchive
) -> None:
    shot = await studio.shot()
    hearing = await studio.hears("reacted", at("7.7"), emoji="fire", fields={"order": "1"})
    assert hearing.work is not None
    begun = await archive.stands(hearing.work)
    await elsewhere.intend("shot:1", "card", shot.id, shot.thread, NOW)
    await elsewhere.posted("shot:1", at("7.7"), "shown")
    assert not await archive.rest(hearing.work, Rest(until=NOW + SOON), begun.dues)
    assert hearing.work in await archive.open_work(NOW)


async def test_failures_in_a_row_are_counted_and_a_good_step_ends_the_row(studio: Studio, archive: SqlArchive) -> None:
    work, _ = await two_works(studio)
    for count in (1, 2, 3):
        assert await archive.stumbled(work, "OSError", NOW + SOON) == count
        assert work not in await archive.open_work(NOW)
        await archive.rest(work, Rest(until=NOW + SOON))  # how long it rests is known once the failures are counted
    await archive.rest(work, Rest(until=NOW + SOON))
    assert await archive.stumbled(work, "OSError", NOW) == 1


async def test_work_that_stumbles_while_it_waited_for_a_person_is_open_again(
    studio: Studio, archive: SqlArchive
) -> None:
    work, other = await two_works(studio)
    await archive.rest(other, Rest(done=True))
    await archive.rest(work, Rest())
    await archive.stumbled(work, "OSError", NOW + SOON)
    assert await archive.open_work(NOW) == []
    assert await archive.open_work(NOW + SOON) == [work]


async def test_a_person_who_reopens_work_ends_its_row_of_failures(studio: Studio, archive: SqlArchive) -> None:
    work, _ = await two_works(studio)
    await archive.stumbled(work, "OSError", NOW)
    await archive.stumbled(work, "OSError", NOW)
    await archive.reopen(work)
    assert await archive.stumbled(work, "OSError", NOW) == 1


async def test_work_that_nobody_opened_is_not_found(archive: SqlArchive) -> None:
    with pytest.raises(NotFound):
        await archive.rest("take:nobody", Rest(done=True))
    with pytest.raises(NotFound):
        await archive.stumbled("take:nobody", "OSError", NOW)
    with pytest.raises(NotFound):
        await archive.reopen("take:nobody")
