"""A shot is dropped with a reason, and picked up again; what is said about its takes still counts."""

import pytest

from graphs.review.dropping import DROPS, drop, pick_up
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import CHANNEL, DIRECTOR, DP, PA, TEAM, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


@pytest.fixture
async def take(stage: Set) -> Take:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    return (await stage.takes(thread))[0]


async def taps(stage: Set, person: str, action: str, shot: str) -> None:
    """Somebody taps a reason in the form, or the card's way back."""
    at = Ref(TEAM, CHANNEL, stage.chat.next_ts())
    thread = (await stage.archive.shot(shot)).thread
    act = Act(f"pressed:{at.ts}", "pressed", at, thread, person, stage.crew.clock(), action=action,
              subject=f"shot:{shot}")  # fmt: skip
    production = await stage.archive.production_in(TEAM, CHANNEL)
    assert production
    member = await stage.archive.member(production.id, await stage.chat.person(TEAM, person))
    await (pick_up if action == "pick_up" else drop)(stage.crew, act, member, shot)


@pytest.mark.parametrize(("action", "why"), DROPS.items())
async def test_each_reason_drops_the_shot_and_its_card_says_so(stage: Set, take: Take, action: str, why: str) -> None:
    await taps(stage, DIRECTOR, action, take.shot)
    shot = stage.chat.shots[take.shot].shot
    assert (shot.state, shot.dropped_why, shot.dropped_by) == ("dropped", why, DIRECTOR)
    assert (await stage.archive.take(take.id)).state == "screened", "what landed stays"


async def test_what_still_rolls_is_cancelled(stage: Set) -> None:
    stage.camera.looks = 10_000
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.camera.rolled, "the roll")
    [take] = await stage.takes(thread)
    await taps(stage, DIRECTOR, "drop_cut_from_script", take.shot)
    await stage.settled()
    assert len(stage.camera.cancelled) == 1
    ended = await stage.archive.take(take.id)
    assert (ended.state, ended.ended_by) == ("cancelled", DIRECTOR)
    assert stage.chat.shots[take.shot].shot.dropped_why == "cut_from_script"


async def test_only_those_with_the_say_drop_and_pick_up(stage: Set, take: Take) -> None:
    await taps(stage, PA, "drop_works_as_is", take.shot)
    assert (await stage.archive.shot(take.shot)).state == "open"
    await taps(stage, DIRECTOR, "drop_works_as_is", take.shot)
    await taps(stage, PA, "pick_up", take.shot)
    assert (await stage.archive.shot(take.shot)).state == "dropped"
    assert [person for person, _ in stage.chat.whispers] == [PA, PA]


async def test_whoever_asked_for_a_shot_may_drop_it(stage: Set) -> None:
    thread = await stage.says(DP, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    shot = await stage.shot(thread)
    await taps(stage, DP, "drop_model_cannot", shot.id)
    assert (await stage.archive.shot(shot.id)).dropped_why == "model_cannot"


async def test_a_dropped_shot_rolls_nothing_until_it_is_picked_up(stage: Set, take: Take) -> None:
    thread = (await stage.archive.shot(take.shot)).thread
    await taps(stage, DIRECTOR, "drop_shot_for_real", take.shot)
    await stage.presses(DIRECTOR, "again", f"take:{take.id}", thread)
    await stage.settled()
    assert len(stage.camera.rolled) == 1
    await taps(stage, DIRECTOR, "pick_up", take.shot)
    shot = stage.chat.shots[take.shot].shot
    assert (shot.state, shot.dropped_why, shot.dropped_by) == ("open", None, None)
    await stage.settled()
    assert len(stage.camera.rolled) == 1, "picking up rolls nothing by itself"
    await stage.presses(DIRECTOR, "again", f"take:{take.id}", thread)
    await stage.until(lambda: len(stage.camera.rolled) == 2, "another take")


async def test_a_later_reason_takes_the_place_of_an_earlier_one(stage: Set, take: Take) -> None:
    await taps(stage, DIRECTOR, "drop_works_as_is", take.shot)
    await taps(stage, DIRECTOR, "drop_model_cannot", take.shot)
    assert stage.chat.shots[take.shot].shot.dropped_why == "model_cannot"


async def test_a_deleted_request_is_withdrawn(stage: Set) -> None:
    stage.camera.looks = 10_000
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.camera.rolled, "the roll")
    await stage.does("deleted", DIRECTOR, thread, thread)
    await stage.until(lambda: stage.camera.cancelled, "the cancel")
    await stage.settled()
    shot = (await stage.archive.shots_in(thread))[0]
    assert (shot.state, shot.dropped_why, shot.dropped_by) == ("dropped", "withdrawn", DIRECTOR)
