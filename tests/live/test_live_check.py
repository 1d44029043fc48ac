"""`dailies doctor --live` against the backlot: what it says of a workspace as it should be, and of one that is not."""

import asyncio
import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli.live_clip import unless_stopped
from bot.live.report import Line, exit_code
from bot.live.shapes import HERE, Measure, read_measure
from bot.main import open_archive
from bot.settings import Settings
from graphs.errors import CameraFault
from tests.backlot.apps import bare_socket
from tests.backlot.running import Backlot, until
from tests.contracts.till import a_till
from tests.live.playing import a_play, somebody_presses
from tests.live.renew import recorded, samples

STEPS = ["connect", "channel", "post", "upload", "share", "press", "edit", "react", "delete", "clean up"]


async def left(lot: Backlot, room: str) -> list[Any]:
    """What of the bot's still stands in the channel: joining it apart."""
    page = await lot.client("dp").conversations_history(channel=room, limit=200)
    files = await lot.bot_client.files_list(channel=room)
    return [m for m in page["messages"] if m.get("bot_id") and "subtype" not in m] + list(files["files"])


def by_step(lines: list[Line]) -> dict[str, Line]:
    return {line.step: line for line in lines}


async def command(lot: Backlot, folder: Path, *more: str) -> asyncio.subprocess.Process:
    """The command, as somebody types it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "DAILIES_", "GOOGLE_", "GEMINI_"))}
    about = {
        "SLACK_BOT_TOKEN": lot.tokens["bot_token"], "SLACK_APP_TOKEN": lot.tokens["app_token"],
        "SLACK_API_URL": lot.api_url, "DAILIES_DATA": str(folder / "data"),
    }  # fmt: skip
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", "--live", "#scene-14", *more, env=clean | about,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def test_on_the_backlot_every_step_is_ok_and_nothing_is_left(lot: Backlot, room: str, tmp_path: Path) -> None:
    async with somebody_presses(lot, room):
        process = await command(lot, tmp_path, "--render")
        out, err = (text.decode() for text in await asyncio.wait_for(process.communicate(), 60))
    lines = out.splitlines()
    assert process.returncode == 0, out + err
    assert [line.split()[0] for line in lines] == ["ok"] * (len(STEPS) + 1)
    assert [line[8:].partition(":")[0] for line in lines if "render" not in line] == STEPS
    assert "$0.00" in next(line for line in lines if "render" in line)
    assert await left(lot, room) == []
    for secret in (lot.tokens["bot_token"], lot.tokens["app_token"]):
        assert secret not in out + err


async def test_its_measure_is_what_the_backlot_says_and_slacks_samples_are(
    lot: Backlot, room: str, tmp_path: Path
) -> None:
    assert json.loads((HERE / "slack.json").read_text(encoding="utf-8")) == samples(), "python -m tests.live.renew"
    told = await recorded(lot, tmp_path)
    assert json.loads((HERE / "backlot.json").read_text(encoding="utf-8")) == told, "python -m tests.live.renew"


def test_a_field_that_is_new_missing_or_of_another_type_is_named_once() -> None:
    measure = Measure({"post: x": {"": {"object"}, "a": {"object"}, "a.b": {"string"}, "n": {"number"}}},
                      {"x": {"": {"object"}, "s": {"string"}}})  # fmt: skip
    assert measure.differences("post", "x", {"a": {"b": "1"}, "n": 1, "s": "also Slack's"}) == []
    found = [str(each) for each in measure.differences("post", "x", {"n": None, "new": {"deep": 1}})]
    assert found == [
        "x: n: expected number, seen null",
        "x: new: expected nothing, seen object",
        "x: a: expected object, seen nothing",
    ]
    assert measure.more("post", "x", {"s": "here"}) == ["s"]


async def test_what_differs_is_told_with_its_step(lot: Backlot, room: str, tmp_path: Path) -> None:
    measure = read_measure()
    what = "react: reactions.get"
    backlot = {**measure.backlot, what: {**measure.backlot[what], "mood": {"string"}}}
    async with somebody_presses(lot, room):
        lines = await a_play(lot, tmp_path, Measure(backlot, measure.samples)).in_channel("#scene-14")
    assert {line.step: line.mark for line in lines if line.mark != "ok"} == {"react": "differs"}
    assert [str(d) for d in by_step(lines)["react"].differences] == [
        "reactions.get: mood: expected string, seen nothing"
    ]
    assert exit_code(lines) == 3


async def test_where_nobody_presses_and_no_clip_is_shown_the_rest_is_played_and_cleaned_up(
    lot: Backlot, room: str, tmp_path: Path
) -> None:
    await lot.fault("share_nothing")
    play = a_play(lot, tmp_path, press_within_s=1.0, share_within_s=0.3)
    await lot.client("dp").chat_postMessage(channel=room, text=f"<@{lot.bot_user_id}> meanwhile")
    lines = await play.in_channel("scene-14")
    assert {line.step for line in lines if line.mark == "failed"} == {"share", "press"}
    assert "nobody pressed within 1 s" in by_step(lines)["press"].words
    assert [line.step for line in lines] == STEPS
    assert exit_code(lines) == 1
    assert await left(lot, room) == []
    said = [e for e in await lot.events() if "meanwhile" in json.dumps(e["payload"])]
    assert said and all(e["acked_at"] is None for e in said), "what people say meanwhile is the bot's to hear"


async def test_a_ctrl_c_leaves_nothing_behind(lot: Backlot, room: str, tmp_path: Path) -> None:
    process = await command(lot, tmp_path)

    async def asked() -> bool:
        return any("Press" in str(c["args"].get("blocks")) for c in await lot.calls("chat.postMessage"))

    await until(asked, within=30)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    out, err = (text.decode() for text in await asyncio.wait_for(process.communicate(), 20))
    assert process.returncode == 130, out + err
    assert "clean up: nothing is left" in out
    assert await left(lot, room) == []


async def test_a_message_whose_answer_got_lost_is_found_and_deleted(lot: Backlot, room: str, tmp_path: Path) -> None:
    await lot.fault("drop_answer", method="chat.postMessage")
    lines = await a_play(lot, tmp_path).in_channel("scene-14")
    assert by_step(lines)["post"].mark == "failed"
    assert by_step(lines)["clean up"].words == "nothing is left (1 thing deleted)"
    assert await left(lot, room) == []


async def test_beside_a_bot_that_runs_it_posts_nothing(lot: Backlot, room: str, tmp_path: Path) -> None:
    async with bare_socket(lot):
        (line,) = await a_play(lot, tmp_path).in_channel("scene-14")
    assert line.mark == "failed"
    assert "end the bot" in line.words
    assert await lot.calls("chat.postMessage") == []


@pytest.mark.parametrize(
    ("fault", "step", "said"),
    [
        ({"method": "chat.postMessage", "error": "missing_scope"}, "post", "Slack answers missing_scope"),
        ({"method": "files.getUploadURLExternal", "error": "file_uploads_disabled"}, "upload", "allow uploads"),
        ({"method": "auth.test", "error": "invalid_auth"}, "connect", "SLACK_BOT_TOKEN"),
    ],
)
async def test_a_refusal_says_what_to_do(
    lot: Backlot, room: str, tmp_path: Path, fault: dict[str, Any], step: str, said: str
) -> None:
    await lot.fault("error", **fault)
    lines = await a_play(lot, tmp_path, press_within_s=0.1).in_channel("scene-14")
    assert said in by_step(lines)[step].words
    assert await left(lot, room) == []


async def test_a_channel_without_the_bot_is_named_with_how_to_invite_it(lot: Backlot, tmp_path: Path) -> None:
    lines = await a_play(lot, tmp_path).in_channel("#random")
    assert lines[-1].words == "Dailies is in no channel #random: type `/invite @Dailies` there"


async def test_no_render_is_paid_for_while_everything_is_stopped(tmp_path: Path) -> None:
    settings = Settings(DAILIES_DATA=tmp_path)  # type: ignore[call-arg]
    async with open_archive(settings) as archive:
        till = await a_till(archive)
        await unless_stopped(settings)
        await archive.halt(till.production.team, None, "UADMIN", datetime.now(UTC))
    with pytest.raises(CameraFault) as held:
        await unless_stopped(settings)
    assert held.value.said == "paid rolls are stopped everywhere: `dailies go` lets them go on"
