"""Messages that changed a slate before it rolled, edited or deleted: the slate follows, and so does its previs."""

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot
from tests.flows.along import edits
from tests.flows.stage import DIRECTOR, DP, PricedCamera, Set

REQUEST = "12 - waitress at payphone, long lens, no score. like 6 sec"


@pytest.fixture
async def thread(paid_stage: Set) -> Ref:
    thread = await paid_stage.says(DIRECTOR, REQUEST)
    await paid_stage.settled()
    return thread


async def says(stage: Set, thread: Ref, words: str, person: str = DIRECTOR) -> Ref:
    said = await stage.says(person, words, thread)
    await stage.settled()
    return said


async def rewords(stage: Set, thread: Ref, said: Ref, words: str, at: str = "9") -> Shot:
    await edits(stage, said, words, thread=thread, at=at, addressed=False)
    await stage.settled()
    return await stage.shot(thread)


async def logged(stage: Set, said: Ref) -> int:
    return len(await stage.archive.feedback_from(said))


async def test_the_slate_follows_the_new_words_and_the_old_ones_are_gone(paid_stage: Set, thread: Ref) -> None:
    said = await says(paid_stage, thread, "wait 7. and rain")
    shot = await rewords(paid_stage, thread, said, "wait 9. and snow")
    assert shot.request.duration_s == 9
    assert shot.text == f"{REQUEST}. wait 9. and snow"
    assert "rain" not in str(shot.request) and "snow" in str(shot.request)
    assert shot.request.lens == ("telephoto",), "what the request asked for stands"
    assert [t.label for t in await paid_stage.takes(thread)] == ["P1", "P2", "P3"]
    assert await logged(paid_stage, said) == 0
    assert (paid_stage.chat.said, paid_stage.chat.whispers) == ([], [])


async def test_it_can_be_edited_again(paid_stage: Set, thread: Ref) -> None:
    said = await says(paid_stage, thread, "wait 7. and rain")
    await rewords(paid_stage, thread, said, "wait 9. and snow")
    shot = await rewords(paid_stage, thread, said, "wait 8", at="91")
    assert (shot.request.duration_s, shot.text) == (8, f"{REQUEST}. wait 8")
    assert "snow" not in str(shot.request)


async def test_what_was_said_after_it_is_put_over_the_new_words(paid_stage: Set, thread: Ref) -> None:
    said = await says(paid_stage, thread, "wait 7. and rain")
    await says(paid_stage, thread, "make it night, 10 sec")
    shot = await rewords(paid_stage, thread, said, "wait 9. and snow")
    assert (shot.request.duration_s, shot.request.time_of_day) == (10, ("night",))
    assert "snow" in str(shot.request) and "rain" not in str(shot.request)
    assert shot.text == f"{REQUEST}. wait 9. and snow. make it night, 10 sec"


@pytest.mark.parametrize("at", [0, 1])
async def test_a_change_that_is_deleted_was_never_asked_for(paid_stage: Set, thread: Ref, at: int) -> None:
    rain = await says(paid_stage, thread, "wait 7. and rain")
    night = await says(paid_stage, thread, "make it night")
    await paid_stage.does("deleted", DIRECTOR, (rain, night)[at], thread)
    await paid_stage.settled()
    shot = await paid_stage.shot(thread)
    assert (shot.request.duration_s, shot.request.time_of_day) == ((6, ("night",)), (7, ()))[at]
    assert ("rain" in str(shot.request)) is (at == 1)


async def test_an_edited_request_keeps_what_was_changed_of_it_since(paid_stage: Set, thread: Ref) -> None:
    await says(paid_stage, thread, "wait 7. and rain")
    await edits(paid_stage, thread, REQUEST.replace("waitress", "nurse"))
    await paid_stage.settled()
    shot = await paid_stage.shot(thread)
    assert (shot.request.duration_s, "nurse" in shot.text, "waitress" in shot.text) == (7, True, False)
    assert "rain" in str(shot.request) and shot.text.endswith("wait 7. and rain")


async def test_after_the_roll_its_author_is_told_that_the_take_keeps_its_words(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    said = await says(paid_stage, thread, "wait 7. and rain")
    await says(paid_stage, thread, "roll it")
    shot = await rewords(paid_stage, thread, said, "wait 9. and snow")
    assert shot.request.duration_s == 7
    assert paid_stage.chat.whispers == [
        (DIRECTOR, "Take 1 keeps the words that it was asked with; write the new ones for another take.")
    ]
    assert await logged(paid_stage, said) == 0
    assert len(priced.rolled) == 1


async def test_a_change_that_is_edited_into_talk_is_taken_out(paid_stage: Set, thread: Ref) -> None:
    said = await says(paid_stage, thread, "wait 7. and rain")
    shot = await rewords(paid_stage, thread, said, "copy, lunch at one everybody")
    assert (shot.request.duration_s, shot.text) == (6, REQUEST)
    assert await logged(paid_stage, said) == 0


async def test_after_the_form_a_change_from_before_stays_and_its_author_is_told(paid_stage: Set, thread: Ref) -> None:
    said = await says(paid_stage, thread, "wait 7. and rain")
    shot = await paid_stage.shot(thread)
    await paid_stage.answers(DIRECTOR, f"shot:{shot.id}", {"request": {"time_of_day": ["night"]}})
    await paid_stage.settled()
    shot = await rewords(paid_stage, thread, said, "wait 9. and snow")
    assert (shot.request.duration_s, shot.request.time_of_day) == (7, ("night",))
    told = "An edited message changes no shot any more; write what is to be otherwise, or *Edit* the card."
    assert paid_stage.chat.whispers == [(DIRECTOR, told)]
    assert await logged(paid_stage, said) == 0


async def test_a_deleted_wish_can_be_taken_up_no_more(paid_stage: Set, priced: PricedCamera, thread: Ref) -> None:
    wish = await says(paid_stage, thread, "im more a 135", DP)
    shot = await paid_stage.shot(thread)
    assert len(paid_stage.chat.shots[shot.id].wishes) == 1
    await paid_stage.does("deleted", DP, wish, thread)
    await paid_stage.settled()
    assert paid_stage.chat.shots[shot.id].wishes == ()
    await says(paid_stage, thread, "yes what he said. roll it")
    assert [order.request.focal_length_mm for order in priced.rolled] in ([], [None])
