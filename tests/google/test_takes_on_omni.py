"""Takes of a thread on Omni's wire: one accepted job an attempt, what people are told, what the ledger holds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.along import newest_take
from tests.flows.stage import DIRECTOR, Set, a_paid_set
from tests.google import video
from tests.google.cameras import a_film, omni
from tests.google.replies import Reply, hang_up, raw, refused
from tests.google.server import KEY, Google

REQUEST = "close-up on the waitress at the counter, 4 seconds"
PRICE = 28
HTML = raw("<html><h1>Bad Gateway</h1></html>", 502, "text/html")


@pytest.fixture
async def the_set(google: Google, tmp_path: Path) -> AsyncIterator[Set]:
    """A paid set whose takes roll on Omni, with an API key, over the loopback server."""
    clip = tmp_path / "previs.mp4"
    clip.write_bytes(b"a drawing")
    google.renders.film = a_film(4)
    camera = omni(google, tmp_path / "operations")
    async with a_paid_set(tmp_path, clip, camera) as opened:
        yield opened
    await camera.aclose()


async def rolls(the_set: Set) -> Ref:
    """A shot that gets the word; its thread."""
    thread = await the_set.says(DIRECTOR, REQUEST)
    await the_set.settled()
    await the_set.says(DIRECTOR, "roll it", thread)
    await the_set.settled()
    return thread


async def ledger(the_set: Set) -> list[tuple[str, int]]:
    [production] = await the_set.archive.productions()
    return [(line.kind, line.cents) for line in await the_set.archive.ledger(production.id)]


async def told(the_set: Set, take: Take) -> str:
    """All that the thread and its cards say of a take."""
    assert KEY not in str(the_set.chat.said) + str(take) and "<" not in str(the_set.chat.said) + str(take.trouble)
    return str(take.trouble)


async def test_a_busy_model_is_asked_again_for_the_same_attempt_and_paid_once(the_set: Set, google: Google) -> None:
    google.renders.fault("submit", refused(429, "RESOURCE_EXHAUSTED", Retry_After="1"))
    take = await newest_take(the_set, await rolls(the_set))
    assert (take.state, take.cost_cents) == ("screened", PRICE)
    assert len(await the_set.archive.attempts_of(take.id)) == 1
    assert (len(google.renders.posts), len(google.renders.renders)) == (2, 1)
    assert await ledger(the_set) == [("reserved", PRICE), ("settled", PRICE)]


@pytest.mark.parametrize("point", ["submit", "accepted"])
@pytest.mark.parametrize("reply", [HTML, hang_up], ids=["html", "disconnect"])
async def test_without_an_answer_only_a_tap_sends_another(
    the_set: Set, google: Google, point: video.Point, reply: Reply
) -> None:
    google.renders.fault(point, reply)
    thread = await rolls(the_set)
    take = await newest_take(the_set, thread)
    assert await told(the_set, take) == (
        "I can't tell whether it rolled. It may have cost $0.28; that counts as spent. Roll again?"
    )
    await the_set.floor.wake(f"take:{take.id}")
    await the_set.settled()
    assert len(google.renders.posts) == 1 and await ledger(the_set) == [("reserved", PRICE), ("settled", PRICE)]
    await the_set.presses(DIRECTOR, "retry", f"take:{take.id}", thread)
    await the_set.settled()
    assert (await newest_take(the_set, thread)).state == "screened"
    first, second = await the_set.archive.attempts_of(take.id)
    assert (first.state, second.state, len(google.renders.posts)) == ("failed", "done", 2)
    assert await ledger(the_set) == [("reserved", PRICE), ("settled", PRICE)] * 2


async def test_an_empty_answer_is_a_new_attempt_with_its_own_reservation(the_set: Set, google: Google) -> None:
    google.renders.ends = video.omni_ends("completed", tokens=None)
    take = await newest_take(the_set, await rolls(the_set))
    attempts = await the_set.archive.attempts_of(take.id)
    assert take.state == "failed" and "No clip came back" in await told(the_set, take)
    assert len(attempts) == len(google.renders.posts) == len(google.renders.renders) == 2
    assert await ledger(the_set) == [("reserved", PRICE), ("released", PRICE)] * 2


async def test_a_filtered_render_is_told_by_its_kind_and_costs_nothing(the_set: Set, google: Google) -> None:
    google.renders.ends = video.omni_ends("failed", "content_policy", "<b>Support codes: 61493863</b>", tokens=None)
    take = await newest_take(the_set, await rolls(the_set))
    assert "violence" in await told(the_set, take) and "Nothing was charged" in str(take.trouble)
    assert len(google.renders.posts) == 1
    assert await ledger(the_set) == [("reserved", PRICE), ("released", PRICE)]
