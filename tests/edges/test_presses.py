"""Buttons, menus and forms over a real socket."""

from pathlib import Path
from typing import Any

import pytest

from tests.edges.conftest import READER, Desk
from tests.edges.doing import a_landed_take, a_slated_shot, asked_of, choose, press, who
from tests.edges.nouns import a_shot, a_take, shot_view

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_button_is_heard_with_its_subject_and_place(desk: Desk) -> None:
    async with desk.on_air():
        shot, card = await a_slated_shot(desk)
        assert (await press(desk, "director", card, "roll"))["ok"]
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("pressed", "roll", f"shot:{shot.id}")
        assert (act.ref, act.thread, act.person) == (card, shot.thread, who(desk, "director"))


async def test_the_form_opens_refuses_what_is_wrong_and_is_heard(desk: Desk) -> None:
    await READER.be_ready()  # as the house has it some seconds after its start
    async with desk.on_air():
        shot, card = await a_slated_shot(desk)
        assert (await press(desk, "director", card, "edit"))["ok"]
        [opening] = await desk.calls("views.open")
        assert opening["ok"], opening["error"]
        wide = {"type": "multi_static_select", "selected_options": [an_option("wide")]}
        values: dict[str, dict[str, Any]] = {
            "shot_size": {"value": wide},
            "duration_s": {"value": {"type": "plain_text_input", "value": "900"}},
            "slate": {"value": {"type": "plain_text_input", "value": "fourteen"}},
            "t_stop": {"value": {"type": "plain_text_input", "value": "f/2.8"}},
            "dialogue": {"value": {"type": "plain_text_input", "value": "CLARA: You're late."}},
            "audio": {"value": {"type": "plain_text_input", "value": "rain\nno music"}},
        }
        view_id = opening["answer"]["view"]
        refused = await desk.lot.interact("director", type="view_submission", view_id=view_id, state_values=values)
        assert set(refused["errors"]) == {"duration_s", "slate"}
        values["duration_s"] = {"value": {"type": "plain_text_input", "value": "7"}}
        values["slate"] = {"value": {"type": "plain_text_input", "value": "14C"}}
        assert (await desk.lot.interact("director", type="view_submission", view_id=view_id, state_values=values))["ok"]
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("answered", "edit", f"shot:{shot.id}")
        assert act.fields["request"]["shot_size"] == ["wide"]
        assert (act.fields["request"]["duration_s"], act.fields["slate"]) == (7.0, "14C")
        assert act.fields["request"]["dialogue"] == [{"speaker": "CLARA", "line": "You're late."}]
        assert (act.fields["request"]["t_stop"], act.fields["request"]["audio"]) == (2.8, ["rain"])
        assert (act.fields["ruled_out"], act.fields["text"]) == (["music"], None)
        assert (act.ref, act.thread) == (card, shot.thread)


def an_option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(2_000))
    return path


async def test_behind_the_menu_are_acts_and_views(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        _, take, card = await a_landed_take(desk, clip)
        for label in ("Notes", "Original", "Hold"):
            assert (await choose(desk, "dp", card, label))["ok"]
        act = await asked_of(desk)
        assert (act.action, act.subject) == ("hold", f"take:{take.id}")
        notes, original = await desk.calls("views.open")
        assert (notes["ok"], original["ok"]) == (True, True)
        assert "No notes on 14C take 1 yet" in str(notes["args"]["view"])
        assert desk.lot.url in str(original["args"]["view"])


async def test_the_stop_button_stands_while_it_rolls_and_is_heard(desk: Desk) -> None:
    async with desk.on_air():
        thread = await desk.post("director", "a thread")
        shot = a_shot(thread=thread, asked_in=thread)
        room = desk.room()
        await room.show_shot(shot_view(shot, a_take(1, "rolling")))
        stop = {"type": "stop_session", "channel": desk.channel, "thread_ts": thread.ts}
        assert (await desk.lot.interact("director", **stop))["ok"]
        act = await asked_of(desk)
        assert (act.kind, act.thread, act.person) == ("stopped", thread, who(desk, "director"))
        await room.show_shot(shot_view(shot, a_take(1, "cancelled")))
        assert (await desk.lot.interact("director", **stop))["error"] == "no_session"
