"""What goes along with a roll: images with their rights, the cast, and what a camera does not take."""

from pathlib import Path

from graphs import words
from graphs.vocabulary.material import Piece
from tests.flows.along import CAR, FACE, REQUEST, Fitted, answers_rights, asks, newest_take
from tests.flows.stage import AD, DIRECTOR, DP, PA, a_paid_set


async def test_an_uncleared_face_stops_the_paid_roll_and_not_the_previs(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DP, REQUEST, FACE)
        await the_set.settled()
        shot = await the_set.shot(thread)
        assert [take.state for take in await the_set.takes(thread)] == ["screened"], "the previs goes on"
        assert the_set.chat.said == [
            "Is mara.png cleared? Until somebody says so, no roll takes it along; previs go on."
        ]
        [line] = the_set.chat.shots[shot.id].along
        assert (line.what, line.rights, line.goes) == ("mara.png", "rights not said", True)
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert take.held and (take.held.why, take.held.what) == ("rights", "mara.png")
        assert fitted.rolled == [] and len(the_set.chat.said) == 1, "it was asked already"
        await answers_rights(the_set, PA, thread, "Cleared")
        assert the_set.chat.whispers[-1] == (PA, words.MAY_NOT_CLEAR)
        await answers_rights(the_set, DP, thread, "Cleared")
        [order] = fitted.rolled
        assert [path.read_bytes() for path in order.references] == [b"image"]
        assert the_set.chat.said[-1] == "mara.png: cleared, says U_Dp."
        assert the_set.chat.shots[shot.id].along[0].rights == "cleared"


async def test_what_is_not_cleared_stays_and_the_take_can_roll_without_it(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST, FACE, CAR)
        await the_set.settled()
        await answers_rights(the_set, DIRECTOR, thread, "Not cleared")
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert take.held and take.held.what == "mara.png and car.jpg"
        await the_set.presses(PA, "roll_without", f"take:{take.id}", thread)
        await the_set.settled()
        assert fitted.rolled == [] and "to set off" in the_set.chat.whispers[-1][1]
        await the_set.presses(DIRECTOR, "roll_without", f"take:{take.id}", thread)
        await the_set.settled()
        [order] = fitted.rolled
        assert order.references == ()
        assert (await the_set.archive.take(take.id)).state == "screened"


async def test_whom_the_words_name_goes_along_from_the_cast(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        await asks(the_set, DIRECTOR, "cast add the waitress (cleared)", FACE)
        await the_set.settled()
        await asks(the_set, DIRECTOR, "cast add diner")
        await the_set.settled()
        assert the_set.chat.said == [
            "In the cast: the waitress. Requests that name it take the image along where the camera takes references.",
            "Drop an image of diner into the same message: “@Dailies cast add diner”; PNG, JPEG or WebP.",
        ]
        assert the_set.chat.shots == {}, "no shot was asked for"
        thread = await asks(the_set, DIRECTOR, REQUEST)
        await the_set.settled()
        shot = await the_set.shot(thread)
        [line] = the_set.chat.shots[shot.id].along
        assert (line.what, line.rights, line.goes) == ("the waitress", "cleared", True)
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        [order] = fitted.rolled
        assert (len(order.references), order.called) == (1, ("the waitress",))


async def test_rights_of_the_cast_are_asked_where_nobody_said_them(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        said = await asks(the_set, AD, "cast add waitress", FACE)
        await the_set.settled()
        [told] = the_set.chat.said
        assert told.startswith("In the cast: waitress.") and "Is waitress cleared?" in told
        await answers_rights(the_set, AD, said, "Synthetic")
        [production] = await the_set.archive.productions()
        [one] = await the_set.archive.cast_of(production.id)
        [stated] = await the_set.archive.stated_rights(one.material)
        assert (stated.rights, stated.by) == ("synthetic", AD)


async def test_an_image_dropped_into_the_thread_goes_along_from_then_on(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST)
        await the_set.settled()
        dropped = await the_set.does("said", DIRECTOR, thread=thread, files=(FACE,))
        await the_set.settled()
        shot = await the_set.shot(thread)
        assert [piece.label for piece in shot.material] == ["mara.png"]
        assert (dropped, "read") in the_set.chat.marks
        assert the_set.chat.shots[shot.id].along[0].what == "mara.png"


async def test_an_edit_needs_no_rights_since_nothing_else_is_sent(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    fitted.keeping = "edit"
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST, FACE)
        await the_set.settled()
        await answers_rights(the_set, DIRECTOR, thread, "Cleared")
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        [one] = await the_set.archive.material_of((await the_set.shot(thread)).production, ["F1"])
        await the_set.archive.state_rights([one.id], "not_cleared", AD, the_set.crew.clock())
        await the_set.says(DIRECTOR, "same but wider", thread)
        await the_set.settled()
        assert [(order.mode, len(order.references)) for order in fitted.rolled] == [("new", 1), ("edit", 0)]


async def test_a_revision_with_an_image_of_its_own_looks_like_its_take(
    tmp_path: Path, clip: Path, fitted: Fitted
) -> None:
    fitted.keeping = "edit"
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST)
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        await asks(the_set, DIRECTOR, "same but with a red car outside", CAR, thread=thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert take.held and take.held.what == "car.jpg"
        assert take.changes[0] == "with car.jpg"
        await answers_rights(the_set, DIRECTOR, thread, "Synthetic")
        order = fitted.rolled[-1]
        assert (order.mode, order.source, len(order.references)) == ("new", None, 2), "a frame of take 1, and the car"


async def test_the_previs_frame_goes_along_where_the_card_says_so(tmp_path: Path, clip: Path, fitted: Fitted) -> None:
    async with a_paid_set(tmp_path, clip, fitted) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST)
        await the_set.settled()
        shot = await the_set.shot(thread)
        await the_set.answers(DIRECTOR, f"shot:{shot.id}", {"request": {}, "text": shot.text, "composition": True})
        await the_set.settled()
        [line] = the_set.chat.shots[shot.id].along
        assert (line.what, line.goes) == ("the frame of P1", True)
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        [order] = fitted.rolled
        assert (len(order.references), order.called) == (1, ("the composition",))
        await the_set.answers(DIRECTOR, f"shot:{shot.id}", {"request": {}, "text": shot.text, "composition": False})
        await the_set.settled()
        assert (await the_set.archive.shot(shot.id)).material == ()
        assert Piece("composition", "the previs's frame") not in (await newest_take(the_set, thread)).material
