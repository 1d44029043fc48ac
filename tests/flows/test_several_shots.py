"""Several shots in one thread: each is spoken of by its place or its slate."""

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from tests.flows.stage import DIRECTOR, DP, PA, Set

REQUEST = (
    "three setups for sc 22: wide of the diner at night. then medium close-up of the waitress in the booth."
    " then ECU on a hand on the table"
)


async def asked(stage: Set) -> Ref:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: len(stage.chat.takes) == 3, "three previs")
    await stage.settled()
    return thread


async def shots(stage: Set, thread: Ref) -> list[Shot]:
    return await stage.archive.shots_in(thread)


async def takes_of(stage: Set, shot: Shot, kind: str = "take") -> list[Take]:
    return [t for t in await stage.archive.takes_of(shot.id) if t.kind == kind]


async def test_the_word_may_roll_all_of_them(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "roll all three", thread)
    await paid_stage.settled()
    assert [len(await takes_of(paid_stage, s)) for s in await shots(paid_stage, thread)] == [1, 1, 1]


async def test_both_are_those_that_were_not_dropped(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    [_, second, _] = await shots(paid_stage, thread)
    await paid_stage.presses(DIRECTOR, "drop_cut_from_script", f"shot:{second.id}", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "roll both", thread)
    await paid_stage.settled()
    assert [len(await takes_of(paid_stage, s)) for s in await shots(paid_stage, thread)] == [1, 0, 1]


async def test_the_word_may_roll_one_of_them(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "roll the first one", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "roll 22B", thread)
    await paid_stage.settled()
    assert [len(await takes_of(paid_stage, s)) for s in await shots(paid_stage, thread)] == [1, 1, 0]


async def test_a_correction_goes_to_the_shot_that_it_points_at(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "the second one should be at dawn", thread)
    await paid_stage.settled()
    hours = [s.request.time_of_day for s in await shots(paid_stage, thread)]
    assert hours == [("night",), ("dawn",), ()]


async def test_words_that_no_field_holds_draw_the_previs_anew(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "the second one should be from outside thru the window", thread)
    await paid_stage.settled()
    previs = [await takes_of(paid_stage, s, "previs") for s in await shots(paid_stage, thread)]
    assert [len(each) for each in previs] == [1, 2, 1]
    assert "thru the window" in previs[1][-1].prompt


async def test_a_revision_of_one_of_them_starts_from_its_own_take(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "roll all three", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "first one: lose the cars", thread)
    await paid_stage.settled()
    [first, *others] = await shots(paid_stage, thread)
    assert [t.number for t in await takes_of(paid_stage, first)] == [1, 2]
    assert [len(await takes_of(paid_stage, s)) for s in others] == [1, 1]


async def test_a_note_is_bound_to_the_shot_that_it_points_at(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "roll all three", thread)
    await paid_stage.settled()
    said = await paid_stage.says(DP, "the second one looks too dark", thread)
    await paid_stage.settled()
    [take] = await takes_of(paid_stage, (await shots(paid_stage, thread))[1])
    records = await paid_stage.archive.feedback_from(said)
    assert records
    assert {r["take_id"] for r in records} == {take.id}


async def test_a_shot_is_dropped_in_words_with_the_reason_that_is_tapped(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "kill the second one, we dont need it", thread)
    await paid_stage.settled()
    assert paid_stage.chat.said[-1] == "Drop 22B: why? Its takes and notes stay."
    choice = next(c for c in paid_stage.chat.choices[-1] if c.label == "Cut from the script")
    await paid_stage.presses(DIRECTOR, choice.action, choice.subject, thread)
    await paid_stage.settled()
    assert [(s.state, s.dropped_why) for s in await shots(paid_stage, thread)][1] == ("dropped", "cut_from_script")
    assert paid_stage.chat.said[-1] == "22B is dropped; its card has the way back."

    await paid_stage.says(DIRECTOR, "roll the second one", thread)
    await paid_stage.settled()
    assert paid_stage.chat.said[-1] == "22B is dropped; its card has the way back."


@pytest.mark.parametrize("words", ["roll it x2", "roll 2 takes", "roll it twice pls"])
async def test_the_word_says_how_many_takes(paid_stage: Set, words: str) -> None:
    thread = await asked(paid_stage)
    for count in (2, 4):  # the first word, and once more on what is there
        await paid_stage.says(DIRECTOR, words, thread)
        await paid_stage.settled()
        takes = await takes_of(paid_stage, (await shots(paid_stage, thread))[-1])
        assert len(takes) == count
        assert len({t.seed for t in takes}) == count


async def test_a_wish_is_taken_up_with_the_word_and_a_count(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DP, "i'd shoot it on a 40", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "yep do that, roll it x2", thread)
    await paid_stage.settled()
    last = (await shots(paid_stage, thread))[-1]
    assert [t.request.focal_length_mm for t in await takes_of(paid_stage, last)] == [40, 40]


@pytest.mark.parametrize("words", ["roll all three", "kill the second one"])
async def test_it_takes_the_say(paid_stage: Set, words: str) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(PA, words, thread)
    await paid_stage.settled()
    assert [await takes_of(paid_stage, s) for s in await shots(paid_stage, thread)] == [[], [], []]
    assert all(s.state == "waiting" for s in await shots(paid_stage, thread))
    assert "is for whoever asked for it, the director, the AD or the producer" in paid_stage.chat.said[-1]


async def test_the_cards_stand_in_the_order_asked_for(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    posted = [await paid_stage.archive.posting(f"shot:{s.id}") for s in await shots(paid_stage, thread)]
    times = [each.ref.ts for each in posted if each and each.ref]
    assert len(times) == 3
    assert times == sorted(times)


async def test_words_without_a_slate_mean_the_shot_that_was_asked_for_last(paid_stage: Set) -> None:
    thread = await paid_stage.says(DIRECTOR, "12 - medium of the waitress at the payphone, dusk. roll it")
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "another shot, sc 13: wide of the street, day", thread, addressed=True)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "make it night", thread)
    await paid_stage.settled()
    first, last = await shots(paid_stage, thread)
    assert last.request.time_of_day == ("night",)
    assert [len(await takes_of(paid_stage, s)) for s in (first, last)] == [1, 0]


async def test_after_a_take_words_without_a_slate_mean_that_take(paid_stage: Set) -> None:
    thread = await asked(paid_stage)
    await paid_stage.says(DIRECTOR, "roll the first one", thread)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "same but at dawn", thread)
    await paid_stage.settled()
    assert [len(await takes_of(paid_stage, s)) for s in await shots(paid_stage, thread)] == [2, 0, 0]
