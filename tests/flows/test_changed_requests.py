"""A request whose words change while its shot waits: what still goes along."""

from pathlib import Path

from graphs.vocabulary.refs import FileRef, Ref
from tests.flows.along import CAR, FACE, Fitted, asks, edits, rolled
from tests.flows.stage import DIRECTOR, Set, a_paid_set

LAMP = FileRef("F5", "lamp.png", "image/png", 10, "https://chat.example/F5")


async def test_an_edit_keeps_what_came_into_the_thread_later_and_asks_anew_for_the_rest(
    tmp_path: Path, clip: Path
) -> None:
    async with a_paid_set(tmp_path, clip, Fitted(clip)) as the_set:
        await asks(the_set, DIRECTOR, "cast add the waitress (cleared)", FACE)
        await the_set.settled()
        thread = await asks(the_set, DIRECTOR, "close-up on the waitress at the counter, 8 seconds", CAR)
        await the_set.settled()
        await asks(the_set, DIRECTOR, "", LAMP, thread=thread)
        await the_set.settled()
        shot = (await the_set.shot(thread)).id
        before = {line.what for line in the_set.chat.shots[shot].along}
        assert before == {"the waitress", "car.jpg", "lamp.png"}
        await edits(the_set, thread, "wide on the man at the counter, 8 seconds")
        view = the_set.chat.shots[shot]
        assert view.shot.request.shot_size == ("wide",)
        assert {line.what for line in view.along} == {"lamp.png"}


async def along(the_set: Set, thread: Ref) -> list[str]:
    """What the slate card says goes along."""
    view = the_set.chat.shots[(await the_set.shot(thread)).id]
    return sorted(line.what for line in view.along)


async def test_a_frame_that_is_edited_out_of_a_request_is_wanted_no_more(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        await rolled(the_set, "12B: medium of the courier at the door, 8 seconds")
        asked = "12C: start on the last frame of 12B take 1, low angle on the courier, 8 seconds"
        thread = await asks(the_set, DIRECTOR, asked)
        await the_set.settled()
        assert await along(the_set, thread) == ["the last frame of 12B take 1"]
        await edits(the_set, thread, "12C: low angle on the courier, 8 seconds")
        assert await along(the_set, thread) == []
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        assert fitted.rolled[-1].first_frame is None


async def test_what_the_thread_gave_later_stays_over_what_the_edited_request_still_wants(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        await rolled(the_set, "12B: medium of the courier at the door, 8 seconds")
        thread = await asks(the_set, DIRECTOR, "12C: start on the last frame of 12B take 1, low angle on the courier")
        await the_set.settled()
        await asks(the_set, DIRECTOR, "start on the first frame of 12B take 1", thread=thread)
        await the_set.settled()
        assert await along(the_set, thread) == ["the first frame of 12B take 1"]
        await edits(the_set, thread, "12C: start on the last frame of 12B take 1, high angle on the courier")
        assert await along(the_set, thread) == ["the first frame of 12B take 1"]
        assert (await the_set.shot(thread)).request.camera_angle == ("high_angle",)


async def test_a_message_of_the_thread_takes_out_what_it_gave_by_an_edit_and_by_its_deletion(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        await rolled(the_set, "12B: medium of the courier at the door, 8 seconds")
        thread = await asks(the_set, DIRECTOR, "12C: low angle on the courier, 8 seconds", FACE)
        await the_set.settled()
        frame = await asks(the_set, DIRECTOR, "start on the last frame of 12B take 1", thread=thread)
        await the_set.settled()
        lamp = await asks(the_set, DIRECTOR, "", LAMP, thread=thread)
        await the_set.settled()
        assert await along(the_set, thread) == ["lamp.png", "mara.png", "the last frame of 12B take 1"]
        await edits(the_set, frame, "start on the first frame of 12B take 1", thread=thread)
        assert await along(the_set, thread) == ["lamp.png", "mara.png", "the first frame of 12B take 1"]
        await edits(the_set, frame, "wider", thread=thread, at="10")
        assert await along(the_set, thread) == ["lamp.png", "mara.png"]
        await the_set.does("deleted", DIRECTOR, lamp, thread)
        await the_set.settled()
        assert await along(the_set, thread) == ["mara.png"]


async def test_an_image_that_is_taken_out_of_a_request_does_not_come_back(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, "close-up on the courier, 8 seconds", FACE)
        await the_set.settled()
        assert await along(the_set, thread) == ["mara.png"]
        await edits(the_set, thread, "close-up on the courier at the door, 8 seconds")
        assert await along(the_set, thread) == []
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        assert fitted.rolled[-1].references == ()
