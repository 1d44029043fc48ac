"""From a request to a take that plays: the slate and roll flows."""

from pathlib import Path

from graphs.errors import CameraFault
from graphs.vocabulary.refs import FileRef
from tests.flows.stage import DIRECTOR, DP, GUEST, PA, ROBOT, Set, a_set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


async def test_a_request_becomes_a_slate_and_a_take_that_plays(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "the take's card")
    await stage.settled()
    shot, [take] = await stage.shot(thread), await stage.takes(thread)
    assert (thread, "read") in stage.chat.marks
    assert shot.number == 1
    assert shot.request.camera_angle == ("low_angle",)
    assert shot.filled.shot_size == ("medium",)
    assert take.state == "screened"
    assert take.number == 1
    assert [o.label for o in stage.camera.rolled] == ["TAKE 1"]
    assert take.request.duration_s == 8
    assert take.poster and take.filmstrip, "every take has its pictures"


async def test_several_shots_in_one_message_become_several_shots(stage: Set) -> None:
    thread = await stage.says(
        DIRECTOR, "Three shots: 1) wide of the diner at night 2) close-up on the waitress 3) insert of the coffee cup"
    )

    async def three() -> bool:
        return len([t for t in await stage.takes(thread) if t.state == "screened"]) == 3

    await stage.until(three, "three takes")
    shots = await stage.archive.shots_in(thread)
    assert [s.number for s in shots] == [1, 2, 3]
    assert [s.request.shot_size for s in shots] == [("wide",), ("close_up",), ("insert",)]


async def test_where_the_production_waits_for_the_word_only_a_previs_is_drawn(stage: Set) -> None:
    production = (await stage.archive.productions())[0]
    await stage.archive.change_production(production.id, waits_for_word=True)
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "the previs")
    await stage.settled()
    assert [t.label for t in await stage.takes(thread)] == ["P1"]
    assert (await stage.shot(thread)).state == "waiting"

    await stage.says(DIRECTOR, "wait, 7 seconds", thread)
    await stage.until(lambda: len(stage.camera.rolled) == 2, "the second previs")
    await stage.settled()
    assert [(t.label, t.request.duration_s) for t in await stage.takes(thread)] == [("P1", 8), ("P2", 7)]

    await stage.says(PA, "roll it", thread)
    await stage.until(lambda: stage.chat.said, "the answer to somebody without the say")
    assert "for whoever asked for it" in stage.chat.said[0]

    await stage.says(DIRECTOR, "roll it", thread)
    await stage.until(lambda: len(stage.camera.rolled) == 3, "the roll")
    await stage.settled()
    assert [t.label for t in await stage.takes(thread)] == ["P1", "P2", "take 1"]


