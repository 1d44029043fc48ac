"""Questions, Roll with... and Circle a part through a real app and workspace: tapped, handed in, and heard."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.clips import Frames
from graphs.cameras import film
from graphs.crew.camera import Estimate
from graphs.crew.questions import REASONS, answers_to, sentence
from graphs.vocabulary.feedback import press_id
from graphs.vocabulary.questions import Question
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from storage.locks import ProcessLocks
from storage.vault import FolderVault
from tests.backlot.running import until
from tests.cameras.test_film import ramp
from tests.contracts.studio import record
from tests.edges.conftest import Desk, now
from tests.edges.doing import a_landed_take, asked_of, choose, press, who
from tests.edges.nouns import words_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Two seconds of film."""
    path = tmp_path / "clip.mp4"
    negative = film.Negative(path, 320, 180)
    for frame in range(48):
        negative.expose(ramp(320, 180, frame))
    negative.close()
    return path


@dataclass
class Asking:
    """The director was asked why take 1 is NG."""

    desk: Desk
    shot: Shot
    take: Take
    card: Ref
    question: Question

    async def whisper(self) -> dict[str, Any]:
        """The whisper, as it reaches the director's screen."""
        feed = f"{self.desk.lot.url}/backlot/live"
        async with self.desk.lot.session.ws_connect(feed, params={"token": self.desk.lot.token("director")}) as live:
            said = sentence(self.question, self.shot, self.take, "")
            await self.desk.room().whisper(
                f"question:{self.question.id}", self.shot.thread, who(self.desk, "director"), said,
                answers_to(self.question),
            )  # fmt: skip
            return await ephemeral(live)

    async def taps(self, message: dict[str, Any], label: str, person: str = "director") -> dict[str, Any]:
        block, button = found(message["blocks"], label)
        answer: dict[str, Any] = await self.desk.lot.interact(
            person, type="block_actions", channel=self.desk.channel, message_ts=message["ts"],
            block_id=block["block_id"], action_id=button["action_id"],
        )  # fmt: skip
        return answer


