"""What goes along with a shot stays with it, whatever a tap, a countdown or a master makes of it."""

from pathlib import Path

from tests.flows.along import FACE, REQUEST, Choosy, Fitted, asks, newest_take, rolled, taps
from tests.flows.stage import DIRECTOR, a_paid_set


async def test_a_tap_that_takes_the_nearest_keeps_who_goes_along(tmp_path: Path, clip: Path) -> None:
    camera = Choosy(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        await asks(the_set, DIRECTOR, "cast add the waitress (cleared)", FACE)
        await the_set.settled()
        thread = await asks(the_set, DIRECTOR, REQUEST.replace("8", "7"))
        await the_set.settled()
        shot = await the_set.shot(thread)
        await the_set.presses(DIRECTOR, "nearest", f"shot:{shot.id}", thread)
        await the_set.settled()
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        [order] = camera.rolled
        assert (order.request.duration_s, len(order.references)) == (8, 1)


async def test_no_countdown_begins_before_somebody_said_whose_the_face_is(tmp_path: Path, clip: Path) -> None:
    async with a_paid_set(tmp_path, clip, Fitted(clip)) as the_set:
        [production] = await the_set.archive.productions()
        await the_set.archive.change_production(production.id, autoroll_s=30)
        thread = await asks(the_set, DIRECTOR, REQUEST, FACE)
        await the_set.settled()
        shot = await the_set.shot(thread)
        card = the_set.chat.shots[shot.id]
        assert (card.rolls_in_s, card.along[0].rights) == (None, "rights not said")
        await taps(the_set, DIRECTOR, thread, "Cleared")

        async def counted() -> bool:
            return the_set.chat.shots[shot.id].rolls_in_s == 30

        await the_set.until(counted, "the countdown")
        assert the_set.chat.shots[shot.id].along[0].rights == "cleared"


async def test_a_master_takes_its_draft_alone_and_its_revision_what_went_along_with_the_draft(
    tmp_path: Path, clip: Path
) -> None:
    camera = Choosy(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        await asks(the_set, DIRECTOR, "cast add the waitress (cleared)", FACE)
        await the_set.settled()
        thread = await rolled(the_set, "a wide of the empty street, 8 seconds")
        await the_set.says(DIRECTOR, "same but the waitress stands there", thread)
        await the_set.settled()
        draft = await newest_take(the_set, thread)
        assert [len(order.references) for order in camera.rolled] == [0, 1]
        await the_set.presses(DIRECTOR, "circle", f"take:{draft.id}", thread)
        await the_set.settled()
        await the_set.presses(DIRECTOR, "master", f"take:{draft.id}", thread)
        await the_set.settled()
        assert (await newest_take(the_set, thread)).master
        assert (camera.rolled[-1].mode, camera.rolled[-1].references) == ("upscale", ())
        await the_set.says(DIRECTOR, "take 3 but at night", thread)
        await the_set.settled()
        assert len(camera.rolled[-1].references) == 1
