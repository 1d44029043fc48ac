"""What can be done where a take, its source or its master fell through: each tap that is offered leads somewhere."""

from pathlib import Path

from graphs.errors import CameraFault
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from tests.flows.along import FACE, REQUEST, Choosy, Fitted, answers_rights, asks, newest_take, rolled
from tests.flows.stage import DIRECTOR, Set, a_paid_set


class Eights(Choosy):
    """It always knows something near, in its drafts' size."""

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return request.model_copy(update={"duration_s": 8.0, "resolution": None})


class Modest(Eights):
    """It makes nothing finer than its drafts."""

    def refusal(self, request: ShotRequest) -> str | None:
        return "It makes no 4k." if request.resolution == "4k" else super().refusal(request)


async def test_a_take_whose_picture_never_came_rolls_without_it_on_a_second_try(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    camera.looks = 10**6
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        one = await ordered(the_set, "12B: medium of the courier at the door, 8 seconds")
        source = await newest_take(the_set, one)
        two = await ordered(
            the_set, "12C: start from the last frame of 12B take 1, low angle on the courier, 8 seconds"
        )
        await the_set.presses(DIRECTOR, "cancel", f"take:{source.id}", one)

        async def fell_through() -> bool:
            return (await newest_take(the_set, two)).state == "failed"

        await the_set.until(fell_through, "the take that waited")
        await the_set.settled()
        take = await newest_take(the_set, two)
        assert take.trouble == (
            "There is no picture of 12B take 1 to start from, since it was cancelled. *Try again* rolls from the words."
        )
        camera.lands()
        await the_set.presses(DIRECTOR, "retry", f"take:{take.id}", two)
        await the_set.settled()
        assert (await the_set.archive.take(take.id)).state == "screened"
        assert camera.rolled[-1].first_frame is None


async def ordered(the_set: Set, text: str) -> Ref:
    """A shot whose take rolls, or waits for another; its thread."""
    thread = await asks(the_set, DIRECTOR, text)

    async def seen(kind: str, *states: str) -> bool:
        return any(take.kind == kind and take.state in states for take in await the_set.takes(thread))

    await the_set.until(lambda: seen("previs", "screened"), "the previs")
    await the_set.says(DIRECTOR, "roll it", thread)
    await the_set.until(lambda: seen("take", "open", "rolling"), "the take")
    return thread


async def test_a_master_that_failed_is_tried_again_and_never_made_another_take(tmp_path: Path, clip: Path) -> None:
    camera = Eights(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await rolled(the_set, REQUEST)
        draft = await newest_take(the_set, thread)
        await the_set.presses(DIRECTOR, "circle", f"take:{draft.id}", thread)
        await the_set.settled()
        camera.fault = CameraFault("no light", words="The camera stopped. Nothing was charged.")
        await the_set.presses(DIRECTOR, "master", f"take:{draft.id}", thread)
        await the_set.settled()
        failed = await newest_take(the_set, thread)
        assert (failed.master, failed.state, the_set.chat.takes[failed.id].nearest) == (True, "failed", ())
        await the_set.presses(DIRECTOR, "nearest", f"take:{failed.id}", thread)
        await the_set.settled()
        assert (await newest_take(the_set, thread)).id == failed.id


async def test_no_master_is_offered_that_its_camera_would_refuse(tmp_path: Path, clip: Path) -> None:
    camera = Modest(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await rolled(the_set, REQUEST)
        take = await newest_take(the_set, thread)
        await the_set.presses(DIRECTOR, "circle", f"take:{take.id}", thread)
        await the_set.settled()
        assert (the_set.chat.takes[take.id].verdict, the_set.chat.takes[take.id].master) == ("circle", None)
        await the_set.says(DIRECTOR, "master take 1", thread)
        await the_set.settled()
        assert the_set.chat.said[-1] == "It makes no 4k."


async def test_each_thread_asks_whose_a_face_is(tmp_path: Path, clip: Path) -> None:
    async with a_paid_set(tmp_path, clip, Fitted(clip)) as the_set:
        await asks(the_set, DIRECTOR, "cast add the waitress", FACE)
        await the_set.settled()
        for _ in range(2):
            thread = await rolled(the_set, REQUEST)
            take = await newest_take(the_set, thread)
            assert take.held and take.held.why == "rights"
            assert "cleared?" in the_set.chat.said[-1]
            the_set.chat.said.clear()


async def test_a_camera_that_costs_nothing_is_not_sent_an_uncleared_face_either(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    camera.paid = False
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST, FACE)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert (take.held and take.held.why, camera.rolled) == ("rights", [])
        await answers_rights(the_set, DIRECTOR, thread, "Cleared")
        assert (await the_set.archive.take(take.id)).state == "screened"