def found(blocks: Sequence[dict[str, Any]], label: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A button by its label, and its block."""
    return next(
        (block, element)
        for block in blocks
        for element in block.get("elements", ())
        if element.get("type") == "button" and element["text"]["text"] == label
    )


async def ephemeral(live: Any) -> dict[str, Any]:
    """The next message that only this person sees."""
    async with asyncio.timeout(5):
        while (frame := await live.receive_json())["type"] != "ephemeral":
            pass
    message: dict[str, Any] = frame["message"]
    return message


async def an_ng(desk: Desk, clip: Path) -> Asking:
    shot, take, card = await a_landed_take(desk, clip)
    question = await desk.archive.ask(
        f"why:{take.id}", "why", shot.production, shot.thread, shot.id, take.id, who(desk, "director"),
        press_id("ng"), REASONS, now(),
    )  # fmt: skip
    return Asking(desk, shot, take, card, question)


async def test_a_reason_is_tapped_in_a_line_that_only_its_reader_sees(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        asking = await an_ng(desk, clip)
        message = await asking.whisper()
        feed = f"{desk.lot.url}/backlot/live"
        async with desk.lot.session.ws_connect(feed, params={"token": desk.lot.token("director")}) as live:
            assert (await asking.taps(message, "Continuity"))["ok"]
            replaced = await ephemeral(live)
        act = await asked_of(desk)
        assert (act.kind, act.action) == ("pressed", "reply")
        assert act.subject == f"question:{asking.question.id} continuity"
        assert (act.thread, act.person) == (asking.shot.thread, who(desk, "director"))
        assert (replaced["ts"], replaced["text"]) == (message["ts"], "Continuity: logged.")
        assert not any(block["type"] == "actions" for block in replaced.get("blocks", ()))


async def test_nobody_else_can_tap_it(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        asking = await an_ng(desk, clip)
        message = await asking.whisper()
        assert (await asking.taps(message, "Continuity", person="pa"))["error"] == "message_not_found"


async def test_what_is_settled_is_said_to_be(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        asking = await an_ng(desk, clip)
        message = await asking.whisper()
        await desk.archive.close_questions(asking.question.about)
        feed = f"{desk.lot.url}/backlot/live"
        async with desk.lot.session.ws_connect(feed, params={"token": desk.lot.token("director")}) as live:
            await asking.taps(message, "Continuity")
            assert (await ephemeral(live))["text"] == "That is answered already, or was taken back."


async def test_something_else_opens_a_form_that_is_heard(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        asking = await an_ng(desk, clip)
        message = await asking.whisper()
        assert (await asking.taps(message, "Something else..."))["ok"]
        [opening] = await desk.calls("views.open")
        assert opening["ok"], opening["error"]
        values = {
            "aspect": {"value": {"type": "static_select", "selected_option": {"value": "sound"}}},
            "words": {"value": {"type": "plain_text_input", "value": "the door has no slam"}},
        }
        view = opening["answer"]["view"]
        answer = await desk.lot.interact("director", type="view_submission", view_id=view, state_values=values)
        assert answer["ok"], answer
        act = await asked_of(desk)
        assert (act.kind, act.action, act.fields) == ("answered", "reply", {"words": "the door has no slam"})
        assert act.subject == f"question:{asking.question.id} sound"


async def test_app_home_asks_until_it_is_answered(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        asking = await an_ng(desk, clip)

        async def published(times: int) -> list[dict[str, Any]]:
            calls = await desk.calls("views.publish")
            return calls if len(calls) >= times else []

        await desk.lot.interact("director", type="app_home_opened")
        [first] = await until(lambda: published(1))
        assert first["ok"], first["error"]
        home = (await desk.lot.interact("director", type="app_home_opened"))["view"]
        await until(lambda: published(2))
        assert "NG on 14C take 1: what is wrong with it?" in str(home["blocks"])
        block, button = found(home["blocks"], "Light")
        answer = await desk.lot.interact(
            "director", type="block_actions", view_id=home["id"], block_id=block["block_id"],
            action_id=button["action_id"],
        )  # fmt: skip
        assert answer["ok"], answer
        act = await asked_of(desk)
        assert (act.action, act.subject) == ("reply", f"question:{asking.question.id} lighting")
        assert act.thread == asking.shot.thread
        *_, last = await until(lambda: published(3))
        assert "what is wrong with it?" not in str(last["args"]["view"])


def shown(call: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a view that was opened or updated."""
    view = call["args"]["view"]
    blocks: list[dict[str, Any]] = (json.loads(view) if isinstance(view, str) else view)["blocks"]
    return blocks


async def a_note(desk: Desk, shot: Shot, take: Take, person: str, words: str, **more: Any) -> str:
    """A note that asks for a change; its record's id."""
    ref = await desk.post(person, words, shot.thread.ts)
    said = record(shot, take, ref, rater_id=who(desk, person), quote=words, aspect="camera_movement") | {
        "sentiment": "neutral", "intent": "change_request", "created_at": now().isoformat(),
    } | more  # fmt: skip
    await desk.archive.record_note(ref, "", [said], who(desk, person), now())
    [kept] = await desk.archive.feedback_from(ref)
    return str(kept["record_id"])


async def priced(take: Take) -> Estimate:
    """A camera's answer for any take."""
    return Estimate(56, 40.0)


async def test_the_notes_to_roll_with_are_chosen_and_heard(desk: Desk, clip: Path) -> None:
    async with desk.on_air(price=priced):
        shot, take, card = await a_landed_take(desk, clip)
        slow = await a_note(desk, shot, take, "dp", "push slower")
        fast = await a_note(desk, shot, take, "director", "push faster", permission_role="director")
        steam = await a_note(desk, shot, take, "pa", "more steam", aspect="production_design")
        await desk.room().show_take(await desk.archive.take_view(take.id))
        await desk.settled()
        desk.woken.clear()
        assert (await press(desk, "director", card, "roll_with"))["ok"]
        [opening] = await desk.calls("views.open")
        assert opening["ok"], opening["error"]
        assert "Take 2: $0.56 at this length, about 40 s." in words_of(shown(opening))
        conflict, rest = (block for block in shown(opening) if block["type"] == "input")
        view = {"type": "view_submission", "view_id": opening["answer"]["view"]}
        assert conflict["element"]["initial_option"]["text"]["text"].startswith("faster")
        slower = conflict["element"]["options"][0]
        none = {
            conflict["block_id"]: {"value": {"type": "radio_buttons", "selected_option": None}},
            rest["block_id"]: {"value": {"type": "checkboxes", "selected_options": []}},
        }
        refused = await desk.lot.interact("director", **view, state_values=none)
        assert refused["errors"] == {conflict["block_id"]: "Tick a note, or leave."}
        chosen = none | {conflict["block_id"]: {"value": {"type": "radio_buttons", "selected_option": slower}}}
        answer = await desk.lot.interact("director", **view, state_values=chosen)
        assert answer["ok"], answer
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("answered", "roll_with", f"take:{take.id}")
        assert act.fields["records"] == [slow]
        assert set(act.fields["offered"]) == {slow, fast, steam}
        assert (act.ref, act.thread) == (card, shot.thread)


async def test_where_no_note_is_open_there_is_nothing_to_roll_with(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        shot, take, card = await a_landed_take(desk, clip)
        await a_note(desk, shot, take, "dp", "push slower")
        await desk.room().show_take(await desk.archive.take_view(take.id))
        for each in await desk.archive.feedback_on(take.id):
            await desk.archive.retract([each["record_id"]], who(desk, "dp"), now())
        feed = f"{desk.lot.url}/backlot/live"
        async with desk.lot.session.ws_connect(feed, params={"token": desk.lot.token("director")}) as live:
            await press(desk, "director", card, "roll_with")
            assert (await ephemeral(live))["text"] == "No note asks for a change any more."
        assert await desk.calls("views.open") == []


async def test_a_part_is_chosen_by_frames_and_heard(desk: Desk, clip: Path, tmp_path: Path) -> None:
    vault = FolderVault(tmp_path / "vault")
    kept = await vault.keep(clip)
    frames = Frames(desk.client, desk.archive, vault, film.frame_at, ProcessLocks().hold, now, tmp_path / "frames")
    async with desk.on_air(frames=frames) as edge:
        _, take, card = await a_landed_take(desk, clip, kept)
        assert (await choose(desk, "director", card, "Circle a part"))["ok"]
        [opening] = await desk.calls("views.open")
        assert opening["ok"], opening["error"]
        assert not any(block["type"] == "image" for block in shown(opening))
        await asyncio.gather(*edge.receipts)
        [update] = await desk.calls("views.update")
        assert update["ok"], update["error"]
        images = [block for block in shown(update) if block["type"] == "image"]
        assert len(images) == 8
        view = {"type": "view_submission", "view_id": opening["answer"]["view"]}

        def values(start: str, end: str) -> dict[str, Any]:
            return {
                field: {"value": {"type": "static_select", "selected_option": {"value": at}}}
                for field, at in (("in_s", start), ("out_s", end))
            }

        wrong = await desk.lot.interact("director", **view, state_values=values("5", "3"))
        assert wrong["errors"] == {"out_s": "The end comes after the start."}
        assert (await desk.lot.interact("director", **view, state_values=values("3", "8")))["ok"]
        act = await asked_of(desk)
        assert (act.action, act.subject, act.fields) == (
            "circle_part", f"take:{take.id}", {"in_s": 3.0, "out_s": None},
        )  # fmt: skip
