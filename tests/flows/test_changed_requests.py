"""A request whose words change while its shot waits: what still goes along."""

from pathlib import Path

from graphs.vocabulary.refs import FileRef
from tests.flows.along import CAR, FACE, Fitted, asks
from tests.flows.stage import DIRECTOR, a_paid_set

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
        edit = {"text": "wide on the man at the counter, 8 seconds", "addressed": True, "fields": {"edit_ts": "9"}}
        await the_set.does("edited", DIRECTOR, thread, thread, **edit)
        await the_set.settled()
        view = the_set.chat.shots[shot]
        assert view.shot.request.shot_size == ("wide",)
        assert {line.what for line in view.along} == {"lamp.png"}