async def test_a_revision_rolls_from_the_take_and_says_what_changed(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.says(DIRECTOR, "same but wider, at night", thread)

    async def two() -> bool:
        return len([t for t in await stage.takes(thread) if t.state == "screened"]) == 2

    await stage.until(two, "take 2")
    await stage.settled()
    first, second = await stage.takes(thread)
    assert second.parent == first.id
    assert second.seed == first.seed
    assert second.request.shot_size == ("wide",)
    assert second.request.camera_angle == ("low_angle",)
    assert any("wide" in change for change in second.changes)
    assert not stage.chat.takes[first.id].newest


async def test_talk_among_the_crew_starts_nothing(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    await stage.says(DP, "copy. lunch 12:40, call moved to 6a", thread)
    await stage.settled()
    assert len(stage.camera.rolled) == 1
    assert stage.chat.said == []
    assert await stage.archive.feedback_on((await stage.takes(thread))[0].id) == []


async def test_a_guest_only_looks(stage: Set) -> None:
    await stage.says(GUEST, REQUEST)
    await stage.until(lambda: stage.chat.whispers, "a word to the guest")
    await stage.settled()
    assert stage.camera.rolled == []
    assert "look on" in stage.chat.whispers[0][1]


async def test_another_bot_starts_nothing_and_is_told_nothing(stage: Set) -> None:
    await stage.says(ROBOT, REQUEST)
    await stage.settled()
    assert (stage.camera.rolled, stage.chat.whispers, stage.chat.said) == ([], [], [])


async def test_an_empty_mention_is_told_what_to_type(stage: Set) -> None:
    await stage.says(DIRECTOR, "")
    await stage.until(lambda: stage.chat.said, "an answer")
    await stage.settled()
    assert "Tell me the shot" in stage.chat.said[0]
    assert stage.chat.shots == {}


async def test_a_revision_without_a_take_is_answered_in_one_sentence(stage: Set) -> None:
    await stage.says(DIRECTOR, "same but wider")
    await stage.until(lambda: stage.chat.said, "an answer")
    await stage.settled()
    assert stage.chat.said == ["There is no take here to change. Ask in a take's thread, or describe the shot."]


async def test_a_file_that_is_no_image_is_named_and_the_shot_rolls(stage: Set) -> None:
    await stage.says(DIRECTOR, REQUEST)
    pdf = FileRef("F1", "budget.pdf", "application/pdf", 10, "https://chat.example/F1")
    await stage.does("said", DIRECTOR, text=REQUEST, addressed=True, files=(pdf,))
    await stage.until(lambda: len(stage.chat.takes) == 2, "both takes")
    await stage.settled()
    assert [s for s in stage.chat.said if "budget.pdf" in s]


async def test_what_a_camera_cannot_do_is_said_on_the_card(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, "wide shot of the harbour, 45 seconds")

    async def failed() -> bool:
        takes = await stage.takes(thread)
        return bool(takes) and takes[0].state == "failed"

    await stage.until(failed, "the refusal")
    await stage.settled()
    assert (await stage.takes(thread))[0].trouble == "This camera rolls at most 20 s; 20 s is the nearest."
    assert stage.camera.rolled == []


async def test_a_camera_that_fails_for_good_is_said_and_can_be_tried_again(stage: Set) -> None:
    stage.camera.fault = CameraFault("no light", words="The camera stopped. Nothing was charged.")
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "the card with the trouble")
    await stage.settled()
    [take] = await stage.takes(thread)
    assert (take.state, take.trouble) == ("failed", "The camera stopped. Nothing was charged.")

    stage.camera.fault = None
    await stage.presses(DIRECTOR, "retry", f"take:{take.id}", thread)

    async def there() -> bool:
        return (await stage.archive.take(take.id)).state == "screened"

    await stage.until(there, "the take after another try")


async def test_a_clip_that_is_never_shared_is_uploaded_again_and_then_told(stage: Set) -> None:
    stage.chat.hide_clips = True
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "the card with the trouble")
    [take] = await stage.takes(thread)
    assert take.state == "failed"
    assert "the chat did not show it" in (take.trouble or "")
    assert stage.chat.uploads == [(take.id, 0), (take.id, 1)]

    stage.chat.hide_clips = False
    await stage.presses(DIRECTOR, "retry", f"take:{take.id}", thread)

    async def there() -> bool:
        return (await stage.archive.take(take.id)).state == "screened"

    await stage.until(there, "the clip after another try")
    assert len(stage.camera.rolled) == 1, "what was rendered is not rolled again"


async def test_more_takes_than_places_wait_in_line(tmp_path: Path, clip: Path) -> None:
    async with a_set(tmp_path, clip, places=1, looks=3) as stage:
        thread = await stage.says(DIRECTOR, "wide of the pier at dawn, 3 takes")

        async def all_in() -> bool:
            return [t.state for t in await stage.takes(thread)] == ["screened"] * 3

        await stage.until(all_in, "three takes through one place")
        assert len(stage.camera.rolled) == 3


async def test_a_redelivered_message_changes_nothing(stage: Set) -> None:
    thread = await stage.does("said", DIRECTOR, text=REQUEST, addressed=True, key="said:one")
    await stage.does("said", DIRECTOR, thread, text=REQUEST, addressed=True, key="said:one")
    await stage.until(lambda: stage.chat.takes, "the take")
    await stage.settled()
    assert len(await stage.takes(thread)) == 1


async def test_cancel_pressed_while_it_rolls_ends_the_take_and_tells_the_camera(tmp_path: Path, clip: Path) -> None:
    async with a_set(tmp_path, clip, looks=10_000) as stage:
        thread = await stage.says(DIRECTOR, REQUEST)
        await stage.until(lambda: stage.camera.rolled, "the roll")
        [take] = await stage.takes(thread)
        await stage.presses(PA, "cancel", f"take:{take.id}", thread)
        await stage.until(lambda: stage.chat.whispers, "a word to somebody without the say")
        await stage.presses(DIRECTOR, "cancel", f"take:{take.id}", thread)
        await stage.until(lambda: stage.camera.cancelled, "the camera being told")
        await stage.settled()
        assert (await stage.archive.take(take.id)).state == "cancelled"


async def test_cut_as_the_whole_message_cancels_and_great_cut_does_not(tmp_path: Path, clip: Path) -> None:
    async with a_set(tmp_path, clip, looks=10_000) as stage:
        thread = await stage.says(DIRECTOR, REQUEST)
        await stage.until(lambda: stage.camera.rolled, "the roll")
        [take] = await stage.takes(thread)
        await stage.says(DIRECTOR, "great cut everyone. cut! lunch", thread)
        await stage.says(DIRECTOR, "Great cut!", thread)
        await stage.says(DIRECTOR, "cut!", thread)
        await stage.until(lambda: stage.camera.cancelled, "the cancel")
        assert (await stage.archive.take(take.id)).state == "cancelled"
        assert set(stage.camera.cancelled) == {stage.camera.rolled[0].attempt}
