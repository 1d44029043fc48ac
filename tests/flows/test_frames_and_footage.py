"""Frames of takes and clips as material: what words ask for becomes files when the take rolls, or a word before it."""

from pathlib import Path

from graphs.vocabulary.refs import FileRef
from tests.flows.along import REQUEST, Fitted, answers_rights, asks, newest_take, rolled
from tests.flows.stage import DIRECTOR, DP, Set, a_paid_set

VEO = "veo-3.1-fast-generate-001"
PHONE = FileRef("F7", "phone.mov", "video/quicktime", 900, "https://chat.example/F7")


async def test_a_shot_starts_from_the_last_frame_of_another_shots_take(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        await rolled(the_set, "12B: medium of the courier at the door, 8 seconds")
        thread = await asks(
            the_set, DIRECTOR, "12C: start from the last frame of 12B take 1, low angle on the courier, 8 seconds"
        )
        await the_set.settled()
        shot = await the_set.shot(thread)
        assert shot.name == "12C" and "frame" not in shot.text
        [line] = the_set.chat.shots[shot.id].along
        assert (line.what, line.goes) == ("the last frame of 12B take 1", True)
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        order = fitted.rolled[-1]
        assert order.first_frame is not None and order.first_frame.name.endswith("-end.png")
        assert (order.mode, order.source, order.references) == ("new", None, ())
        assert the_set.chat.said == []


async def test_a_revision_ends_on_a_frame_and_starts_as_its_take_did(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    fitted.keeping = "edit"
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await rolled(the_set, REQUEST)
        await the_set.says(DIRECTOR, "end on the first frame of take 1", thread)
        await the_set.settled()
        order = fitted.rolled[-1]
        assert order.first_frame == order.last_frame and order.first_frame is not None
        take = await newest_take(the_set, thread)
        assert (take.changes, take.keeps) == (("ends on the first frame of take 1",), None)


async def test_a_moment_goes_along_as_whom_the_words_call_it(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await rolled(the_set, REQUEST)
        await the_set.says(DIRECTOR, "use 0:03 of take 1 as the waitress", thread)
        await the_set.settled()
        order = fitted.rolled[-1]
        assert [path.name.rpartition("-")[2] for path in order.references] == ["0.png", "3.png"]
        assert order.called == ("", "waitress")
        await the_set.says(DIRECTOR, "use 0:09 of take 1 as the waitress", thread)
        await the_set.settled()
        assert the_set.chat.said == ["0:09 is past the end of take 1 (8 s), so it does not go along."]
        assert len(fitted.rolled) == 2


async def test_a_take_is_made_longer_and_its_price_is_that_of_what_is_new(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await rolled(the_set, REQUEST)
        await the_set.says(DIRECTOR, "extend take 1 by 4 seconds", thread)
        await the_set.settled()
        order = fitted.rolled[-1]
        assert (order.mode, order.extend_s, order.request.duration_s) == ("extend", 4, 12)
        assert order.source and order.source.operation == fitted.rolled[0].attempt
        take = await newest_take(the_set, thread)
        [attempt] = await the_set.archive.attempts_of(take.id)
        assert (take.changes, attempt.estimate_cents) == (("goes on 4 s after take 1",), 28)
        await the_set.says(DIRECTOR, "keep going", thread)
        await the_set.settled()
        assert (fitted.rolled[-1].mode, fitted.rolled[-1].extend_s) == ("extend", 5)


async def test_what_a_camera_cannot_take_is_told_with_the_nearest_before_anything_is_sent(
    tmp_path: Path, clip: Path
) -> None:
    veo = Fitted(clip, VEO)
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await rolled(the_set, REQUEST)
        await the_set.says(DIRECTOR, "extend take 1 by 4 seconds", thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert (take.state, take.trouble) == ("failed", "Veo makes a clip 7 s longer; 4 becomes 7?")
        assert the_set.chat.takes[take.id].nearest == ("7 s longer",)
        await asks(the_set, DIRECTOR, "end on the first frame of 99Z take 2", thread=thread)
        await the_set.settled()
        assert the_set.chat.said == [
            "There is no 99Z in this production; a card's first line says what a shot is called."
        ]
        assert len(veo.rolled) == 1


async def test_a_frame_of_a_take_that_still_rolls_is_waited_for(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, "12B: medium of the courier, 8 seconds")
        await the_set.settled()
        fitted.looks = 10_000
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.until(lambda: fitted.rolled)
        other = await asks(the_set, DIRECTOR, "12C: start from the last frame of 12B take 1, wide of the alley")
        await the_set.until(lambda: _drawn(the_set))
        await the_set.says(DIRECTOR, "roll it", other)

        async def waits() -> bool:
            takes = [take for take in await the_set.takes(other) if take.kind == "take"]
            return bool(takes) and bool(await the_set.archive.waiting_on((await newest_take(the_set, thread)).id))

        await the_set.until(waits)
        assert len(fitted.rolled) == 1
        fitted.lands()
        await the_set.settled()
        assert [order.slate for order in fitted.rolled] == ["12B", "12C"]
        assert fitted.rolled[1].first_frame is not None


def _drawn(the_set: Set) -> bool:
    """Whether the second shot's previs is in, which waits for nothing."""
    return len([take for take in the_set.chat.takes.values() if take.take.kind == "previs"]) >= 2


async def test_a_phone_video_is_what_the_shot_is_made_from_where_the_camera_changes_clips(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DP, "the same street at night, in the rain", PHONE)
        await the_set.settled()
        shot = await the_set.shot(thread)
        assert [line.what for line in the_set.chat.shots[shot.id].along] == ["phone.mov"]
        assert the_set.chat.said[0].startswith("Is phone.mov cleared?")
        await answers_rights(the_set, DP, thread, "Cleared")
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        [order] = fitted.rolled
        assert order.mode == "edit" and order.source is not None
        assert (order.source.clip.read_bytes(), order.source.camera, order.source.duration_s) == (b"footage", "", 8.0)


async def test_where_it_does_not_its_first_frame_goes_and_the_card_says_so(tmp_path: Path, clip: Path) -> None:
    veo = Fitted(clip, VEO)
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await asks(the_set, DIRECTOR, "the same street at night, in the rain", PHONE)
        await the_set.settled()
        shot = await the_set.shot(thread)
        [line] = the_set.chat.shots[shot.id].along
        assert (line.goes, line.why) == (True, "Veo takes no video; its first frame goes")
        await answers_rights(the_set, DIRECTOR, thread, "Synthetic")
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        [order] = veo.rolled
        assert order.mode == "new" and order.first_frame is not None


async def test_a_video_that_is_none_is_named_and_the_shot_goes_on(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    broken = FileRef("F8", "broken.mp4", "video/mp4", 900, "https://chat.example/F8")
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        await asks(the_set, DIRECTOR, REQUEST, broken)
        await the_set.settled()
        [said] = the_set.chat.said
        assert said.startswith("broken.mp4 is no image or video I can read")


async def test_a_video_of_somebody_goes_as_a_video_where_the_camera_takes_it_and_else_as_a_frame(
    tmp_path: Path, clip: Path
) -> None:
    for model, videos, frames in (("gemini-omni-1.1-flash", 1, 0), ("gemini-omni-1.2-flash", 0, 1)):
        folder = tmp_path / model
        folder.mkdir()
        camera = Fitted(clip, model)
        async with a_paid_set(folder, clip, camera) as the_set:
            thread = await asks(the_set, DIRECTOR, "use this as the waitress. Wide of the counter, 8 seconds", PHONE)
            await the_set.settled()
            await answers_rights(the_set, DIRECTOR, thread, "Cleared")
            await the_set.says(DIRECTOR, "roll it", thread)
            await the_set.settled()
            [order] = camera.rolled
            assert (len(order.videos), len(order.references)) == (videos, frames)
            assert (order.videos_called or order.called) == ("waitress",)


async def test_a_tap_makes_a_clip_as_much_longer_as_the_camera_can(tmp_path: Path, clip: Path) -> None:
    veo = Fitted(clip, VEO)
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await rolled(the_set, REQUEST)
        await the_set.says(DIRECTOR, "extend take 1 by 4 seconds", thread)
        await the_set.settled()
        refused = await newest_take(the_set, thread)
        for _ in range(2):
            await the_set.presses(DIRECTOR, "nearest", f"take:{refused.id}", thread)
            await the_set.settled()
        take = await newest_take(the_set, thread)
        assert (take.number, take.state, take.changes) == (3, "screened", ("goes on 7 s after take 1",))
        assert (take.request.duration_s, take.parent) == (15, refused.parent)
        order = veo.rolled[-1]
        assert (order.mode, order.extend_s, len(veo.rolled)) == ("extend", 7, 2)
        assert the_set.chat.takes[refused.id].nearest == ()
