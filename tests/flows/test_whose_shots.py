"""A thread with shots of several people: whose word reaches which of them, and takes that share a number."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from tests.flows.stage import DIRECTOR, DP, PricedCamera, Set, a_paid_set

HELD = 100_000  # looks: it rolls on


@pytest.fixture
async def held(tmp_path: Path, clip: Path) -> AsyncIterator[Set]:
    """A set whose paid takes roll on and on."""
    async with a_paid_set(tmp_path, clip, PricedCamera(clip, looks=HELD)) as the_set:
        yield the_set


@pytest.fixture
async def thread(held: Set) -> Ref:
    """9A, which the director asked for and rolls, and 9B, asked for by the DP in the same thread."""
    thread = await held.says(DIRECTOR, "9A wide of the pier at dawn, a fisherman mends a net, 5 s")
    await held.settled()
    await held.says(DP, "9B close on the fisherman's hands, 5 s", thread, addressed=True)
    await held.settled()
    return thread


async def shots(stage: Set, thread: Ref) -> dict[str, Shot]:
    return {shot.name: shot for shot in await stage.archive.shots_in(thread)}


async def takes_of(stage: Set, thread: Ref, name: str) -> list[Take]:
    shot = (await shots(stage, thread))[name]
    return [t for t in await stage.archive.takes_of(shot.id) if t.kind == "take"]


async def rolling(stage: Set, thread: Ref, *names: str) -> None:
    """The director has the shots of those names rolled."""

    async def there() -> bool:
        return all([any(t.state == "rolling" for t in await takes_of(stage, thread, name)) for name in names])

    for name in names:
        await stage.says(DIRECTOR, f"roll {name}", thread)
    await stage.until(there, "the takes on their way")


async def acted_on(stage: Set) -> None:
    """Wait until the newest act was dealt with."""

    async def done() -> bool:
        return f"note:{stage.newest_act}" not in await stage.archive.open_work(stage.crew.clock())

    await stage.until(done, "what was done of the act")


@pytest.mark.parametrize("words", ["roll 9A", "roll both", "roll 9A and 9B"])
async def test_who_asked_for_one_shot_rolls_no_other(held: Set, thread: Ref, words: str) -> None:
    await held.says(DP, words, thread)
    await held.until(lambda: held.chat.said, "the answer")
    assert await takes_of(held, thread, "9A") == []
    [said] = held.chat.said
    assert said.startswith("A roll of 9A is for whoever asked for it")


async def test_who_asked_for_one_shot_cuts_no_other(held: Set, thread: Ref) -> None:
    await rolling(held, thread, "9A", "9B")
    await held.says(DP, "cut!", thread)
    await acted_on(held)
    assert [t.state for t in await takes_of(held, thread, "9A")] == ["rolling"]
    assert [t.state for t in await takes_of(held, thread, "9B")] == ["cancelled"]
    await held.says(DIRECTOR, "cut!", thread)
    await acted_on(held)
    assert [t.state for t in await takes_of(held, thread, "9A")] == ["cancelled"]


async def test_who_asked_for_the_first_shot_may_cut_it_though_another_came_after(held: Set, thread: Ref) -> None:
    await held.says(DP, "9C insert on the knife, macro, 5 s", thread, addressed=True)
    await held.settled()
    await held.says(DIRECTOR, "9D wide of the empty pier, 5 s", thread, addressed=True)
    await held.settled()
    await rolling(held, thread, "9C")
    await held.says(DP, "cut!", thread)
    await acted_on(held)
    assert [t.state for t in await takes_of(held, thread, "9C")] == ["cancelled"]


async def test_who_may_not_drop_a_shot_is_told_of_dropping(held: Set, thread: Ref) -> None:
    await held.says(DP, "drop 9A", thread)
    await held.until(lambda: held.chat.said, "the answer")
    assert held.chat.said == [
        "9A is for whoever asked for it, the director, the AD or the producer to drop or to pick up."
    ]


async def test_takes_that_share_a_number_are_told_by_their_slate(held: Set, thread: Ref) -> None:
    await rolling(held, thread, "9A", "9B")
    await held.says(DIRECTOR, "same but wider", thread)
    await held.until(lambda: held.chat.said, "the question")
    assert held.chat.said == ["From 9A take 1 (rolling), or 9B take 1 (rolling)?"]
    assert [c.label for c in held.chat.choices[-1]] == ["9A take 1 (rolling)", "9B take 1 (rolling)"]


async def test_the_take_that_is_chosen_says_which_shot_gets_the_next_one(held: Set, thread: Ref) -> None:
    await rolling(held, thread, "9A", "9B")
    await held.says(DIRECTOR, "same but wider", thread)
    await held.until(lambda: held.chat.said, "the question")
    _, second = held.chat.choices[-1]
    await held.presses(DIRECTOR, second.action, second.subject, thread)
    await acted_on(held)
    first, revised = await takes_of(held, thread, "9B")
    assert (revised.parent, revised.request.shot_size) == (first.id, ("medium",))
    assert len(await takes_of(held, thread, "9A")) == 1
    assert held.chat.said[-1] == "From 9B take 1; it waits for that picture."


async def test_a_number_that_two_of_the_offered_takes_have_answers_nothing(held: Set, thread: Ref) -> None:
    await rolling(held, thread, "9A", "9B")
    await held.says(DIRECTOR, "same but wider", thread)
    await held.until(lambda: held.chat.said, "the question")
    await held.says(DIRECTOR, "1 sorry", thread)
    await held.until(lambda: held.chat.whispers, "what is to be said")
    assert held.chat.whispers == [(DIRECTOR, "From 9A take 1 (rolling), or 9B take 1 (rolling)?")]
    assert [len(await takes_of(held, thread, name)) for name in ("9A", "9B")] == [1, 1]
